import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { printNotice } from '../families/familyPapers.server';
import { PrintedSheet } from '../families/PrintedSheet';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { LinkButton, Page, PrintButton } from '../ui';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.paper.fileName ?? '公示' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.read');
  return { id: params.noticeId!, paper: await orExplained(printNotice(desk, { id: params.noticeId! })) };
}

export default function NoticePrint() {
  const { id, paper } = useLoaderData<typeof loader>();
  return (
    <Page
      title="打印公示"
      screenHeader
      crumbs={[
        { to: paths.notices(), label: '认定公示' },
        { to: paths.notice(id), label: paper.fileName },
      ]}
      actions={
        <>
          <PrintButton />
          <LinkButton to={paths.noticeDocx(id)} reloadDocument icon="download">
            导出 Word
          </LinkButton>
        </>
      }
    >
      <PrintedSheet paper={paper} />
    </Page>
  );
}
