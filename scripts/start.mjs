/** `npm start` and `npm run demo`: installs, builds, migrates and serves. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { checkNode, ensureBuilt, ensureInstalled, markProgram, root } from './prepare.mjs';

/** The exit status that bangfu.service does not start again after: only a person can help. */
const REFUSED = 78;

const demo = process.argv.includes('--demo');

checkNode();
ensureInstalled();
ensureBuilt();
markProgram();
// Before anything loads: express and React read it, and show more than they should when it is not set.
process.env.NODE_ENV ||= 'production';
// What is in use is about 80 MB; by itself the heap grows to several times that before what is done with is looked for.
// A limit would stop the product at the first piece of work that needs more: this only has it look sooner.
setFlagsFromString('--heap-growing-percent=60');
if (demo) process.env.DATA_DIR ||= path.join('data', 'demo');

const build = await import(pathToFileURL(path.join(root, 'build', 'server', 'index.js')).href);
const { serve, prepareDemo, faultMessage } = build.entry.module;
try {
  if (demo) for (const line of await prepareDemo()) console.log(line);
  const { address, notes } = await serve({ build });
  console.log(`帮扶系统已启动：${address}（按 Ctrl+C 停止）`);
  for (const note of notes) console.log(note);
} catch (error) {
  const taken = error.code === 'EADDRINUSE';
  console.error(
    taken
      ? `端口 ${error.port} 已被占用，请停止占用它的程序，或用 PORT=其他端口 再启动。`
      : faultMessage(error),
  );
  process.exit(error.cause?.name === 'Refusal' ? REFUSED : 1);
}
