import type { Metric } from '../fund/target';

/** What leads from a figure to how it is computed. */
export function metricRuleId(metric: Metric): string {
  return metric.replace('.', '-');
}
