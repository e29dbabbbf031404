import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Document, Header, Packer, Paragraph, TextRun } from 'docx';
import PizZip from 'pizzip';
import { beforeAll, describe, expect, it } from 'vitest';
import { FolderPaperStore } from '../../app/families/paperStore.server';
import { papersStored } from '../../app/integrity/storedPapers.server';
import { defaultTemplate } from '../../app/reports/defaultTemplate.server';
import { narrativeDocx } from '../../app/reports/narrativeDocx.server';
import { filledTemplate } from '../../app/reports/officeTemplate.server';
import { templateData } from '../../app/reports/template';
import { exportNarrative, narrativeOf } from '../../app/reports/narrative.server';
import { previewTemplate } from '../../app/reports/templatePreview.server';
import { applyTemplate, templateVersions, uploadTemplate } from '../../app/reports/templates.server';
import { Refusal } from '../../app/refusal';
import { refusalText } from '../../app/zh/refusals';
import type { Store } from '../../db/client.server';
import { archiveTexts, unescapedXml } from '../archive';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';

const year = 2019;
let store: Store;
let office: Office;
let papers: FolderPaperStore;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  papers = new FolderPaperStore(await mkdtemp(path.join(tmpdir(), 'bangfu-templates-')));
  await aProject(office, { year });
});

async function aDocument(lines: readonly string[], header = ''): Promise<Uint8Array> {
  const paragraph = (text: string) => new Paragraph({ children: [new TextRun(text)] });
  const document = new Document({
    sections: [
      {
        headers: { default: new Header({ children: [paragraph(header)] }) },
        children: lines.map(paragraph),
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const upload = (bytes: Uint8Array) =>
  uploadTemplate(office.head, { bytes, fileName: '我们的模板.docx', papers });

async function refusalOf(bytes: Uint8Array): Promise<string> {
  const error: unknown = await upload(bytes).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Refusal);
  return refusalText(error as Refusal);
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const xml = (await archiveTexts(bytes)).get('word/document.xml')!;
  const lines = xml
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)</g)].map(([, text]) => text).join(''));
  return unescapedXml(lines.filter((line) => line !== '').join('\n'));
}

/** Paragraph by paragraph how it looks, and what it says: of the body and of the footers. */
async function partsOf(bytes: Uint8Array): Promise<Record<string, string[]>> {
  const parts = [...(await archiveTexts(bytes))].filter(([name]) =>
    /^word\/(document|footer\d*)\.xml$/.test(name),
  );
  return Object.fromEntries(
    parts.map(([name, xml]) => [
      name,
      xml.split('</w:p>').map((paragraph) => {
        const look = /<w:pPr>.*?<\/w:pPr>/.exec(paragraph)?.[0] ?? '';
        const said = [...paragraph.matchAll(/<w:(?:t|instrText)(?: [^>]*)?>([^<]*)</g)];
        return look + said.map(([, text]) => text).join('');
      }),
    ]),
  );
}

/** The document with a part of it changed or added. */
function changed(bytes: Uint8Array, name: string, content: (before: string) => string): Uint8Array {
  const zip = new PizZip(bytes);
  zip.file(name, content(zip.file(name)?.asText() ?? ''));
  return zip.generate({ type: 'uint8array' });
}

