import { formatWeight } from '../indicators/figures';
import { paths } from '../paths';
import { Alert, TextLink } from '../ui';
import type { OpenRow, YearEndReport } from './report';

/** What stands between the report and a final one, each with the way to settle it; on the screen only. */
export function OpenPoints({ report, mayAssess }: { report: YearEndReport; mayAssess: boolean }) {
  const { ungraded, noData, unexplained, unscoredHundredths } = report.open;
  if (ungraded.length + noData.length + unexplained.length === 0) return null;
  return (
    <div className="no-print">
      <Alert tone="warning" title="定稿前还需处理">
        <ul className="list-disc pl-5">
          <OpenLine label="待评定" rows={ungraded} report={report} mayAssess={mayAssess} />
          <OpenLine label="须说明原因" rows={unexplained} report={report} mayAssess={mayAssess} />
          <OpenLine label="暂无数据" rows={noData} report={report} mayAssess={false} />
        </ul>
        {unscoredHundredths > 0 ? (
          <p className="mt-1">
            尚无得分的指标共 {formatWeight(unscoredHundredths)} 分，没有计入总分，评级为暂定。
          </p>
        ) : null}
        {mayAssess ? null : <p className="mt-1">评定和说明由中心主任填写。</p>}
      </Alert>
    </div>
  );
}

interface OpenLineProps {
  label: string;
  rows: readonly OpenRow[];
  report: YearEndReport;
  mayAssess: boolean;
}

function OpenLine({ label, rows, report: { year, asOf }, mayAssess }: OpenLineProps) {
  if (rows.length === 0) return null;
  return (
    <li>
      {label} {rows.length} 项：
      {rows.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 ? '、' : ''}
          <TextLink to={mayAssess ? paths.indicatorAssess(year, id) : paths.indicator(year, id, asOf)}>
            {name}
          </TextLink>
        </span>
      ))}
    </li>
  );
}
