import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { MOST_FIELDS } from '../formBounds';

const LONGEST_TEXT = 64 * 1024;
const LONGEST_HEAD = 16 * 1024;

/**
 * The form of a request, read as it arrives: `request.formData()` holds a large file several times over before anybody
 * sees it. A chosen file goes piece by piece to `keep`, which says how many bytes it had; the form has a file of that
 * name and size without its content. A form in another encoding has no files, and is read the ordinary way.
 * @throws Response 400 for what is no form, or was cut off
 */
export async function formOf(
  request: Request,
  keep: (content: AsyncIterable<Uint8Array>) => Promise<number>,
): Promise<FormData> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type) || !request.body) return request.formData();
  const form = new FormData();
  const kept: Promise<void>[] = [];
  const parts = partsOf(type);
  parts.on('field', (name, text, _isNameCut, isTextCut) => {
    if (name === undefined || isTextCut) parts.destroy(new Error('No form.'));
    else form.append(name, text);
  });
  parts.on('partsLimit', () => parts.destroy(new Error('No form.')));
  parts.on('file', (name, content, fileName) => {
    if (fileName === '') {
      content.resume();
      form.append(name, new File([], ''));
      return;
    }
    const keeping = keep(content).then((size) => form.append(name, fileOf(fileName, size)));
    // What cannot be kept need not arrive either.
    keeping.catch((error: Error) => parts.destroy(error));
    kept.push(keeping);
  });
  const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  try {
    await pipeline(body, parts);
    await Promise.all(kept);
  } catch (error) {
    // What the file system refuses is no fault of the form.
    throw (error as NodeJS.ErrnoException).syscall === undefined ? notAForm() : error;
  }
  return form;
}

function partsOf(type: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      isPartAFile: (_name, _type, fileName) => fileName !== undefined,
      limits: { fieldSize: LONGEST_TEXT, headerSize: LONGEST_HEAD, parts: MOST_FIELDS },
    });
  } catch {
    throw notAForm();
  }
}

/** With the quotation marks that a browser writes as %22. */
function fileOf(name: string, size: number): File {
  return Object.defineProperty(new File([], name.replaceAll('%22', '"')), 'size', { value: size });
}

function notAForm(): Response {
  return new Response(null, { status: 400, statusText: 'Bad Request' });
}
