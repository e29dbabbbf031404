import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import { samplePdf, samplePng } from '../demo/samplePapers.server';
import { paperProblemSentence } from '../zh/papers';
import { chosenContent } from './chosenContent';
import { LARGEST_PAPER_BYTES, papersForm } from './paper.form';

const png = new Uint8Array(samplePng(230));
const pdf = new Uint8Array(samplePdf('Sample'));
const text = new TextEncoder().encode('no picture');
const fileOf = (name: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name, { lastModified: 1 });

describe('what a browser reads of chosen files', () => {
  it.each([
    ['a picture', fileOf('证件.png', png), null],
    ['a PDF by another name', fileOf('证件.jpg', pdf), null],
    ['text by the name of a picture', fileOf('fake.jpg', text), 'unknown' as const],
    ['half a picture', fileOf('half.png', png.subarray(0, 100)), 'cut_off' as const],
    ['nothing, which is refused for that', fileOf('empty.png', new Uint8Array(0)), null],
    ['one too large, which is not read', fileOf('big.jpg', new Uint8Array(LARGEST_PAPER_BYTES + 1)), null],
  ])('%s', async (_, file, problem) => {
    const chosen = chosenContent();
    expect(chosen.problemOf(file)).toBeNull();
    expect(await chosen.read([file])).toBe(problem !== null);
    expect(chosen.problemOf(file)).toBe(problem && paperProblemSentence({ name: file.name, problem }));
  });

  it('is refused in the form by the sentence of the server, the sound ones are not', async () => {
    const chosen = chosenContent();
    const [sound, fake] = [fileOf('证件.png', png), fileOf('fake.jpg', text)];
    await chosen.read([sound, fake]);
    const refusalOf = (...files: File[]) => {
      const form = new FormData();
      form.set('kind', 'id_card');
      for (const file of files) form.append('files', file);
      return parseWithZod(form, { schema: papersForm(chosen.problemOf) }).reply().error?.files;
    };
    expect(refusalOf(sound)).toBeUndefined();
    expect(refusalOf(sound, fake)).toEqual([paperProblemSentence({ name: 'fake.jpg', problem: 'unknown' })]);
  });

  it('that cannot be read is left to the sending', async () => {
    const file = fileOf('away.jpg', text);
    file.arrayBuffer = () => Promise.reject(new Error('gone'));
    expect(await chosenContent().read([file])).toBe(false);
  });
});
