import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { familyPaperKindOf } from '../families/familyPaperKind';
import { printFamilyPaper } from '../families/familyPapers.server';
import { PrintedSheet } from '../families/PrintedSheet';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { LinkButton, Page, PrintButton } from '../ui';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.paper.fileName ?? '打印' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.read');
  const kind = familyPaperKindOf(params.paper);
  if (!kind) throw new Response(null, { status: 404, statusText: 'Not Found' });
  const id = params.familyId!;
  return {
    id,
    kind,
    paper: await orExplained(printFamilyPaper(desk, { id, kind })),
    mayReveal: may(desk.actor.roles, 'identity.reveal'),
  };
}

export default function FamilyPrint() {
  const { id, kind, paper, mayReveal } = useLoaderData<typeof loader>();
  return (
    <Page
      title="打印"
      screenHeader
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(id), label: '档案' },
      ]}
      subtitle="用 A4 纸纵向打印。打印和导出会记入操作日志。"
      actions={
        <>
          <PrintButton />
          {mayReveal ? <LinkButton to={paths.familyPrintWhole(id, kind)}>显示完整号码</LinkButton> : null}
          <LinkButton to={paths.familyDocx(id, kind)} reloadDocument icon="download">
            导出 Word
          </LinkButton>
        </>
      }
    >
      <PrintedSheet paper={paper} />
    </Page>
  );
}
