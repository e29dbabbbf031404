import type { LoaderFunctionArgs } from '@remix-run/node';
import { casePack } from '../casePack/casePack.server';
import { thePaperStore } from '../families/paperStore.server';
import { downloadStream } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const desk = await guard(request, 'case_pack.take');
  const asked = { id: params.packId!, papers: thePaperStore() };
  return downloadStream(await orExplained(casePack(desk, asked)), context);
}
