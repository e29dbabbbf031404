import { createServer } from 'vite';
import type { ServerBuild } from '@remix-run/node';
import type { serve as Serve } from '../app/entry.server';

/** `npm run dev`: the same server over Vite's middlewares; pages change while the code does. */
process.env.NODE_ENV = 'development';
const vite = await createServer({ server: { middlewareMode: true } });
const load = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>;
const { serve } = (await load()).entry.module as unknown as { serve: typeof Serve };
const { address, notes } = await serve({ build: load, development: vite.middlewares });
process.stdout.write([`开发服务器：${address}`, ...notes, ''].join('\n'));
