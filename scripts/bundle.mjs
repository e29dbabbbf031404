/**
 * `npm run bundle [-- --try]`: one archive in dist/ that runs with Node 20 alone on a machine of the same kind: what is
 * built, the packages it needs with their native parts, migrations, a unit for systemd, instructions, checksums.
 * `--try` unpacks it elsewhere and tries it with the network off.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tar from 'tar';
import { checkNode, ensureBuilt, ensureInstalled, root, stop } from './prepare.mjs';

const wantsTrial = process.argv.includes('--try');
const { version, engines, dependencies, type } = JSON.parse(readFileSync('package.json', 'utf8'));
const kind = `${process.platform}-${process.arch}`;
const name = `bangfu-${version}-${kind}`;

checkNode();
ensureInstalled();
ensureBuilt();
const archive = await make();
console.log(archive);
if (wantsTrial) tryOut(archive);

async function make() {
  const work = path.join(root, '.cache', 'bundle');
  const folder = path.join(work, name);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['build/client', 'build/server', 'build/commands', 'db/migrations'])
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  for (const script of [
    'prepare.mjs',
    'processMark.mjs',
    'run.mjs',
    'beside.mjs',
    'start.mjs',
    'sqliteWriter.mjs',
  ])
    cpSync(path.join(root, 'scripts', script), path.join(folder, 'scripts', script));
  cpSync(path.join(root, 'scripts', 'bundle'), folder, { recursive: true });
  for (const place of packagesNeeded()) copyPackage(place, folder);
  writeJson(path.join(folder, 'package.json'), {
    name: 'bangfu',
    version,
    private: true,
    type,
    engines,
    dependencies,
  });
  writeJson(path.join(folder, 'bundle.json'), {
    version,
    commit: commit(),
    kind,
    node: process.versions.node,
  });
  writeFileSync(path.join(folder, 'SHA256SUMS'), checksums(folder));
  mkdirSync('dist', { recursive: true });
  const file = path.join('dist', `${name}.tar.gz`);
  await tar.create({ file, gzip: true, cwd: work, portable: true }, [name]);
  rmSync(work, { recursive: true, force: true });
  return file;
}

/** Where the packages lie that are not for development alone; those of other systems were never installed. */
function packagesNeeded() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries(packages)
    .filter(([place, { dev }]) => place.startsWith('node_modules/') && !dev)
    .filter(([place]) => existsSync(place))
    .map(([place]) => place);
}

/** Types, maps and the C sources of native parts are of no use where nothing is built. */
function copyPackage(place, folder) {
  const useless = [
    path.join(place, 'node_modules'),
    path.join(place, 'deps'),
    path.join(place, 'src', 'util'),
  ];
  const isNative = existsSync(path.join(place, 'binding.gyp'));
  cpSync(place, path.join(folder, place), {
    recursive: true,
    filter: (source) =>
      source !== useless[0] &&
      !(isNative && useless.slice(1).includes(source)) &&
      !/\.(d\.[cm]?ts|map|o|a)$/.test(source),
  });
}

function checksums(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  return files.map((file) => `${sha256(path.join(folder, file))}  ${file}\n`).join('');
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function writeJson(file, value) {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}

/** In a folder of its own, with an empty environment and, where the system lets us, without a network. */
function tryOut(archiveFile) {
  const place = mkdtempSync(path.join(tmpdir(), 'bangfu-bundle-'));
  tar.extract({ file: archiveFile, cwd: place, sync: true });
  cpSync(path.join(root, 'scripts', 'tryBundle.mjs'), path.join(place, 'tryBundle.mjs'));
  const command = [process.execPath, path.join(place, 'tryBundle.mjs'), path.join(place, name)];
  const offline = ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
  const canGoOffline = spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0;
  const [tool, ...args] = canGoOffline ? [...offline, ...command] : command;
  const { status } = spawnSync(tool, args, {
    cwd: place,
    stdio: 'inherit',
    env: { PATH: '/usr/bin:/bin', HOME: place, OFFLINE: canGoOffline ? 'yes' : 'no' },
  });
  rmSync(place, { recursive: true, force: true });
  if (status !== 0) stop('安装包没有通过试运行。');
}
