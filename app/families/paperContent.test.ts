import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplePdf, samplePng } from '../demo/samplePapers.server';
import { paperContent } from './paperContent';

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const joined = (...parts: (Uint8Array | number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));

const PNG = new Uint8Array(samplePng(230));
const PDF = new Uint8Array(samplePdf('Sample'));
/** Start, a note of the application, a frame of 16 by 16, a scan, end. */
const JPEG = joined(
  [0xff, 0xd8],
  [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0],
  [0xff, 0xc0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0],
  [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
  [0x12, 0x34, 0xff, 0x00, 0x56],
  [0xff, 0xd9],
);
const HTML = latin('<html><script>alert(1)</script></html>');

describe('what a paper is', () => {
  it('is read from its content', () => {
    expect(paperContent(PDF)).toBe('application/pdf');
    expect(paperContent(PNG)).toBe('image/png');
    expect(paperContent(JPEG)).toBe('image/jpeg');
  });

  const REFUSED: [string, Uint8Array][] = [
    ['nothing', new Uint8Array(0)],
    ['a page', HTML],
    ['a drawing with a script', latin('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a program', joined(latin('MZ'), [0x90, 0, 3, 0, 0, 0])],
    ['a zip or office file', joined(latin('PK'), [3, 4, 20, 0])],
    ['a gif', latin('GIF89a')],
    ['a script', latin('#!/bin/sh\necho')],
    ['a page with a PDF within its first kilobyte', joined(latin('<script>1</script>'), PDF)],
    ['a page with a picture behind it', joined(HTML, PNG)],
    ['a PDF behind a byte order mark', joined([0xef, 0xbb, 0xbf], PDF)],
    ['a picture behind a line break', joined([0x0a], PNG)],
    ['the mark of a PNG as text conversion leaves it', joined([0x89], latin('PNG\n\x1a\n'), PNG.subarray(8))],
  ];
  for (const [name, bytes] of REFUSED)
    it(`is none of the three for ${name}`, () => expect(paperContent(bytes)).toBe('unknown'));

  const CUT_OFF: [string, Uint8Array][] = [
    ['only the mark of a PDF', latin('%PDF-1.7')],
    ['a PDF without its end', PDF.subarray(0, PDF.length - 20)],
    ['a PDF with a page behind its end', joined(PDF, new Uint8Array(4096), HTML)],
    ['a PDF of no version', latin('%PDF-<script>%%EOF')],
    ['only the mark of a PNG', PNG.subarray(0, 8)],
    ['half a PNG', PNG.subarray(0, PNG.length / 2)],
    ['a PNG of no width', joined(PNG.subarray(0, 16), [0, 0, 0, 0], PNG.subarray(20))],
    ['a PNG mark with a page behind it', joined(PNG.subarray(0, 8), HTML)],
    ['only the mark of a JPEG', JPEG.subarray(0, 3)],
    ['half a JPEG', JPEG.subarray(0, JPEG.length - 2)],
    ['a JPEG mark with a page behind it', joined([0xff, 0xd8, 0xff, 0xe0], HTML)],
    ['a JPEG without a frame', joined([0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 0xff, 0xd9])],
  ];
  for (const [name, bytes] of CUT_OFF)
    it(`is not all there for ${name}`, () => expect(paperContent(bytes)).toBe('cut_off'));

  it('is the picture that it starts as, whatever a phone or a joker wrote into it or behind it', () => {
    const note = joined([0xff, 0xfe, 0, HTML.length + 2], HTML);
    expect(paperContent(joined(JPEG.subarray(0, 2), note, JPEG.subarray(2)))).toBe('image/jpeg');
    expect(paperContent(joined(JPEG, HTML))).toBe('image/jpeg');
    expect(paperContent(joined(PNG, latin('PK'), HTML))).toBe('image/png');
  });

  it('is found for any bytes without failing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(PDF, PNG, JPEG),
        fc.uint8Array({ maxLength: 40 }),
        fc.nat(),
        (start, more, at) => {
          const cut = start.subarray(0, at % (start.length + 1));
          expect(typeof paperContent(joined(cut, more))).toBe('string');
        },
      ),
    );
  });
});
