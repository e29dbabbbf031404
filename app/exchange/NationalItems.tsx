import { Form } from '@remix-run/react';
import { FamilyStatusTag } from '../families/FamilyStatusTag';
import { paths } from '../paths';
import { Button, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { formatInstant } from '../calendar/instant';
import {
  DIFFERENCE_TITLES,
  EMPTY_TEXT,
  hiddenDifferenceText,
  NATIONAL_TITLES,
  nationalProblemText,
} from '../zh/national';
import type { NationalItem } from './nationalItems.server';

interface NationalItemsProps {
  jobId: string;
  items: NationalItem[];
  label: string;
  /** Whether who looks may register families; without it nothing is offered. */
  mayRecord?: boolean;
}

/** One list of a comparison: who it is about, what does not agree, and what can be done about it. */
export function NationalItems({ jobId, items, label, mayRecord }: NationalItemsProps) {
  const [first] = items;
  const hasRows = first?.row !== null;
  const hasContent = first?.list === 'differing' || first?.list === 'refused';
  return (
    <Table label={label} dense>
      <THead>
        <Tr>
          {hasRows ? <Th numeric>行</Th> : null}
          <Th>姓名</Th>
          <Th>身份证号</Th>
          <Th>本地档案</Th>
          {hasContent ? <Th>{first.list === 'differing' ? '哪里不同' : '原因与改正办法'}</Th> : null}
          <Th>说明</Th>
          {mayRecord === undefined ? null : <Th actions>操作</Th>}
        </Tr>
      </THead>
      <TBody>
        {items.map((item) => (
          <Tr key={item.id}>
            {hasRows ? <Td numeric>{item.row}</Td> : null}
            <Td nowrap>{item.name || '—'}</Td>
            <Td nowrap>{item.idMasked || '—'}</Td>
            <Td nowrap>
              <FileOf item={item} />
            </Td>
            {hasContent ? (
              <Td>
                <Differences item={item} />
                <Problems item={item} />
              </Td>
            ) : null}
            <Td>
              <Explanation item={item} />
            </Td>
            {mayRecord === undefined ? null : (
              <Td actions>
                <Actions jobId={jobId} item={item} mayRecord={mayRecord} />
              </Td>
            )}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function FileOf({ item: { family } }: { item: NationalItem }) {
  if (!family) return <>—</>;
  return (
    <span className="inline-flex items-center gap-2">
      <TextLink to={paths.family(family.id)}>{family.fileNumber}</TextLink>
      <FamilyStatusTag status={family.status} />
    </span>
  );
}

function Differences({ item: { differences } }: { item: NationalItem }) {
  return (
    <ul className="grid gap-1">
      {differences.map(({ field, ours, theirs, hidden }) => (
        <li key={field}>
          <span className="text-ink-600">{DIFFERENCE_TITLES[field]}：</span>本地 {ours || EMPTY_TEXT}，全国{' '}
          <strong className="font-semibold">{theirs || EMPTY_TEXT}</strong>
          {hidden ? `，${hiddenDifferenceText(hidden)}` : null}
        </li>
      ))}
    </ul>
  );
}

function Problems({ item: { problems } }: { item: NationalItem }) {
  return (
    <ul className="grid gap-1">
      {problems.map(({ field, code, data }) => (
        <li key={field}>
          <span className="text-ink-600">{NATIONAL_TITLES[field]}：</span>
          {nationalProblemText(field, code, data)}
        </li>
      ))}
    </ul>
  );
}

function Explanation({ item: { explanation } }: { item: NationalItem }) {
  if (!explanation) return <>—</>;
  return (
    <>
      {explanation.text}
      <span className="block text-sm text-ink-500">
        {explanation.by} {formatInstant(explanation.at)}
      </span>
    </>
  );
}

function Actions({ jobId, item, mayRecord }: { jobId: string; item: NationalItem; mayRecord: boolean }) {
  const canRegister = mayRecord && item.list === 'theirs_only' && item.family === null;
  return (
    <span className="inline-flex items-center justify-end gap-3">
      {item.family ? <TextLink to={paths.family(item.family.id)}>打开档案</TextLink> : null}
      {canRegister ? (
        <Form method="post" action={paths.comparisonRegister(jobId, item.id)}>
          <Button size="small" aria-label={`开始登记 ${item.name}`}>
            开始登记
          </Button>
        </Form>
      ) : null}
      <TextLink to={paths.comparisonExplain(jobId, item.id)}>
        {item.explanation ? '改说明' : '记为已说明'}
      </TextLink>
    </span>
  );
}
