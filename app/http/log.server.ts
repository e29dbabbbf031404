import pino from 'pino';

/**
 * The log of the process: JSON lines on standard output. No personal data: no bodies, cookies or query strings.
 * `serve` sets its level: settings are not read while modules load, so that a bad one stops the start with its sentence.
 */
export const log = pino({
  redact: { paths: ['req.headers', 'res.headers', '*.password', '*.idNumber', '*.account'], remove: true },
});
