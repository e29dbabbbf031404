/**
 * What other processes do for this one, the database's server and its tools: mostly on the same processors, and not in
 * what `process.cpuUsage` tells.
 */

let total = 0;

/** How long others worked for this process since it began, in milliseconds of the clock; what runs at once counts each for itself. */
export function elsewhereMs(): number {
  return total;
}

/** Who does one thing after the other for this process, as a connection does: what was given to it meanwhile waits. */
export interface Line {
  /** When the latest was done, by `performance.now()`. */
  doneAt: number;
}

export function newLine(): Line {
  return { doneAt: 0 };
}

/** Counts the time until others are done with something; of what stands in a line, from where the one before was done. */
export async function elsewhere<T>(work: Promise<T>, line: Line = newLine()): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work;
  } finally {
    const now = performance.now();
    total += now - Math.max(startedAt, line.doneAt);
    line.doneAt = now;
  }
}
