import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { attachmentCounts } from '../reports/attachments.server';
import { freezesOf } from '../reports/freezes.server';
import { Alert, Facts, LinkButton, Money, Page, Section } from '../ui';
import { drawnText } from '../zh/closing';

export const meta: MetaFunction = () => [{ title: '审计资料包 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'report.archive');
  const year = yearOfAddress(params.year);
  return store.read(async (read) => ({
    year,
    counts: await orExplained(attachmentCounts(read, { year })),
    freezes: (await freezesOf(read, year)).length,
  }));
}

const count = (value: number, unit: string) => `${value.toLocaleString('zh-CN')} ${unit}`;

export default function YearArchivePage() {
  const { year, counts, freezes } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`${year} 年审计资料包`}
      subtitle="一年的台账、名单、批次、银行凭证、日志、佐证和报告打成一个压缩包，附每个文件的校验码。"
      crumbs={[{ to: paths.report(year), label: `${year} 年绩效报告` }]}
    >
      {freezes === 0 ? (
        <Alert tone="info" title="年终报告还没有定稿">
          包里的自评表和绩效报告按现在的数据生成，放在“报告（未定稿）”文件夹；定稿之后再下载，包里就是定稿原件。
        </Alert>
      ) : null}
      <Section
        title="包里有什么"
        description="身份证号隐去中间位，银行账号只有末四位。含姓名等个人信息，请妥善保管，用毕删除；每次下载都记入操作日志。"
      >
        <Facts
          columns={3}
          items={[
            {
              label: '发放台账',
              value: (
                <>
                  {count(counts.payments, '条')}，净额 <Money fen={counts.netFen} /> 元
                </>
              ),
            },
            { label: '受助人员名单', value: count(counts.people, '人') },
            ...(counts.outside.payments === 0
              ? []
              : [
                  {
                    label: '年度以外发放',
                    value: (
                      <>
                        {count(counts.outside.payments, '条')}，净额 <Money fen={counts.outside.netFen} /> 元
                      </>
                    ),
                  },
                ]),
            {
              label: '满意度样本',
              value: `${drawnText(counts)}，${count(counts.answers, '人的评价计入满意度')}`,
            },
            { label: '发放批次和银行凭证', value: count(counts.batches.count, '个有发放') },
            { label: '到账和预算调整', value: count(counts.receipts.count, '条') },
            { label: '服务记录', value: '全年，作废的注明' },
            { label: '应补未补名单', value: '截至项目最后一天' },
            { label: '佐证材料', value: count(counts.evidence, '份') },
            { label: '报告', value: freezes > 0 ? count(freezes, '次定稿') : '未定稿' },
            { label: '操作日志摘录', value: '本年度，附末条校验码' },
            { label: '校验清单', value: 'manifest.txt、manifest.json' },
          ]}
        />
        <div className="mt-4">
          <LinkButton to={paths.reportArchiveZip(year)} reloadDocument icon="download" tone="primary">
            生成并下载
          </LinkButton>
        </div>
        <p className="mt-2 text-sm text-ink-500">
          边生成边下载，数据多时要等一会儿，请不要关闭窗口。怎样核对校验码，写在包里的“00 说明.txt”。
        </p>
      </Section>
    </Page>
  );
}
