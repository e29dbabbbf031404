import { closeStore, theStore, type Store } from '../db/client.server';
import { Refusal } from '../app/refusal';
import { refusalText } from '../app/zh/refusals';

/** A wrong use of a command, told in one Chinese sentence. */
export class CommandRefused extends Error {}

/**
 * Runs one command of scripts/: opens the store, does the work, closes the store. A wrong use or a refusal of a rule
 * becomes one sentence on standard error and exit status 1.
 */
export async function command(
  work: (given: { store: Store; args: string[] }) => Promise<void>,
): Promise<void> {
  try {
    await work({ store: await theStore(), args: process.argv.slice(2) });
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  } finally {
    await closeStore();
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return refusalText(error);
  return error instanceof Error ? error.message : String(error);
}
