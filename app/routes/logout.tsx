import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { entranceOf } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { endSession } from '../http/session.server';
import { paths } from '../paths';
import { logOut } from '../staff/login.server';

export function loader() {
  return redirect(paths.home);
}

export async function action({ request }: ActionFunctionArgs) {
  const entrance = await entranceOf(request);
  if (entrance) await logOut(entrance);
  const answer = await redirectWithNotice(paths.login, 'staff.logged_out');
  answer.headers.append('Set-Cookie', await endSession(request));
  return answer;
}
