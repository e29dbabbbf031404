import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { NEW_FAMILY_DRAFT } from '../families/draft.form';
import { DraftNotice } from '../families/DraftNotice';
import { draftForForm, dropDraft } from '../families/drafts.server';
import { draftValue } from '../families/draftValue';
import { recordFamily } from '../families/families.server';
import { FamilyForm } from '../families/family.form';
import { FamilyEditor } from '../families/FamilyEditor';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Page } from '../ui';

export const meta: MetaFunction = () => [{ title: '登记家庭 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return {
    today: todayInChina(new Date()),
    draft: await draftForForm(desk, { form: NEW_FAMILY_DRAFT, url: request.url }),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, FamilyForm, async (family) => {
    const { id, fileNumber } = await recordFamily(desk, family);
    await dropDraft(desk, NEW_FAMILY_DRAFT);
    return redirectWithNotice(paths.family(id), 'family.recorded', { fileNumber });
  });
}

export default function NewFamily() {
  const { today, draft } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  const empty = { appliedOn: today, hukouKind: 'urban', members: [{ relation: 'self' }] };
  const restored = draft?.content ?? null;
  // What was just sent is in the form itself.
  const offered = lastResult ? null : draft;
  return (
    <Page
      title="登记家庭"
      subtitle={
        <>
          一户一档。先存为草稿，核对后再提交。带 * 的存草稿时必填，其他必填项在提交前补齐。
          <RuleLink rule="one-file" of="一户一档" /> <RuleLink rule="id-number" of="证件号码" />
        </>
      }
      crumbs={[{ to: paths.families(), label: '家庭档案' }]}
    >
      {offered ? (
        <DraftNotice
          draft={NEW_FAMILY_DRAFT}
          savedAt={offered.savedAt}
          isRestored={restored !== null}
          restoreTo={paths.familyNewRestored}
        />
      ) : null}
      <FamilyEditor
        key={restored === null ? 'empty' : 'restored'}
        known={null}
        lastResult={lastResult}
        defaultValue={restored === null ? empty : draftValue(restored)}
        draft={{ form: NEW_FAMILY_DRAFT, isOffered: offered !== null && restored === null }}
        today={today}
        submitLabel="存为草稿"
        cancelTo={paths.families()}
      />
    </Page>
  );
}
