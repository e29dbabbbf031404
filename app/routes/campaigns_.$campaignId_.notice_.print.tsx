import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PrintedSheet } from '../families/PrintedSheet';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { printRecipients } from '../relief/recipients.server';
import { LinkButton, Page, Pager, PrintButton } from '../ui';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.paper.fileName ?? '公示受助名单' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'relief.read');
  const campaignId = params.campaignId!;
  const part = Number(new URL(request.url).searchParams.get('part')) || undefined;
  return { campaignId, ...(await orExplained(printRecipients(desk, { campaignId, part }))) };
}

export default function PrintRecipients() {
  const { campaignId, name, paper, part, partCount } = useLoaderData<typeof loader>();
  return (
    <Page
      title="打印受助名单公示"
      screenHeader
      crumbs={[
        { to: paths.campaign(campaignId), label: name },
        { to: paths.campaignNotice(campaignId), label: '公示受助名单' },
      ]}
      actions={
        <>
          <PrintButton />
          {partCount === 1 ? (
            <LinkButton to={paths.campaignNoticeDocx(campaignId)} reloadDocument icon="download">
              导出 Word
            </LinkButton>
          ) : null}
        </>
      }
    >
      {partCount > 1 ? (
        <div className="no-print">
          <Pager
            page={part}
            pageCount={partCount}
            total={partCount}
            unit="部分"
            to={(number) => paths.campaignNoticePrint(campaignId, number)}
          />
        </div>
      ) : null}
      <PrintedSheet paper={paper} />
    </Page>
  );
}
