/** `node tryBundle.mjs FOLDER`: what an office does with an unpacked bundle; called by `npm run bundle -- --try`. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const environment = {
  ...process.env,
  DATA_DIR: path.join(folder, '..', 'data'),
  PORT: '0',
  BACKUP_HOUR: 'off',
};
const steps = [
  ['校验和', checksums],
  ['没有网络', networkIsOff],
  ['载入演示数据', () => command('seed')],
  ['启动、登录页、健康检查', serves],
  ['核对', () => command('verify')],
  ['备份并试恢复', () => command('backup')],
];
for (const [name, step] of steps) {
  const startedAt = Date.now();
  const note = await step();
  console.log(`通过\t${name}\t${((Date.now() - startedAt) / 1000).toFixed(1)} 秒${note ? `\t${note}` : ''}`);
}

function checksums() {
  const lines = readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
  for (const line of lines) {
    const [wanted, file] = line.split('  ');
    const found = createHash('sha256')
      .update(readFileSync(path.join(folder, file)))
      .digest('hex');
    if (found !== wanted) throw new Error(`校验和不符：${file}`);
  }
  return `${lines.length} 个文件`;
}

async function networkIsOff() {
  if (process.env.OFFLINE !== 'yes') return '这台机器不能断开网络，未试';
  const error = await new Promise((resolve) => {
    const socket = connect(53, '192.0.2.1');
    socket.once('error', resolve);
    socket.once('connect', () => resolve(null));
    socket.setTimeout(3000, () => resolve(null));
  });
  if (error?.code !== 'ENETUNREACH') throw new Error('网络没有断开。');
  return '';
}

function command(name) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', name], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name}：${stdout}${stderr}`);
  return name === 'seed' ? '' : stdout.trimEnd().split('\n').at(-1);
}

async function serves() {
  const startedAt = Date.now();
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await once(server.stdout.setEncoding('utf8'), 'data');
  server.stdout.resume();
  const ms = Date.now() - startedAt;
  try {
    await answers(printed);
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  return `${ms} 毫秒后应答`;
}

async function answers(printed) {
  const address = /http:\/\/localhost:\d+/.exec(printed)?.[0];
  if (!address) throw new Error(`没有启动：${printed}`);
  const url = address.replace('localhost', '127.0.0.1');
  const login = await fetch(`${url}/login`);
  const page = await login.text();
  if (login.status !== 200 || !page.includes('用户名')) throw new Error(`登录页：${login.status}`);
  const style = /href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1];
  if ((await fetch(url + style)).status !== 200) throw new Error('登录页的样式没有送达。');
  const health = await (await fetch(`${url}/healthz`)).json();
  if (health.database !== 'ok') throw new Error(`健康检查：${JSON.stringify(health)}`);
}
