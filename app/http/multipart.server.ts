/**
 * Reads a form with a large file as it arrives: `request.formData()` holds the file several times over before anybody
 * sees it. A form in another encoding has no files, and is read the ordinary way.
 */

/** One field of a form; its content comes piece by piece and has to be read before the next part. */
interface Part {
  name: string;
  /** Null for a field that is no file; '' where no file was chosen. */
  fileName: string | null;
  content: AsyncGenerator<Buffer>;
}

const LONGEST_HEAD = 16 * 1024;
const LONGEST_TEXT = 64 * 1024;
const LINE = Buffer.from('\r\n');
const BLANK_LINE = Buffer.from('\r\n\r\n');
const END = '--';

/**
 * The form of a request. A chosen file goes piece by piece to `keep`, which says how many bytes it had; the form has a
 * file of that name and size without its content.
 * @throws Response 400 for what is no form, or was cut off
 */
export async function formOf(
  request: Request,
  keep: (content: AsyncIterable<Uint8Array>) => Promise<number>,
): Promise<FormData> {
  const boundary = boundaryOf(request);
  if (boundary === null || !request.body) return request.formData();
  const form = new FormData();
  for await (const { name, fileName, content } of partsOf(request.body, boundary)) {
    if (fileName === null) form.append(name, (await gathered(content, LONGEST_TEXT)).toString('utf8'));
    else form.append(name, fileName === '' ? new File([], '') : fileOf(fileName, await keep(content)));
  }
  return form;
}

function boundaryOf(request: Request): string | null {
  const type = request.headers.get('Content-Type') ?? '';
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  return quoted ?? plain ?? null;
}

function fileOf(name: string, size: number): File {
  return Object.defineProperty(new File([], name), 'size', { value: size });
}

async function* partsOf(stream: ReadableStream<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const body = new Body(stream);
  await drained(body.upTo(delimiter));
  for (;;) {
    // After the delimiter the line ends, or the form does.
    const next = await body.take(LINE.length);
    if (next.toString('latin1') === END) return;
    if (!next.equals(LINE)) throw notAForm();
    const head = (await gathered(body.upTo(BLANK_LINE), LONGEST_HEAD)).toString('utf8');
    const part: Part = { ...namesOf(head), content: body.upTo(delimiter) };
    yield part;
    await drained(part.content);
  }
}

function namesOf(head: string): Pick<Part, 'name' | 'fileName'> {
  const disposition = /^content-disposition:\s*form-data(;.*)$/im.exec(head)?.[1] ?? '';
  const name = /;\s*name="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) throw notAForm();
  const fileName = /;\s*filename="([^"]*)"/i.exec(disposition)?.[1];
  return { name: unescaped(name), fileName: fileName === undefined ? null : unescaped(fileName) };
}

/** As browsers write these three in a name, and nothing else. */
function unescaped(name: string): string {
  return name.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%22', '"');
}

/** What was read of a request and not yet given on. */
class Body {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  /** The first delimiter has no line before it. */
  private held: Buffer = LINE;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.reader = stream.getReader();
  }

  /** Everything before a mark, which is passed over; it may lie across two pieces of the request. */
  async *upTo(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.held.indexOf(mark);
      const sure = at >= 0 ? at : Math.max(0, this.held.length - mark.length + 1);
      const piece = this.held.subarray(0, sure);
      this.held = this.held.subarray(at >= 0 ? at + mark.length : sure);
      if (piece.length > 0) yield piece;
      if (at >= 0) return;
      await this.readOn();
    }
  }

  async take(length: number): Promise<Buffer> {
    while (this.held.length < length) await this.readOn();
    const taken = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    return taken;
  }

  private async readOn(): Promise<void> {
    const { done, value } = await this.reader.read();
    if (done) throw notAForm();
    this.held =
      this.held.length > 0
        ? Buffer.concat([this.held, value])
        : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
}

async function gathered(content: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of content) {
    length += piece.length;
    if (length > most) throw notAForm();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function drained(content: AsyncGenerator<Buffer>): Promise<void> {
  while (!(await content.next()).done);
}

function notAForm(): Response {
  return new Response(null, { status: 400, statusText: 'Bad Request' });
}
