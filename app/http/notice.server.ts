import { createCookie, redirect, type TypedResponse } from '@remix-run/node';
import { configuration } from '../config.server';
import { cookieSecret } from '../identity/sealing.server';
import type { Tone } from '../ui';
import { NOTICES, type NoticeCode } from '../zh/notices';
import type { Notices } from '../zh/notices/notices';

/** A notice that is shown once on the next page. The cookie carries a code and figures, never a sentence. */
export interface Notice {
  code: NoticeCode;
  data?: Record<string, string | number>;
}

const MAX_AGE_SECONDS = 60;
/** Of the notices that tell no success. */
const TONES: Partial<Record<NoticeCode, Tone>> = {
  'login.form_not_kept': 'warning',
  'login.recovery_used': 'info',
  'login.recovery_few': 'warning',
  'staff.session_gone': 'info',
};

function noticeCookie() {
  return createCookie('bangfu_notice', {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: MAX_AGE_SECONDS,
    secure: configuration().secureCookies,
    secrets: [cookieSecret()],
  });
}

/**
 * Redirects with a notice for the next page.
 * @param cookies further Set-Cookie headers
 */
export async function redirectWithNotice(
  to: string,
  code: NoticeCode,
  data: Notice['data'] = {},
  cookies: readonly string[] = [],
): Promise<TypedResponse<never>> {
  const headers = new Headers();
  for (const cookie of [...cookies, await noticeCookie().serialize({ code, data })])
    headers.append('Set-Cookie', cookie);
  return redirect(to, { headers });
}

/**
 * Takes the notice of a request.
 * @returns its sentence, code and tone, and the header that clears it; null where there is none
 */
export async function takeNotice(request: Request) {
  const notice = (await noticeCookie().parse(request.headers.get('Cookie'))) as Notice | null;
  const sentence = notice && (NOTICES as Notices)[notice.code];
  if (!sentence) return null;
  const text = sentence(notice.data ?? {});
  const tone = TONES[notice.code] ?? 'success';
  return { text, code: notice.code, tone, clear: await noticeCookie().serialize('', { maxAge: 0 }) };
}
