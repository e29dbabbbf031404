import { parseYuan } from '../money/yuan';

/** One field in which what somebody typed is not what stands in the file. */
export interface Difference {
  /** The name of the field in the form. */
  field: string;
  typed: string;
  onFile: string;
}

interface Versioned {
  version?: unknown;
}

export interface FormConflict<Change> {
  /** What happened to the file since the form was opened, newest first. */
  changes: Change[];
  differences: Difference[];
}

/**
 * What stands between a form and its file: null when the form was opened on the newest version.
 * @param recent the latest changes of the file, newest first; each moved its version on by one
 */
export function formConflict<Change>({
  typed,
  onFile,
  recent,
}: {
  typed: Versioned | null | undefined;
  onFile: Versioned;
  recent: readonly Change[];
}): FormConflict<Change> | null {
  if (!typed) return null;
  const behind = Number(onFile.version) - Number(typed.version);
  if (!(behind > 0)) return null;
  return { changes: recent.slice(0, behind), differences: formDifferences(typed, onFile) };
}

/** Fields that travel with the form and say nothing, and those that are empty because the file keeps them unseen. */
const UNCOMPARED = /(^version|\.memberId|\.idNumber|^bank\.account)$/;
const AMOUNT = /Fen$/;

/** The fields in which a posted form differs from the file, in the order of the form. */
export function formDifferences(typed: unknown, onFile: unknown): Difference[] {
  const mine = flattened(typed);
  const theirs = flattened(onFile);
  const fields = [...new Set([...theirs.keys(), ...mine.keys()])].filter((name) => !UNCOMPARED.test(name));
  return fields
    .map((field) => ({ field, typed: mine.get(field) ?? '', onFile: theirs.get(field) ?? '' }))
    .filter((one) => comparable(one.field, one.typed) !== comparable(one.field, one.onFile));
}

function comparable(field: string, text: string): string {
  if (!AMOUNT.test(field)) return text.trim();
  const parsed = parseYuan(text);
  if (text.trim() === '') return '0';
  return parsed.ok ? String(parsed.fen) : text;
}

/** `{members: [{name: 'x'}]}` as `members[0].name` → x. */
function flattened(value: unknown, name = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map<string, string>();
  if (Array.isArray(value)) {
    return new Map(value.flatMap((one, index) => [...flattened(one, `${name}[${index}]`)]));
  }
  if (typeof value === 'object') {
    return new Map(
      Object.entries(value).flatMap(([key, one]) => [...flattened(one, name ? `${name}.${key}` : key)]),
    );
  }
  return new Map(typeof value === 'string' ? [[name, value]] : []);
}
