import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS, AUDIT_SUBJECTS } from '../app/audit/audit';
import { AUDIT_LABELS, SUBJECT_LABELS } from '../app/zh/audit';
import { NOTICES } from '../app/zh/notices';
import { REFUSAL_CODES } from '../app/zh/refusals';
import { bundleIsClean } from './tidy/bundle';
import { codesHaveLabels, noticesAreGiven, refusalsHaveSentences } from './tidy/codes';
import { noSql, serverOnly } from './tidy/edges';
import { guarded, PUBLIC, publicListIsCurrent } from './tidy/guards';
import { environment, fileNames, length, noOffset, noTransaction, startsBeside } from './tidy/habits';
import { chineseInCode, chineseInComments } from './tidy/language';
import { importCycles, importOrder, schemaImports } from './tidy/order';
import { asksNoAddress, startsNoShell } from './tidy/outside';
import { ASVS_REQUIREMENTS, filesNotFound, requirementsIn } from './tidy/papers';
import { filesUnder, readProject, sourceFile, type SourceFile, type Violation } from './tidy/source';

type Rule = (files: SourceFile[]) => Violation[];
type Planted = [path: string, text: string];

const project = readProject();
const each =
  (rule: (file: SourceFile) => Violation[]): Rule =>
  (files) =>
    files.flatMap(rule);
const planted = (...files: Planted[]) => files.map(([path, text]) => sourceFile(path, text));

