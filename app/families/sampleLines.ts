import type { BusinessDate } from '../calendar/date';
import type { Fen } from '../money/fen';
import type { HukouKind } from './family';

/** A subsistence line as it is entered. */
export interface LineInput {
  /** A division code, or 4101 for the whole city. */
  region: string;
  hukouKind: HukouKind;
  effectiveOn: BusinessDate;
  monthlyFen: Fen;
  document: string;
}

/** The prefix of every division of the city. */
export const CITY_REGION = '4101' as const;

const sample = (effectiveOn: string, urbanYuan: number, ruralYuan: number): Omit<LineInput, 'document'>[] => [
  row(effectiveOn, 'urban', urbanYuan),
  row(effectiveOn, 'rural', ruralYuan),
];

function row(effectiveOn: string, hukouKind: HukouKind, yuan: number): Omit<LineInput, 'document'> {
  return {
    region: CITY_REGION,
    hukouKind,
    effectiveOn: effectiveOn as BusinessDate,
    monthlyFen: (yuan * 100) as Fen,
  };
}

/**
 * Invented round amounts, so that a new installation can be tried at once. No official amount could be verified:
 * the rows are marked as examples until the head confirms each one with its document.
 */
export const SAMPLE_LINES = [
  ...sample('2015-01-01', 500, 300),
  ...sample('2017-01-01', 550, 350),
  ...sample('2019-01-01', 600, 400),
];
