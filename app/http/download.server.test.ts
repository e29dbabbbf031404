import { describe, expect, it } from 'vitest';
import { download, showFile } from './download.server';

const dispositionOf = (fileName: string) =>
  download({ bytes: new Uint8Array(1), fileName, mediaType: 'text/plain' }).headers.get(
    'Content-Disposition',
  )!;

describe('a download', () => {
  it('carries its Chinese name as RFC 5987 has it, and a plain one', () => {
    const disposition = dispositionOf("2019年度自评表('终稿').docx");
    expect(disposition).toMatch(/^attachment; filename="2019\('+\)\.docx"; filename\*=UTF-8''[\w.%-]+$/);
    const encoded = disposition.split("UTF-8''")[1]!;
    expect(decodeURIComponent(encoded)).toBe("2019年度自评表('终稿').docx");
  });

  it('lets no quotation mark out of the plain name', () => {
    expect(dispositionOf('a"b\\c%d.xlsx')).toContain('filename="a_b_c_d.xlsx";');
  });

  it.each([
    ['a\r\nX-Injected: 1.xlsx', 'aX-Injected: 1.xlsx'],
    ['a\nSet-Cookie: b=1\r.xlsx', 'aSet-Cookie: b=1.xlsx'],
    ['a\0\t\u007f\u0085\u2028.xlsx', 'a.xlsx'],
    ['a"; filename="b.exe', 'a_; filename=_b.exe'],
    ['../../b\\c.xlsx', 'file.._.._b_c.xlsx'],
  ])('takes no header, parameter or path from a name: %j', (fileName, plain) => {
    const file = { bytes: new Uint8Array(1), fileName, mediaType: 'text/plain' };
    for (const { headers } of [download(file), showFile(file)]) {
      const disposition = headers.get('Content-Disposition')!;
      expect(/^\w+; filename="([\x20-\x7e]*)"; filename\*=UTF-8''[\w.%-]+$/.exec(disposition)?.[1]).toBe(
        plain,
      );
      expect(decodeURIComponent(disposition.split("UTF-8''")[1]!)).toBe(fileName);
      expect(headers.has('X-Injected') || headers.has('Set-Cookie')).toBe(false);
    }
  });

  it('answers with the bytes', async () => {
    const answer = download({ bytes: new Uint8Array([1, 2, 3]), fileName: 'a.txt', mediaType: 'text/plain' });
    expect(answer.headers.get('Content-Length')).toBe('3');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });
});
