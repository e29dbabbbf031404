import { afterEach, expect, it, vi } from 'vitest';
import { sendKept, type Outcome } from './sendKept';

afterEach(() => vi.unstubAllGlobals());

const KEPT = { key: 'one', at: 0, fields: [['kind', 'id_card']] as [string, string][], files: [] };
const TARGET = { action: '/kept', filesName: 'files' };
const asked = (files: string[]) =>
  Response.json({ lastResult: { error: { files, kind: null } } }, { status: 409 });
const refused = (...sentences: string[]): Outcome => ({ is: 'refused', sentences });

it.each<[string, () => Promise<Response>, Outcome]>([
  ['took it', async () => Response.json({ added: 1, known: 0 }), { is: 'arrived' }],
  ['is the login page of a public network', async () => new Response('<html></html>'), { is: 'unreached' }],
  ['cannot do it now', async () => new Response(null, { status: 503 }), { is: 'unreached' }],
  ['is none', () => Promise.reject(new TypeError('Failed to fetch')), { is: 'unreached' }],
  ['refused it with sentences', async () => asked(['甲。', '乙。']), refused('甲。', '乙。')],
  [
    'refused it without one',
    async () => new Response(null, { status: 403 }),
    refused('中心没有收下（403）。请告诉系统管理员。'),
  ],
])('what was kept is forgotten only where the answer took it: one that %s', async (_, answer, outcome) => {
  vi.stubGlobal('fetch', answer);
  expect(await sendKept(KEPT, TARGET)).toEqual(outcome);
});
