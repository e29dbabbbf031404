import type { ServerResponse } from 'node:http';

/**
 * Waits until what was written has left for the browser, or nobody waits for it any more.
 * @returns whether there is still somebody to write to
 */
export function takenFrom(response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.destroyed || !response.writableNeedDrain) return resolve(!response.destroyed);
    const end = () => {
      response.off('drain', end);
      response.off('close', end);
      resolve(!response.destroyed);
    };
    response.on('drain', end);
    response.on('close', end);
  });
}
