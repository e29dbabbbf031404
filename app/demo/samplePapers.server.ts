import { crc32, deflateSync } from 'node:zlib';

/** Papers of nobody, drawn here: enough of a PNG and of a PDF to be opened, and hardly any bytes. */

const WIDTH = 480;
const HEIGHT = 300;
const FRAME = 6;

/**
 * A grey card with a darker frame, as a PNG.
 * @param shade 0 to 255; another shade gives other bytes
 */
export function samplePng(shade: number): Uint8Array {
  const rows = Buffer.alloc(HEIGHT * (WIDTH + 1), 90);
  for (let row = 0; row < HEIGHT; row += 1) {
    const start = row * (WIDTH + 1);
    // Each row says first how it is packed: not at all.
    rows[start] = 0;
    if (row >= FRAME && row < HEIGHT - FRAME) rows.fill(shade, start + 1 + FRAME, start + 1 + WIDTH - FRAME);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([uint32(WIDTH), uint32(HEIGHT), Buffer.from([8, 0, 0, 0, 0])])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** One page with a line of Latin text, as a PDF. */
export function samplePdf(text: string): Uint8Array {
  const content = `BT /F1 24 Tf 60 700 Td (${text.replace(/[^ \w.-]/g, '')}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const trailer = `trailer<</Size ${count}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${count}\n0000000000 65535 f \n${table}${trailer}`, 'latin1');
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  return Buffer.concat([uint32(content.length), named, uint32(crc32(named))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
