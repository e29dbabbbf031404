import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixOptions from './remix.config.js';

export default defineConfig({
  plugins: [remix(remixOptions)],
  // Offices on Windows 7 stop at Chrome 109, and the browsers built on older Chromium lag behind that.
  build: { target: 'chrome87', cssTarget: 'chrome87', sourcemap: false },
  ssr: { target: 'node' },
});
