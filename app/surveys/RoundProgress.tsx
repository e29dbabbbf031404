import { Progress } from '../ui';
import type { RoundCounts } from './rounds.server';

/** How far the people of a sample have been asked. */
export function RoundProgress({ counts: { sample, open } }: { counts: RoundCounts }) {
  const done = sample - open;
  return <Progress label="已登记" valueText={`${done} / ${sample} 人`} ratio={done / sample} />;
}
