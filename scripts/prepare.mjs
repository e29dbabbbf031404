/** What the commands need before TypeScript can run: plain Node 20, nothing installed yet. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isThere, processMark } from './processMark.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

/**
 * Runs a command of node_modules or npm; what it prints goes to standard error, so that ours stays clean. Where it fails
 * this command ends with a sentence.
 */
function run(command, args, whatFailed) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  } catch {
    stop(whatFailed);
  }
}

const INSTALL_FAILED =
  '依赖没有装好，原因见上面的输出。请核对能否连到 npm 的服务器；better-sqlite3 的本机部分下载不到时要在本机编译，须有编译工具（Debian：apt-get install make g++ python3）。没有网络的机器请改用安装包（npm run bundle 做成）。';
const BUILD_FAILED = '程序没有构建成功，原因见上面的输出。请核对磁盘空间和程序文件是否完整，再执行一次。';

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
  if (isBundle) checkKind();
}

/** A bundle (npm run bundle) comes installed and built, and without the source. */
const isBundle = existsSync(path.join(root, 'bundle.json'));

/** The native parts of a bundle run on the kind of machine that it was made on. */
function checkKind() {
  const { kind } = JSON.parse(readFileSync(path.join(root, 'bundle.json'), 'utf8'));
  const here = `${process.platform}-${process.arch}`;
  if (kind !== here) stop(`这个安装包用于 ${kind}，本机为 ${here}，请换用对应的安装包。`);
}

/** Installs the packages of package-lock.json, when they are missing or other ones. */
export function ensureInstalled() {
  if (isBundle) return;
  const stamp = path.join(root, 'node_modules', '.bangfu-installed');
  const wanted = digest([path.join(root, 'package-lock.json')]);
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isCurrent()) return;
  oneAtATime('install', () => {
    if (isCurrent()) return;
    refuseBesideServer();
    say('正在安装依赖（首次约需几分钟）…');
    run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], INSTALL_FAILED);
    writeFileSync(stamp, wanted);
  });
}

/** Builds the product, when its source changed since the last build. */
export function ensureBuilt() {
  if (isBuilt()) return;
  oneAtATime('build', () => {
    if (isBuilt()) return;
    refuseBesideServer();
    say('正在构建…');
    // Of a build that is half done nothing may be used.
    rmSync(STAMP, { force: true });
    // What is changed while it is being built is not in it.
    const source = sourceDigest();
    for (const [tool, ...args] of BUILDS)
      run(process.execPath, [path.join('node_modules', tool), ...args], BUILD_FAILED);
    mkdirSync(path.dirname(STAMP), { recursive: true });
    writeFileSync(STAMP, source);
  });
}

const STAMP = path.join(root, 'build', '.bangfu-source');
const SOURCES = [
  'app',
  'db',
  'public',
  'scripts',
  'package-lock.json',
  'vite.config.ts',
  'vite.commands.config.ts',
  'remix.config.js',
  'tailwind.config.ts',
];
/** The pages, then the commands. */
const BUILDS = [
  ['@remix-run/dev/dist/cli.js', 'vite:build', '--logLevel', 'warn'],
  ['vite/bin/vite.js', 'build', '--config', 'vite.commands.config.ts', '--logLevel', 'warn'],
];

/** Has this process, which serves, and what it starts known as the program that is built here now. */
export function markProgram() {
  process.env.BANGFU_PROGRAM = programStamp();
  if (isBundle) return;
  const mark = path.join(root, '.cache', `serving-${process.pid}`);
  mkdirSync(path.dirname(mark), { recursive: true });
  writeFileSync(mark, '');
  process.once('exit', () => rmSync(mark, { force: true }));
}

/** Nothing is installed or built under a server that runs from here: its pages would lose their own files. */
function refuseBesideServer() {
  const folder = path.join(root, '.cache');
  const serving = readdirSync(folder)
    .map((name) => Number(/^serving-(\d+)$/.exec(name)?.[1] ?? 0))
    .filter(isServing);
  if (serving.length === 0) return;
  stop(
    `这里的程序文件已更新，而系统还在运行（进程 ${serving.join('、')}）。请先停止系统，用 npm start 重新启动后再做。`,
  );
}

/** After a restart of the machine the number of a server that was killed may be another program's. */
function isServing(pid) {
  if (!isThere(String(pid))) return false;
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('start.mjs');
}

/** What tells two built programs apart. */
function programStamp() {
  const file = isBundle ? path.join(root, 'bundle.json') : STAMP;
  return existsSync(file) ? digest([file]) : '';
}

/** Whether what is built comes from this source. */
function isBuilt() {
  return isBundle || (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceDigest());
}

function sourceDigest() {
  const files = SOURCES.flatMap((source) => filesIn(path.join(root, source)));
  return digest(files.filter((file) => !file.endsWith('.mjs')));
}

/**
 * Two commands started at once would install or build over each other: the second one waits for the first. A lock
 * whose owner is gone (a stopped command) is taken over.
 */
function oneAtATime(name, work) {
  const lock = path.join(root, '.cache', `${name}.lock`);
  mkdirSync(path.dirname(lock), { recursive: true });
  let hasWaited = false;
  while (!taken(lock)) {
    if (!isThere(readOwner(lock))) rmSync(lock, { force: true });
    else {
      if (!hasWaited) say('另一个命令正在安装或构建，等它完成…');
      hasWaited = true;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The lock appears with its owner already in it: a link is made whole or not at all. */
function taken(lock) {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, processMark());
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function readOwner(lock) {
  return existsSync(lock) ? readFileSync(lock, 'utf8') : '';
}

/** Runs one of scripts/*.ts in this process, with the arguments that follow: as it was built, or else from its source. */
export async function runScript(name, args) {
  process.argv = [process.execPath, name, ...args];
  if (existsSync(builtCommand(name)) && isBuilt()) {
    await import(pathToFileURL(builtCommand(name)).href);
    return;
  }
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(path.join(root, 'scripts', `${name}.ts`)).href);
}

/**
 * Runs one of scripts/*.ts beside a product that is running, as the very program that runs there: newer source that
 * lies in the folder already, or other packages in its lock file, wait for the next start.
 */
export async function runBeside(name, args) {
  const program = process.env.BANGFU_PROGRAM;
  if (!program) return runScript(name, args);
  if (program !== programStamp()) stop('程序文件在系统启动之后换过，请重新启动系统后再做。');
  process.argv = [process.execPath, name, ...args];
  try {
    await import(pathToFileURL(builtCommand(name)).href);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    stop('程序的文件或依赖不完整，请停止系统，用 npm start 重新启动。');
  }
}

/** Whether a command can run: a bundle has those alone that are of use to an office. */
export function isHere(name) {
  return !isBundle || existsSync(builtCommand(name));
}

function builtCommand(name) {
  return path.join(root, 'build', 'commands', `${name}.js`);
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
  for (const file of files)
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
