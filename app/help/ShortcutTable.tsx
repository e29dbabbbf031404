import { Table, TBody, Td, Th, THead, Tr } from '../ui';
import { SHORTCUTS } from '../zh/help/shortcuts';

/** Every key that does something. */
export function ShortcutTable() {
  return (
    <Table label="键盘快捷键">
      <THead>
        <Tr>
          <Th>按键</Th>
          <Th>作用</Th>
          <Th>在哪里</Th>
        </Tr>
      </THead>
      <TBody>
        {SHORTCUTS.map(({ keys, text, where }) => (
          <Tr key={keys}>
            <Td nowrap>
              <kbd className="rounded border border-ink-300 bg-ink-50 px-1.5 py-0.5 font-mono text-sm">
                {keys}
              </kbd>
            </Td>
            <Td>{text}</Td>
            <Td>{where}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
