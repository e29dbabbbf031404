import { describe, expect, it } from 'vitest';
import { paperName } from './paperName';

describe('the name of a paper', () => {
  const NAMES: [string, string][] = [
    ['身份证.png', '身份证.png'],
    ['id.PNG', 'id.png'],
    ['scan.pdf', 'scan.png'],
    ['run.exe', 'run.exe.png'],
    ['page.png.png', 'page.png'],
    ['../../etc/passwd', 'passwd.png'],
    ['C:\\Users\\me\\card.png', 'card.png'],
    ['a\u202Egnp.exe', 'agnp.exe.png'],
    ['line\r\nSet-Cookie: x.png', 'lineSet-Cookie_ x.png'],
    ['"quoted".png', '_quoted_.png'],
    ['.png', 'paper.png'],
    ['...', 'paper.png'],
    ['', 'paper.png'],
  ];
  for (const [sent, kept] of NAMES)
    it(`is ${JSON.stringify(kept)} for ${JSON.stringify(sent)}`, () =>
      expect(paperName(sent, 'image/png')).toBe(kept));

  it('is cut by whole characters', () => {
    expect(paperName(`${'\u{20000}'.repeat(150)}.pdf`, 'application/pdf')).toBe(
      `${'\u{20000}'.repeat(100)}.pdf`,
    );
  });
});
