import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { paths } from '../paths';
import {
  DateField,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  RadioField,
  SubmitButton,
  TextField,
} from '../ui';
import { ANSWER_LABELS as LABELS, SURVEY_METHOD_LABELS, SURVEY_OUTCOME_LABELS } from '../zh/surveys';
import type { SurveyPerson } from './answers.server';
import { SURVEY_METHODS, SURVEY_OUTCOMES, type SurveyMethod } from './survey';
import { AnswerForm } from './survey.form';
import { useAnswerKeys } from './useAnswerKeys';

interface AnswerEditorProps {
  round: { id: string; method: SurveyMethod; startOn: string; endOn: string };
  person: SurveyPerson;
  /** The day that is proposed. */
  on: string;
  lastResult?: SubmissionResult;
}

/** The form of one person's answer; digits choose, Enter sends. */
export function AnswerEditor({ round, person, on, lastResult }: AnswerEditorProps) {
  const { answer } = person;
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(AnswerForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: AnswerForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      personId: person.id,
      seen: answer?.id ?? '',
      outcome: answer?.outcome,
      opinion: answer?.opinion ?? '',
      answeredOn: answer && answer.outcome !== 'unreached' ? answer.answeredOn : on,
      method: answer?.method ?? round.method,
    },
  });
  const element = useRef<HTMLFormElement>(null);
  useAnswerKeys(element, fields.opinion.name);
  // The focus of the form before would stay in its opinion, where digits are text.
  useEffect(() => element.current?.querySelector<HTMLInputElement>('input[type="radio"]')?.focus(), []);
  return (
    <Form method="post" {...getFormProps(form)} ref={element}>
      <ErrorSummary form={form} labels={LABELS} />
      <HiddenField field={fields.personId} />
      <HiddenField field={fields.seen} />
      <div className="grid gap-4">
        <RadioField
          field={fields.outcome}
          label={LABELS.outcome}
          options={SURVEY_OUTCOMES.map((value, index) => ({
            value,
            label: `${index + 1} ${SURVEY_OUTCOME_LABELS[value]}`,
          }))}
        />
        <TextField field={fields.opinion} label={LABELS.opinion} hint="可以不填，回车保存并转到下一位。" />
        <FormGrid>
          <DateField
            field={fields.answeredOn}
            label={LABELS.answeredOn}
            min={round.startOn}
            max={round.endOn}
          />
          <RadioField
            field={fields.method}
            label={LABELS.method}
            options={SURVEY_METHODS.map((value) => ({ value, label: SURVEY_METHOD_LABELS[value] }))}
          />
        </FormGrid>
      </div>
      <FormActions>
        <SubmitButton>保存并转下一位</SubmitButton>
        <LinkButton to={paths.surveyRecord(round.id, { after: person.position })}>跳过</LinkButton>
        <LinkButton to={paths.survey(round.id)}>返回名单</LinkButton>
      </FormActions>
    </Form>
  );
}
