import PostalMime from "postal-mime";
import { lettersIn } from "./mailers.ts";

const SHOWN = 50;

/**
 * The newest letters of a folder as one page of HTML: for whoever tries a node out on their own computer, where no mail
 * server carries them. Links can be followed; everything else is text.
 */
export async function letterPage(folder: string): Promise<string> {
  const letters = await Promise.all((await lettersIn(folder, SHOWN)).map(({ source }) => PostalMime.parse(source)));
  const shown = letters.map(
    ({ subject, to, date, text }) =>
      `<article><h2>${escaped(subject ?? "")}</h2><p>${escaped(to?.map(({ address }) => address).join(", ") ?? "")}, ` +
      `<time datetime="${escaped(date ?? "")}">${escaped(date ?? "")}</time></p><p>${linked(text ?? "")}</p></article>`,
  );
  const body = shown.length === 0 ? "<p>No letter was written yet.</p>" : shown.join("\n");
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Letters</title><h1>Letters that no mail server carried</h1>\n${body}</html>`;
}

function linked(text: string): string {
  return escaped(text)
    .replaceAll(/https?:\/\/[^\s<]+/gu, (address) => `<a href="${address}">${address}</a>`)
    .replaceAll("\n", "<br>");
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}
