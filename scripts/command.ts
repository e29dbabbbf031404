import { BadSetting } from '../app/config.server';
import { closeStore } from '../db/client.server';
import { faultText, UNEXPECTED } from '../db/engine/fault';
import { Refusal } from '../app/refusal';
import { plainTrouble } from '../app/operations/trouble';
import { refusalText } from '../app/zh/refusals';

/** A wrong use of a command, told in one Chinese sentence. */
export class CommandRefused extends Error {}

/**
 * Runs one command of scripts/ and closes the store that it opened. A wrong use or a refusal of a rule becomes one
 * sentence on standard error and exit status 1; what nobody expected its message, code and trace, and status 70.
 */
export async function command(work: (args: string[]) => Promise<void>): Promise<void> {
  endQuietlyUnread();
  // What Node itself would print holds all that the error carries.
  process.on('uncaughtException', (error) => {
    tell(error);
    process.exit();
  });
  try {
    await work(process.argv.slice(2));
  } catch (error) {
    tell(error);
  } finally {
    await closeStore();
  }
}

/** Whoever reads only the first lines (`… | head -1`) closes the pipe: what follows is for nobody, and no fault. */
function endQuietlyUnread(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
}

function tell(error: unknown): void {
  const sentence = sentenceOf(error);
  process.stderr.write(`${sentence ?? faultText(error)}\n`);
  process.exitCode = sentence === null || isUnexplained(error) ? UNEXPECTED : 1;
}

/** The sentence only passes on what another program said. */
function isUnexplained(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'database.tool_failed';
}

/** What the error says to whoever ran the command; null where nobody expected it. */
function sentenceOf(error: unknown): string | null {
  const refusal = error instanceof Refusal ? error : plainTrouble(error);
  if (refusal) return refusalText(refusal);
  return error instanceof CommandRefused || error instanceof BadSetting ? error.message : null;
}
