/** What tells a process from all others, before and after it: plain Node, as the first commands need it too. */
import { existsSync, readFileSync } from 'node:fs';

const BOOT = '/proc/sys/kernel/random/boot_id';

/**
 * A mark of a process to leave in a lock: its number and, where the system tells it (Linux), since when it runs. After a
 * restart of the machine, or in a new container, its number may be another program's.
 * @param {number} [processId]
 * @returns {string}
 */
export function processMark(processId = process.pid) {
  return [processId, ...begun(processId)].join(' ');
}

/**
 * Whether the process that left a mark is still there, whoever owns it; a mark of a number alone is taken at its word.
 * @param {string} mark
 * @returns {boolean}
 */
export function isThere(mark) {
  const [number, ...since] = mark.trim().split(' ');
  const processId = Number(number);
  if (!(processId > 0) || !isAlive(processId)) return false;
  return since.length === 0 || since.join(' ') === begun(processId).join(' ');
}

/** The start of the machine, and the ticks from then to that of the process; nothing where the system does not tell. */
function begun(processId) {
  const stat = `/proc/${processId}/stat`;
  if (!existsSync(stat) || !existsSync(BOOT)) return [];
  // Its name stands in brackets and may hold blanks; the start is the 22nd figure, the 20th behind the name.
  const figures = readFileSync(stat, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return [readFileSync(BOOT, 'utf8').trim(), figures[19]];
}

function isAlive(processId) {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
