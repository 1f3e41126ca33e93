/** Median of the finite values; undefined when there is none. */
export function median(values: readonly (number | null | undefined)[]): number | undefined {
  const sorted = values
    .filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
    .sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 || sorted.length === 0
    ? sorted[middle]
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
