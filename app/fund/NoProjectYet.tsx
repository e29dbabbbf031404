import { paths } from '../paths';
import { ButtonRow, Card, EmptyState, LinkButton } from '../ui';

/** Stands where a list of the year would: there is no project-year yet. */
export function NoProjectYet({ mayEditProject }: { mayEditProject: boolean }) {
  return (
    <Card>
      <EmptyState
        title="还没有确认的年度目标"
        action={
          mayEditProject ? (
            <ButtonRow>
              <LinkButton to={paths.projectImport} tone="primary" icon="upload">
                上传绩效目标表
              </LinkButton>
              <LinkButton to={paths.projects}>核对已上传的目标表</LinkButton>
            </ButtonRow>
          ) : undefined
        }
      >
        {mayEditProject
          ? '上传财政绩效目标表，预算和指标会自动读出，核对后确认。已经上传的，到「年度目标」核对确认即可。'
          : '请中心主任先在「年度目标」中上传绩效目标表并核对确认，之后才能登记到账、核定和发放。'}
      </EmptyState>
    </Card>
  );
}
