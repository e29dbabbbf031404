import { Alert, Table, TBody, Td, Th, THead, Tr } from '../ui';
import { formFieldLabel, formValueText } from '../zh/familyForm';
import type { Difference } from './familyDifferences';
import type { RecentChange } from './recentChanges.server';

interface ConflictNoticeProps {
  changes: RecentChange[];
  differences: Difference[];
}

/** Somebody else saved the file meanwhile: who, what, and where it differs from what was typed here. */
export function ConflictNotice({ changes, differences }: ConflictNoticeProps) {
  return (
    <Alert tone="warning" title="在您填写期间，这份档案已被修改" live>
      <ul className="list-disc pl-5">
        {changes.map(({ at, who, text }) => (
          <li key={`${at} ${text}`}>
            {at} {who}：{text}
          </li>
        ))}
      </ul>
      {differences.length === 0 ? (
        <p className="mt-2">您填写的内容与现在的档案相同。</p>
      ) : (
        <>
          <p className="my-2">
            下面是两边不同的内容。您填写的仍在表单里；请逐项核对，需要采用档案中内容的，在表单里改过来，再保存一次，以表单为准。
          </p>
          <div className="rounded border border-ink-200 bg-white">
            <Table label="两边不同的内容" dense>
              <THead>
                <Tr>
                  <Th>项目</Th>
                  <Th>您填写的</Th>
                  <Th>档案中现在的</Th>
                </Tr>
              </THead>
              <TBody>
                {differences.map(({ field, typed, onFile }) => (
                  <Tr key={field}>
                    <Td header>{formFieldLabel(field)}</Td>
                    <Td>{formValueText(field, typed)}</Td>
                    <Td>{formValueText(field, onFile)}</Td>
                  </Tr>
                ))}
              </TBody>
            </Table>
          </div>
        </>
      )}
    </Alert>
  );
}
