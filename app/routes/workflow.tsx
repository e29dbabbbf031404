import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { guardStaff } from '../http/guard.server';
import { WorkflowTable } from '../payments/WorkflowTable';
import {
  applicationRows,
  awardRows,
  batchRows,
  correctionRows,
  familyRows,
  instructionRows,
} from '../payments/workflowTables';
import { Page, PrintButton, Section, Stack } from '../ui';

export const meta: MetaFunction = () => [{ title: '办理流程 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  return null;
}

const TABLES = [
  {
    title: '家庭档案',
    description: '建档后的审批和年审由登记人以外的人办理；收款账户的变更要由另一人确认。',
    rows: familyRows(),
  },
  {
    title: '救助申请',
    description: '登记、审核、审批由三个人分别办理；只有登记人可以修改自己退回的申请。',
    rows: applicationRows(),
  },
  {
    title: '核定',
    description: '状态由发放记录算出，没有人填写。在途批次中的核定不能撤销。',
    rows: awardRows(),
    heads: { to: '含义' },
  },
  {
    title: '发放批次',
    description: '做批次的人不能审批自己的批次。审批以后内容不再变动，导出时重新核对。',
    rows: batchRows(),
  },
  {
    title: '批次明细',
    description: '一笔核定同时只能在一个未办结的批次里等待银行付款。',
    rows: instructionRows(),
  },
  {
    title: '发放记录的更正',
    description: '记录只增不改：更正另记一条，指明它更正的是哪一条。',
    rows: correctionRows(),
    heads: { status: '被更正的记录', action: '更正', to: '用途' },
  },
] as const;

export default function Workflow() {
  return (
    <Page
      title="办理流程"
      subtitle="每个状态下可以办什么、由谁办、办后到哪一步。系统就按这些表放行，表和规则不会不一致。"
      actions={<PrintButton />}
    >
      <Stack>
        {TABLES.map(({ title, description, rows, ...more }) => (
          <Section key={title} title={title} description={description} flush>
            <WorkflowTable label={title} rows={rows} {...more} />
          </Section>
        ))}
      </Stack>
    </Page>
  );
}
