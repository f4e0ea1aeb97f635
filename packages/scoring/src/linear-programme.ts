/** A linear programme under construction, to be maximised: columns with their price and bounds, and the matrix row by row. */
export type Programme = {
  readonly cost: number[];
  readonly columnLower: number[];
  readonly columnUpper: number[];
  readonly rowLower: number[];
  readonly rowUpper: number[];
  readonly starts: number[];
  readonly indices: number[];
  readonly values: number[];
};

export function emptyProgramme(): Programme {
  return { cost: [], columnLower: [], columnUpper: [], rowLower: [], rowUpper: [], starts: [0], indices: [], values: [] };
}

/** Adds a column and answers its number. */
export function addColumn(model: Programme, cost: number, lower: number, upper: number): number {
  model.columnLower.push(lower);
  model.columnUpper.push(upper);
  return model.cost.push(cost) - 1;
}

/** Adds a row: lower <= sum of value * column <= upper. */
export function addRow(model: Programme, lower: number, upper: number, cells: Iterable<readonly [column: number, value: number]>): void {
  model.rowLower.push(lower);
  model.rowUpper.push(upper);
  for (const [at, value] of cells) {
    if (value === 0) continue;
    model.indices.push(at);
    model.values.push(value);
  }
  model.starts.push(model.indices.length);
}
