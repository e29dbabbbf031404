import { businessDate } from '../calendar/date';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Facts, LinkButton, Section, Stack, TextLink, type Fact } from '../ui';
import { CATEGORY_LABELS, FAMILY_STATUS_LABELS } from '../zh/families';
import { FAMILY_PAPER_TITLES } from '../zh/familyPaper';
import type { FamilyCourse, FamilyNotice } from './familyCourse.server';
import { FAMILY_PAPER_KINDS } from './familyPaperKind';
import type { FamilyPage } from './familyQueries.server';
import { lastNoticeDay } from './notice';
import { NoticeStateTag, ObjectionTag } from './NoticeTags';
import type { FamilyObjection } from './objections.server';
import type { LinkedFile } from './refall.server';
import type { FamilyReview } from './reviews.server';

/** What a home visit found. */
export function VisitSection({ family }: { family: FamilyPage }) {
  if (!family.visitedOn) return null;
  return (
    <Section title="入户核查" description={family.visitedOn}>
      <Facts items={visitFacts(family)} />
    </Section>
  );
}

function visitFacts({
  visitors,
  visitHousing,
  visitResidents,
  visitIncomeAgrees,
  visitNote,
}: FamilyPage): Fact[] {
  const agrees = visitIncomeAgrees ? '与申报一致' : <strong className="text-danger-700">与申报不一致</strong>;
  return [
    { label: '入户人员', value: visitors },
    { label: '收入', value: visitIncomeAgrees === null ? null : agrees },
    { label: '住房情况', value: visitHousing, wide: true },
    { label: '实际居住', value: visitResidents, wide: true },
    { label: '核查情况', value: visitNote, wide: true },
  ];
}

interface ObjectionProps {
  familyId: string;
  staffId: string | null;
  /** Whether the status and the role allow an answer. */
  mayHandle: boolean;
}

/** The public notice of a family and what was said against it. */
export function NoticeSection({
  course: { notice, objections },
  ...rest
}: ObjectionProps & { course: FamilyCourse }) {
  if (!notice && objections.length === 0) return null;
  return (
    <Section title="公示与异议">
      <Stack>
        {notice ? <NoticeLines notice={notice} /> : null}
        {objections.length === 0 ? <p className="text-ink-500">没有收到异议。</p> : null}
        {objections.map((objection) => (
          <Objection key={objection.id} objection={objection} {...rest} />
        ))}
      </Stack>
    </Section>
  );
}

function NoticeLines({ notice }: { notice: FamilyNotice }) {
  return (
    <div>
      <p className="flex flex-wrap items-center gap-2">
        <TextLink to={paths.notice(notice.id)}>{notice.number}</TextLink>
        <NoticeStateTag state={notice.state} />
      </p>
      <p className="text-sm text-ink-500">
        {notice.publishedOn} 至 {lastNoticeDay(businessDate(notice.endsOn))}，{notice.endsOn} 起可以审批
        {notice.place ? `；${notice.place}` : ''} <RuleLink rule="notice" of="公示期" />
      </p>
    </div>
  );
}

function Objection({
  objection,
  familyId,
  staffId,
  mayHandle,
}: ObjectionProps & { objection: FamilyObjection }) {
  const isOwn = objection.recordedBy === staffId;
  return (
    <div className="border-t border-ink-200 pt-3">
      <p className="flex flex-wrap items-center gap-2">
        <ObjectionTag outcome={objection.outcome} />
        <span className="text-sm text-ink-500">
          {objection.receivedOn} 收到，{objection.recordedByName} 登记（公示 {objection.noticeNumber}）
        </span>
      </p>
      <p className="mt-1 whitespace-pre-line">{objection.content}</p>
      {objection.handledOn ? (
        <p className="mt-1">
          <span className="text-sm text-ink-500">
            {objection.handledOn} {objection.handledByName} 处理：
          </span>
          {objection.handling}
        </p>
      ) : null}
      {!objection.handledOn && mayHandle && !isOwn ? (
        <p className="mt-2">
          <LinkButton to={paths.objectionHandle(familyId, objection.id)} size="small">
            处理异议
          </LinkButton>
        </p>
      ) : null}
      {!objection.handledOn && isOwn ? (
        <p className="mt-1 text-sm text-ink-500">由您登记，须由另一位工作人员处理。</p>
      ) : null}
    </div>
  );
}

/** When the family is reviewed next, and how it was reviewed before. */
export function ReviewSection({
  course: { reviews, reviewDueOn },
  today,
}: {
  course: FamilyCourse;
  today: string;
}) {
  if (!reviewDueOn && reviews.length === 0) return null;
  return (
    <Section title="年度审核">
      <Stack>
        {reviewDueOn ? (
          <p>
            下次年审日期 <strong className="font-semibold tabular-nums">{reviewDueOn}</strong>{' '}
            <RuleLink rule="review" of="年审" />
            {reviewDueOn <= today ? <span className="ml-2 text-danger-700">已到期</span> : null}
          </p>
        ) : null}
        {reviews.map((review) => (
          <Review key={review.id} review={review} />
        ))}
      </Stack>
    </Section>
  );
}

function Review({ review }: { review: FamilyReview }) {
  const { reviewedOn, recordedByName, categoryBefore, category, overrideReason, note } = review;
  return (
    <div className="border-t border-ink-200 pt-3">
      <p className="text-sm text-ink-500">
        {reviewedOn} {recordedByName} 年审通过
      </p>
      <p>
        {categoryBefore === category
          ? `类别「${CATEGORY_LABELS[category]}」不变`
          : `类别由「${categoryBefore ? CATEGORY_LABELS[categoryBefore] : '未定'}」改为「${CATEGORY_LABELS[category]}」`}
        {overrideReason ? `；与系统建议不同的理由：${overrideReason}` : ''}
      </p>
      <p className="whitespace-pre-line">{note}</p>
    </div>
  );
}

/** The files of the same family before and after this one. */
export function LinkedFilesNote({ course: { previous, next } }: { course: FamilyCourse }) {
  if (!previous && next.length === 0) return null;
  return (
    <Section title="前后档案">
      <Stack gap="small">
        {previous ? <LinkedLine text="返困前的原档案" file={previous} /> : null}
        {next.map((file) => (
          <LinkedLine key={file.id} text="返困后重新建档" file={file} />
        ))}
      </Stack>
    </Section>
  );
}

function LinkedLine({ text, file }: { text: string; file: LinkedFile }) {
  return (
    <p>
      {text}：<TextLink to={paths.family(file.id)}>{file.fileNumber}</TextLink>（
      {FAMILY_STATUS_LABELS[file.status]}）
    </p>
  );
}

/** The papers of a file, to print or to take out. */
export function PapersToPrint({ familyId }: { familyId: string }) {
  return (
    <Section title="打印与导出">
      <ul className="flex flex-col gap-1.5">
        {FAMILY_PAPER_KINDS.map((kind) => (
          <li key={kind} className="flex flex-wrap gap-x-3">
            <TextLink to={paths.familyPrint(familyId, kind)}>{FAMILY_PAPER_TITLES[kind]}</TextLink>
            <TextLink
              to={paths.familyDocx(familyId, kind)}
              reloadDocument
              aria-label={`${FAMILY_PAPER_TITLES[kind]} Word`}
            >
              Word
            </TextLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
