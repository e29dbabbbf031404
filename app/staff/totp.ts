import { generateSecret, generateURI, verifySync } from 'otplib';
import { encode } from 'uqr';

/** Codes of an authenticator app: RFC 6238 with SHA-1, 6 digits and steps of 30 seconds, which every such app knows. */

const STEP_SECONDS = 30;

export type CodeCheck = { verdict: 'right'; step: number } | { verdict: 'used' } | { verdict: 'wrong' };

/** A fresh secret of 160 bits, in base32. */
export function newSecret(): string {
  return generateSecret();
}

/**
 * Checks a code. The clock of a telephone may be one step off; a code is right once (RFC 6238, 5.2).
 * @param given.lastStep the time step of the last code that was right; null for none
 * @returns the time step of the code, to be kept as the next `lastStep`
 */
export function checkCode(given: {
  secret: string;
  code: string;
  lastStep: number | null;
  now: Date;
}): CodeCheck {
  if (!/^\d{6}$/.test(given.code)) return { verdict: 'wrong' };
  const checked = verifySync({
    secret: given.secret,
    token: given.code,
    epoch: Math.floor(given.now.getTime() / 1000),
    period: STEP_SECONDS,
    epochTolerance: STEP_SECONDS,
  });
  if (!checked.valid || !('timeStep' in checked)) return { verdict: 'wrong' };
  if (given.lastStep !== null && checked.timeStep <= given.lastStep) return { verdict: 'used' };
  return { verdict: 'right', step: checked.timeStep };
}

export interface QrCode {
  /** Modules a side, the quiet border included. */
  size: number;
  /** The dark modules, as the `d` of an SVG path of that size. */
  path: string;
}

/** What an authenticator app reads off the screen. */
export function qrOf({
  secret,
  username,
  issuer,
}: {
  secret: string;
  username: string;
  issuer: string;
}): QrCode {
  const { size, data } = encode(generateURI({ issuer, label: username, secret }), { border: 4 });
  const dark = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
  return { size, path: dark.join('') };
}
