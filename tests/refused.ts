import { expect } from 'vitest';
import { Refusal } from '../app/refusal';
import { refusalText } from '../app/zh/refusals';

/** What a use case refused: its code, field and figures; null where it did not. The refusal has a sentence that tells. */
export async function refused(work: Promise<unknown>): Promise<Record<string, unknown> | null> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return null;
  if (!(error instanceof Refusal)) throw new Error('neither done nor refused', { cause: error });
  expect(refusalText(error)).not.toMatch(/undefined|null|NaN|\[object/);
  return { code: error.code, field: error.field, ...error.data };
}
