import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { familyView } from '../families/families.server';
import { keptPlaces } from '../families/keptPlaces';
import { PapersForm } from '../families/paper.form';
import { PaperChecklist } from '../families/PaperChecklist';
import { papersOfFamily, uploadPapers } from '../families/papers.server';
import { thePaperStore } from '../families/paperStore.server';
import { sentFilesOf } from '../families/sentFiles.server';
import { PaperTable, RemovedPapers } from '../families/PaperTable';
import { PaperUpload } from '../families/PaperUpload';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { unreachedIn } from '../http/unreached';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import { DEVICE_DAYS_KEPT, Alert, Disclosure, Page, Section } from '../ui';

export const meta: MetaFunction = () => [{ title: '档案材料 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const familyId = params.familyId!;
  return store.read(async (read) => {
    const family = await orExplained(familyView(read, familyId));
    return {
      family: { id: family.id, fileNumber: family.fileNumber, name: family.members[0]?.name ?? '' },
      papers: await papersOfFamily(read, familyId),
      kind: new URL(request.url).searchParams.get('kind'),
      mayUpload: may(actor.roles, 'family.record'),
      staffId: actor.staffId,
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  const familyId = params.familyId!;
  return submit(request, PapersForm, async ({ kind, files }) => {
    const upload = { familyId, kind, files: await sentFilesOf(files), papers: thePaperStore() };
    return redirectWithNotice(
      paths.familyPapers(familyId),
      'paper.uploaded',
      await orNotFound(uploadPapers(desk, upload)),
    );
  });
}

export default function Papers() {
  const { family, papers, kind, mayUpload, staffId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const missing = papers.checklist.filter(({ isThere }) => !isThere).length;
  return (
    <Page
      title="档案材料"
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(family.id), label: `${family.name} ${family.fileNumber}` },
      ]}
      subtitle={
        missing === 0
          ? `应有的 ${papers.checklist.length} 种材料齐全。`
          : `按致困原因和身份应有 ${papers.checklist.length} 种材料，缺 ${missing} 种。`
      }
    >
      <Section title="材料清单" description={<RuleLink rule="papers" of="材料" />}>
        <PaperChecklist familyId={family.id} checklist={papers.checklist} mayUpload={mayUpload} />
      </Section>
      {mayUpload ? (
        <Section
          title="上传材料"
          description={
            <>
              同一种材料的几页可以一起上传。没有信号时选好的文件留在本机，最多 {DEVICE_DAYS_KEPT} 天。
              <RuleLink rule="kept" of="暂存" />
            </>
          }
        >
          <PaperUpload
            familyId={family.id}
            checklist={papers.checklist}
            kind={kind}
            keptAs={`${keptPlaces(staffId).files.keptAs}:${family.id}`}
            name={`${family.fileNumber} ${family.name}`}
            unreached={unreachedIn(answer)}
            lastResult={answer?.lastResult}
          />
        </Section>
      ) : null}
      <Section title="已上传的材料" flush={papers.present.length > 0}>
        {papers.present.length > 0 ? (
          <PaperTable familyId={family.id} papers={papers.present} mayRemove={mayUpload} />
        ) : (
          <p className="text-ink-500">
            还没有上传材料。
            {mayUpload ? '请在上面选择材料种类和文件后上传。' : '由帮扶专员上传后，显示在这里。'}
          </p>
        )}
      </Section>
      {papers.present.length > 0 ? <Alert tone="info">每次查看材料都会记入办理经过和操作日志。</Alert> : null}
      {papers.removed.length > 0 ? (
        <Disclosure summary={`已移除的材料（${papers.removed.length}）`}>
          <RemovedPapers papers={papers.removed} />
        </Disclosure>
      ) : null}
    </Page>
  );
}
