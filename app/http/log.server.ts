import pino from 'pino';
import { configuration } from '../config.server';

/** The log of the process: JSON lines on standard output. No personal data: no bodies, cookies or query strings. */
export const log = pino({
  level: configuration().logLevel,
  redact: { paths: ['req.headers', 'res.headers', '*.password', '*.idNumber', '*.account'], remove: true },
});
