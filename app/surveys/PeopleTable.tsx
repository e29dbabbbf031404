import { paths } from '../paths';
import { Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { SURVEY_METHOD_LABELS } from '../zh/surveys';
import type { SurveyPerson } from './answers.server';
import { OutcomeTag } from './OutcomeTag';

interface PeopleTableProps {
  roundId: string;
  people: readonly SurveyPerson[];
  mayRecord: boolean;
}

/** The people of a sample in the order of drawing, with what each answered. */
export function PeopleTable({ roundId, people, mayRecord }: PeopleTableProps) {
  return (
    <Table label="样本名单" dense sticky>
      <THead>
        <Tr>
          <Th numeric>序号</Th>
          <Th>档案编号</Th>
          <Th>姓名</Th>
          <Th>身份证号</Th>
          <Th>电话</Th>
          <Th>评价</Th>
          <Th>日期</Th>
          <Th>方式</Th>
          <Th>意见</Th>
          {mayRecord ? <Th actions>操作</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {people.map(({ id, position, familyId, fileNumber, name, idMasked, phoneMasked, answer }) => (
          <Tr key={id}>
            <Td numeric>{position}</Td>
            <Td nowrap>
              <TextLink to={paths.family(familyId)}>{fileNumber}</TextLink>
            </Td>
            <Td header nowrap>
              {name}
            </Td>
            <Td nowrap className="tabular-nums">
              {idMasked}
            </Td>
            <Td nowrap className="tabular-nums">
              {phoneMasked}
            </Td>
            <Td nowrap>
              <OutcomeTag outcome={answer?.outcome ?? null} />
            </Td>
            <Td nowrap className="tabular-nums">
              {answer?.answeredOn ?? '—'}
            </Td>
            <Td nowrap>{answer ? SURVEY_METHOD_LABELS[answer.method] : '—'}</Td>
            <Td>{answer?.opinion}</Td>
            {mayRecord ? (
              <Td actions>
                <TextLink
                  to={paths.surveyRecord(roundId, { person: id })}
                  aria-label={`${answer ? '更正' : '登记'}${name}的评价`}
                >
                  {answer ? '更正' : '登记'}
                </TextLink>
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
