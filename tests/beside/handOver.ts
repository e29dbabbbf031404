import { handOverPostgres } from '../../db/engine/snapshot.server';

/** Takes the first piece of a dump, says so, and waits for nothing but its own end. */

await handOverPostgres(process.env.DATABASE_URL!, async (dump) => {
  for await (const piece of dump) {
    process.stdout.write(`${piece.length}\n`);
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  }
});
