import type { FieldMetadata } from '@conform-to/react';
import { paths } from '../paths';
import { Alert, Money, SeenTick, Section, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { APPLICATION_STATUS_LABELS, exitTicks } from '../zh/relief';
import { offRegisterFrom, openAtExit, totalOf, type AwardAtExit } from './exit';
import type { ReliefAtExit } from './exits.server';

interface ReliefAtExitFactsProps {
  relief: ReliefAtExit;
  /** The awards of which the bank says otherwise than is booked: they are not released before that is cleared up. */
  doubted: readonly string[];
}

/** What is still under way for a family that is to leave the register, and what to do with each. */
export function ReliefAtExitFacts({ relief: { awards, waiting }, doubted }: ReliefAtExitFactsProps) {
  const open = openAtExit(awards);
  if (open.length === 0 && waiting.length === 0) return null;
  return (
    <>
      {open.length > 0 ? <OpenAwards open={open} doubted={doubted} /> : null}
      {waiting.length > 0 ? (
        <Alert tone="warning" title={`有 ${waiting.length} 件救助申请还在办理`}>
          <p>退出日期以后不能再审批这些申请；不再办理的，请退回或撤回。</p>
          <ul className="mt-1 list-inside list-disc">
            {waiting.map(({ applicationId, type, name, appliedOn, status }) => (
              <li key={applicationId}>
                <TextLink to={paths.application(applicationId)}>
                  {appliedOn} {name} {reliefTypeLabels[type]}
                </TextLink>
                （{APPLICATION_STATUS_LABELS[status]}）
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
    </>
  );
}

interface OpenAwardsProps {
  open: readonly AwardAtExit[];
  doubted: readonly string[];
}

function OpenAwards({ open, doubted }: OpenAwardsProps) {
  return (
    <Section
      title={`还没有发完的核定，共 ${open.length} 笔`}
      description="在册期间核定的可以照发。不应再发的，先从批次取出，再撤销核定并写明原因，余额退回资金。因死亡退出的，未发的应当撤销，不能由他人代领；遗属有困难的，另行建档申请。"
      flush
    >
      <Table label="还没有发完的核定" dense>
        <THead>
          <Tr>
            <Th>受助人</Th>
            <Th>类型</Th>
            <Th>审批日期</Th>
            <Th numeric>待发（元）</Th>
            <Th>所在批次</Th>
            <Th>不应再发的</Th>
          </Tr>
        </THead>
        <TBody>
          {open.map((award) => (
            <Tr key={award.awardId}>
              <Td header nowrap>
                <TextLink to={paths.award(award.awardId)}>{award.name}</TextLink>
              </Td>
              <Td nowrap>{reliefTypeLabels[award.type]}</Td>
              <Td nowrap className="tabular-nums">
                {award.approvedOn}
              </Td>
              <Td numeric strong>
                <Money fen={award.restFen} />
              </Td>
              <Td nowrap>
                {award.batch ? (
                  <TextLink to={paths.batch(award.batch.id)}>{award.batch.number}</TextLink>
                ) : (
                  '不在批次中'
                )}
              </Td>
              <Td>
                <WayOut award={award} isDoubted={doubted.includes(award.awardId)} />
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

interface WayOutProps {
  award: AwardAtExit;
  isDoubted: boolean;
}

function WayOut({ award: { awardId, batch }, isDoubted }: WayOutProps) {
  if (isDoubted)
    return (
      <>
        <TextLink to={paths.award(awardId)}>银行的结果与登记的不符</TextLink>，请财务先核对，再撤销
      </>
    );
  if (batch?.isSent) return '已送银行，不能取出；付成后办理追回，未付成的再撤销';
  const release = <TextLink to={paths.awardRelease(awardId)}>撤销核定</TextLink>;
  return batch ? <>先从批次移出（已提交的先退回），再{release}</> : release;
}

interface ExitTicksProps {
  awards: readonly AwardAtExit[];
  /** The day typed so far. */
  on: string | undefined;
  fields: Record<'openSeen' | 'offRegisterSeen', FieldMetadata>;
}

/** What is asked of whoever takes the family off all the same; a tick holds for the number that it was made for. */
export function ExitTicks({ awards, on, fields }: ExitTicksProps) {
  const open = totalOf(openAtExit(awards), 'restFen');
  const off = totalOf(offRegisterFrom(awards, on), 'amountFen');
  return (
    <>
      <SeenTick field={fields.openSeen} count={open.count} label={exitTicks.open(open)} />
      <SeenTick field={fields.offRegisterSeen} count={off.count} label={exitTicks.off(off)} />
    </>
  );
}
