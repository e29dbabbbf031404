import { useForm } from '@conform-to/react';
import type { SubmissionResult } from '@conform-to/react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ErrorSummary, Money, Progress, Table, TBody, Td, TextField, Th, THead, Tr } from '.';

interface Sample extends Record<string, unknown> {
  name: string;
}

function SampleForm({ result }: { result?: SubmissionResult<string[]> }) {
  const [form, fields] = useForm<Sample>({
    id: 'f',
    lastResult: result,
    constraint: { name: { required: true } },
  });
  return (
    <>
      <ErrorSummary form={form} labels={{ name: 'Name' }} />
      <TextField field={fields.name} label="Name" hint="As on the card" />
    </>
  );
}

describe('a form', () => {
  it('shows no summary before it was sent', () => {
    const html = renderToStaticMarkup(<SampleForm />);
    expect(html).not.toContain('role="alert"');
    expect(html).toContain('aria-describedby="f-name-description"');
    expect(html).toContain('<label for="f-name"');
  });

  it('leads from the summary to the field, and says the error at both', () => {
    const html = renderToStaticMarkup(
      <SampleForm result={{ status: 'error', error: { '': ['No money'], name: ['Missing'] } }} />,
    );
    expect(html).toContain('<li>No money</li>');
    expect(html).toMatch(/<a href="#f-name"[^>]*>Name：Missing<\/a>/);
    expect(html).toMatch(/<input[^>]*id="f-name"/);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('aria-describedby="f-name-error f-name-description"');
  });
});

describe('Money', () => {
  it.each([
    [123_456_789, false, '1,234,567.89'],
    [0, true, '0.00'],
    [100, true, '+1.00'],
    [-100, true, '-1.00'],
    [null, false, '—'],
  ])('%s (signed %s) reads %s', (fen, signed, text) => {
    const html = renderToStaticMarkup(<Money fen={fen} signed={signed} />);
    expect(html.replace(/<[^>]*>/g, '')).toBe(text);
  });

  it('refuses a fraction of a fen', () => {
    expect(() => renderToStaticMarkup(<Money fen={0.5} />)).toThrow(RangeError);
  });
});

it('a table names its scroll region and scopes its headings', () => {
  const html = renderToStaticMarkup(
    <Table label="Things">
      <THead>
        <Tr>
          <Th>A</Th>
        </Tr>
      </THead>
      <TBody>
        <Tr>
          <Td header>1</Td>
        </Tr>
      </TBody>
    </Table>,
  );
  expect(html).toMatch(/<section aria-label="Things" tabindex="0"/i);
  expect(html).toMatch(/<th scope="col"/);
  expect(html).toMatch(/<th scope="row"/);
});

it('a stacked table tells the heading of each cell where the headings are not seen, and leaves out empty actions', () => {
  const html = renderToStaticMarkup(
    <Table label="Things" stacked>
      <THead>
        <Tr>
          <Th label="All">
            <input type="checkbox" />
          </Th>
          <Th>Name</Th>
          <Th>Sum</Th>
          <Th actions>Do</Th>
        </Tr>
      </THead>
      <TBody>
        <Tr>
          <Td header>1</Td>
          <Td label="Sum">
            2 <b>yuan</b>
          </Td>
          <Td label="Do" actions>
            {null}
          </Td>
        </Tr>
      </TBody>
    </Table>,
  );
  expect(html).toMatch(/<section [^>]*class="[^"]*stacked-table/);
  expect(html).toMatch(/<th scope="col" data-label="All"[^>]*><input/);
  expect(html).toMatch(/<td data-label="Sum"[^>]*><div>2 <b>yuan<\/b><\/div><\/td>/);
  expect(html).toMatch(/<td data-label="Do"[^>]*><div[^>]*><\/div><\/td>/);
});

it.each([
  [-1, '0'],
  [0.25, '25'],
  [3, '100'],
])('a progress of %s is drawn as %s of 100', (ratio, width) => {
  const html = renderToStaticMarkup(<Progress label="L" valueText="V" ratio={ratio} />);
  expect(html).toContain(`<rect width="${width}" height="6" class="fill-accent-600"`);
});
