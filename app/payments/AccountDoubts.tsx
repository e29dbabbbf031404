import { paths } from '../paths';
import { Alert, TextLink } from '../ui';
import { FAILURE_CAUSE_LABELS } from '../zh/bankResults';
import type { AccountDoubt } from './accountDoubts.server';

const SHOWN = 20;

/** The lines whose account should be looked at before they are sent, each with the reason. */
export function AccountDoubts({ lines }: { lines: readonly AccountDoubt[] }) {
  if (lines.length === 0) return null;
  return (
    <Alert tone="warning" title={`有 ${lines.length} 笔的收款账户需要先核对`}>
      <ul className="list-inside list-disc">
        {lines.slice(0, SHOWN).map(({ awardId, familyId, name, fileNumber, failed, isChangeWaiting }) => (
          <li key={awardId}>
            <TextLink to={paths.family(familyId)}>
              {fileNumber} {name}
            </TextLink>
            ：
            {failed
              ? `同一账户 ${failed.on} 在批次 ${failed.number} 中没有付成（${FAILURE_CAUSE_LABELS[failed.cause]}），账户还没有更换。`
              : null}
            {isChangeWaiting ? '账户变更还没有确认，现在仍是原账户。' : null}
          </li>
        ))}
      </ul>
      {lines.length > SHOWN ? <p>另有 {lines.length - SHOWN} 笔。</p> : null}
    </Alert>
  );
}
