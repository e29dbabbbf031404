import type { FieldMetadata } from '@conform-to/react';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Alert, SeenTick, Stack, TextLink } from '../ui';
import { APPROVAL_DOUBT_TEXTS } from '../zh/familyList';
import { lateStepText } from '../zh/lateEntry';
import { APPROVAL_DOUBTS, type ApprovalDoubt, type ApprovalFacts, type DoubtsSeen } from './bulkDoubts';

const SHOWN = 20;

interface ApprovalDoubtsProps {
  doubts: Record<ApprovalDoubt, ApprovalFacts[]>;
  fields: Record<keyof DoubtsSeen, FieldMetadata>;
}

/** What is to be looked at before files are approved in one go: each kind with its files, and its tick. */
export function ApprovalDoubts({ doubts, fields }: ApprovalDoubtsProps) {
  const kinds = APPROVAL_DOUBTS.filter((kind) => doubts[kind].length > 0);
  if (kinds.length === 0) return null;
  return (
    <div className="mt-3">
      <Stack>
        {kinds.map((kind) => (
          <div key={kind}>
            <Doubt kind={kind} files={doubts[kind]} />
            <div className="mt-2">
              <SeenTick
                field={fields[`${kind}Seen`]}
                count={doubts[kind].length}
                label={APPROVAL_DOUBT_TEXTS[kind].tick(doubts[kind].length)}
              />
            </div>
          </div>
        ))}
      </Stack>
    </div>
  );
}

function Doubt({ kind, files }: { kind: ApprovalDoubt; files: readonly ApprovalFacts[] }) {
  const { title, advice } = APPROVAL_DOUBT_TEXTS[kind];
  return (
    <Alert tone="warning" title={title(files.length)}>
      <ul className="list-inside list-disc">
        {files.slice(0, SHOWN).map((file) => (
          <li key={file.id}>
            <TextLink to={paths.family(file.id)}>
              {file.fileNumber} {file.name}
            </TextLink>
            ：{detailOf(kind, file)}
          </li>
        ))}
      </ul>
      {files.length > SHOWN ? <p>另有 {files.length - SHOWN} 户，见下表。</p> : null}
      <p>
        {advice} <DoubtRule kind={kind} />
      </p>
    </Alert>
  );
}

function DoubtRule({ kind }: { kind: ApprovalDoubt }) {
  if (kind === 'duplicates') return <RuleLink rule="one-file" of="一户一档" />;
  if (kind === 'papers') return <RuleLink rule="papers" of="材料" />;
  return <RuleLink rule="late-entry" of="事后录入" />;
}

function detailOf(kind: ApprovalDoubt, { earliestByEntry, papersMissing, lateSteps }: ApprovalFacts): string {
  if (kind === 'duplicates') return '还没有核对清楚。';
  if (kind === 'notice') return `最早 ${earliestByEntry} 满期。`;
  return kind === 'papers' ? `缺 ${papersMissing} 种。` : lateSteps.map(lateStepText).join('');
}
