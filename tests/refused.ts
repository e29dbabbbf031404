import { expect } from 'vitest';
import { Refusal } from '../app/refusal';
import { refusalText } from '../app/zh/refusals';

/** What a use case refused: its code, field and figures, and what it refused beside that; null where it did not. The refusal has a sentence that tells. */
export async function refused(work: Promise<unknown>): Promise<Record<string, unknown> | null> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return null;
  if (!(error instanceof Refusal)) throw new Error('neither done nor refused', { cause: error });
  expect(refusalText(error)).not.toMatch(/undefined|null|NaN|\[object/);
  const beside = error.beside.map((other) => ({ code: other.code, field: other.field, ...other.data }));
  return { code: error.code, field: error.field, ...error.data, ...(beside.length > 0 ? { beside } : {}) };
}
