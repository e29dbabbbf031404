import { describe, expect, it } from 'vitest';
import { divisionLabels } from '../zh/identity';
import { divisions, isDivision } from './division';

describe('divisions', () => {
  it('are the fifteen of Zhengzhou, each with its own label', () => {
    expect(divisions).toHaveLength(15);
    expect(divisions.every((code) => /^4101\d\d$/.test(code) && isDivision(code))).toBe(true);
    expect(new Set(divisions.map((code) => divisionLabels[code])).size).toBe(15);
    expect(divisionLabels['410105']).toBe('金水区');
  });
  it.each(['410100', '410107', '110105', '', 'constructor'])('do not have %j', (code) =>
    expect(isDivision(code)).toBe(false),
  );
});
