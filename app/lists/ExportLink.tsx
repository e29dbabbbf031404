import { paths } from '../paths';
import { LinkButton } from '../ui';
import type { ExportedList } from './list';

interface ExportLinkProps {
  list: ExportedList;
  /** What the page is narrowed by, as its address says it. */
  filter?: Parameters<typeof paths.listExport>[1];
}

/** Takes the list of a page along, narrowed as it is. */
export function ExportLink({ list, filter = {} }: ExportLinkProps) {
  return (
    <LinkButton to={paths.listExport(list, filter)} reloadDocument icon="download">
      导出 Excel
    </LinkButton>
  );
}
