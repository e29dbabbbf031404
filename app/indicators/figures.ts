/** How points and counts are written on screens and papers. */

/** Hundredths of a point for people: `4`, `2.5`. */
export function formatWeight(hundredths: number): string {
  return formatScore(hundredths).replace(/\.?0+$/, '');
}

/** Hundredths of a point with two decimals, as scores line up: `9.85`. */
export function formatScore(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

/** A count with thousands separators. */
export function wholeText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
