import { toPlainText } from '../plainText';
import { maskMiddle } from './mask';

export const phoneCodes = ['phone.empty', 'phone.not_a_phone'] as const;
export type PhoneCode = (typeof phoneCodes)[number];

export type PhoneParse =
  { ok: true; phone: string; kind: 'mobile' | 'landline' } | { ok: false; code: PhoneCode };

const MOBILE = /^(?:\+?86)?(1[3-9]\d{9})$/;
// Area codes have three digits in the largest cities (010, 02x) and four elsewhere.
const LANDLINE = /^(?:(010|02\d|0[3-9]\d{2})-?)?([2-9]\d{6,7})(?:-(\d{1,6}))?$/;

/**
 * Reads a mobile number ("13812345678"; +86, spaces and hyphens dropped) or a landline with or without area code
 * and extension ("0371-61234567-801").
 */
export function parsePhone(text: string): PhoneParse {
  const plain = toPlainText(text).replace(/\s/g, '');
  if (plain === '') return refused('phone.empty');
  const mobile = MOBILE.exec(plain.replace(/-/g, ''))?.[1];
  if (mobile) return { ok: true, phone: mobile, kind: 'mobile' };
  const landline = LANDLINE.exec(plain.replace(/^\((0\d+)\)/, '$1-'));
  if (!landline) return refused('phone.not_a_phone');
  return { ok: true, phone: landline.slice(1).filter(Boolean).join('-'), kind: 'landline' };
}

/** "138****5678": the first three and the last four characters; of a short number fewer or none. */
export function maskPhone(phone: string): string {
  return maskMiddle(phone, 3, 4);
}

function refused(code: PhoneCode): PhoneParse {
  return { ok: false, code };
}
