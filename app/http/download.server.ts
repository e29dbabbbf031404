import { Readable } from 'node:stream';
import { createReadableStreamFromReadable, type AppLoadContext } from '@remix-run/node';

export interface Download {
  bytes: Uint8Array;
  /** With its ending; Chinese is fine. */
  fileName: string;
  mediaType: string;
}

/** Answers with a file to be saved. Old browsers that do not know RFC 5987 get the name with its Chinese left out. */
export function download(file: Download): Response {
  return new Response(new Uint8Array(file.bytes), {
    headers: { ...headersOf(file, 'attachment'), 'Content-Length': String(file.bytes.byteLength) },
  });
}

/** `download` of what is read or made while it is sent, no faster than it is taken; its size where it is known. */
export function downloadStream(
  { stream, size, ...file }: Omit<Download, 'bytes'> & { stream: Readable; size?: number },
  { taken }: Pick<AppLoadContext, 'taken'>,
): Response {
  const paced = Readable.from(asTaken(stream, taken));
  paced.once('close', () => stream.destroy());
  return new Response(createReadableStreamFromReadable(paced), {
    headers: {
      ...headersOf(file, 'attachment'),
      ...(size !== undefined && { 'Content-Length': String(size) }),
    },
  });
}

/** The framework writes on without asking: what a slow line has not taken yet would all stand in memory. */
async function* asTaken(stream: Readable, taken: AppLoadContext['taken']): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    if (!(await taken())) return;
    yield piece as Uint8Array;
  }
}

/**
 * Answers with a file that somebody sent in, to be looked at in the browser: as what it was found to be and as nothing
 * else, without a script, a form or a frame of its own, and kept nowhere on the way.
 */
export function showFile(file: Download): Response {
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      ...headersOf(file, 'inline'),
      'Content-Length': String(file.bytes.byteLength),
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox",
      'Cache-Control': 'private, no-store',
    },
  });
}

function headersOf(
  { fileName, mediaType }: Omit<Download, 'bytes'>,
  disposition: 'attachment' | 'inline',
): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Disposition': `${disposition}; filename="${plainName(fileName)}"; filename*=UTF-8''${encoded(fileName)}`,
    'Cache-Control': 'no-store',
  };
}

function plainName(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/g, '').replace(/["\\%/]/g, '_');
  return plain.replace(/^\./, 'file.');
}

/** The `value-chars` of RFC 5987; encodeURIComponent leaves four signs too many. */
function encoded(fileName: string): string {
  return encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
