import type { ActionFunctionArgs } from '@remix-run/node';
import { PapersForm } from '../families/paper.form';
import { uploadPapers } from '../families/papers.server';
import { thePaperStore } from '../families/paperStore.server';
import { sentFilesOf } from '../families/sentFiles.server';
import { guard } from '../http/guard.server';
import { orNotFound, submitBeside } from '../http/submit.server';

/** Called by the page of the papers for what waited on the device: nobody is led on to another page. */
export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  const familyId = params.familyId!;
  return submitBeside(request, PapersForm, async ({ kind, files }) => {
    const upload = { familyId, kind, files: await sentFilesOf(files), papers: thePaperStore() };
    return Response.json(await orNotFound(uploadPapers(desk, upload)));
  });
}
