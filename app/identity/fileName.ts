import { GROUPED, hasBirthday, ID_LONG } from './hiddenDigits';

/** Names of files that people send in: whoever saw the numbers of people and accounts in one could see them for good. Pure. */

const LONGEST = 200;
/** Full-width: no system takes the narrow one in the name of a file. */
const HIDDEN = '\uff0a'.repeat(4);
/** A day, alone or at the head of a time or of the numbers that banks and cameras put behind it. */
const DAY =
  /((?<!\d)20\d{2}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{0,9}|[-._]\d{1,2}[-._]\d{1,2})(?!\d))/;
const SHORTEST_WHOLE = 8;
const SHORTEST_GROUPED = 12;

/**
 * The name under which a file is kept and told: without ID numbers, and without the digits of accounts and other long
 * numbers but the last four, in whatever width and groups they are written. Days stay. At most 200 characters, of
 * which the ending is the last.
 */
export function keptFileName(sent: string): string {
  const plain = narrow(sent);
  const shown = plain
    .replace(ID_LONG, (run) => (isOfPerson(run) ? HIDDEN : run))
    .split(DAY)
    .map((piece, place) => (place % 2 === 1 ? piece : piece.replace(GROUPED, hidden)))
    .join('');
  const characters = [...(shown === plain ? sent : shown)];
  return characters.slice(-LONGEST).join('');
}

/** Only what tells digits and their groups apart: the rest of a name stays as it was written. */
function narrow(name: string): string {
  return name
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/[\uff10-\uff19\uff38\uff58]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\uff0d/g, '-')
    .replace(/\uff3f/g, '_');
}

/** No province begins with the 20 of a day, or with the 0 of a serial number. */
function isOfPerson(run: string): boolean {
  return /^(?!20)[1-9]/.test(run) && hasBirthday(run);
}

function hidden(run: string): string {
  const digits = run.replace(/\D/g, '');
  const shortest = digits === run ? SHORTEST_WHOLE : SHORTEST_GROUPED;
  return digits.length < shortest ? run : HIDDEN + digits.slice(-4);
}
