/**
 * What may be told of an error, in the log and to whoever runs a command. What a statement was given is what somebody
 * typed: neither drizzle's message, which holds the statement with its values, nor PostgreSQL's detail, which holds the
 * row, goes any further than this.
 */
export interface ToldFault {
  type: string;
  message: string;
  /** Of the database or the system: `SQLITE_CONSTRAINT_CHECK`, `23514`, `ECONNREFUSED`. */
  code?: string;
  constraint?: string;
  table?: string;
  column?: string;
  /** The frames alone, without the message that JavaScript writes before them. */
  stack: string;
  cause?: ToldFault;
  /** Of several attempts, what each said. */
  errors?: ToldFault[];
}

/** The status with which a command ends by what nobody expected: EX_SOFTWARE of sysexits.h. */
export const UNEXPECTED = 70;

const NAMED = ['code', 'constraint', 'table', 'column'] as const;
/** A cause may name what it caused. */
const MOST_CAUSES = 5;

/** An error of any kind, without anything that was typed or stored. */
export function toldFault(error: unknown, depth = 0): ToldFault {
  if (!(error instanceof Error)) return { type: kindOf(error), message: 'no error was thrown', stack: '' };
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  const goesOn = depth < MOST_CAUSES;
  return {
    type: kindOf(error),
    message: faultMessage(error),
    ...namesIn(error),
    stack: framesOf(error),
    ...(goesOn && cause instanceof Error && { cause: toldFault(cause, depth + 1) }),
    ...(goesOn && Array.isArray(errors) && { errors: errors.map((one) => toldFault(one, depth + 1)) }),
  };
}

/** The same in lines, as they stand in a terminal. */
export function faultText(error: unknown): string {
  return textOf(toldFault(error));
}

function textOf({ type, message, code, stack, cause, errors = [] }: ToldFault): string {
  const head = `${type}: ${message}${code ? ` [${code}]` : ''}`;
  const under = [...(cause ? [cause] : []), ...errors].map(textOf);
  return [head, ...(stack ? [stack] : []), ...under].join('\n');
}

/** The message of an error in one line, of a refused statement that of the database. */
export function faultMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isRefusedStatement(error))
    return error.cause instanceof Error ? faultMessage(error.cause) : 'a statement failed';
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (!error.message && Array.isArray(errors)) return errors.map((one) => faultMessage(one)).join('; ');
  return quotesValue(error, code) ? withoutQuoted(error.message) : error.message;
}

/** Drizzle's own error, by what it carries. */
function isRefusedStatement(error: Error): boolean {
  return 'query' in error && 'params' in error;
}

/** PostgreSQL's class 22 (data exception) and JSON.parse quote what they cannot read. */
function quotesValue(error: Error, code: unknown): boolean {
  return (typeof code === 'string' && /^22...$/.test(code)) || error instanceof SyntaxError;
}

/** From the first quotation mark to the last: what stands between may hold some of its own. */
function withoutQuoted(message: string): string {
  return message.replace(/["'“][^]*["'”]/, '…');
}

function namesIn(error: Error): Pick<ToldFault, (typeof NAMED)[number]> {
  const given = error as unknown as Record<string, unknown>;
  return Object.fromEntries(
    NAMED.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]]] : [])),
  );
}

function framesOf({ stack = '', message }: Error): string {
  const start = message && stack.includes(message) ? stack.indexOf(message) + message.length : 0;
  return stack
    .slice(start)
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .join('\n');
}

function kindOf(error: unknown): string {
  return (error as object | null | undefined)?.constructor?.name ?? typeof error;
}
