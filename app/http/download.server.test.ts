import { describe, expect, it } from 'vitest';
import { download } from './download.server';

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

  it('answers with the bytes', async () => {
    const answer = download({ bytes: new Uint8Array([1, 2, 3]), fileName: 'a.txt', mediaType: 'text/plain' });
    expect(answer.headers.get('Content-Length')).toBe('3');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });
});
