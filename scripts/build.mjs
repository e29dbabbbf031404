/** `npm run build`: the pages and the commands, when their source changed since. */
import { ensureBuilt, ensureInstalled } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
