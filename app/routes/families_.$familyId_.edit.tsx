import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { ConflictNotice } from '../families/ConflictNotice';
import { draftOfFamily } from '../families/draft.form';
import { DraftNotice } from '../families/DraftNotice';
import { draftForForm, dropDraft, othersTyping } from '../families/drafts.server';
import { draftValue } from '../families/draftValue';
import { changeFamily, familyPage } from '../families/families.server';
import { FamilyChangeForm } from '../families/family.form';
import { formConflict } from '../families/familyDifferences';
import { FamilyEditor } from '../families/FamilyEditor';
import { formValue, knownOnFile } from '../families/familyFormValue';
import { recentChanges } from '../families/recentChanges.server';
import { isAllowed } from '../families/workflow';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { Alert, LinkButton, Page } from '../ui';
import { FAMILY_STATUS_LABELS } from '../zh/families';

export { afterRefusal as shouldRevalidate } from '../http/revalidate';

export const meta: MetaFunction = () => [{ title: '修改档案 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.record');
  const familyId = params.familyId!;
  const form = draftOfFamily(familyId);
  const { staffId } = desk.actor;
  const { family, recent, others } = await desk.store.read(async (read) => ({
    family: await orExplained(familyPage(read, familyId)),
    recent: await recentChanges(read, familyId),
    others: await othersTyping(read, { staffId, form }),
  }));
  const draft = await draftForForm(desk, { form, url: request.url });
  return { family, recent, others, draft, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  const familyId = params.familyId!;
  return submit(request, FamilyChangeForm, async (change) => {
    const isChanged = await changeFamily(desk, { id: familyId, ...change });
    await dropDraft(desk, draftOfFamily(familyId));
    return redirectWithNotice(paths.family(familyId), isChanged ? 'family.changed' : 'record.unchanged');
  });
}

export default function ChangeFamily() {
  const { family } = useLoaderData<typeof loader>();
  const isSent = useActionData<typeof action>() !== undefined;
  const isOpen = isAllowed(family.status, 'change');
  return (
    <Page
      title="修改档案"
      subtitle={`${family.members[0]?.name} ${family.fileNumber}`}
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(family.id), label: `${family.members[0]?.name} ${family.fileNumber}` },
      ]}
    >
      {/* What was typed is never taken away, even where it cannot be saved any more. */}
      {isOpen ? null : <ClosedFile isSent={isSent} />}
      {isOpen || isSent ? <OpenFile isOpen={isOpen} /> : null}
    </Page>
  );
}

function OpenFile({ isOpen }: { isOpen: boolean }) {
  const { family, recent, others, draft, today } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  const restored = draft?.content ? draftValue(draft.content) : null;
  // What was just sent is in the form itself.
  const offered = lastResult ? null : draft;
  const onFile = formValue(family);
  const conflict = formConflict({ typed: lastResult?.initialValue ?? restored, onFile, recent });
  return (
    <>
      {family.status === 'returned' && family.decisionNote ? (
        <Alert tone="warning" title="退回补正">
          {family.decisionNote}
        </Alert>
      ) : null}
      {others.length > 0 ? (
        <Alert tone="info">{others.join('、')}也在修改这份档案，请先商量由谁保存，以免重复录入。</Alert>
      ) : null}
      {offered ? (
        <DraftNotice
          draft={draftOfFamily(family.id)}
          savedAt={offered.savedAt}
          isRestored={restored !== null}
          restoreTo={paths.familyEditRestored(family.id)}
        />
      ) : null}
      {conflict && isOpen ? <ConflictNotice {...conflict} /> : null}
      <FamilyEditor
        key={restored ? 'restored' : 'file'}
        known={knownOnFile(family)}
        lastResult={lastResult}
        defaultValue={restored ?? onFile}
        draft={{ form: draftOfFamily(family.id), isOffered: offered !== null && !restored }}
        takesNewestVersion={conflict !== null}
        today={today}
        submitLabel="保存修改"
        cancelTo={paths.family(family.id)}
      />
    </>
  );
}

function ClosedFile({ isSent }: { isSent: boolean }) {
  const { family } = useLoaderData<typeof loader>();
  return (
    <Alert tone="warning" title="现在不能修改">
      <p>
        这份档案现在是「{FAMILY_STATUS_LABELS[family.status]}
        」，只有草稿和退回补正的档案可以修改。在册家庭可以变更联系方式与收款账户。
      </p>
      {isSent ? (
        <p className="mt-1">
          您填写的内容还在下面，没有保存。确需修改的，请先由办理人把档案退回补正，再在这里保存。
        </p>
      ) : null}
      <p className="mt-2">
        <LinkButton to={paths.family(family.id)}>返回档案</LinkButton>
      </p>
    </Alert>
  );
}
