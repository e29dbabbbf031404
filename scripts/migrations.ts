import { execFileSync } from 'node:child_process';

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
