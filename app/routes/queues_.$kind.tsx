import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { QUEUE_KINDS } from '../queues/queue';
import { firstInQueue } from '../queues/queues.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const kind = QUEUE_KINDS.find((one) => one === params.kind);
  if (!kind) throw new Response(null, { status: 404, statusText: 'Not Found' });
  // The page that it leads to asks for its own permission.
  return redirect((await store.read((read) => firstInQueue(read, kind, actor))) ?? paths.queues);
}
