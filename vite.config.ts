import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixOptions from './remix.config.js';

/** A package's comment in a place that Rollup does not read, and routes that answer with data only. */
function isOfNoUse({ code, message }: { code?: string | undefined; message: string }): boolean {
  return (
    code === 'INVALID_ANNOTATION' || (code === 'EMPTY_BUNDLE' && message.startsWith('Generated an empty'))
  );
}

export default defineConfig({
  plugins: [remix(remixOptions)],
  // Offices on Windows 7 stop at Chrome 109, and the browsers built on older Chromium lag behind that.
  build: {
    target: 'chrome87',
    cssTarget: 'chrome87',
    sourcemap: false,
    rollupOptions: { onwarn: (warning, tell) => (isOfNoUse(warning) ? undefined : tell(warning)) },
  },
  // The package of the icons has thousands: only those in use are loaded and kept in memory.
  ssr: { target: 'node', noExternal: ['lucide-react'] },
});
