import type { RefusalData } from '../../refusal';

/** What a refusal says: what is wrong and what to do, from the figures of the refusal. */
export type Sentence = (data: RefusalData) => string;
export type Sentences = Record<string, Sentence>;

/** How a list differs from the one that was looked at: in number, or in whom or how much it holds. */
export function listChanged({ expected, found }: RefusalData, unit: string): string {
  if (expected === found) return `核对之后名单有变化：仍是 ${found} ${unit}，但其中的人或金额已不同`;
  return `核对之后名单有变化：核对时 ${expected} ${unit}，现在 ${found} ${unit}`;
}
