import type { Metric } from '../fund/target';
import type { MetricRuleId } from '../rules/ruleId';

/** What leads from a figure to how it is computed. */
export function metricRuleId(metric: Metric): MetricRuleId {
  return metric.replace('.', '-') as MetricRuleId;
}
