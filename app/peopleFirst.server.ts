import { setTimeout as sleep } from 'node:timers/promises';
import { elsewhereMs } from '../db/engine/elsewhere';
import { configuration } from './config.server';
import { isAnswering } from './running.server';

/**
 * Long work beside the pages rests between its steps while the product answers somebody: on a machine with few
 * processors a page would wait for each of them. It holds no transaction then, and always moves on.
 */

/** Of a processor, after which it looks whether somebody is being answered. */
const STEP_MS = 10;
/** Of the clock, in which no step is done; to ask how busy a process was takes as long as reading a row. */
const BRIEF_MS = 3;
/** So many times as long as it kept a processor busy it rests at most. */
export const REST_TIMES = 4;
export const LONGEST_REST_MS = 500;
const LOOK_EVERY_MS = 3;
/** In a busy office the next request comes in a moment: only when none did for so long is it quiet. */
export const QUIET_MS = 30;

/** How long work that kept a processor busy for so many milliseconds rests at most. */
export function longestRest(busyMs: number): number {
  return busyMs < STEP_MS ? 0 : Math.min(REST_TIMES * busyMs, LONGEST_REST_MS);
}

/** What a piece of work is measured by, and how it waits. */
interface RestClock {
  /** How long the process kept processors busy, all its threads together, and others worked for it. */
  busyMs(): number;
  nowMs(): number;
  wait(ms: number): Promise<unknown>;
}

const CLOCK: RestClock = {
  busyMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000 + elsewhereMs();
  },
  nowMs: () => performance.now(),
  wait: (ms) => sleep(ms),
};

/** Comes to whether somebody was answered, where it looked. */
type Rest = () => Promise<boolean | void>;

/** Rests for one process: to be called, and waited for, between two steps. Whoever calls during a rest shares it. */
export function restsWhile(isAsked: () => boolean, clock: RestClock = CLOCK): Rest {
  let busyBefore = clock.busyMs();
  let askedAt = clock.nowMs();
  let resting: ReturnType<Rest> | undefined;
  const rest: Rest = async () => {
    const startedAt = clock.nowMs();
    if (startedAt - askedAt < BRIEF_MS) return;
    askedAt = startedAt;
    const busy = clock.busyMs();
    const most = longestRest(busy - busyBefore);
    if (most === 0) return;
    let wasAsked = false;
    // From here on: what is done for the process meanwhile counts for the next rest.
    busyBefore = busy;
    const until = startedAt + most;
    for (let quietAt = 0; ; await clock.wait(LOOK_EVERY_MS)) {
      const now = clock.nowMs();
      if (isAsked()) {
        wasAsked = true;
        quietAt = now + QUIET_MS;
      }
      if (now >= Math.min(until, quietAt)) return wasAsked;
    }
  };
  return () => (resting ??= rest().finally(() => (resting = undefined)));
}

let rest: Rest | undefined;
let wereAnswered = false;

/** Has the long work of this process give way to whom the servers on its DATA_DIR are answering. */
export function giveWayToPeople(resting = restsWhile(() => isAnswering(configuration().dataDir))): void {
  rest = resting;
}

/** Lets people go first, in a process whose work gives way; never within a write or read. */
export async function peopleFirst(): Promise<void> {
  wereAnswered = (await rest?.()) ?? wereAnswered;
}

/** Whether somebody was answered when it was last looked, who may have to wait for the next step. */
export function arePeopleThere(): boolean {
  return wereAnswered;
}
