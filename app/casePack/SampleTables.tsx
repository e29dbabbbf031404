import { paths } from '../paths';
import { EmptyState, Money, Section, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { repeatedText, UNFOUND_LABELS } from '../zh/casePack';
import { reliefTypeLabels } from '../zh/fund';
import type { CasePackRow } from './casePack.server';
import type { Repeated, SampledPayment, Unfound } from './sample.server';

const MOST_SHOWN = 200;

/** The payments that a pack will hold. */
export function SampledPayments({ payments }: { payments: readonly SampledPayment[] }) {
  return (
    <Section
      title="放入资料包的发放"
      description={payments.length > MOST_SHOWN ? `只列出前 ${MOST_SHOWN} 笔，包里是全部。` : undefined}
      flush
    >
      {payments.length === 0 ? (
        <EmptyState title="没有查到发放">请核对名单中的号码和年度。</EmptyState>
      ) : (
        <Table label="放入资料包的发放">
          <THead>
            <Tr>
              <Th>受助人</Th>
              <Th>身份证号</Th>
              <Th>档案</Th>
              <Th>类型</Th>
              <Th>年度</Th>
              <Th>银行日期</Th>
              <Th numeric>金额（元）</Th>
              <Th numeric>更正后（元）</Th>
            </Tr>
          </THead>
          <TBody>
            {payments.slice(0, MOST_SHOWN).map((one) => (
              <Tr key={one.id}>
                <Td>
                  <TextLink to={paths.payment(one.id)}>{one.name}</TextLink>
                </Td>
                <Td>{one.idMasked}</Td>
                <Td>
                  <TextLink to={paths.family(one.familyId)}>{one.fileNumber}</TextLink>
                </Td>
                <Td>{reliefTypeLabels[one.type]}</Td>
                <Td>{one.year}</Td>
                <Td>{one.paidOn}</Td>
                <Td numeric>
                  <Money fen={one.amountFen} />
                </Td>
                <Td numeric>
                  <Money fen={one.netFen} />
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
    </Section>
  );
}

/** The numbers of the list that lead to no payment. */
export function UnfoundNumbers({ unfound }: { unfound: readonly Unfound[] }) {
  return (
    <ListedNumbers
      label="没有查到发放的号码"
      description="按名单的行次列出，号码隐去中间位；也会列在资料包的目录末尾。"
      said="原因"
      rows={unfound.map(({ reason, ...row }) => ({ ...row, text: UNFOUND_LABELS[reason] }))}
    />
  );
}

/** The numbers that stood on the list before. */
export function RepeatedNumbers({ repeated }: { repeated: readonly Repeated[] }) {
  return (
    <ListedNumbers
      label="重复给出的号码"
      description="名单里前面已有同一个号码；请核对是不是抄错了人。也会列在资料包的目录末尾。"
      said="说明"
      rows={repeated.map(({ first, ...row }) => ({ ...row, text: repeatedText(first) }))}
    />
  );
}

interface ListedNumbersProps {
  label: string;
  description: string;
  /** What the last column says. */
  said: string;
  rows: readonly { row: number; masked: string; text: string }[];
}

function ListedNumbers({ label, description, said, rows }: ListedNumbersProps) {
  if (rows.length === 0) return null;
  return (
    <Section title={`${label}（${rows.length} 个）`} description={description} flush>
      <Table label={label}>
        <THead>
          <Tr>
            <Th numeric>第几行</Th>
            <Th>号码</Th>
            <Th>{said}</Th>
          </Tr>
        </THead>
        <TBody>
          {rows.map(({ row, masked, text }, index) => (
            <Tr key={index}>
              <Td numeric>{row}</Td>
              <Td>{masked}</Td>
              <Td>{text}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

/** The packs that somebody made last, to be taken again. */
export function LatestPacks({ packs }: { packs: readonly CasePackRow[] }) {
  return (
    <Section title="您最近做的资料包" flush>
      <Table label="您最近做的资料包">
        <THead>
          <Tr>
            <Th>做成时间</Th>
            <Th>用途</Th>
            <Th numeric>人数</Th>
            <Th numeric>发放笔数</Th>
          </Tr>
        </THead>
        <TBody>
          {packs.map(({ id, orderedAt, reason, people, payments }) => (
            <Tr key={id}>
              <Td>
                <TextLink to={paths.casePack(id)}>{orderedAt}</TextLink>
              </Td>
              <Td>{reason}</Td>
              <Td numeric>{people}</Td>
              <Td numeric>{payments}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}
