import { describe, expect, it } from 'vitest';
import { divisionLabels } from '../zh/identity';
import { divisions, isDivision, type Division } from './division';

describe('divisions', () => {
  it('are the fifteen of Zhengzhou, each with its own label', () => {
    expect(divisions).toHaveLength(15);
    expect(divisions.every((code) => /^4101\d\d$/.test(code) && isDivision(code))).toBe(true);
    expect(new Set(divisions.map((code) => divisionLabels[code])).size).toBe(15);
  });
  it.each<[Division, string]>([
    ['410102', '中原'],
    ['410103', '二七'],
    ['410104', '管城回族'],
    ['410105', '金水'],
    ['410106', '上街'],
    ['410108', '惠济'],
    ['410122', '中牟'],
    ['410171', '经'],
    ['410172', '高新'],
    ['410173', '航空港'],
    ['410181', '巩义'],
    ['410182', '荥阳'],
    ['410183', '新密'],
    ['410184', '新郑'],
    ['410185', '登封'],
  ])('%s is %s', (code, name) => expect(divisionLabels[code]).toContain(name));
  it.each(['410100', '410107', '110105', '', 'constructor'])('do not have %j', (code) =>
    expect(isDivision(code)).toBe(false),
  );
});
