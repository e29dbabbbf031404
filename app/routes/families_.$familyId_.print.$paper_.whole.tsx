import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { familyView } from '../families/families.server';
import { RevealForm } from '../families/family.form';
import { familyPaperKindOf, type FamilyPaperKind } from '../families/familyPaperKind';
import { printWholeFamilyPaper } from '../families/familyPapers.server';
import { PrintedSheet } from '../families/PrintedSheet';
import { ReasonForm } from '../families/ReasonForm';
import { guard } from '../http/guard.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { LinkButton, Page, PrintButton } from '../ui';
import { FAMILY_PAPER_TITLES } from '../zh/familyPaper';

export const meta: MetaFunction = () => [{ title: '打印完整号码 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'identity.reveal');
  const kind = kindOf(params.paper);
  const { id, fileNumber } = await orExplained(store.read((read) => familyView(read, params.familyId!)));
  return { id, fileNumber, kind };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'identity.reveal');
  const kind = kindOf(params.paper);
  // The numbers travel in the answer to this post alone, as on the page that shows them.
  return submit(request, RevealForm, async ({ reason }) => ({
    paper: await orNotFound(printWholeFamilyPaper(desk, { id: params.familyId!, kind, reason })),
  }));
}

function kindOf(text: string | undefined): FamilyPaperKind {
  const kind = familyPaperKindOf(text);
  if (!kind) throw new Response(null, { status: 404, statusText: 'Not Found' });
  return kind;
}

export default function PrintWhole() {
  const { id, fileNumber, kind } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const paper = answer && 'paper' in answer ? answer.paper : null;
  return (
    <Page
      title={`打印${FAMILY_PAPER_TITLES[kind]}（完整号码）`}
      screenHeader
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(id), label: `档案 ${fileNumber}` },
      ]}
      subtitle={paper ? '查看已记入操作日志。离开本页后号码不再显示；纸件请妥善保管。' : undefined}
      actions={
        <>
          {paper ? <PrintButton /> : null}
          <LinkButton to={paths.familyPrint(id, kind)}>隐去号码的打印页</LinkButton>
        </>
      }
    >
      {paper ? (
        <PrintedSheet paper={paper} />
      ) : (
        <ReasonForm
          lastResult={answer && 'lastResult' in answer ? answer.lastResult : undefined}
          title="打印完整号码的用途"
          shows="表上将显示全部成员的身份证号、联系电话和银行账号。"
          act="打印"
          hint="例如：报送上级工会、存入纸质档案"
          submitLabel="显示"
          back={{ to: paths.family(id), label: '返回档案' }}
        />
      )}
    </Page>
  );
}
