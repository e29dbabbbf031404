import { describe, expect, it } from 'vitest';
import { correctionsOf, type CorrectionKind, type PaymentKind } from './payment';

describe('the corrections that a row may get', () => {
  it.each<[PaymentKind, CorrectionKind[]]>([
    ['payment', ['return', 'reversal', 'recovery']],
    ['return', ['reversal']],
    ['reversal', ['reversal']],
    ['recovery', ['reversal']],
  ])('%s: %j', (kind, corrections) => expect(correctionsOf(kind)).toEqual(corrections));
});
