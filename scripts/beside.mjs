/**
 * `node scripts/beside.mjs NAME …`: what a running product starts. It never installs or builds anything: that would take
 * the product's own files away under it.
 */
import { checkNode, runBeside, stop } from './prepare.mjs';

const [name, ...args] = process.argv.slice(2);
const COMMANDS = ['jobs', 'backup', 'verify'];
if (!COMMANDS.includes(name)) stop(`没有「${name ?? ''}」这个命令，可用的有：${COMMANDS.join('、')}。`);

checkNode();
await runBeside(name, args);
