import { Table, TBody, Td, Th, THead, Tr } from '../ui';
import { CHAPTER_NAMES, TEMPLATE_FIELDS, TEMPLATE_LOOPS } from '../zh/reportTemplate';

const code = (text: string) => <code className="whitespace-nowrap">{text}</code>;

/** The published list of placeholders, with what each stands for. */
export function TemplateFields() {
  return (
    <Table label="可以使用的占位符" dense>
      <THead>
        <Tr>
          <Th>占位符</Th>
          <Th>含义</Th>
        </Tr>
      </THead>
      <TBody>
        {Object.values(TEMPLATE_FIELDS).map(({ name, meaning }) => (
          <Tr key={name}>
            <Td header>{code(`{${name}}`)}</Td>
            <Td>{meaning}</Td>
          </Tr>
        ))}
        {Object.values(TEMPLATE_LOOPS).map(({ name, meaning, fields }) => (
          <Tr key={name}>
            <Td header>{code(`{#${name}} … {/${name}}`)}</Td>
            <Td>
              {meaning}。里面可用：
              <ul className="list-disc pl-5">
                {Object.values(fields).map((field) => (
                  <li key={field.name}>
                    {code(`{${field.name}}`)} {field.meaning}
                  </li>
                ))}
              </ul>
            </Td>
          </Tr>
        ))}
        <Tr>
          <Td header>{code('{#项目概况} {内容} {/项目概况}')}</Td>
          <Td>单独取一章的各段，可以把各章放到想要的位置。章名：{CHAPTER_NAMES.join('、')}。</Td>
        </Tr>
      </TBody>
    </Table>
  );
}
