/**
 * What other processes do for this one, the database's server and its tools: mostly on the same processors, and not in
 * what `process.cpuUsage` tells.
 */

let total = 0;

/** How long others worked for this process since it began, in milliseconds of the clock; what runs at once counts each for itself. */
export function elsewhereMs(): number {
  return total;
}

/** Counts the time until others are done with something. */
export async function elsewhere<T>(work: Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work;
  } finally {
    total += performance.now() - startedAt;
  }
}
