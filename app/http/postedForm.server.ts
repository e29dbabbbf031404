import { formFault, MOST_FIELDS, type FormFault } from '../formBounds';
import { NO_FORM } from '../zh/http';

/**
 * The form of a request; or its fault, found before anything is made of it: the fields are counted in what arrived.
 * @throws Response 400 for what is no form, or was cut off
 */
export async function postedForm(request: Request): Promise<FormData | FormFault> {
  const type = request.headers.get('Content-Type') ?? '';
  const body = await request.arrayBuffer().catch(noForm);
  if (occurrences(Buffer.from(body), separatorOf(type)) > MOST_FIELDS) return 'too_many_fields';
  return new Response(body, { headers: { 'Content-Type': type } }).formData().catch(noForm);
}

/**
 * The form of a request for a route that has no page to answer with.
 * @throws Response 400 also for fields that no page of ours can have sent
 */
export async function plainForm(request: Request): Promise<FormData> {
  const form = await postedForm(request);
  if (typeof form === 'string' || formFault(form)) return noForm();
  return form;
}

/** What stands between two fields. */
function separatorOf(type: string): string {
  const [, quoted, bare] = /^multipart\/form-data\b.*?;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? bare;
  return boundary ? `--${boundary}` : '&';
}

/** How often something occurs, counted no further than is asked. */
function occurrences(bytes: Buffer, text: string): number {
  let count = 0;
  for (let at = bytes.indexOf(text); at >= 0 && count <= MOST_FIELDS + 1; count += 1)
    at = bytes.indexOf(text, at + text.length);
  return count;
}

function noForm(): never {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  throw new Response(NO_FORM, { status: 400, statusText: 'Bad Request', headers });
}
