import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { cursorOf } from '../cursor';
import { DUPLICATE_SIGNS, duplicateSignOf } from '../families/duplicate';
import type { AlikeFile } from '../families/duplicates.server';
import { undecidedPairs } from '../families/duplicates.server';
import { FamilyStatusTag } from '../families/FamilyStatusTag';
import { guard } from '../http/guard.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import { EmptyState, KeyPager, Page, Section, Table, Tabs, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { DUPLICATE_SIGN_LABELS } from '../zh/duplicates';

export const meta: MetaFunction = () => [{ title: '疑似重复 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const given = new URL(request.url).searchParams;
  const sign = duplicateSignOf(given);
  const page = await store.read((read) => undecidedPairs(read, { sign, ...cursorOf(given) }));
  return { ...page, sign, mayExport: may(actor.roles, 'list.export') };
}

export default function Duplicates() {
  const { rows, sign, previous, next, mayExport } = useLoaderData<typeof loader>();
  return (
    <Page
      title="疑似重复"
      subtitle={
        <>
          有相同之处、还没有人核对过的档案。至少有一份没有关闭。
          <RuleLink rule="one-file" of="一户一档" />
        </>
      }
      actions={mayExport && rows.length > 0 ? <ExportLink list="duplicates" filter={{ sign }} /> : null}
    >
      <Tabs
        label="相同之处"
        items={DUPLICATE_SIGNS.map((one) => ({
          to: paths.duplicates({ sign: one }),
          label: DUPLICATE_SIGN_LABELS[one],
          current: one === sign,
        }))}
      />
      {rows.length > 0 ? (
        <Section title={DUPLICATE_SIGN_LABELS[sign]} flush>
          <PairTable />
          <KeyPager
            first={previous && paths.duplicates({ sign })}
            previous={previous && paths.duplicates({ sign, before: previous })}
            next={next && paths.duplicates({ sign, after: next })}
          />
        </Section>
      ) : (
        <EmptyState title={`没有${DUPLICATE_SIGN_LABELS[sign]}、等待核对的档案`}>
          登记档案时发现相同的，会列在这里；也可以查看其他相同之处。
        </EmptyState>
      )}
    </Page>
  );
}

function PairTable() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <Table label="疑似重复的档案" dense>
      <THead>
        <Tr>
          <Th>档案</Th>
          <Th>状态</Th>
          <Th>疑似重复的档案</Th>
          <Th>状态</Th>
          <Th actions>操作</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map(({ first, second }) => (
          <Tr key={first.id + second.id}>
            <FileCells file={first} />
            <FileCells file={second} />
            <Td actions>
              <TextLink to={paths.familyCompare(first.id, second.id)}>对比核对</TextLink>
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function FileCells({ file }: { file: AlikeFile }) {
  return (
    <>
      <Td>
        <TextLink to={paths.family(file.id)}>
          {file.fileNumber} {file.name}
        </TextLink>
      </Td>
      <Td nowrap>
        <FamilyStatusTag status={file.status} />
      </Td>
    </>
  );
}
