export interface Download {
  bytes: Uint8Array;
  /** With its ending; Chinese is fine. */
  fileName: string;
  mediaType: string;
}

/** Answers with a file to be saved. Old browsers that do not know RFC 5987 get the name with its Chinese left out. */
export function download({ bytes, fileName, mediaType }: Download): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': `attachment; filename="${plainName(fileName)}"; filename*=UTF-8''${encoded(fileName)}`,
      'Cache-Control': 'no-store',
    },
  });
}

function plainName(fileName: string): string {
  return fileName.replace(/[^\x20-\x7e]/g, '').replace(/["\\%/]/g, '_');
}

/** The `value-chars` of RFC 5987; encodeURIComponent leaves four signs too many. */
function encoded(fileName: string): string {
  return encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
