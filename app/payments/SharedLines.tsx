import { paths } from '../paths';
import { Alert, LongList, Tag, TextLink } from '../ui';
import type { SharedLine } from './sharedLines.server';

/** The lines that are paid to an account of more than one family, each with the other files. */
export function SharedLines({ lines }: { lines: readonly SharedLine[] }) {
  if (lines.length === 0) return null;
  return (
    <Alert tone="warning" title={`有 ${lines.length} 笔的收款账户与其他家庭相同`}>
      <p>请逐笔核对是否确由一人代收；不清楚的先不发，核实账户后再办。</p>
      <LongList>
        {lines.map(({ awardId, familyId, name, fileNumber, twins }) => (
          <li key={awardId}>
            <TextLink to={paths.family(familyId)}>
              {fileNumber} {name}
            </TextLink>
            ：与{' '}
            {twins.map((twin, index) => (
              <span key={twin.id}>
                {index > 0 ? '、' : ''}
                <TextLink to={paths.family(twin.id)}>
                  {twin.fileNumber} {twin.name}
                </TextLink>
                {twin.isProposed ? '（变更待确认）' : ''}
              </span>
            ))}{' '}
            相同
          </li>
        ))}
      </LongList>
    </Alert>
  );
}

/** Beside the account of a line that another family has too. */
export function SharedAccountTag() {
  return <Tag tone="warning">同一账户</Tag>;
}
