import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import { Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import type { JobView } from './jobs.server';
import { JobStatusTag } from './JobResult';

/** Imports, the latest first. */
export function JobTable({ jobs }: { jobs: JobView[] }) {
  return (
    <Table label="最近的导入">
      <THead>
        <Tr>
          <Th>文件</Th>
          <Th>状态</Th>
          <Th numeric>人数</Th>
          <Th numeric>导入</Th>
          <Th numeric>退回</Th>
          <Th>上传</Th>
        </Tr>
      </THead>
      <TBody>
        {jobs.map((job) => (
          <Tr key={job.id}>
            <Td>
              <TextLink to={paths.job(job.id)}>{job.fileName}</TextLink>
            </Td>
            <Td>
              <JobStatusTag status={job.status} />
            </Td>
            <Td numeric>{job.importOutcome?.rows ?? '—'}</Td>
            <Td numeric>{job.importOutcome?.isApplied ? job.importOutcome.accepted : '—'}</Td>
            <Td numeric>{job.importOutcome?.refused ?? '—'}</Td>
            <Td>
              {job.staffName} {formatInstant(job.createdAt)}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