/** The rule holds in the project, finds each planted violation and lets each counter-example pass. */
function rule(name: string, check: Rule, examples: { wrong: Planted[]; right: Planted[] }): void {
  describe(name, () => {
    it('holds', () => {
      expect(check(project).map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([]);
    });
    it.each(examples.wrong)('finds planted violation %# in %s', (path, text) => {
      expect(check(planted([path, text]))).not.toEqual([]);
    });
    it.each(examples.right)('lets counter-example %# in %s pass', (path, text) => {
      expect(check(planted([path, text]))).toEqual([]);
    });
  });
}

rule('imports go one way', each(importOrder), {
  wrong: [
    ['app/families/families.server.ts', `import { submitApplication } from '../relief/applications.server';`],
    ['app/families/family.ts', `import type { Award } from '../relief/award';`],
    ['app/fund/fund.server.ts', `const { paid } = await import('../payments/payments.server');`],
    ['app/fund/fund.ts', `let award: import('../relief/award').Award;`],
    ['app/fund/fund.ts', `export { award } from '../relief/award';`],
    ['app/surveys/survey.ts', `import { service } from '../services/service';`],
    ['app/audit/audit.server.ts', `import { staffActor } from '../staff/staff.server';`],
    ['app/relief/applications.server.ts', `import { guard } from '../http/guard.server';`],
    ['app/relief/award.ts', `import { Tag } from '../ui';`],
    ['app/http/guard.server.ts', `import { family } from '../families/family';`],
    ['app/ui/Tag.tsx', `import { TONES } from '../zh/staff';`],
    ['app/ui/Tag.tsx', `import type { Role } from '../staff/role';`],
    ['app/zh/staff.ts', `import { ROLES } from '../staff/role';`],
    ['app/money/fen.ts', `import { today } from '../calendar/date';`],
    ['app/reports/yearEnd.ts', `import { loader } from '../routes/login';`],
    ['app/families/families.server.ts', `import { aFamily } from '../../tests/factories/families';`],
    ['app/pensions/pension.ts', `export {};`],
  ],
  right: [
    ['app/payments/payments.server.ts', `import { requireReceived } from '../fund/fund.server';`],
    ['app/staff/staff.server.ts', `import { audit } from '../audit/audit.server';`],
    ['app/zh/payments.ts', `import type { PaymentKind } from '../payments/payment';`],
    ['app/zh/refusals/fund.ts', `import { formatYuan } from '../../money/yuan';`],
    ['app/relief/AwardTag.tsx', `import { Tag } from '../ui';`],
    ['app/http/guard.server.ts', `import { may } from '../staff/permission';`],
    ['app/routes/awards.tsx', `import { guard } from '../http/guard.server';`],
    ['app/families/family.test.ts', `import { award } from '../relief/award';`],
  ],
});

rule('the schema builds on pure files', each(schemaImports), {
  wrong: [
    ['db/schema/staff.ts', `import { logIn } from '../../app/staff/staff.server';`],
    ['db/schema/staff.ts', `import { engine } from '../../app/config.server';`],
    ['db/schema/staff.ts', `import { ROLE_LABELS } from '../../app/zh/staff';`],
    ['db/engine/kit.ts', `import { newId } from '../../app/ids.server';`],
  ],
  right: [
    ['db/schema/staff.ts', `import { ROLES } from '../../app/staff/role';`],
    ['db/engine/kit.ts', `import { engine } from '../../app/config.server';`],
  ],
});

describe('no imports in a circle', () => {
  it('holds', () => expect(importCycles(project)).toEqual([]));
  it('finds a circle of three', () => {
    const circle = planted(
      ['app/money/fen.ts', `import { b } from './yuan';`],
      ['app/money/yuan.ts', `import { c } from '../zh';`],
      ['app/zh/index.ts', `import { a } from '../money/fen';`],
    );
    expect(importCycles(circle)).toHaveLength(1);
  });
  it('lets types pass', () => {
    const types = planted(
      ['app/money/fen.ts', `import { b } from './yuan';`],
      ['app/money/yuan.ts', `import type { a } from './fen';`],
    );
    expect(importCycles(types)).toEqual([]);
  });
});

rule('only server modules touch the server', each(serverOnly), {
  wrong: [
    ['app/families/family.ts', `import { createHash } from 'node:crypto';`],
    ['app/families/family.ts', `import { staff } from '../../db/schema';`],
    ['app/families/family.ts', `import { eq } from 'drizzle-orm';`],
    ['app/families/family.ts', `import { newId } from '../ids.server';`],
    ['app/families/family.ts', `import { type Desk } from '../staff/staff.server';`],
    ['app/families/family.ts', `import { redirect } from '@remix-run/node';`],
    ['app/families/FamilyFields.tsx', `import { listFamilies } from './families.server';`],
    ['app/families/FamilyFields.tsx', `import type { Store } from '../../db/client.server';`],
    ['app/routes/families.tsx', `import { families } from '../../db/schema';`],
    ['app/routes/families.tsx', `import { eq } from 'drizzle-orm';`],
    ['app/routes/families.tsx', `import { readFileSync } from 'node:fs';`],
    ['app/entry.client.tsx', `import { log } from './http/log.server';`],
  ],
  right: [
    ['app/families/families.server.ts', `import { families } from '../../db/schema';`],
    ['app/families/FamilyFields.tsx', `import type { FamilyPage } from './families.server';`],
    ['app/routes/login.tsx', `import { theStore } from '../../db/client.server';`],
    ['app/routes/families.tsx', `import { listFamilies } from '../families/families.server';`],
    ['app/root.tsx', `import { takeNotice } from './http/notice.server';`],
    ['app/identity/division.test.ts', `import { readFileSync } from 'node:fs';`],
  ],
});

rule('no SQL outside server modules', each(noSql), {
  wrong: [
    ['app/routes/families.tsx', 'const rows = sql`count(*)`;'],
    ['app/routes/families.tsx', `const text = 'SELECT id FROM families';`],
    ['app/families/family.ts', 'const text = `delete from families`;'],
    ['app/families/family.ts', `const text = "update families set name = ''";`],
  ],
  right: [
    ['app/families/families.server.ts', 'const rows = sql`count(*)`;'],
    ['app/routes/families.tsx', `const label = 'Select a family';`],
    ['app/routes/families.tsx', `import { SelectField } from '../ui';`],
  ],
});

const GUARD = `import { guard } from '../http/guard.server';\n`;
rule('every loader and action is guarded', each(guarded), {
  wrong: [
    ['app/routes/families.tsx', `export async function loader() { return null; }`],
    ['app/routes/families.tsx', `export const action = async () => null;`],
    ['app/routes/families.tsx', `export { loader } from './payments';`],
    ['app/routes/families.tsx', `export const loader = makeLoader();`],
    [
      'app/routes/families.tsx',
      `${GUARD}export async function loader({ request }) { guard(request, 'family.read'); return null; }`,
    ],
    [
      'app/routes/families.tsx',
      `${GUARD}export async function loader({ request }) { if (x) await guard(request, 'family.read'); }`,
    ],
    [
      'app/routes/families.tsx',
      `${GUARD}export async function loader({ request }) { const a = await b(); await guard(request, 'family.read'); }`,
    ],
    [
      'app/routes/families.tsx',
      `${GUARD}export async function loader({ request }) { later(async () => { await guard(request, 'family.read'); }); }`,
    ],
    [
      'app/routes/families.tsx',
      `${GUARD}export async function action({ request }) { await guard(request, 'family.read'); }`,
    ],
    [
      'app/routes/families.tsx',
      `async function guard() {}\nexport async function loader({ request }) { await guard(request, 'family.read'); }`,
    ],
    [
      'app/routes/families.tsx',
      `import { guardSetUp } from '../http/guard.server';\nexport async function loader() { await guardSetUp(); }`,
    ],
  ],
  right: [
    [
      'app/routes/families.tsx',
      `${GUARD}export async function loader({ request }) { const { store } = await guard(request, 'family.read'); }`,
    ],
    [
      'app/routes/families.tsx',
      `${GUARD}export const action = async ({ request }) => { const id = of(request); await guard(request, 'family.record'); }`,
    ],
    [
      'app/routes/styleguide.tsx',
      `import { styleguideOnly } from '../http/development.server';\nexport function loader() { styleguideOnly(); }`,
    ],
    ['app/routes/login.tsx', `export async function loader() { return null; }`],
    ['app/routes/families.tsx', `export default function Families() { return null; }`],
    ['app/families/families.server.ts', `export function loader() {}`],
  ],
});

describe('the public list', () => {
  it('is current', () => expect(publicListIsCurrent(project)).toEqual([]));
  it('is found out when a page is gone', () => expect(publicListIsCurrent([])).toHaveLength(PUBLIC.length));
});

rule("no transaction of drizzle's", each(noTransaction), {
  wrong: [
    ['app/fund/fund.server.ts', `await db.transaction(async () => {});`],
    ['db/engine/sqlite.server.ts', `db['transaction'](work);`],
    ['tests/scenarios/fund.test.ts', `store?.transaction(work);`],
  ],
  right: [
    ['app/fund/fund.server.ts', `await store.write(async (write) => {}); // no transaction( here`],
    ['app/ui/keptFiles.ts', `database.transaction(STORE, mode);`],
  ],
});

rule('lists page by key', each(noOffset), {
  wrong: [['app/relief/awards.server.ts', `read.select().from(awards).limit(10).offset(20);`]],
  right: [['app/relief/awards.server.ts', `const { limit, offset } = pagingOf(total, page);`]],
});

rule('a running product starts nothing that installs or builds', each(startsBeside), {
  wrong: [
    ['app/worker.server.ts', `spawn(process.execPath, ['scripts/run.mjs', work]);`],
    ['app/operations/backups.server.ts', `spawn(process.execPath, [\`scripts/build.mjs\`]);`],
    ['db/engine/snapshot.server.ts', `execFile('npm', ['ci']);`],
  ],
  right: [
    ['app/worker.server.ts', `spawn(process.execPath, ['scripts/beside.mjs', work]);`],
    ['scripts/bench/served.ts', `spawn(process.execPath, ['scripts/start.mjs']);`],
  ],
});

rule('programs are started without a shell', each(startsNoShell), {
  wrong: [
    ['db/engine/snapshot.server.ts', `import { exec } from 'node:child_process';`],
    ['app/worker.server.ts', `import { spawn, execFileSync } from 'child_process';`],
    ['app/worker.server.ts', `spawn('pg_dump', args, { stdio: 'ignore', shell: true });`],
    ['app/worker.server.ts', `spawn('pg_dump', args, { 'shell': '/bin/sh' });`],
  ],
  right: [
    ['app/worker.server.ts', `import { spawn, type ChildProcess } from 'node:child_process';`],
    ['app/worker.server.ts', `const text = 'shell: true';`],
    ['scripts/prepare.mjs', `execFileSync(command, args, { shell: process.platform === 'win32' });`],
  ],
});

rule('the server asks no address but those of its settings', each(asksNoAddress), {
  wrong: [
    ['app/families/papers.server.ts', `const answer = await fetch(url);`],
    ['app/families/papers.server.ts', `const answer = await globalThis.fetch(url);`],
    ['app/families/papers.server.ts', `import { request } from 'node:https';`],
    ['app/families/papers.server.ts', `import http from 'node:http';`],
    ['db/engine/postgres.server.ts', `import { connect, isIP } from 'node:net';`],
    ['app/families/papers.server.ts', `import axios from 'axios';`],
  ],
  right: [
    ['app/http/patience.server.ts', `import { createServer, STATUS_CODES, type Server } from 'node:http';`],
    ['app/http/taken.server.ts', `import type { ServerResponse } from 'node:http';`],
    ['app/lists/rows.server.ts', `async function run({ fetch }: Run) { return fetch(1); }`],
    ['app/ui/sendKept.ts', `const answer = await fetch(action);`],
  ],
});

rule('one file reads the environment', each(environment), {
  wrong: [
    ['app/http/serve.server.ts', `const port = process.env.PORT;`],
    ['app/http/serve.server.ts', `const { env } = process;`],
    ['app/http/serve.server.ts', `import { env } from 'node:process';`],
    ['app/http/serve.server.ts', `const port = process['env'].PORT;`],
    ['app/ui/Page.tsx', `if (import.meta.env.DEV) warn();`],
    ['scripts/report.ts', `const port = process.env.PORT;`],
  ],
  right: [
    ['app/config.server.ts', `const port = process.env.PORT;`],
    ['scripts/start.mjs', `process.env.DATA_DIR ||= 'data/demo';`],
    ['tests/setup.ts', `process.env.NODE_ENV = 'test';`],
    ['scripts/report.ts', `process.exit(1);`],
  ],
});

rule('Chinese text stands where it is shown or in app/zh', each(chineseInCode), {
  wrong: [
    ['app/families/family.ts', `const status = '在册';`],
    ['app/families/family.ts', 'const text = `${count} 户`;'],
    ['app/families/family.ts', `const pattern = /人次$/;`],
    ['app/families/family.ts', `const dash = '—、';`],
    ['app/families/families.server.ts', `const labels = { 在册: 1 };`],
    ['db/schema/families.ts', `text('状态')`],
    ['vite.config.ts', `const title = '帮扶';`],
  ],
  right: [
    ['app/zh/families.ts', `const status = '在册';`],
    ['app/routes/families.tsx', `const title = '家庭档案';`],
    ['app/families/FamilyTag.tsx', `const tag = <b>在册</b>;`],
    ['app/families/family.test.ts', `const name = '张三';`],
    ['app/families/family.ts', `const status = 'on_register'; // registered — not yet exited`],
  ],
});

rule('comments are English', each(chineseInComments), {
  wrong: [
    ['app/families/family.ts', `// 在册\nconst status = 1;`],
    ['app/families/family.ts', `/** The register\n * (在册). */\nconst status = 1;`],
    ['db/schema/families.ts', `const a = 1; // 在册`],
  ],
  right: [
    ['app/zh/families.ts', `// 在册`],
    ['app/families/family.ts', `// On the register.`],
    [
      'app/families/family.ts',
      `/** A file on the register (在册); the rule is that of 总工发〔2015〕20号. */`,
    ],
  ],
});

rule('files stay short', each(length), {
  wrong: [['app/families/families.server.ts', 'a();\n'.repeat(401)]],
  right: [
    ['app/families/families.server.ts', 'a();\n'.repeat(400)],
    ['app/families/family.test.ts', 'a();\n'.repeat(401)],
  ],
});

rule('files are named after what is in them', each(fileNames), {
  wrong: [
    ['app/families/utils.ts', ''],
    ['app/families/helpers.server.ts', ''],
    ['app/families/dateUtils.ts', ''],
    ['app/families/FamilyManager.tsx', ''],
    ['app/common/dates.ts', ''],
  ],
  right: [
    ['app/families/family.ts', ''],
    ['app/routes/staff_.$staffId.tsx', ''],
  ],
});

describe('every code has its label', () => {
  const codes: Planted = [
    'app/families/family.ts',
    `export const STATUSES = ['draft'] as const;\nexport type Status = (typeof STATUSES)[number];`,
  ];
  const stored: Planted = ['db/schema/families.ts', `import { STATUSES } from '../../app/families/family';`];
  const offered: Planted = [
    'app/families/family.form.ts',
    `const Form = z.object({ status: z.enum(STATUSES) });`,
  ];
  it('holds', () => expect(codesHaveLabels(project)).toEqual([]));
  it('finds stored codes without labels', () =>
    expect(codesHaveLabels(planted(codes, stored))).toHaveLength(1));
  it('finds offered codes without labels', () =>
    expect(codesHaveLabels(planted(codes, offered))).toHaveLength(1));
  it('leaves other lists alone', () => expect(codesHaveLabels(planted(codes))).toEqual([]));
  it('takes no table of another type', () => {
    const other: Planted = ['app/zh/families.ts', `const LABELS: Record<StatusNote, string> = {};`];
    expect(codesHaveLabels(planted(codes, stored, other))).toHaveLength(1);
  });
  it.each([
    'Record<Status, string>',
    "Record<Exclude<Status, 'draft'>, string>",
    '{ [Code in Status]: string }',
  ])('lets %s pass', (type) => {
    expect(
      codesHaveLabels(planted(codes, stored, ['app/zh/families.ts', `const LABELS: ${type} = {};`])),
    ).toEqual([]);
  });
  it('audited actions and subjects are named', () => {
    expect(Object.keys(AUDIT_LABELS).sort()).toEqual([...AUDIT_ACTIONS].sort());
    expect(Object.keys(SUBJECT_LABELS).sort()).toEqual([...AUDIT_SUBJECTS].sort());
  });
});

describe('every refusal has its sentence', () => {
  const thrown: Planted = [
    'app/fund/fund.server.ts',
    `throw new Refusal(late ? 'fund.late' : 'fund.early', { on });`,
  ];
  it('holds', () => expect(refusalsHaveSentences(project, REFUSAL_CODES)).toEqual([]));
  it('finds one without', () => {
    expect(refusalsHaveSentences(planted(thrown), ['fund.late'])).toMatchObject([
      { path: 'app/fund/fund.server.ts' },
    ]);
  });
  it('finds a sentence that nothing says', () => {
    const known = ['fund.late', 'fund.early', 'fund.lost'];
    expect(refusalsHaveSentences(planted(thrown), known)).toMatchObject([{ path: 'app/zh/refusals' }]);
  });
  it('understands a code that is put together', () => {
    const fault: Planted = [
      'app/relief/fault.ts',
      "const fault = 'own_record'; throw new Refusal(`application.${fault}`);",
    ];
    expect(refusalsHaveSentences(planted(fault), ['application.own_record'])).toEqual([]);
    expect(refusalsHaveSentences(planted(fault), ['application.lost', 'award.own_record'])).toHaveLength(2);
  });
  it('lets a pair pass', () => {
    expect(refusalsHaveSentences(planted(thrown), ['fund.late', 'fund.early'])).toEqual([]);
  });
});

describe('every notice is given', () => {
  const given: Planted = [
    'app/routes/account.tsx',
    `return redirectWithNotice(paths.home, 'staff.changed');`,
  ];
  it('holds', () => expect(noticesAreGiven(project, Object.keys(NOTICES))).toEqual([]));
  it('finds one that is not', () => expect(noticesAreGiven(planted(given), ['staff.lost'])).toHaveLength(1));
  it('lets one that is pass', () => expect(noticesAreGiven(planted(given), ['staff.changed'])).toEqual([]));
});

describe("the browser's bundle", () => {
  const built = filesUnder(process.cwd(), 'build/client').filter((file) => file.endsWith('.js'));
  it.skipIf(built.length === 0)('holds nothing of the server', () => {
    expect(built.flatMap((file) => bundleIsClean({ path: file, text: readFileSync(file, 'utf8') }))).toEqual(
      [],
    );
  });
  it.each([
    'Symbol.for("drizzle:entityKind")',
    'r("better_sqlite3.node")',
    'e.libpq',
    'SESSION_MAX_MINUTES',
    '"exceljs"',
    'wordprocessingml',
  ])('is found out by %s', (text) =>
    expect(bundleIsClean({ path: 'build/client/assets/a.js', text })).toHaveLength(1),
  );
  it('may say anything else', () => {
    expect(bundleIsClean({ path: 'build/client/assets/a.js', text: 'const sqlite="postgres"' })).toEqual([]);
  });
});

describe('the papers of the project', () => {
  it.each(['SECURITY.md', 'README.md', 'DECISIONS.md'])('%s names no file that is gone', (paper) => {
    expect(filesNotFound(readFileSync(paper, 'utf8'), ['', 'tests/'])).toEqual([]);
  });
  it('are found out by a file that is gone', () => {
    const text = '| `scenarios/gone.test.ts`, `scenarios/routes.test.ts`, `app/gone.server.ts` (lost) |';
    expect(filesNotFound(text, ['', 'tests/'])).toEqual(['scenarios/gone.test.ts', 'app/gone.server.ts']);
  });
  it('answer every requirement of the standard, each in one row', () => {
    expect(ASVS_REQUIREMENTS).toHaveLength(260);
    const answered = requirementsIn(readFileSync('SECURITY.md', 'utf8'));
    expect(ASVS_REQUIREMENTS.filter((one) => !answered.includes(one))).toEqual([]);
    expect(answered.filter((one, at) => answered.indexOf(one) !== at)).toEqual([]);
    // Beside them only what is of level 3, and said to be.
    const level3 = ['1.11.3', '2.2.4', '6.2.7', '8.1.5'];
    expect(answered.filter((one) => !ASVS_REQUIREMENTS.includes(one))).toEqual(level3);
  });
  it('are read with their ranges', () => {
    const text = '| 2.1.9–2.1.11, 3.7.1 | a | 9.9.9 | – |\n| ASVS | 1.1.1 |\n| 10.2.1 | b |';
    expect(requirementsIn(text)).toEqual(['2.1.9', '2.1.10', '2.1.11', '3.7.1', '10.2.1']);
  });
  it('have every test of SECURITY.md to show', () => {
    const rows = readFileSync('SECURITY.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| \d/.test(line));
    expect(rows.length).toBeGreaterThan(40);
    const shown = rows.map((row) => row.split('|').at(-2)!.trim());
    expect(shown.filter((tests) => tests !== '–' && !/`[^`]+`/.test(tests))).toEqual([]);
  });
});
