import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { QUEUE_KINDS, QUEUES } from '../queues/queue';
import { firstInQueue } from '../queues/queues.server';
import { may } from '../staff/permission';

/** Leads to the page of the first that waits; its address is told to nobody who may not decide there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const kind = QUEUE_KINDS.find((one) => one === params.kind);
  if (!kind) throw new Response(null, { status: 404, statusText: 'Not Found' });
  if (!may(actor.roles, QUEUES[kind])) throw new Response(null, { status: 403, statusText: 'Forbidden' });
  return redirect((await store.read((read) => firstInQueue(read, kind, actor))) ?? paths.queues);
}

/** Never drawn: a route that draws something is answered as a page where it is refused, and not as a file. */
export default function Queue() {
  return null;
}
