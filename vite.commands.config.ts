import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

/** What is of use where the source lies only: it stays out of what an office installs. */
const FOR_DEVELOPMENT = ['dev', 'migrations', 'bench', 'help-pictures', 'command'];

/** The commands of scripts/ as plain JavaScript: they start quickly, and run where no TypeScript loader is. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'build/commands',
    emptyOutDir: true,
    minify: false,
    rollupOptions: { input: commands() },
  },
});

function commands(): Record<string, string> {
  const names = readdirSync('scripts')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((name) => !FOR_DEVELOPMENT.includes(name));
  return Object.fromEntries(names.map((name) => [name, `scripts/${name}.ts`]));
}
