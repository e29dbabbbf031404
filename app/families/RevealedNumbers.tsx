import { paths } from '../paths';
import { Alert, Facts, LinkButton, Section, Table, TBody, Td, Th, THead, Tr } from '../ui';
import { FAMILY_FIELD_LABELS } from '../zh/families';
import type { RevealedFamily } from './families.server';

interface RevealedNumbersProps {
  revealed: RevealedFamily;
  family: { id: string; bankName: string; accountHolder: string };
}

/** The full numbers of a file, for as long as this page is open. */
export function RevealedNumbers({ revealed, family }: RevealedNumbersProps) {
  return (
    <>
      <Alert tone="warning" polite>
        查看已记入操作日志。离开本页后号码不再显示；请不要截图或抄录在无关的地方。
      </Alert>
      <Section title="身份证号" flush>
        <Table label="完整身份证号">
          <THead>
            <Tr>
              <Th>姓名</Th>
              <Th>身份证号</Th>
            </Tr>
          </THead>
          <TBody>
            {revealed.members.map(({ name, idNumber }) => (
              <Tr key={idNumber}>
                <Td header nowrap>
                  {name}
                </Td>
                <Td className="w-full tabular-nums">{idNumber}</Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      </Section>
      <Section title="联系与账户">
        <Facts
          items={[
            { label: FAMILY_FIELD_LABELS.phone, value: revealed.phone },
            { label: FAMILY_FIELD_LABELS['bank.account'], value: revealed.account },
            { label: FAMILY_FIELD_LABELS['bank.accountHolder'], value: family.accountHolder },
            { label: FAMILY_FIELD_LABELS['bank.bankName'], value: family.bankName },
          ]}
        />
      </Section>
      <div>
        <LinkButton to={paths.family(family.id)}>返回档案</LinkButton>
      </div>
    </>
  );
}
