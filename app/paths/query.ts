/** A value in the query of an address; what is empty is left out. */
export type Value = string | number | null | undefined;

/** The query of an address, with its question mark; empty without values. */
export const query = (values: Record<string, Value | readonly string[]>) => {
  const given = Object.entries(values)
    .flatMap(([name, value]): [string, Value][] =>
      Array.isArray(value) ? value.map((one: string) => [name, one]) : [[name, value as Value]],
    )
    .filter(([, value]) => value !== null && value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
};
