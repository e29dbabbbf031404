/**
 * `npm test`: installs what is missing, runs every check and every test, and ends with `N passed, N failed`.
 * `npm run check` (--quick) runs types, lint, format and the tidy test only.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkNode, ensureBuilt, ensureInstalled, root, stop } from './prepare.mjs';

const quick = process.argv.includes('--quick');
const reports = path.join(root, '.cache', 'reports');
const totals = { passed: 0, failed: 0 };
const failures = [];

checkNode();
ensureInstalled();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const CHECKS = [
  ['lint', 'oxlint', ['--deny-warnings']],
  ['types', 'tsc', ['--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/tsc.json']],
  [
    'format',
    'prettier',
    ['--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'],
  ],
];

if (quick) {
  await twoAtATime(worksOf(CHECKS));
  vitest('tidy', {}, ['tests/tidy.test.ts']);
  finish();
}

// The build keeps one core busy for the longest time: it begins first. What is installed is mostly waited for.
const checks = [...CHECKS, ['unused code', 'knip', ['--no-progress']]];
await Promise.all([installed(missingForBrowser()), twoAtATime([build, ...worksOf(checks)])]);
// Says what was wrong with it, where it did not get done.
ensureBuilt();
vitest('unit and scenarios on SQLite', { DATABASE_URL: '' });
if (process.env.TEST_POSTGRES_URL) {
  // What has no database was tried already, and has the same result here.
  vitest('scenarios on PostgreSQL', { DATABASE_URL: process.env.TEST_POSTGRES_URL }, [
    '--project',
    'records',
  ]);
}
playwright();
finish();

/** Each check keeps one core busy. */
async function twoAtATime(works) {
  const waiting = [...works];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  };
  await Promise.all([lane(), lane()]);
}

function worksOf(checks) {
  return checks.map((one) => () => check(one));
}

async function check([name, tool, args]) {
  const status = await ended(name, 'npx', ['--no-install', tool, ...args]);
  count(name, status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

async function build() {
  await ended('build', process.execPath, ['scripts/build.mjs']);
}

/** Runs a command beside others: what it prints stays together. */
async function ended(name, command, args, env = process.env) {
  const started = Date.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: root, env });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const status = await new Promise((resolve) => child.once('close', resolve));
  console.log(`\n— ${name}\n${printed}${told(name, started)}`);
  return status;
}

function told(name, started) {
  return `  ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`;
}

function vitest(name, environment, files = []) {
  const report = path.join(reports, `${name.replaceAll(' ', '-')}.json`);
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files];
  const { status } = npx(name, 'vitest', args, environment);
  const result = read(report);
  count(name, { passed: result?.numPassedTests ?? 0, failed: result?.numFailedTests ?? 0 }, status);
  failures.push(...failedTests(result));
}

/** Each failed test with the beginning of what it said, to be read at the end of a long log. */
function failedTests(result) {
  return (result?.testResults ?? []).flatMap(({ name: file, message, assertionResults }) => {
    const where = path.relative(root, file);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return message ? [`${where}: ${beginning(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages }) => `${where} › ${fullName}: ${beginning(failureMessages.join('\n'))}`,
    );
  });
}

/** Seed and counterexample of a property test stand in its first lines. */
function beginning(message) {
  return message.slice(0, 1200);
}

function playwright() {
  const report = path.join(reports, 'e2e.json');
  const { status } = npx('end to end', 'playwright', ['test'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  const { expected = 0, flaky = 0, unexpected = 0 } = read(report)?.stats ?? {};
  if (flaky > 0) console.log(`  ${flaky} passed at their second try only: see "flaky" above.`);
  count('end to end', { passed: expected + flaky, failed: unexpected }, status);
}

function npx(name, tool, args, environment = {}) {
  console.log(`\n— ${name}`);
  const started = Date.now();
  const result = spawnSync('npx', ['--no-install', tool, ...args], {
    stdio: 'inherit',
    cwd: root,
    env: { ...process.env, ...environment },
  });
  console.log(told(name, started));
  return result;
}

/** A runner that fails without naming a failed test (a crash, a file that does not load) counts as one failure. */
function count(name, { passed, failed }, status = failed ? 1 : 0) {
  const unnamed = status !== 0 && failed === 0 ? 1 : 0;
  totals.passed += passed;
  totals.failed += failed + unnamed;
  if (failed + unnamed > 0) failures.push(name);
}

function read(report) {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
}

/**
 * The end-to-end tests drive Debian's headless Chromium, and pictures of pages need a Chinese font.
 * @returns names of packages; ends the command where they cannot be installed here
 */
function missingForBrowser() {
  const missing = [
    ...(existsSync('/usr/bin/chromium-headless-shell') ? [] : ['chromium-headless-shell']),
    ...(existsSync('/usr/share/fonts/opentype/noto') ? [] : ['fonts-noto-cjk']),
  ];
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (missing.length > 0 && !canInstall)
    stop(`端到端测试需要 ${missing.join('、')},请先安装(Debian:apt-get install ${missing.join(' ')})。`);
  return missing;
}

async function installed(packages) {
  if (packages.length === 0) return;
  await aptGet('update', '-q');
  await aptGet('install', '-y', '-q', '--no-install-recommends', ...packages);
}

async function aptGet(...args) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const status = await ended(`apt-get ${args[0]}`, 'apt-get', args, environment);
  if (status !== 0) stop(`没有装成（apt-get ${args.join(' ')}），原因见上。`);
}

function finish() {
  if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  process.exit(totals.failed === 0 ? 0 : 1);
}
