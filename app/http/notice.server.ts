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
/** Of those that wait until a password was chosen at the login. */
const WAITING_SECONDS = 30 * 60;
/** Of the notices that tell no success. */
const TONES: Partial<Record<NoticeCode, Tone>> = {
  'login.form_not_kept': 'warning',
  'login.recovery_used': 'info',
  'login.recovery_few': 'warning',
  'staff.session_gone': 'info',
};

/** What the first page after a login tells, whatever has to be done before it. */
const LOGIN_NOTICES: readonly NoticeCode[] = ['login.recovery_used', 'login.recovery_few'];

function noticeCookie() {
  return createCookie('bangfu_notice', {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
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
  const isOfLogin = LOGIN_NOTICES.includes(code);
  const maxAge = isOfLogin ? WAITING_SECONDS : MAX_AGE_SECONDS;
  for (const cookie of [...cookies, await noticeCookie().serialize({ code, data }, { maxAge })])
    headers.append('Set-Cookie', cookie);
  return redirect(to, { headers });
}

/**
 * Takes the notice of a request.
 * @returns its sentence, code and tone, and the header that clears it; null where there is none
 */
export async function takeNotice(request: Request) {
  const notice = await noticeOf(request);
  const sentence = notice && (NOTICES as Notices)[notice.code];
  if (!sentence) return null;
  const text = sentence(notice.data ?? {});
  const tone = TONES[notice.code] ?? 'success';
  return { text, code: notice.code, tone, clear: await noticeCookie().serialize('', { maxAge: 0 }) };
}

/** The notice of a login that no page has told yet; null where there is none. */
export async function loginNotice(request: Request): Promise<Notice | null> {
  const notice = await noticeOf(request);
  return notice && LOGIN_NOTICES.includes(notice.code) ? notice : null;
}

async function noticeOf(request: Request): Promise<Notice | null> {
  return (await noticeCookie().parse(request.headers.get('Cookie'))) as Notice | null;
}
