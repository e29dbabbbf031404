import type { FieldMetadata } from '@conform-to/react';
import { paths } from '../paths';
import { Alert, LongList, SeenTick, TextLink } from '../ui';
import { FAILURE_CAUSE_LABELS } from '../zh/bankResults';
import { accountsSeenLabel } from '../zh/batches';
import type { AccountDoubt } from './accountDoubts.server';
import type { AccountTrouble } from './accountTroubles.server';

/** The lines whose account should be looked at before they are sent, each with the reason. */
export function AccountDoubts({ lines }: { lines: readonly AccountDoubt[] }) {
  if (lines.length === 0) return null;
  return (
    <Alert tone="warning" title={`有 ${lines.length} 笔的收款账户需要先核对`}>
      <LongList>
        {lines.map(({ awardId, familyId, name, fileNumber, trouble, isChangeWaiting }) => (
          <li key={awardId}>
            <TextLink to={paths.family(familyId)}>
              {fileNumber} {name}
            </TextLink>
            ：{trouble ? troubleText(trouble) : null}
            {isChangeWaiting ? '账户变更还没有确认，现在仍是原账户。' : null}
          </li>
        ))}
      </LongList>
    </Alert>
  );
}

/** What is asked of whoever submits or approves a batch with such lines. */
export function AccountsSeen({ field, lines }: { field: FieldMetadata; lines: readonly AccountDoubt[] }) {
  const unchanged = lines.filter(({ trouble }) => trouble).length;
  const label = accountsSeenLabel({ unchanged, waiting: lines.length - unchanged });
  return <SeenTick field={field} count={lines.length} label={label} />;
}

function troubleText({ kind, on, number, text, paidSince }: AccountTrouble): string {
  const since = paidSince ? `此后 ${paidSince} 有付到这一账户、没有退回的款，请核实退回的原因。` : '';
  if (kind === 'returned') {
    const words = text ? `（${text}）` : '';
    const batch = number ? `，原在批次 ${number}` : '';
    return `付到同一账户的款 ${on} 被银行退回${words}${batch}，账户还没有更换。${since}`;
  }
  return `同一账户 ${on} 在批次 ${number} 中没有付成（${FAILURE_CAUSE_LABELS[kind]}），账户还没有更换。${since}`;
}
