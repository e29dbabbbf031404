import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { casePackPage } from '../casePack/casePack.server';
import { RepeatedNumbers, SampledPayments, UnfoundNumbers } from '../casePack/SampleTables';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { Facts, LinkButton, Page, Section, Stack } from '../ui';

export const meta: MetaFunction = () => [{ title: '抽查资料包 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'case_pack.take');
  return { page: await orExplained(store.read((read) => casePackPage(read, actor, params.packId!))) };
}

export default function CasePackRecord() {
  const { page } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`抽查资料包：${page.people} 人 ${page.payments.length} 笔发放`}
      subtitle="只有您自己能下载，按下载时的记录生成；每次下载都记入操作日志。"
      crumbs={[{ to: paths.casePacks, label: '抽查资料包' }]}
      actions={
        <LinkButton to={paths.casePackZip(page.id)} reloadDocument icon="download" tone="primary">
          下载压缩包
        </LinkButton>
      }
    >
      <Stack>
        <Section
          title="包里有什么"
          description="边生成边下载，数据多时要等一会儿。含疾病、未成年人等个人信息，请妥善保管，用毕删除；怎样核对校验码，写在包里的“00 说明.txt”。"
        >
          <Facts
            columns={3}
            items={[
              { label: '用途', value: page.reason, wide: true },
              { label: '每户', value: '档案表、认定审批表（核查、公示、审批）、公示原文、上传的材料' },
              { label: '每笔发放', value: '办理记录（申请到银行结果和更正）、付款凭证、更正凭证' },
              { label: '目录', value: '00 目录.docx，附没有查到和重复给出的号码' },
              { label: '证件号码', value: page.isWhole ? '表格中显示完整号码' : '表格中隐去部分号码' },
              { label: '做成时间', value: formatInstant(page.orderedAt) },
            ]}
          />
        </Section>
        <UnfoundNumbers unfound={page.unfound} />
        <RepeatedNumbers repeated={page.repeated} />
        <SampledPayments payments={page.payments} />
      </Stack>
    </Page>
  );
}
