/** `node scripts/run.mjs NAME …`: installs what is missing, then runs scripts/NAME.ts. */
import { checkNode, ensureInstalled, isHere, runScript, stop } from './prepare.mjs';

const [name, ...args] = process.argv.slice(2);
const ALL = [
  'dev',
  'report',
  'import',
  'jobs',
  'seed',
  'verify',
  'backup',
  'restore',
  'rotate-key',
  'unlock',
  'close-account',
  'migrations',
  'bench',
  'help-pictures',
];
const COMMANDS = ALL.filter(isHere);
if (!COMMANDS.includes(name)) stop(`没有「${name ?? ''}」这个命令，可用的有：${COMMANDS.join('、')}。`);

checkNode();
ensureInstalled();
await runScript(name, args);
