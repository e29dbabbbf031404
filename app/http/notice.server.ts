import { createCookie, redirect, type TypedResponse } from '@remix-run/node';
import { configuration } from '../config.server';
import { cookieSecret } from '../identity/sealing.server';
import { NOTICES, type NoticeCode } from '../zh/notices';
import type { Notices } from '../zh/notices/notices';

/** A notice that is shown once on the next page. The cookie carries a code and figures, never a sentence. */
export interface Notice {
  code: NoticeCode;
  data?: Record<string, string | number>;
}

const MAX_AGE_SECONDS = 60;

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

/** Redirects with a notice for the next page. */
export async function redirectWithNotice(
  to: string,
  code: NoticeCode,
  data: Notice['data'] = {},
): Promise<TypedResponse<never>> {
  return redirect(to, { headers: { 'Set-Cookie': await noticeCookie().serialize({ code, data }) } });
}

/**
 * Takes the notice of a request.
 * @returns its sentence and code, and the header that clears it; null where there is none
 */
export async function takeNotice(request: Request) {
  const notice = (await noticeCookie().parse(request.headers.get('Cookie'))) as Notice | null;
  const sentence = notice && (NOTICES as Notices)[notice.code];
  if (!sentence) return null;
  const text = sentence(notice.data ?? {});
  return { text, code: notice.code, clear: await noticeCookie().serialize('', { maxAge: 0 }) };
}
