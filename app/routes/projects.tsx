import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { listProjects } from '../fund/projects.server';
import { waitingUploads } from '../fund/targetUploads.server';
import { guard } from '../http/guard.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Card,
  EmptyState,
  LinkButton,
  Money,
  Page,
  Table,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { AVAILABLE_LABEL } from '../zh/fund';

export const meta: MetaFunction = () => [{ title: '年度目标 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'project.read');
  const mayEdit = may(actor.roles, 'project.edit');
  return store.read(async (read) => ({
    projects: await listProjects(read),
    waiting: mayEdit ? await waitingUploads(read) : [],
    mayEdit,
    mayExport: may(actor.roles, 'list.export'),
  }));
}

export default function Projects() {
  const { projects, waiting, mayEdit, mayExport } = useLoaderData<typeof loader>();
  return (
    <Page
      title="年度目标"
      subtitle={
        <>
          每个年度一张绩效目标表：预算、指标、目标值和发放计划。金额为元，由记录实时合计。{' '}
          <RuleLink rule="budget" of="预算限制" />
        </>
      }
      actions={
        <>
          {mayExport && projects.length > 0 ? <ExportLink list="projects" /> : null}
          {mayEdit ? <NewYearLinks /> : null}
        </>
      }
    >
      {waiting.length > 0 ? (
        <Alert tone="info" title="有已上传、等待核对确认的目标表">
          <ul>
            {waiting.map((upload) => (
              <li key={upload.id}>
                <TextLink to={paths.projectUpload(upload.id)}>
                  {upload.year} 年度：{upload.fileName}
                </TextLink>
                （{formatInstant(upload.uploadedAt)} 上传）
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <Card>
        {projects.length === 0 ? (
          <EmptyState title="还没有年度项目" action={mayEdit ? <NewYearLinks /> : null}>
            {mayEdit
              ? '上传财政绩效目标表，系统读出预算和指标，核对确认后即可开始登记到账和救助。'
              : '请中心主任先上传绩效目标表或新建年度项目。'}
          </EmptyState>
        ) : (
          <ProjectTable />
        )}
      </Card>
    </Page>
  );
}

function NewYearLinks() {
  return (
    <>
      <LinkButton to={paths.projectImport} tone="primary" icon="upload">
        上传绩效目标表
      </LinkButton>
      <LinkButton to={paths.projectNew} icon="plus">
        新建
      </LinkButton>
    </>
  );
}

function ProjectTable() {
  const { projects, mayEdit } = useLoaderData<typeof loader>();
  return (
    <Table label="年度项目">
      <THead>
        <Tr>
          <Th>年度</Th>
          <Th>项目</Th>
          <Th numeric>本年度金额</Th>
          <Th numeric>调整后预算</Th>
          <Th numeric>已到账</Th>
          <Th numeric>已批待发</Th>
          <Th numeric>已发放</Th>
          <Th numeric>{AVAILABLE_LABEL}</Th>
          {mayEdit ? <Th actions>操作</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {projects.map(({ year, projectName, currentFen, balance }) => (
          <Tr key={year}>
            <Td header nowrap>
              <TextLink to={paths.project(year)}>{year} 年度</TextLink>
            </Td>
            <Td>{projectName}</Td>
            <Td numeric>
              <Money fen={currentFen} />
            </Td>
            <Td numeric>
              <Money fen={balance.budgetFen} />
            </Td>
            <Td numeric>
              <Money fen={balance.receivedFen} />
            </Td>
            <Td numeric>
              <Money fen={balance.committedFen} />
            </Td>
            <Td numeric>
              <Money fen={balance.paidFen} />
            </Td>
            <Td numeric>
              <Money fen={balance.availableFen} />
            </Td>
            {mayEdit ? (
              <Td actions>
                <TextLink to={paths.projectCopy(year)} aria-label={`把 ${year} 年度复制到其他年度`}>
                  复制
                </TextLink>
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
