import { paths } from '../paths';
import { Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { PAPER_LABELS, PAPER_MEDIA_TYPE_LABELS, sizeText } from '../zh/papers';
import type { ShownPaper } from './papers.server';

interface PaperTableProps {
  familyId: string;
  papers: readonly ShownPaper[];
  mayRemove: boolean;
}

/** The papers that were uploaded; each opens by itself, since looking at one is recorded. */
export function PaperTable({ familyId, papers, mayRemove }: PaperTableProps) {
  return (
    <Table label="已上传的材料">
      <THead>
        <Tr>
          <Th>材料</Th>
          <Th>文件</Th>
          <Th numeric>大小</Th>
          <Th>上传</Th>
          {mayRemove ? <Th actions>操作</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {papers.map((paper) => (
          <Tr key={paper.id}>
            <Td header nowrap>
              {PAPER_LABELS[paper.kind]}
            </Td>
            <Td className="break-all">
              <TextLink to={paths.familyPaper(familyId, paper.id)}>{paper.fileName}</TextLink>
            </Td>
            <Td numeric>{sizeText(paper.sizeBytes)}</Td>
            <Td muted nowrap>
              {paper.uploadedBy} {paper.uploadedAt}
            </Td>
            {mayRemove ? (
              <Td actions>
                <TextLink to={paths.familyPaperRemove(familyId, paper.id)}>移除</TextLink>
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** What was taken out again, when, by whom and why. */
export function RemovedPapers({ papers }: { papers: readonly ShownPaper[] }) {
  return (
    <Table label="已移除的材料">
      <THead>
        <Tr>
          <Th>材料</Th>
          <Th>文件</Th>
          <Th>移除</Th>
          <Th>原因</Th>
        </Tr>
      </THead>
      <TBody>
        {papers.map(({ id, kind, fileName, mediaType, removed }) => (
          <Tr key={id}>
            <Td header nowrap>
              {PAPER_LABELS[kind]}
            </Td>
            <Td muted className="break-all">
              {fileName}（{PAPER_MEDIA_TYPE_LABELS[mediaType]}）
            </Td>
            <Td muted nowrap>
              {removed?.by} {removed?.at}
            </Td>
            <Td>{removed?.reason}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
