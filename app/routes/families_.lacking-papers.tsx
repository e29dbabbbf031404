import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { cursorOf } from '../cursor';
import { completeFiles, incompleteFiles } from '../families/completeFiles.server';
import { guard } from '../http/guard.server';
import { ExportLink } from '../lists/ExportLink';
import { formatPercent, rate } from '../money/rate';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Card,
  EmptyState,
  Figure,
  FigureRow,
  KeyPager,
  LinkButton,
  Page,
  Table,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { missingPapersText } from '../zh/papers';

export const meta: MetaFunction = () => [{ title: '缺材料的档案 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const cursor = cursorOf(new URL(request.url).searchParams);
  return store.read(async (read) => {
    const { complete, active } = await completeFiles(read);
    return {
      complete,
      active,
      percent: formatPercent(rate(complete, active)),
      list: await incompleteFiles(read, cursor),
      mayExport: may(actor.roles, 'list.export'),
      isFirst: !cursor.after && !cursor.before,
    };
  });
}

export default function LackingPapers() {
  const { complete, active, percent, list, mayExport } = useLoaderData<typeof loader>();
  return (
    <Page
      title="缺材料的档案"
      subtitle={
        <>
          在册家庭中，按致困原因和身份应有的材料还没有上传齐全的。 <RuleLink rule="papers" of="材料" />
        </>
      }
      crumbs={[{ to: paths.families(), label: '家庭档案' }]}
      actions={mayExport && list.rows.length > 0 ? <ExportLink list="lacking-papers" /> : null}
    >
      <FigureRow>
        <Figure label="档案完整率" value={percent} note="材料齐全的在册档案 ÷ 在册档案" />
        <Figure label="在册档案" value={active.toLocaleString('zh-CN')} unit="户" />
        <Figure label="材料齐全" value={complete.toLocaleString('zh-CN')} unit="户" />
        <Figure label="缺材料" value={(active - complete).toLocaleString('zh-CN')} unit="户" />
      </FigureRow>
      <Card>{list.rows.length === 0 ? <NoneLacking /> : <Lacking />}</Card>
    </Page>
  );
}

function Lacking() {
  const { complete, active, list, isFirst } = useLoaderData<typeof loader>();
  const to = (cursor: { after?: string; before?: string } = {}) => paths.familiesLackingPapers(cursor);
  return (
    <>
      <Table label="缺材料的档案">
        <THead>
          <Tr>
            <Th>档案主</Th>
            <Th>档案编号</Th>
            <Th>建档日期</Th>
            <Th numeric>缺</Th>
            <Th>缺的材料</Th>
          </Tr>
        </THead>
        <TBody>
          {list.rows.map(({ id, fileNumber, name, registeredOn, missing }) => (
            <Tr key={id}>
              <Td header nowrap>
                <TextLink to={paths.familyPapers(id)}>{name}</TextLink>
              </Td>
              <Td nowrap>{fileNumber}</Td>
              <Td nowrap>{registeredOn}</Td>
              <Td numeric>{missing.length}</Td>
              <Td>{missingPapersText(missing)}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
      <KeyPager
        total={active - complete}
        unit="户"
        first={isFirst ? null : to()}
        previous={list.previous && to({ before: list.previous })}
        next={list.next && to({ after: list.next })}
      />
    </>
  );
}

function NoneLacking() {
  const { active } = useLoaderData<typeof loader>();
  return (
    <EmptyState
      title={active === 0 ? '还没有在册的家庭' : '在册档案的材料都齐全'}
      action={<LinkButton to={paths.families()}>查看家庭档案</LinkButton>}
    >
      {active === 0 ? '家庭审批建档后，在这里检查材料是否齐全。' : '没有需要补材料的档案。'}
    </EmptyState>
  );
}
