import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formOf } from './multipart.server';

const ADDRESS = 'http://127.0.0.1/families/import';

/** A form as a browser sends it, cut into pieces of a size. */
async function sent(form: FormData, size: number, most = Number.POSITIVE_INFINITY): Promise<Request> {
  const whole = new Request(ADDRESS, { method: 'POST', body: form });
  const bytes = new Uint8Array(await whole.arrayBuffer());
  return inPieces({ bytes: bytes.subarray(0, most), size, type: whole.headers.get('Content-Type')! });
}

function inPieces({ bytes, size, type }: { bytes: Uint8Array; size: number; type: string }): Request {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
  const headers = { 'Content-Type': type };
  return new Request(ADDRESS, { method: 'POST', headers, body, duplex: 'half' });
}

async function read(request: Request) {
  let content: Buffer | null = null;
  const form = await formOf(request, async (pieces) => (content = await buffer(pieces)).length);
  const fields = [...form].map(([name, value]) =>
    typeof value === 'string' ? [name, value] : [name, value.name, value.size],
  );
  return { fields, content: content as Buffer | null };
}

const bytesOf = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  // Whatever looks like the end of a part.
  fc
    .array(fc.constantFrom('\r\n', '--', '\r\n--', '-----', 'formdata', '\r', '\n', '\r\n\r\n'), {
      maxLength: 30,
    })
    .map((words) => Buffer.from(words.join(''))),
);

describe('a form with a file, read as it arrives', () => {
  it('has the fields and the content that were sent, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          text: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, '')),
          fileName: fc.constantFrom('登记册.xlsx', 'a;b=c.xlsx', 'a "b".xlsx', "it's 100%.xlsx"),
          bytes: bytesOf,
          size: fc.integer({ min: 1, max: 90 }),
        }),
        async ({ text, fileName, bytes, size }) => {
          const form = new FormData();
          form.append('file', new File([new Uint8Array(bytes)], fileName));
          form.append('mode', text);
          const { fields, content } = await read(await sent(form, size));
          expect(fields).toHaveLength(2);
          expect(fields).toContainEqual(['file', fileName, bytes.length]);
          expect(fields).toContainEqual(['mode', text]);
          expect(content!.equals(Buffer.from(bytes))).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('has an empty file where none was chosen, and nothing is kept', async () => {
    const head =
      'Content-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream';
    const bytes = Buffer.from(`--x\r\n${head}\r\n\r\n\r\n--x--\r\n`);
    const request = inPieces({ bytes, size: 50, type: 'multipart/form-data; boundary=x' });
    expect(await read(request)).toEqual({ fields: [['file', '', 0]], content: null });
  });

  it.each([1, 60, 150, 170])('is refused when it is cut off %i bytes before its end', async (missing) => {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(200)], 'a.xlsx'));
    const whole = await new Request(ADDRESS, { method: 'POST', body: form }).arrayBuffer();
    const request = await sent(form, 64, whole.byteLength - missing - 4);
    await expect(read(request)).rejects.toMatchObject({ status: 400 });
  });

  it.each([
    ['no form at all', '--x\r\nnothing'],
    ['a part without a name', '--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--'],
    ['a head without an end', `--x\r\n${'a'.repeat(20_000)}`],
    [
      'a text as long as a file',
      `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'a'.repeat(70_000)}\r\n--x--`,
    ],
  ])('refuses %s', async (_, body) => {
    const request = inPieces({
      bytes: Buffer.from(body),
      size: 1_000,
      type: 'multipart/form-data; boundary=x',
    });
    await expect(read(request)).rejects.toMatchObject({ status: 400 });
  });

  it('says what kept the file from being kept', async () => {
    const full = Object.assign(new Error('No space left.'), { code: 'ENOSPC', syscall: 'write' });
    const form = new FormData();
    form.append('file', new File([new Uint8Array(300_000)], 'a.xlsx'));
    const request = await sent(form, 10_000);
    await expect(formOf(request, () => Promise.reject(full))).rejects.toBe(full);
  });

  it('reads a form without files the ordinary way', async () => {
    const request = new Request(ADDRESS, { method: 'POST', body: new URLSearchParams({ mode: '1' }) });
    expect(await read(request)).toEqual({ fields: [['mode', '1']], content: null });
  });
});
