import type { LoaderFunctionArgs } from '@remix-run/node';
import { guardStaff } from '../http/guard.server';

/** What stands at no other address. The browser knows it as a route too, and draws the same page as the server. */
export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  throw new Response(null, { status: 404, statusText: 'Not Found' });
}

export default function NotFound() {
  return null;
}
