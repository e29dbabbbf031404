import pino from 'pino';
import { toldFault } from '../../db/engine/fault';

/**
 * The log of the process: JSON lines on standard output. No personal data: no bodies, cookies or query strings, and of an error
 * nothing that a statement was given.
 * `serve` sets its level: settings are not read while modules load, so that a bad one stops the start with its sentence.
 */
export const log = pino({
  serializers: { err: (error: unknown) => toldFault(error) },
  redact: { paths: ['req.headers', 'res.headers', '*.password', '*.idNumber', '*.account'], remove: true },
});
