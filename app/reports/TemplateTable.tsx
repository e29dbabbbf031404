import { Form } from '@remix-run/react';
import { paths } from '../paths';
import { Alert, Button, LinkButton, Table, Tag, TBody, Td, Th, THead, Tr } from '../ui';
import type { TemplateVersion } from './templates.server';

/** Every template with what may be done with it; the product's own is the last line. */
export function TemplateTable({
  versions,
  year,
}: {
  versions: readonly TemplateVersion[];
  year: number | null;
}) {
  if (versions.length === 0) return <Alert tone="info">现在用系统默认的版式，还没有上传过模板。</Alert>;
  const isDefault = versions.every(({ isInUse }) => !isInUse);
  return (
    <Table label="各版模板" dense>
      <THead>
        <Tr>
          <Th>版本</Th>
          <Th>文件</Th>
          <Th>上传</Th>
          <Th>状态</Th>
          <Th actions>操作</Th>
        </Tr>
      </THead>
      <TBody>
        {versions.map(({ id, version, fileName, uploadedBy, uploadedAt, isInUse }) => (
          <Tr key={id}>
            <Td header nowrap>
              第 {version} 版
            </Td>
            <Td>{fileName}</Td>
            <Td nowrap muted>
              {uploadedBy}，{uploadedAt}
            </Td>
            <Td nowrap>
              <UseTag isInUse={isInUse} />
            </Td>
            <Td actions>
              {year === null ? null : (
                <LinkButton to={paths.reportTemplatePreview(id, year)} reloadDocument size="small">
                  预览 {year} 年
                </LinkButton>
              )}
              <LinkButton to={paths.reportTemplateFile(id)} reloadDocument size="small">
                下载
              </LinkButton>
              {isInUse ? null : <UseButton id={id} label={`启用第 ${version} 版`} />}
            </Td>
          </Tr>
        ))}
        <Tr>
          <Td header>系统默认</Td>
          <Td />
          <Td />
          <Td>
            <UseTag isInUse={isDefault} />
          </Td>
          <Td actions>{isDefault ? null : <UseButton id="default" label="改回系统默认" />}</Td>
        </Tr>
      </TBody>
    </Table>
  );
}

function UseTag({ isInUse }: { isInUse: boolean }) {
  return <Tag tone={isInUse ? 'success' : 'neutral'}>{isInUse ? '正在使用' : '未启用'}</Tag>;
}

function UseButton({ id, label }: { id: string; label: string }) {
  return (
    <Form method="post" action={paths.reportTemplateUse(id)} className="inline">
      <Button type="submit" size="small">
        {label}
      </Button>
    </Form>
  );
}
