import { RuleLink } from '../rules/RuleLink';
import { Alert, Columns, Disclosure, Section } from '../ui';
import { doubtSentence } from '../zh/targetForm';
import { DifferenceTable } from './DifferenceTable';
import {
  AmountFacts,
  ComponentTable,
  HeadFacts,
  ProgrammeTable,
  TextFacts,
  type SentHead,
  type SentProgramme,
} from './ProjectView';
import type { Doubt, TargetRow } from './targetForm';
import type { Reimport } from './targetUploads.server';

interface UploadReadingProps {
  upload: {
    draft: SentHead & { year: number; programmes: SentProgramme[]; rows: TargetRow[] };
    doubts: Doubt[];
    reimport: Reimport | null;
  };
}

/** What was understood of an uploaded form: first what differs and what is doubtful, then everything but the tree. */
export function UploadReading({ upload: { draft, doubts, reimport } }: UploadReadingProps) {
  return (
    <>
      {reimport ? <ReimportNotes year={draft.year} reimport={reimport} /> : null}
      <Doubts doubts={doubts} />
      <Columns>
        <Section title="基本信息和金额">
          <HeadFacts head={draft} columns={1} />
          <hr className="my-3 border-ink-200" />
          <AmountFacts head={draft} />
        </Section>
        <Section title="项目构成" flush>
          <ComponentTable head={draft} />
        </Section>
      </Columns>
      <Section
        title="发放计划"
        description={
          <>
            从项目实施计划的文字中读出；没有写明的按惯例。 <RuleLink rule="pay-window" of="发放期" />{' '}
            <RuleLink rule="due-date" of="应发日" />
          </>
        }
        flush
      >
        <ProgrammeTable programmes={draft.programmes} rows={draft.rows} />
      </Section>
      <Disclosure summary="读到的说明文字（展开核对）">
        <TextFacts head={draft} />
      </Disclosure>
    </>
  );
}

function Doubts({ doubts }: { doubts: readonly Doubt[] }) {
  if (doubts.length === 0) return null;
  return (
    <Alert tone="warning" title={`有 ${doubts.length} 处请对照原表核对`}>
      <ul className="list-disc pl-5">
        {doubts.map(doubtSentence).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Alert>
  );
}

function ReimportNotes({ year, reimport }: { year: number; reimport: Reimport }) {
  const { differences, assessmentsLost, programmesChange } = reimport;
  return (
    <>
      {assessmentsLost.length > 0 ? (
        <Alert tone="danger" title="确认后将删除以下指标的评定和说明">
          {assessmentsLost.join('、')}
          。新的目标表里没有这些指标。如果只是改了名称，请先记下评定内容，确认后重新填写。
        </Alert>
      ) : null}
      <Section
        title={`与现有 ${year} 年度的差异`}
        description="确认之前什么都不会改变。到账、救助和发放记录不受影响；计算口径、计数和分值沿用已核定的。"
        flush={differences.length > 0}
      >
        {differences.length > 0 ? (
          <DifferenceTable differences={differences} />
        ) : (
          <p>与现有内容完全相同，不需要更新。</p>
        )}
        {programmesChange ? (
          <p className="px-4 py-2.5 text-warning-700">发放计划也会改变，确认后见下面的“发放计划”。</p>
        ) : null}
      </Section>
    </>
  );
}
