import { paths } from '../paths';
import { Alert, LongList, TextLink } from '../ui';
import { bookingText, DOUBT_LABELS } from '../zh/bankResults';
import { UNCHECKED_ADVICE, uncheckedText, uncheckedView } from '../zh/uncheckedResults';
import { paperText } from './ClaimedLines';
import type { UncheckedFile, UncheckedOfAward } from './uncheckedList.server';

/** The result files of a batch with rows at which nobody has looked. */
export function UncheckedFiles({ files }: { files: readonly UncheckedFile[] }) {
  if (files.length === 0) return null;
  return (
    <Alert tone="warning" title={`有 ${files.length} 个结果文件还没有核对完`}>
      <p>{UNCHECKED_ADVICE}</p>
      <LongList>
        {files.map((file) => (
          <li key={file.id}>
            <TextLink to={paths.batchResult(file.batch.id, file.id, { view: uncheckedView(file) })}>
              {file.fileName}
            </TextLink>
            ：{uncheckedText(file)}
          </li>
        ))}
      </LongList>
    </Alert>
  );
}

/** What such rows say of the lines of one award. */
export function UncheckedRows({ rows }: { rows: readonly UncheckedOfAward[] }) {
  if (rows.length === 0) return null;
  return (
    <Alert
      tone="warning"
      title={`银行的结果文件里有 ${rows.length} 行与登记不同、看不懂或还没有处理完，没有核对过`}
    >
      <LongList>
        {rows.map((row) => (
          <li key={`${row.resultId} ${row.rowNumber}`}>
            批次 {row.batch.number} 第 {row.lineNumber} 行，
            <TextLink
              to={paths.batchResult(row.batch.id, row.resultId, {
                view: row.doubt ? 'doubtful' : 'differing',
              })}
            >
              {row.fileName}
            </TextLink>{' '}
            第 {row.rowNumber} 行：{row.word || '没有处理结果'}
            {row.amountText ? `，金额 ${row.amountText}` : ''}（{paperText(row)}）
            {row.doubt ? `，${DOUBT_LABELS[row.doubt]}` : ''}
            {row.booking ? `，${bookingText(row.booking)}` : ''}。
          </li>
        ))}
      </LongList>
      <p>{UNCHECKED_ADVICE}</p>
    </Alert>
  );
}
