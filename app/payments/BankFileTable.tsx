import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import { Alert, LinkButton, Money, Section, Table, TBody, Td, Th, THead, Tr } from '../ui';
import { ONE_FILE_ONLY } from '../zh/batches';
import type { BankFile } from './batchExport.server';

interface BankFileTableProps {
  batchId: string;
  files: BankFile[];
  mayDownload: boolean;
}

/** The files that were made for the bank, with the hash by which a copy is told from the original. */
export function BankFileTable({ batchId, files, mayDownload }: BankFileTableProps) {
  if (files.length === 0) return null;
  return (
    <Section
      title="银行文件"
      description="同一格式再次下载，内容一字不差；校验码（SHA-256）不同的不是本系统导出的原文件。"
      flush
    >
      {files.length > 1 ? (
        <div className="px-4 py-3">
          <Alert tone="warning" title={`有 ${files.length} 个银行文件`}>
            {ONE_FILE_ONLY}
          </Alert>
        </div>
      ) : null}
      <Table label="银行文件" dense>
        <THead>
          <Tr>
            <Th>文件</Th>
            <Th numeric>笔数</Th>
            <Th numeric>金额（元）</Th>
            <Th>导出时间</Th>
            <Th>校验码</Th>
            {mayDownload ? <Th actions>下载</Th> : null}
          </Tr>
        </THead>
        <TBody>
          {files.map((file) => (
            <Tr key={file.id}>
              <Td header>{file.fileName}</Td>
              <Td numeric>{file.lineCount.toLocaleString('zh-CN')}</Td>
              <Td numeric>
                <Money fen={file.amountFen} />
              </Td>
              <Td nowrap className="tabular-nums">
                {formatInstant(file.exportedAt)}
              </Td>
              <Td>
                <code className="block w-[33ch] break-all text-xs">{file.sha256}</code>
              </Td>
              {mayDownload ? (
                <Td actions>
                  <LinkButton
                    to={paths.batchFile(batchId, file.id)}
                    reloadDocument
                    size="small"
                    icon="download"
                    aria-label={`下载${file.fileName}`}
                  >
                    下载
                  </LinkButton>
                </Td>
              ) : null}
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}
