import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FOLDER = 'db/migrations/sqlite';

/** `npm run migrations -- NAME`: generates the next migration of both engines from db/schema. */
const [name, ...options] = process.argv.slice(2);
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write('请给出迁移的名称（小写字母、数字和下划线）,例如 npm run migrations -- add_phone。\n');
  process.exit(1);
}
for (const databaseUrl of ['', 'postgres://generate']) {
  execFileSync('npx', ['drizzle-kit', 'generate', `--name=${name}`, ...options], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
}
if (!options.includes('--custom')) mendCopies();

type Columns = Record<string, { default?: string | number | boolean }>;

/** A table that is rebuilt on SQLite is copied by drizzle with its new columns too, which the old table does not have. */
function mendCopies(): void {
  const { entries } = JSON.parse(readFileSync(`${FOLDER}/meta/_journal.json`, 'utf8')) as {
    entries: { tag: string }[];
  };
  const file = `${FOLDER}/${entries.at(-1)!.tag}.sql`;
  const before = columnsOf(entries.length - 2);
  const after = columnsOf(entries.length - 1);
  const mended = readFileSync(file, 'utf8').replace(
    /(INSERT INTO `__new_(\w+)`\([^)]*\) SELECT )(.*)( FROM `\w+`;)/g,
    (_, insert: string, table: string, columns: string, from: string) => {
      const copied = columns.split(', ').map((quoted) => {
        const column = quoted.slice(1, -1);
        if (before[table]?.[column]) return quoted;
        return String(after[table]?.[column]?.default ?? 'NULL');
      });
      return insert + copied.join(', ') + from;
    },
  );
  writeFileSync(file, mended);
}

function columnsOf(index: number): Record<string, Columns> {
  const file = `${FOLDER}/meta/${String(index).padStart(4, '0')}_snapshot.json`;
  if (!existsSync(file)) return {};
  const { tables } = JSON.parse(readFileSync(file, 'utf8')) as {
    tables: Record<string, { columns: Columns }>;
  };
  return Object.fromEntries(Object.entries(tables).map(([table, { columns }]) => [table, columns]));
}
