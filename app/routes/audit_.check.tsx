import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { auditCheck } from '../audit/auditHead.server';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { Alert, Facts, LinkButton, Page, Section } from '../ui';
import { auditCheckTexts as texts } from '../zh/auditHead';

export const meta: MetaFunction = () => [{ title: '核对操作日志 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'audit.read');
  return store.read((read) => auditCheck(read));
}

export default function AuditCheck() {
  const { count, broken, head, checkedAt } = useLoaderData<typeof loader>();
  return (
    <Page
      title="核对操作日志"
      subtitle={texts.subtitle}
      crumbs={[{ to: paths.audit, label: '操作日志' }]}
      actions={
        head ? (
          <>
            <LinkButton to={paths.auditEntry} icon="check">
              核对某一条
            </LinkButton>
            <LinkButton to={paths.auditHead} reloadDocument icon="download">
              下载末条校验码
            </LinkButton>
          </>
        ) : null
      }
    >
      {broken.length === 0 ? (
        <Alert tone="success" title={texts.soundTitle}>
          {texts.sound(count)}
        </Alert>
      ) : (
        <Alert tone="danger" title={texts.brokenTitle(broken.length)}>
          {texts.broken(broken)}
        </Alert>
      )}
      <Section title="末条校验码" description={texts.headHint}>
        <Facts
          items={[
            { label: '核对时间', value: formatInstant(checkedAt) },
            { label: '条数', value: count.toLocaleString('zh-CN') },
            { label: '末条序号', value: head ? head.sequence.toLocaleString('zh-CN') : '—' },
            { label: '末条时间', value: head ? formatInstant(head.recordedAt) : '—' },
            {
              label: '末条校验码',
              value: head ? <code className="break-all">{head.hash}</code> : '—',
              wide: true,
            },
          ]}
        />
      </Section>
      <div>
        <LinkButton to={paths.auditCheck}>再核对一次</LinkButton>
      </div>
    </Page>
  );
}
