import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { guardStaff } from '../http/guard.server';
import { WorkflowTable } from '../payments/WorkflowTable';
import { WORKFLOW_TABLES } from '../payments/workflowTables';
import { Page, PrintButton, Section, Stack } from '../ui';

export const meta: MetaFunction = () => [{ title: '办理流程 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  return null;
}

export default function Workflow() {
  return (
    <Page
      title="办理流程"
      subtitle="每个状态下可以办什么、由谁办、办后到哪一步。系统就按这些表放行，表和规则不会不一致。"
      actions={<PrintButton />}
    >
      <Stack>
        {WORKFLOW_TABLES.map(({ title, description, rows, ...more }) => (
          <Section key={title} title={title} description={description} flush>
            <WorkflowTable label={title} rows={rows} {...more} />
          </Section>
        ))}
      </Stack>
    </Page>
  );
}
