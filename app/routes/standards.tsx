import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import { projectOfYear, projectYears } from '../fund/fund.server';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { extraLevel } from '../relief/reliefSettings.server';
import { StandardFacts } from '../relief/StandardFacts';
import { listStandards } from '../relief/standardSets.server';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  EmptyState,
  LinkButton,
  MoneyText,
  Page,
  Section,
  Table,
  Tag,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { standardDocument } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '救助标准 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.read');
  const today = todayInChina(new Date());
  return store.read(async (read) => {
    const years = await projectYears(read);
    const levels = [];
    for (const year of years) {
      const { id } = await projectOfYear(read, year);
      levels.push({ year, ...(await extraLevel(read, id)) });
    }
    return {
      standards: (await listStandards(read)).reverse(),
      levels,
      today,
      mayEdit: may(actor.roles, 'standard.edit'),
    };
  });
}

export default function Standards() {
  const { standards, today, mayEdit } = useLoaderData<typeof loader>();
  const current = standards.find((one) => isInForce(one) && one.effectiveOn <= today);
  return (
    <Page
      title="救助标准"
      subtitle={
        <>
          救助上限和建议金额，按办理日期当时执行的标准计算；已核定的不会改变。
          <RuleLink rule="cap" of="上限" />
        </>
      }
      actions={
        mayEdit ? (
          <LinkButton to={paths.standardNew} tone="primary" icon="plus">
            登记标准
          </LinkButton>
        ) : null
      }
    >
      {standards.map((one) => (
        <Section
          key={one.code}
          title={`${one.effectiveOn} 起，${standardDocument(one.document)}`}
          description={originOf(one)}
          actions={<StandardState one={one} isCurrent={one === current} />}
        >
          <StandardFacts standard={one} />
        </Section>
      ))}
      <Section
        title="二级审批"
        description={
          <>
            单笔金额超过设定数额的，审批后还须由另一位审批人确认。
            <RuleLink rule="extra-level" of="二级审批" />
          </>
        }
        flush
      >
        <Levels />
      </Section>
    </Page>
  );
}

interface Listed {
  id: string | null;
  recordedBy: string | null;
  confirmedBy: string | null;
  confirmedAt: string | null;
}

/** The shipped set needs nobody to confirm it. */
function isInForce({ id, confirmedBy }: Pick<Listed, 'id' | 'confirmedBy'>): boolean {
  return id === null || confirmedBy !== null;
}

function originOf({ id, recordedBy, confirmedBy, confirmedAt }: Listed): string {
  if (id === null) return '随系统提供';
  if (!confirmedBy) return `${recordedBy}登记，等待确认；确认以前不执行`;
  return `${recordedBy}登记，${confirmedBy} ${confirmedAt ? formatInstant(confirmedAt) : ''} 确认`;
}

function StandardState({ one, isCurrent }: { one: Listed; isCurrent: boolean }) {
  const { mayEdit } = useLoaderData<typeof loader>();
  if (isCurrent) return <Tag tone="success">现行</Tag>;
  if (isInForce(one)) return <Tag>已确认</Tag>;
  return (
    <>
      <Tag tone="warning">待确认</Tag>{' '}
      {mayEdit && one.id ? <TextLink to={paths.standardConfirm(one.id)}>核对并确认</TextLink> : null}
    </>
  );
}

function Levels() {
  const { levels, mayEdit } = useLoaderData<typeof loader>();
  if (levels.length === 0) {
    return <EmptyState title="还没有年度项目">由中心主任导入或新建年度目标以后，才能设定。</EmptyState>;
  }
  return (
    <Table label="二级审批金额" dense>
      <THead>
        <Tr>
          <Th>年度</Th>
          <Th numeric>超过多少须二级审批</Th>
          <Th>设定</Th>
          {mayEdit ? <Th actions>操作</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {levels.map(({ year, levelFen, setByName, setAt }) => (
          <Tr key={year}>
            <Td header>{year} 年度</Td>
            <Td numeric>{levelFen === null ? '没有设定' : <MoneyText fen={levelFen} />}</Td>
            <Td muted>
              {setByName} {setAt ? formatInstant(setAt) : ''}
            </Td>
            {mayEdit ? (
              <Td actions>
                <TextLink to={paths.standardLevel(year)}>设定</TextLink>
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
