/** What the commands need before TypeScript can run: plain Node 20, nothing installed yet. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

/** Runs a command of node_modules or npm; what it prints goes to standard error, so that ours stays clean. */
function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** Ends the command with one sentence on standard error. */
export function stop(sentence) {
  say(sentence);
  process.exit(1);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major !== 20 || minor < 19)
    stop(`需要 Node.js 20.19 以上的 20 系列版本，当前为 ${process.versions.node}。`);
}

/** Installs the packages of package-lock.json, when they are missing or other ones. */
export function ensureInstalled() {
  const stamp = path.join(root, 'node_modules', '.bangfu-installed');
  const wanted = digest([path.join(root, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('正在安装依赖（首次约需几分钟）…');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

/** Builds the product, when its source changed since the last build. */
export function ensureBuilt() {
  const stamp = path.join(root, 'build', '.bangfu-source');
  const sources = [
    'app',
    'db',
    'public',
    'package-lock.json',
    'vite.config.ts',
    'remix.config.js',
    'tailwind.config.ts',
  ];
  const wanted = digest(sources.flatMap((source) => filesIn(path.join(root, source))));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('正在构建…');
  run(process.execPath, [
    path.join('node_modules', '@remix-run', 'dev', 'dist', 'cli.js'),
    'vite:build',
    '--logLevel',
    'warn',
  ]);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Runs one of scripts/*.ts in this process, with the arguments that follow. */
export async function runScript(name, args) {
  const { register } = await import('tsx/esm/api');
  register();
  process.argv = [process.execPath, name, ...args];
  await import(path.join(root, 'scripts', `${name}.ts`));
}

function filesIn(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)));
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
