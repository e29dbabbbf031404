import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { JobStatusTag } from '../exchange/ImportViews';
import { latestComparisons, ownExports } from '../exchange/nationalJobs.server';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { EmptyState, LinkButton, Page, Section, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { NATIONAL_LIST_LABELS } from '../zh/national';

export const meta: MetaFunction = () => [{ title: '全国系统 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'national.exchange');
  return store.read(async (read) => ({
    comparisons: await latestComparisons(read, actor),
    exports: await ownExports(read, actor),
  }));
}

export default function National() {
  const { comparisons } = useLoaderData<typeof loader>();
  return (
    <Page
      title="全国系统"
      subtitle="把在册档案按全国系统的列导出；再把全国系统下载的文件传上来，逐人比对两边有没有、一样不一样。"
      actions={
        <>
          <LinkButton to={paths.nationalLayout} icon="gear">
            列的设定
          </LinkButton>
          <LinkButton to={paths.nationalExport} icon="download">
            导出在册档案
          </LinkButton>
          <LinkButton to={paths.nationalCompare} icon="upload" tone="primary">
            上传并比对
          </LinkButton>
        </>
      }
    >
      <Section title="最近的比对" flush>
        {comparisons.length === 0 ? (
          <EmptyState
            title="还没有比对过"
            action={
              <LinkButton to={paths.nationalCompare} icon="upload">
                上传全国系统的文件
              </LinkButton>
            }
          >
            从全国系统下载在档名单（Excel），在这里上传，每次比对的结果列在这里，大家都能接着处理。
          </EmptyState>
        ) : (
          <Comparisons />
        )}
      </Section>
      <Exports />
    </Page>
  );
}

/** Each sees their own: the files hold whole numbers. */
function Exports() {
  const { exports } = useLoaderData<typeof loader>();
  if (exports.length === 0) return null;
  return (
    <Section title="我的导出" flush>
      <Table label="我的导出">
        <THead>
          <Tr>
            <Th>文件</Th>
            <Th>状态</Th>
            <Th>导出</Th>
          </Tr>
        </THead>
        <TBody>
          {exports.map(({ id, fileName, status, createdAt }) => (
            <Tr key={id}>
              <Td>
                <TextLink to={paths.job(id)}>{fileName}</TextLink>
              </Td>
              <Td>
                <JobStatusTag status={status} />
              </Td>
              <Td>{formatInstant(createdAt)}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

function Comparisons() {
  const { comparisons } = useLoaderData<typeof loader>();
  return (
    <Table label="最近的比对">
      <THead>
        <Tr>
          <Th>文件</Th>
          <Th>状态</Th>
          <Th numeric>读到（人）</Th>
          <Th numeric>{NATIONAL_LIST_LABELS.theirs_only}</Th>
          <Th numeric>{NATIONAL_LIST_LABELS.ours_only}</Th>
          <Th numeric>{NATIONAL_LIST_LABELS.differing}</Th>
          <Th numeric>{NATIONAL_LIST_LABELS.refused}</Th>
          <Th>上传</Th>
        </Tr>
      </THead>
      <TBody>
        {comparisons.map(({ id, fileName, status, outcome, staffName, createdAt }) => (
          <Tr key={id}>
            <Td>
              <TextLink to={paths.comparison(id)}>{fileName}</TextLink>
            </Td>
            <Td>
              <JobStatusTag status={status} />
            </Td>
            <Td numeric>{outcome?.rows.toLocaleString('zh-CN') ?? '—'}</Td>
            <Td numeric>{outcome?.lists.theirs_only.toLocaleString('zh-CN') ?? '—'}</Td>
            <Td numeric>{outcome?.lists.ours_only.toLocaleString('zh-CN') ?? '—'}</Td>
            <Td numeric>{outcome?.lists.differing.toLocaleString('zh-CN') ?? '—'}</Td>
            <Td numeric>{outcome?.lists.refused.toLocaleString('zh-CN') ?? '—'}</Td>
            <Td>
              {staffName} {formatInstant(createdAt)}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
