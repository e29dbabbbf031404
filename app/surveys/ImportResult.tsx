import { Form } from '@remix-run/react';
import { paths } from '../paths';
import { Alert, Button, Section, Table, TBody, Td, Th, THead, Tr } from '../ui';
import { ANSWER_TITLES, answerProblemsText, outdatedText, REFUSED_TITLE } from '../zh/surveys';
import { SHEET_FIELDS } from './answerSheet';
import type { AnswersImport } from './answersImport.server';

const MOST_SHOWN = 100;

/** What came of a workbook, and its refused rows to be saved and corrected. */
export function ImportResult({ roundId, result }: { roundId: string; result: AnswersImport }) {
  const { rows, accepted, outdated, unchanged, refused, isCheckOnly } = result;
  return (
    <>
      <Alert
        tone={refused.length > 0 ? 'warning' : 'success'}
        title={isCheckOnly ? '检查完成，没有导入' : '导入完成'}
        polite
      >
        共 {rows} 行：{isCheckOnly ? '可以导入' : '导入'} {accepted} 行，已有未变 {unchanged} 行，退回{' '}
        {refused.length} 行。{outdatedText(outdated)}
      </Alert>
      {refused.length > 0 ? (
        <Section
          title={`退回的行（${refused.length}）`}
          description="下载后按原因改正，再导入改正后的文件；已导入的行不会重复。"
          flush
        >
          <div className="px-4 py-3">
            <Form method="post" action={paths.surveyRefused(roundId)} reloadDocument>
              <input type="hidden" name="rows" value={JSON.stringify(refused)} />
              <Button icon="download" type="submit">
                下载退回的行
              </Button>
            </Form>
          </div>
          <Table label="退回的行" dense>
            <THead>
              <Tr>
                <Th numeric>行</Th>
                {SHEET_FIELDS.map((field) => (
                  <Th key={field}>{ANSWER_TITLES[field]}</Th>
                ))}
                <Th>{REFUSED_TITLE}</Th>
              </Tr>
            </THead>
            <TBody>
              {refused.slice(0, MOST_SHOWN).map(({ row, texts, problems }) => (
                <Tr key={row}>
                  <Td numeric>{row}</Td>
                  {SHEET_FIELDS.map((field) => (
                    <Td key={field}>{texts[field]}</Td>
                  ))}
                  <Td>{answerProblemsText(problems)}</Td>
                </Tr>
              ))}
            </TBody>
          </Table>
        </Section>
      ) : null}
    </>
  );
}
