import { paths } from '../paths';
import { Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { SERVICE_KIND_LABELS, SERVICE_LABELS } from '../zh/services';
import type { ServiceView } from './services.server';

/** The log, the latest first. */
export function ServiceTable({ rows, mayRecord }: { rows: readonly ServiceView[]; mayRecord: boolean }) {
  return (
    <Table label="服务记录" sticky>
      <THead>
        <Tr>
          <Th>{SERVICE_LABELS.servedOn}</Th>
          <Th>{SERVICE_LABELS.kind}</Th>
          <Th>{SERVICE_LABELS.personName}</Th>
          <Th>档案编号</Th>
          <Th>{SERVICE_LABELS.content}</Th>
          <Th>{SERVICE_LABELS.outcome}</Th>
          <Th>登记人</Th>
          {mayRecord ? <Th actions>操作</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {rows.map((service) => (
          <ServiceRow key={service.id} service={service} mayRecord={mayRecord} />
        ))}
      </TBody>
    </Table>
  );
}

function ServiceRow({ service, mayRecord }: { service: ServiceView; mayRecord: boolean }) {
  const { id, kind, servedOn, familyId, fileNumber, personName, content, outcome, voidedAt } = service;
  return (
    <Tr>
      <Td nowrap className="tabular-nums">
        {servedOn}
      </Td>
      <Td nowrap>{SERVICE_KIND_LABELS[kind]}</Td>
      <Td header nowrap>
        {personName}
      </Td>
      <Td nowrap>{familyId ? <TextLink to={paths.family(familyId)}>{fileNumber}</TextLink> : '—'}</Td>
      <Td>
        {content}
        {voidedAt ? (
          <div className="text-sm">
            <Tag tone="danger">已作废</Tag> {service.voidReason}
          </div>
        ) : null}
      </Td>
      <Td>{outcome || '—'}</Td>
      <Td muted nowrap>
        {service.recordedByName}
      </Td>
      {mayRecord ? (
        <Td actions>
          {voidedAt ? null : (
            <>
              <TextLink
                to={paths.serviceEdit(id)}
                aria-label={`修改${personName}的${SERVICE_KIND_LABELS[kind]}`}
              >
                修改
              </TextLink>
              <TextLink
                to={paths.serviceVoid(id)}
                aria-label={`作废${personName}的${SERVICE_KIND_LABELS[kind]}`}
              >
                作废
              </TextLink>
            </>
          )}
        </Td>
      ) : null}
    </Tr>
  );
}
