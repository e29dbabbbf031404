const STOPPING = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Does some work; where this process is stopped meanwhile, `undo` is done before it ends as it would have. */
export async function undoneWhenStopped<T>(undo: () => void, work: () => Promise<T>): Promise<T> {
  const stopped = (signal: NodeJS.Signals) => {
    undo();
    process.kill(process.pid, signal);
  };
  for (const signal of STOPPING) process.once(signal, stopped);
  try {
    return await work();
  } finally {
    for (const signal of STOPPING) process.off(signal, stopped);
  }
}