describe('a template that cannot be used', () => {
  it.each([
    ['an unknown name', ['单位：{单位名字}'], '不认识占位符 {单位名字}', '正文“单位：{单位名字}”'],
    ['a name of another loop', ['{#资金}{目标值}{/资金}'], '不认识占位符 {目标值}', '正文'],
    [
      'a loop that is not closed',
      ['开头', '{#指标}', '{三级指标}'],
      '{#指标} 后面没有对应的 {/指标}',
      '正文',
    ],
    ['a loop that was never opened', ['{/章节}'], '{/章节} 前面没有对应的 {#章节}', '正文'],
    ['crossed loops', ['{#章节}{#段落}{/章节}{/段落}'], '对不上', ''],
    ['a brace too few', ['总分 {总分'], '大括号不成对', '正文'],
    ['raw markup', ['{@单位名称}'], '不认识占位符 {@单位名称}', '正文'],
    ['something of the machine', ['{constructor}', '{__proto__}'], '不认识占位符 {constructor}', '正文'],
  ])('with %s is told by name and place', async (_, lines, problem, place) => {
    const sentence = await refusalOf(await aDocument(lines));
    expect(sentence).toContain(problem);
    expect(sentence).toContain(place);
  });

  it('is told which of header and body is meant', async () => {
    expect(await refusalOf(await aDocument(['正文'], '{页眉名称}'))).toContain('页眉“{页眉名称}”');
  });

  it('is no Word document, has macros, fetches something, or unfolds too far', async () => {
    const sound = await aDocument(['{单位名称}']);
    expect(await refusalOf(Buffer.from('PK no zip'))).toContain('打不开这个文件');
    expect(await refusalOf(changed(sound, 'word/vbaProject.bin', () => 'x'))).toContain('宏');
    const fetching =
      '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://example.invalid/a.dotm" TargetMode="External"/></Relationships>';
    const relations = (before: string) => before.replace('</Relationships>', fetching);
    expect(await refusalOf(changed(sound, 'word/_rels/document.xml.rels', relations))).toContain('外部');
    const declared = '<!DOCTYPE x [<!ENTITY told SYSTEM "file:///etc/hostname">]>';
    for (const part of ['word/document.xml', '[Content_Types].xml', 'word/_rels/document.xml.rels'])
      expect(
        await refusalOf(changed(sound, part, (before) => before.replace('?>', `?>${declared}`))),
      ).toContain('外部');
    const bomb = new PizZip(sound);
    bomb.file('word/media/big.bin', Buffer.alloc(45 * 1024 * 1024));
    expect(await refusalOf(bomb.generate({ type: 'uint8array', compression: 'DEFLATE' }))).toContain(
      '解压后过大',
    );
  });
});

// One story: each step begins where the one before ended.
describe('the template of the office', () => {
  const exported = async () => textOf((await exportNarrative(office.finance, { year, papers })).bytes);

  it('that the product gives prints its own paper, its footer too', async () => {
    const narrative = await store.read((read) => narrativeOf(read, year));
    await upload(await defaultTemplate());
    const [version] = await store.read(templateVersions);
    const { bytes } = await previewTemplate(office.head, { id: version!.id, year, papers });
    const filled = await filledTemplate(await defaultTemplate(), templateData(narrative));
    const own = await partsOf(await narrativeDocx(narrative));
    expect(await partsOf(filled)).toEqual(own);
    expect(Object.keys(own).filter((name) => name.includes('footer'))).toHaveLength(1);
    const lines = new Set((await textOf(bytes)).split('\n'));
    const wanted = narrative.chapters
      .flatMap(({ facts, content }) => [...facts, content])
      .filter((text) => text !== '');
    expect(wanted.flatMap((text) => text.split('\n')).filter((line) => !lines.has(line))).toEqual([]);
    for (const { label } of narrative.report.signOff) expect([...lines].join('\n')).toContain(label);
    expect([...lines].join('\n')).not.toMatch(/[{}]/);
  });

  it('is kept as a version once, used only when somebody says so, and given up again', async () => {
    const bytes = await aDocument([
      '{单位名称} {年度}',
      '{#指标}{三级指标}={完成值};{/指标}',
      '{#资金到位与执行}',
      '{内容}',
      '{/资金到位与执行}',
    ]);
    expect(await upload(bytes)).toEqual({ version: 2, isKnown: false });
    expect(await upload(bytes)).toEqual({ version: 2, isKnown: true });
    expect(await exported()).not.toContain('云州市困难职工帮扶中心 2019\n');
    const [second] = await store.read(templateVersions);
    await applyTemplate(office.head, second!.id);
    await applyTemplate(office.head, second!.id);
    const text = await exported();
    const { report, chapters } = await store.read((read) => narrativeOf(read, year));
    expect(text).toMatch(/^云州市困难职工帮扶中心 2019\n/);
    for (const { indicator, level3, actual } of report.rows)
      if (indicator) expect(text).toContain(`${level3}=${actual};`);
    for (const fact of chapters.find(({ chapter }) => chapter === 'funds')!.facts)
      expect(text).toContain(fact);
    expect((await store.read(templateVersions)).map(({ isInUse }) => isInUse)).toEqual([true, false]);
    await applyTemplate(office.head, null);
    expect(await exported()).not.toMatch(/^云州市困难职工帮扶中心 2019\n/);
    await expect(applyTemplate(office.head, 'nobody')).rejects.toMatchObject({ code: 'record.not_found' });
    expect((await store.read((read) => papersStored(read, papers))).offending).toEqual([]);
  });
});
