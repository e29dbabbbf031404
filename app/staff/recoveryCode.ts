/** Letters and digits that nobody confuses on paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** How many recovery codes are made at once. */
export const RECOVERY_CODES = 10;
/** With fewer left than so many it is time for new ones. */
export const FEW_RECOVERY_CODES = 3;

/**
 * A recovery code like `k7wm-2pqa-x9rd` (59 bits).
 * @param below gives a random whole number below its argument
 */
export function newRecoveryCode(below: (limit: number) => number): string {
  const letter = () => ALPHABET[below(ALPHABET.length)]!;
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** A code as somebody copied it from paper, as it was made: case, blanks and dashes do not count. */
export function normalisedRecoveryCode(typed: string): string {
  const letters = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
