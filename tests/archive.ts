import { text } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** The files inside an office file, by their path, as text. */
export async function archiveTexts(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false });
  const texts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    texts.set(entry.fileName.replace(/^\//, ''), await text(await zip.openReadStreamPromise(entry)));
  }
  return texts;
}

/** Plain text of a piece of XML. */
export function unescapedXml(xml: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return xml.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => named[name]!);
}
