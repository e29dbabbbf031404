import { closeStore } from '../db/client.server';
import { Refusal } from '../app/refusal';
import { refusalText } from '../app/zh/refusals';

/** A wrong use of a command, told in one Chinese sentence. */
export class CommandRefused extends Error {}

/**
 * Runs one command of scripts/ and closes the store that it opened. A wrong use or a refusal of a rule becomes one
 * sentence on standard error and exit status 1.
 */
export async function command(work: (args: string[]) => Promise<void>): Promise<void> {
  endQuietlyUnread();
  try {
    await work(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
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

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return refusalText(error);
  return error instanceof Error ? error.message : String(error);
}
