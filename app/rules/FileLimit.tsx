import { RuleLink } from './RuleLink';

const MEGABYTE = 1024 * 1024;

interface FileLimitProps {
  /** Of one file. */
  bytes: number;
  /** Of several that are sent together. */
  together?: number;
  /** How many rows are read of it, and what a row is. */
  rows?: number;
  unit?: string;
}

/** In the hint of a file: how large it may be, and of how many rows, with the rule. */
export function FileLimit({ bytes, together, rows, unit = '行' }: FileLimitProps) {
  return (
    <>
      {together ? '每个' : ''}不超过 {bytes / MEGABYTE} MB
      {together ? `，合计不超过 ${together / MEGABYTE} MB` : ''}
      {rows ? `、${rows.toLocaleString('zh-CN')} ${unit}` : ''}。
      <RuleLink rule="file-limits" of="文件大小" />
    </>
  );
}
