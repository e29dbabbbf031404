import { SERVICE_KINDS } from '../fund/project';
import { paths } from '../paths';
import { Table, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { SERVICE_KIND_LABELS } from '../zh/services';
import type { ServiceCounts } from './service';

/** How many services of each kind there were in each month of a year. */
export function ServiceCountsTable({ year, counts }: { year: number; counts: ServiceCounts }) {
  return (
    <Table label={`${year} 年服务统计`} dense>
      <THead>
        <Tr>
          <Th>服务项目</Th>
          {counts.months.map(({ month }) => (
            <Th key={month} numeric>
              {month} 月
            </Th>
          ))}
          <Th numeric>合计</Th>
        </Tr>
      </THead>
      <TBody>
        {SERVICE_KINDS.map((kind) => (
          <Tr key={kind}>
            <Td header nowrap>
              <TextLink to={paths.services({ year, kind })}>{SERVICE_KIND_LABELS[kind]}</TextLink>
            </Td>
            {counts.months.map(({ month, byKind }) => (
              <Td key={month} numeric muted={byKind[kind] === 0}>
                {byKind[kind]}
              </Td>
            ))}
            <Td numeric strong>
              {counts.byKind[kind]}
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header strong>
            合计
          </Td>
          {counts.months.map(({ month, total }) => (
            <Td key={month} numeric>
              {total}
            </Td>
          ))}
          <Td numeric>{counts.total}</Td>
        </Tr>
      </TFoot>
    </Table>
  );
}
