import type { ReactNode } from 'react';
import { Alert } from '../ui';
import { LINE_FAULT_LABELS } from '../zh/batches';
import type { BatchStatus } from './batch';
import type { ShownFault } from './batchQueries.server';

const SHOWN = 20;

interface BatchFaultsProps {
  batch: { status: BatchStatus; returnNote: string | null };
  faults: ShownFault[];
  mayChange: boolean;
  /** What takes the faulty lines out, for whoever may. */
  children: ReactNode;
}

/** Why a batch cannot go on as it stands, and what to do. */
export function BatchFaults({ batch, faults, mayChange, children }: BatchFaultsProps) {
  return (
    <>
      {batch.status === 'draft' && batch.returnNote ? (
        <Alert tone="warning" title="批次被退回">
          {batch.returnNote}
        </Alert>
      ) : null}
      {faults.length > 0 ? (
        <Alert tone="warning" title={`有 ${faults.length} 笔不能照原样付款`}>
          <ul className="list-inside list-disc">
            {faults.slice(0, SHOWN).map(({ lineId, lineNumber, name, fileNumber, fault }) => (
              <li key={lineId}>
                第 {lineNumber} 行 {name}（{fileNumber}）：{LINE_FAULT_LABELS[fault]}
              </li>
            ))}
          </ul>
          {faults.length > SHOWN ? <p>另有 {faults.length - SHOWN} 笔。</p> : null}
          {mayChange ? children : <p>请退回给制单人，移出这些明细后再办理；账户变更过的可以另做批次。</p>}
        </Alert>
      ) : null}
    </>
  );
}
