import type { ReactNode } from 'react';
import { formatInstant } from '../calendar/instant';
import { EmptyState, Table, Tag, TBody, Td, Th, THead, Tr } from '../ui';
import type { OpenSession } from './sessions.server';

interface SessionTableProps {
  sessions: readonly OpenSession[];
  /** What can be done with one of them. */
  actionOf?: (session: OpenSession) => ReactNode;
}

/** Where somebody is logged in. */
export function SessionTable({ sessions, actionOf }: SessionTableProps) {
  if (sessions.length === 0) {
    return <EmptyState title="现在没有登录">登录后会列在这里。</EmptyState>;
  }
  return (
    <Table label="登录中的设备" dense>
      <THead>
        <Tr>
          <Th>浏览器</Th>
          <Th>登录时间</Th>
          <Th>最近使用</Th>
          {actionOf ? <Th>操作</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {sessions.map((session) => (
          <Tr key={session.id}>
            <Td header>
              {session.device ?? '未知浏览器'}{' '}
              {session.isHalf ? <Tag tone="warning">密码已对，未通过两步验证</Tag> : null}
            </Td>
            <Td nowrap>{formatInstant(session.createdAt)}</Td>
            <Td nowrap>{formatInstant(session.seenAt)}</Td>
            {actionOf ? <Td>{actionOf(session)}</Td> : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
