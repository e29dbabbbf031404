import { parseWithZod } from '@conform-to/zod/v4';
import type { Submission, SubmissionResult } from '@conform-to/react';
import { data } from '@remix-run/node';
import type { z } from 'zod';
import { formFault, withinLists, type FormFault } from '../formBounds';
import { Refusal } from '../refusal';
import { FORM_FAULTS } from '../zh/http';
import { refusalText } from '../zh/refusals';
import { postedForm } from './postedForm.server';

/** What an action answers when a form is not accepted: conform's result, with everything that was typed. */
export interface Rejected {
  lastResult: SubmissionResult;
}

/** Fields that are never sent back to the browser. */
export const SECRETS: readonly string[] = [
  'password',
  'current',
  'repeated',
  'adminPassword',
  'headPassword',
  'oneTimeCode',
];

/**
 * Parses a posted form and does one thing with it.
 * @param work gets the parsed value and answers the request, usually with a redirect
 * @returns work's answer; or 400 with the messages beside the fields; or 409 with the Refusal's sentence, one a line
 */
export async function submit<Schema extends z.ZodType, Answer>(
  request: Request,
  schema: Schema,
  work: (value: z.output<Schema>) => Promise<Answer>,
) {
  return submitForm(await postedForm(request), schema, work);
}

/**
 * `submit` for what a page's program sends by itself to an address without a page: only a whole response is answered
 * there with the status of its refusal.
 */
export async function submitBeside<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  work: (value: z.output<Schema>) => Promise<Response>,
): Promise<Response> {
  const answer = await submit(request, schema, work);
  return answer instanceof Response ? answer : Response.json(answer.data, answer.init ?? undefined);
}

/** `submit` for a form that was read already, or not read for its fault. */
export async function submitForm<Schema extends z.ZodType, Answer>(
  form: FormData | FormFault,
  schema: Schema,
  work: (value: z.output<Schema>) => Promise<Answer>,
) {
  const submission = parsedForm(form, schema);
  if (submission.status !== 'success') {
    return data<Rejected>({ lastResult: submission.reply({ hideFields: [...SECRETS] }) }, { status: 400 });
  }
  try {
    return await work(submission.value);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data<Rejected>(
      { lastResult: submission.reply({ ...errorsOf(error), hideFields: [...SECRETS] }) },
      { status: 409 },
    );
  }
}

/** The sentences of all that was refused at once, each beside its field or above the form. */
function errorsOf(refusal: Refusal): { formErrors: string[]; fieldErrors: Record<string, string[]> } {
  const formErrors: string[] = [];
  const fieldErrors: Record<string, string[]> = {};
  for (const one of [refusal, ...refusal.beside]) {
    const messages = refusalText(one).split('\n');
    if (one.field) fieldErrors[one.field] = [...(fieldErrors[one.field] ?? []), ...messages];
    else formErrors.push(...messages);
  }
  return { formErrors, fieldErrors };
}

/**
 * What fields make by a schema: those of a form, or of an address that asks as one. Fields that no page of ours can have
 * sent are not looked at: the sentence that says so is all that comes of them.
 */
export function parsedForm<Schema extends z.ZodType>(
  fields: FormData | URLSearchParams | FormFault,
  schema: Schema,
): Submission<z.output<Schema>> {
  const fault = typeof fields === 'string' ? fields : formFault(fields);
  if (typeof fields === 'string' || fault) return refusedForm(fault!);
  return parseWithZod(cleanForm(fields, schema), { schema }) as Submission<z.output<Schema>>;
}

function refusedForm<Value>(fault: FormFault): Submission<Value> {
  const error = { '': [FORM_FAULTS[fault]] };
  return { status: 'error', payload: {}, error, reply: () => ({ status: 'error', error }) };
}

/** Zero characters, which nobody types and PostgreSQL keeps in no text, are left out, and rows beyond the schema's. */
function cleanForm(fields: FormData | URLSearchParams, schema: z.ZodType): FormData {
  const clean = new FormData();
  for (const [name, value] of withinLists<FormDataEntryValue>(fields, schema)) {
    clean.append(name, typeof value === 'string' ? value.replaceAll('\0', '') : value);
  }
  return clean;
}

/**
 * Answers a record that does not exist; any other Refusal goes on, to the form that was sent.
 * @throws Response 404
 */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && error.code.endsWith('not_found')) {
      throw new Response(null, { status: 404, statusText: 'Not Found' });
    }
    throw error;
  }
}

/**
 * For loaders, which have no form: `orNotFound`, and the sentence that says why a page cannot be shown now.
 * @throws Response 404, 409
 */
export async function orExplained<T>(work: Promise<T>): Promise<T> {
  try {
    return await orNotFound(work);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
    throw new Response(refusalText(error), { status: 409, statusText: 'Conflict', headers });
  }
}
