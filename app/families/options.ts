/** Codes with their labels, as a select offers them. */
export function optionsOf<Code extends string>(
  codes: readonly Code[],
  labels: Record<Code, string>,
): { value: Code; label: string }[] {
  return codes.map((value) => ({ value, label: labels[value] }));
}
