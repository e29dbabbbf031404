import { paths } from '../paths';
import { Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { PAPER_MEDIA_TYPE_LABELS, sizeText } from '../zh/papers';
import type { ShownFile } from './indicatorFiles.server';

interface FileTableProps {
  indicator: { id: string; year: number };
  files: readonly ShownFile[];
  mayRemove: boolean;
}

/** The files that prove a grade; each look at one is recorded. */
export function FileTable({ indicator: { id, year }, files, mayRemove }: FileTableProps) {
  return (
    <Table label="佐证材料">
      <THead>
        <Tr>
          <Th>文件</Th>
          <Th>类型</Th>
          <Th numeric>大小</Th>
          <Th>上传</Th>
          {mayRemove ? <Th actions>操作</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {files.map((file) => (
          <Tr key={file.id}>
            <Td header className="break-all">
              <TextLink
                to={paths.indicatorFile(year, id, file.id)}
                reloadDocument
                target="_blank"
                rel="noopener"
              >
                {file.fileName}
              </TextLink>
            </Td>
            <Td nowrap>{PAPER_MEDIA_TYPE_LABELS[file.mediaType]}</Td>
            <Td numeric>{sizeText(file.sizeBytes)}</Td>
            <Td muted nowrap>
              {file.uploadedBy} {file.uploadedAt}
            </Td>
            {mayRemove ? (
              <Td actions>
                <TextLink
                  to={paths.indicatorFileRemove(year, id, file.id)}
                  aria-label={`移除 ${file.fileName}`}
                >
                  移除
                </TextLink>
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
