/** Where the names on a map go, so that none covers another. Pure; units are those of the map's view box. */

/** A point of the map with its name. */
export interface NamedPoint {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** A name set at a place of its own, with the point it belongs to. */
export interface Label extends NamedPoint {
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: "start" | "end";
}

// The type size of labels on narrow screens (styles/_graphics.scss) and the width of its average letter.
const size = 28;
const letter = 0.56 * size;

/** Names in a column beside their points, at least a line apart, in the points' order from north to south. */
export function columnLabels(points: readonly NamedPoint[], side: "left" | "right", columnX: number, height: number): readonly Label[] {
  const sorted = points.toSorted((one, other) => one.y - other.y || one.x - other.x);
  const line = size + 4;
  const middle = sorted.reduce((sum, { y }) => sum + y, 0) / Math.max(1, sorted.length);
  const block = (sorted.length - 1) * line;
  const top = Math.max(size, Math.min(middle - block / 2, height - block - 8));
  return sorted.map((point, index) => ({
    ...point,
    labelX: columnX,
    labelY: Math.round(top + index * line),
    anchor: side === "left" ? "end" : "start",
  }));
}

/** Names right or left of their points where there is room; a name that would cover another one or a point is left out. */
export function nearbyLabels(points: readonly NamedPoint[], width: number, height: number): readonly Label[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  const labels: Label[] = [];
  for (const point of points) {
    for (const candidate of candidates(point)) {
      const box = boxOf(candidate);
      if (box.left < 0 || box.right > width || box.top < 0 || box.bottom > height) continue;
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      labels.push(candidate);
      break;
    }
  }
  return labels;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function candidates(point: NamedPoint): readonly Label[] {
  const spots = [
    [9, 7, "start"],
    [-9, 7, "end"],
    [7, -9, "start"],
    [7, 24, "start"],
    [-7, -9, "end"],
    [-7, 24, "end"],
  ] as const;
  return spots.map(([dx, dy, anchor]) => ({ ...point, labelX: point.x + dx, labelY: point.y + dy, anchor }));
}

function boxOf({ labelX, labelY, anchor, name }: Label): Box {
  const width = [...name].length * letter;
  const left = anchor === "start" ? labelX : labelX - width;
  return { left, right: left + width, top: labelY - size * 0.8, bottom: labelY + 4 };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
