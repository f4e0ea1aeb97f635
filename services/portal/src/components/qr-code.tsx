import { encode } from "uqr";

/** A text as a QR code: one path, dark on light whatever the page's colours are, with the quiet zone that ISO/IEC 18004 §5.3.8 wants. */
export function QrCode({ text, title }: { readonly text: string; readonly title: string }) {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  return (
    <svg class="qr-code" role="img" aria-label={title} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
