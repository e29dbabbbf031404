import type { LoaderFunctionArgs } from '@remix-run/node';
import { viewPaper } from '../families/papers.server';
import { thePaperStore } from '../families/paperStore.server';
import { showFile } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.read');
  const { familyId, paperId } = params;
  const view = { familyId: familyId!, paperId: paperId!, papers: thePaperStore() };
  return showFile(await orExplained(viewPaper(desk, view)));
}
