import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useRef, useState } from 'react';
import { paths } from '../paths';
import { FileLimit } from '../rules/FileLimit';
import {
  ErrorSummary,
  FileField,
  FormActions,
  FormGrid,
  KeptFilesOnDevice,
  KeptSendings,
  SelectField,
  SubmitButton,
  useOutbox,
  type Outbox,
} from '../ui';
import { PAPER_LABELS } from '../zh/papers';
import { chosenContent } from './chosenContent';
import type { PaperKind } from './paper';
import { LARGEST_PAPER_BYTES, LARGEST_UPLOAD_BYTES, PapersForm, papersForm } from './paper.form';
import { PaperFiles } from './PaperFiles';
import type { FamilyPapers } from './papers.server';

interface PaperUploadProps {
  familyId: string;
  checklist: FamilyPapers['checklist'];
  /** Chosen when the page opens. */
  kind: string | null;
  /** Under what they are kept on the device until they have arrived. */
  keptAs: string;
  /** Whose they are, for the list of what waits on the device. */
  name: string;
  unreached: object | null;
  lastResult?: SubmissionResult;
}

/** The form that papers of one kind are sent by. */
export function PaperUpload(props: PaperUploadProps) {
  const { familyId, keptAs, name, unreached, lastResult } = props;
  const outbox = useOutbox({
    keptAs,
    name,
    action: paths.familyPapersKept(familyId),
    filesName: 'files',
    answer: unreached ?? lastResult ?? null,
    isUnreached: unreached !== null,
  });
  const kind = useKindOfTurn(props.kind, outbox.turn);
  return (
    <>
      <KeptSendings outbox={outbox} formId={FORM_ID} inputId={`${FORM_ID}-files`} nameOf={nameOfSending} />
      {/* A link of the checklist opens the form anew with its kind; so does what was uploaded, or waits. */}
      <UploadForm key={`${props.kind} ${outbox.turn}`} {...props} kind={kind} outbox={outbox} />
    </>
  );
}

/** The kind that the address names is that of one sending: the next one may be of another, and is asked for it. */
function useKindOfTurn(kind: string | null, turn: number): string | null {
  const [begun, setBegun] = useState({ kind, turn, isSpent: false });
  if (begun.kind !== kind || begun.turn !== turn)
    setBegun({ kind, turn, isSpent: begun.kind === kind && begun.turn !== turn });
  return begun.isSpent ? null : kind;
}

function nameOfSending({ kind = '' }: Record<string, string>): string {
  return (PAPER_LABELS as Record<string, string>)[kind] ?? '没有选种类的材料';
}

function UploadForm({
  familyId,
  checklist,
  kind,
  outbox,
  unreached,
  lastResult,
}: PaperUploadProps & { outbox: Outbox }) {
  const [content] = useState(chosenContent);
  const checked = (formData: FormData) => parseWithZod(formData, { schema: papersForm(content.problemOf) });
  const [form, fields] = useForm({
    id: FORM_ID,
    lastResult: outbox.isAnswerOld ? undefined : lastResult,
    constraint: getZodConstraint(PapersForm),
    onValidate: ({ formData }) => checked(formData),
    shouldRevalidate: 'onInput',
    defaultValue: { kind: kind ?? '' },
  });
  const reading = useRef(Promise.resolve());
  const readChosen = (files: readonly File[]) => {
    reading.current = content.read(files).then((isBad) => {
      if (isBad) form.validate({ name: fields.files.name });
    });
  };
  return (
    <Form
      method="post"
      action={paths.familyPapers(familyId, kind ?? undefined)}
      encType="multipart/form-data"
      {...getFormProps(form)}
    >
      <KeptFilesOnDevice
        formId={form.id}
        outbox={outbox}
        unreached={unreached}
        look={() => reading.current}
        isWhole={(element) => checked(new FormData(element)).status === 'success'}
      />
      <ErrorSummary form={form} labels={LABELS} />
      <FormGrid>
        <SelectField field={fields.kind} label={LABELS.kind} groups={kindGroups(checklist)} />
        <PaperFiles inputId={fields.files.id} onChosen={readChosen}>
          <FileField
            field={fields.files}
            label={LABELS.files}
            hint={
              <>
                PDF、JPG 或 PNG，可以一次选几个；
                <FileLimit bytes={LARGEST_PAPER_BYTES} together={LARGEST_UPLOAD_BYTES} />
              </>
            }
            accept="application/pdf,image/jpeg,image/png"
            multiple
          />
        </PaperFiles>
      </FormGrid>
      <FormActions>
        <SubmitButton icon="upload" pendingText="正在上传…">
          上传
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

const FORM_ID = 'papers';
const LABELS = { kind: '材料种类', files: '文件' };

/** What is missing comes first; after it whatever else may be put into the file. */
function kindGroups(checklist: FamilyPapers['checklist']) {
  const missing = checklist.filter(({ isThere }) => !isThere).map(({ kind }) => kind);
  const others = (Object.keys(PAPER_LABELS) as PaperKind[]).filter((kind) => !missing.includes(kind));
  const groups = [
    { label: '还缺的材料', options: missing.map(optionOf) },
    { label: '其他', options: others.map(optionOf) },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

function optionOf(kind: PaperKind) {
  return { value: kind, label: PAPER_LABELS[kind] };
}
