import { buffer } from 'node:stream/consumers';
import Docxtemplater from 'docxtemplater';
import InspectModule from 'docxtemplater/js/inspect-module.js';
import PizZip from 'pizzip';
import { fromBufferPromise } from 'yauzl';
import { Refusal } from '../refusal';
import { templatePlaceText } from '../zh/reportTemplate';
import {
  TEMPLATE_NAMES,
  unknownNames,
  type TagTree,
  type TemplateData,
  type TemplateProblem,
} from './template';

/** A Word document with placeholders: measured before it is opened, checked before it is kept, filled with texts only. */

const MOST_ENTRIES = 500;
const MOST_EXPANDED_BYTES = 40 * 1024 * 1024;
/** What would run or fetch something on the machine that opens the paper. */
const DANGEROUS = /vbaProject|vbaData|activeX|embeddings\//i;
const FETCHES = /<Relationship\b(?=[^>]*TargetMode="External")(?![^>]*\/hyperlink")[^>]*>/i;
/** No office file declares anything (ECMA-376, part 2): what it would fetch or unfold is never looked at. */
const DECLARES = /<!DOCTYPE/i;
const PARTS = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;

/**
 * Looks whether a document can be filled.
 * @throws Refusal template.unreadable, template.expands_too_large, template.dangerous; template.placeholders with the
 * problems as JSON, all beside `file`
 */
export async function checkTemplate(bytes: Uint8Array): Promise<void> {
  const zip = await opened(bytes);
  const problems = problemsOf(zip);
  if (problems.length === 0) return;
  throw new Refusal('template.placeholders', { problems: JSON.stringify(problems) }, 'file');
}

/** Fills a document that was checked. */
export async function filledTemplate(bytes: Uint8Array, data: TemplateData): Promise<Uint8Array> {
  const document = new Docxtemplater(await opened(bytes), OPTIONS());
  document.render(data);
  return document.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' });
}

const OPTIONS = () => ({
  paragraphLoop: true,
  linebreaks: true,
  errorLogging: false as const,
  nullGetter: () => '',
  // A tag is a name and nothing else: no paths, no expressions, nothing of the objects themselves.
  parser: (tag: string) => ({
    get: (scope: object) =>
      tag === '.' ? undefined : Object.hasOwn(scope, tag) ? (scope as TemplateData)[tag] : undefined,
  }),
});

/** Unpacks entry by entry, each held to the size it names, and builds the archive anew from what was read. */
async function opened(bytes: Uint8Array): Promise<PizZip> {
  const files = await entriesOf(bytes).catch((error: unknown) => {
    throw error instanceof Refusal ? error : new Refusal('template.unreadable', {}, 'file');
  });
  if (!files.has('word/document.xml') || !files.has('[Content_Types].xml'))
    throw new Refusal('template.unreadable', {}, 'file');
  const names = [...files.keys()];
  const markup = names
    .filter((name) => /\.(xml|rels)$/i.test(name))
    .map((name) => ({ text: files.get(name)!.toString(), relates: /\.rels$/i.test(name) }));
  const isDangerous =
    names.some((name) => DANGEROUS.test(name)) ||
    markup.some(({ text, relates }) => DECLARES.test(text) || (relates && FETCHES.test(text)));
  if (isDangerous) throw new Refusal('template.dangerous', {}, 'file');
  const zip = new PizZip();
  for (const [name, content] of files) zip.file(name, content);
  return zip;
}

async function entriesOf(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false });
  const files = new Map<string, Buffer>();
  let expandedBytes = 0;
  for await (const entry of zip.eachEntry()) {
    expandedBytes += entry.uncompressedSize;
    if (expandedBytes > MOST_EXPANDED_BYTES || files.size >= MOST_ENTRIES)
      throw new Refusal('template.expands_too_large', {}, 'file');
    if (!entry.fileName.endsWith('/'))
      files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return files;
}

function problemsOf(zip: PizZip): TemplateProblem[] {
  const texts = partTexts(zip);
  const strange = strangeNames(texts.flatMap(({ lines }) => lines));
  if (strange.length > 0) return strange.map((name) => problem('unknown', name, texts));
  const inspector = new InspectModule();
  try {
    new Docxtemplater(zip, { ...OPTIONS(), modules: [inspector] });
  } catch (error) {
    const found = brokenTags(error);
    if (found.length === 0) throw new Refusal('template.unreadable', {}, 'file');
    return found.map(({ code, name }) => problem(code, name, texts));
  }
  return unknownNames(inspector.getAllTags() as TagTree).map((name) => problem('unknown', name, texts));
}

/** Names between braces that are on no list, wherever they stand. */
function strangeNames(lines: readonly string[]): string[] {
  const names = lines.flatMap((line) =>
    [...line.matchAll(/\{([#^/]?)([^{}]+)\}/g)].map(([, , name]) => name!.trim()),
  );
  return [...new Set(names.filter((name) => !TEMPLATE_NAMES.has(name)))];
}

const CODES: Record<string, TemplateProblem['code']> = {
  unopened_loop: 'unopened',
  unclosed_loop: 'unclosed',
  closing_tag_does_not_match_opening_tag: 'mismatched',
  unclosed_tag: 'brace',
  unopened_tag: 'brace',
  duplicate_open_tag: 'brace',
  duplicate_close_tag: 'brace',
};

interface BrokenTag {
  properties?: { id?: string; xtag?: string; openingtag?: string; errors?: BrokenTag[] };
}

function brokenTags(error: unknown): Pick<TemplateProblem, 'code' | 'name'>[] {
  const { properties } = error as BrokenTag;
  const errors = properties?.errors ?? (properties ? [error as BrokenTag] : []);
  return errors.map(({ properties: one }) => ({
    code: CODES[one?.id ?? ''] ?? 'other',
    name: (one?.xtag ?? one?.openingtag ?? '').replace(/[{}]/g, '').slice(0, LONGEST_EXCERPT),
  }));
}

const LONGEST_EXCERPT = 30;

interface PartText {
  part: 'body' | 'header' | 'footer' | 'notes';
  lines: string[];
}

/** The paragraphs of the document, its headers and its footers, as people see them. */
function partTexts(zip: PizZip): PartText[] {
  return Object.keys(zip.files)
    .filter((name) => PARTS.test(name))
    .map((name) => ({
      part: partOf(name),
      lines: zip
        .file(name)!
        .asText()
        .split('</w:p>')
        .map((xml) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')),
    }));
}

function partOf(name: string): PartText['part'] {
  if (name.includes('header')) return 'header';
  if (name.includes('footer')) return 'footer';
  return name.includes('notes') ? 'notes' : 'body';
}

function problem(code: TemplateProblem['code'], name: string, texts: readonly PartText[]): TemplateProblem {
  return { code, name, place: placeOf(name, texts) };
}

/** The beginning of the first paragraph that holds the name between braces, or at all. */
function placeOf(name: string, texts: readonly PartText[]): string {
  const tagged = new RegExp(`\\{[#^/]?\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
  const matches = [(line: string) => tagged.test(line), (line: string) => name !== '' && line.includes(name)];
  for (const isIt of matches) {
    for (const { part, lines } of texts) {
      const line = lines.find(isIt);
      if (line !== undefined) return templatePlaceText(part, line.trim().slice(0, LONGEST_EXCERPT));
    }
  }
  return '';
}
