import { formsOf } from '../../tests/pageForms';
import { paths } from '../../app/paths';

/** Somebody with a browser without JavaScript: a session of its own, over real HTTP. */
export interface Visitor {
  /** Reads a page or file to its end; anything but an answer of 200 is an error. */
  read(place: string): Promise<string>;
  /** The same, of a file. */
  bytes(place: string): Promise<Buffer>;
  /** Sends a form, and reads the page that it leads to. */
  send(place: string, fields: Fields | FormData): Promise<{ place: string; html: string }>;
  /** The fields of the form of a page that is posted to an address, as the page fills them. */
  form(html: string, action: string): Fields;
}

export type Fields = Record<string, string>;

/** Called with what every request took. */
type Watch = (request: { name: string; ms: number }) => void;

interface Login {
  url: string;
  username: string;
  password: string;
  watch?: Watch;
}

/** Logs in through the form. */
export async function logIn({ url, username, password, watch }: Login): Promise<Visitor> {
  const cookies = new Map<string, string>();
  const ask = async (place: string, init: RequestInit = {}): Promise<{ answer: Response; body: Buffer }> => {
    const startedAt = performance.now();
    const answer = await fetch(url + place, {
      redirect: 'manual',
      ...init,
      headers: { Origin: url, Cookie: [...cookies.values()].join('; ') },
    });
    const body = Buffer.from(await answer.arrayBuffer());
    watch?.({ name: `${init.method ?? 'GET'} ${patternOf(place)}`, ms: performance.now() - startedAt });
    for (const set of answer.headers.getSetCookie()) cookies.set(set.split('=')[0]!, set.split(';')[0]!);
    return { answer, body };
  };
  const bytes = async (place: string): Promise<Buffer> => {
    const { answer, body } = await ask(place);
    if (answer.status !== 200) throw new Error(`GET ${place} was answered with ${answer.status}.`);
    return body;
  };
  const read = async (place: string) => (await bytes(place)).toString('utf8');
  const send: Visitor['send'] = async (place, fields) => {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    const { answer, body: page } = await ask(place, { method: 'POST', body });
    const next = answer.headers.get('Location');
    if (!next)
      throw new Error(
        `POST ${place} was answered with ${answer.status}: ${problemOf(page.toString('utf8'))}`,
      );
    return { place: next, html: await read(next) };
  };
  await send(paths.login, { username, password });
  return { read, bytes, send, form: (html, action) => formFields(html, action) };
}

function formFields(html: string, action: string): Fields {
  const found = formsOf(html, action).find((form) => form.action === action);
  if (!found) throw new Error(`The page has no form for ${action}.`);
  return Object.fromEntries(found.fields.map(({ name, value }) => [name, value]));
}

/** Where a form was not taken, what the page says about it. */
function problemOf(html: string): string {
  const alert = /role="alert"[\s\S]*?<\/(?:div|section)>/.exec(html)?.[0] ?? '';
  return alert
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}

function patternOf(place: string): string {
  return place.replace(/\?.*/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
}
