import type { ReactNode } from 'react';
import type { ReliefType } from '../fund/project';
import { paths } from '../paths';
import { Td, TextLink } from '../ui';
import { reliefTypeLabels } from '../zh/fund';

interface Beneficiary {
  idMasked: string;
  familyId: string;
  fileNumber: string;
  type: ReliefType;
}

/** The columns that every list of what a person was given has. */
export const BENEFICIARY_CELLS: Record<'idMasked' | 'fileNumber' | 'type', (row: Beneficiary) => ReactNode> =
  {
    idMasked: ({ idMasked }) => (
      <Td key="idMasked" nowrap muted className="tabular-nums">
        {idMasked}
      </Td>
    ),
    fileNumber: ({ familyId, fileNumber }) => (
      <Td key="fileNumber" nowrap className="tabular-nums">
        <TextLink to={paths.family(familyId)}>{fileNumber}</TextLink>
      </Td>
    ),
    type: ({ type }) => (
      <Td key="type" nowrap>
        {reliefTypeLabels[type]}
      </Td>
    ),
  };
