/** The forms of a page as a browser without JavaScript would send them. */

export interface PageForm {
  action: string;
  fields: PageField[];
}

export interface PageField {
  name: string;
  /** `text` for everything that a person types freely. */
  type: 'text' | 'kept';
  value: string;
}

/** The forms of a page that are posted, read from its HTML; `place` is the page's own address. */
export function formsOf(html: string, place: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, head]) => /method="post"/i.test(head!))
    .map(([, head, body]) => ({
      action: attribute(head!, 'action') || place,
      fields: [...inputsOf(body!), ...areasOf(body!), ...selectsOf(body!)],
    }));
}

function inputsOf(body: string): PageField[] {
  const seen = new Set<string>();
  return [...body.matchAll(/<input\b([^>]*)>/g)].flatMap(([, head]): PageField[] => {
    const [name, type, value] = ['name', 'type', 'value'].map((key) => attribute(head!, key));
    if (!name || type === 'file' || type === 'password') return [];
    const isChoice = type === 'radio' || type === 'checkbox';
    if (isChoice && seen.has(name)) return [];
    seen.add(name);
    if (isChoice) return [{ name, type: 'kept', value: value || 'on' }];
    if (type === 'date') return [{ name, type: 'kept', value: value || '2019-06-21' }];
    if (type === 'number') return [{ name, type: 'kept', value: value || '1' }];
    return [{ name, type: type === 'hidden' ? 'kept' : 'text', value: value ?? '' }];
  });
}

function areasOf(body: string): PageField[] {
  return [...body.matchAll(/<textarea\b([^>]*)>/g)].flatMap(([, head]): PageField[] => {
    const name = attribute(head!, 'name');
    return name ? [{ name, type: 'text', value: '' }] : [];
  });
}

function selectsOf(body: string): PageField[] {
  return [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].flatMap(
    ([, head, inner]): PageField[] => {
      const name = attribute(head!, 'name');
      const options = [...inner!.matchAll(/<option\b([^>]*)>/g)].map(([, option]) =>
        attribute(option!, 'value'),
      );
      return name ? [{ name, type: 'kept', value: options.find((value) => value) ?? '' }] : [];
    },
  );
}

function attribute(head: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(head)?.[1];
  return found
    ?.replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<');
}
