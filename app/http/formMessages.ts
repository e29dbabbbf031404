import { z } from 'zod';
import { zhCN } from 'zod/locales';

/** Imported once by the server and once by the browser: what a schema leaves unsaid is said in Chinese. */
z.config(zhCN());
