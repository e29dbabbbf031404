/** The counties, districts and development zones of Zhengzhou, by the six digits of GB/T 2260 and its extensions. */
export const divisions = [
  '410102',
  '410103',
  '410104',
  '410105',
  '410106',
  '410108',
  '410122',
  '410171',
  '410172',
  '410173',
  '410181',
  '410182',
  '410183',
  '410184',
  '410185',
] as const;
export type Division = (typeof divisions)[number];

const known: ReadonlySet<string> = new Set(divisions);

/** Whether a text is the code of one of Zhengzhou's divisions. */
export function isDivision(code: string): code is Division {
  return known.has(code);
}
