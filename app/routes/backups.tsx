import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { configuration } from '../config.server';
import { guard } from '../http/guard.server';
import {
  damagedBackups,
  isBackupOld,
  KEPT_BACKUPS,
  lastGoodBackup,
  unopenedBackups,
  type BackupRecord,
} from '../operations/backup';
import { listBackups, unnotedBackups } from '../operations/backupFiles.server';
import { failedAttempt } from '../operations/attempts.server';
import { KEPT_UPGRADE_COPIES, listUpgradeCopies } from '../operations/upgradeCopies.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Card,
  EmptyState,
  Page,
  Section,
  Stack,
  SubmitButton,
  Table,
  Tag,
  TBody,
  Td,
  Th,
  THead,
  Tr,
} from '../ui';
import { BACKUP_DAMAGE_LABELS, BACKUP_FAULT_LABELS, BACKUP_LABELS } from '../zh/backups';

export const meta: MetaFunction = () => [{ title: '数据备份 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await guard(request, 'backup.read');
  const backups = await listBackups();
  const lastGood = lastGoodBackup(backups);
  const { backupFolder, backupHour, keyBackupFolder, masterKey } = configuration();
  return {
    backups,
    damaged: damagedBackups(backups),
    unopened: unopenedBackups(backups),
    unnoted: await unnotedBackups(),
    copies: await listUpgradeCopies(),
    copiesKept: KEPT_UPGRADE_COPIES,
    failure: await failedAttempt(),
    lastGood,
    isOld: isBackupOld(lastGood, new Date()),
    backupFolder,
    backupHour,
    isKeyApart: masterKey !== null || keyBackupFolder !== null,
    mayMake: may(actor.roles, 'backup.make'),
  };
}

export default function Backups() {
  const { backups, failure, isKeyApart, backupFolder, backupHour, mayMake } = useLoaderData<typeof loader>();
  const when =
    backupHour === null ? '没有设置自动备份。' : `每天 ${String(backupHour).padStart(2, '0')}:00 自动备份。`;
  return (
    <Page
      title="数据备份"
      subtitle={
        <>
          {when}
          每份备份都会在别处试恢复一次并核对全部记录，核对无误才算可用；做新的一份时，再把留着的各份文件从头读一遍。保留最近{' '}
          {KEPT_BACKUPS.days} 天、{KEPT_BACKUPS.weeks} 周、{KEPT_BACKUPS.months} 个月各一份。
          <RuleLink rule="backups" of="备份" />
        </>
      }
      actions={mayMake ? <Actions /> : null}
    >
      <Stack>
        <Damaged />
        <Unopened />
        <Unnoted />
        <LastGood />
        {failure ? (
          <Alert tone="danger" title={`${formatInstant(failure.at)} 开始的备份没有做成`}>
            {failure.reason || <UnknownReason incident={failure.incident} />}
          </Alert>
        ) : null}
        {isKeyApart ? null : (
          <Alert tone="warning" title="密钥还没有另存">
            身份证号和银行账号用密钥加密，密钥不在备份里。请由系统管理员把数据目录中的 key
            文件复制到另一处保管，或设置 BACKUP_KEY_DIR。
          </Alert>
        )}
        <Card>
          {backups.length === 0 ? (
            <EmptyState title="还没有备份">备份完成后会列在这里，存放在 {backupFolder}。</EmptyState>
          ) : (
            <BackupTable backups={backups} />
          )}
        </Card>
        <UpgradeCopies />
      </Stack>
    </Page>
  );
}

function Actions() {
  return (
    <>
      <Form method="post" action={paths.backupCheck}>
        <SubmitButton tone="plain">核对文件</SubmitButton>
      </Form>
      <Form method="post" action={paths.backupNow}>
        <SubmitButton>立即备份</SubmitButton>
      </Form>
    </>
  );
}

function UnknownReason({ incident }: { incident: string | null }) {
  if (incident === null) return <>原因见系统日志。</>;
  return (
    <>
      原因不明。请系统管理员按事件编号 <code className="select-all font-semibold">{incident}</code>{' '}
      在系统日志里查明，再立即备份一次。
    </>
  );
}

function Damaged() {
  const { damaged, lastGood, backupFolder } = useLoaderData<typeof loader>();
  if (damaged.length === 0) return null;
  return (
    <Alert tone="danger" title={`有 ${damaged.length} 份备份现在不能用来恢复`}>
      <ul className="list-disc pl-5">
        {damaged.map(({ fileName, madeAt, damage }) => (
          <li key={fileName}>
            {formatInstant(madeAt)} 的 {fileName}：{BACKUP_DAMAGE_LABELS[damage!]}
          </li>
        ))}
      </ul>
      <p className="mt-1">
        {lastGood ? `恢复时请用下面仍写着“${BACKUP_LABELS.good}”的一份。` : '现在没有一份备份能用来恢复。'}
        请系统管理员检查存放备份的磁盘（{backupFolder}
        ），并立即备份一次。别处有完好的副本的，放回原处，再点“核对文件”；没有的，删除这一份和旁边同名的 .json
        文件，这条提示就不再出现。移到别处保管的，把同名的 .json 文件一起移走。
      </p>
    </Alert>
  );
}

function Unopened() {
  const { unopened, lastGood } = useLoaderData<typeof loader>();
  if (unopened.length === 0) return null;
  return (
    <Alert tone={lastGood ? 'info' : 'danger'} title={`有 ${unopened.length} 份备份打不开`}>
      能打开它们的密钥不在数据目录和 BACKUP_KEY_DIR
      中（更换密钥时删除了，或移到了别处），其中的身份证号和银行账号读不出来。
      {lastGood ? null : '请先立即备份一次。'}
      以前的密钥另存在别处的，这些文件可以留着，恢复时请系统管理员把那个密钥放回；已经删除的，这些备份不能再恢复，请系统管理员删除它们和旁边同名的
      .json 文件（密钥被人拿走过的，务必删除）。
    </Alert>
  );
}

function Unnoted() {
  const { unnoted } = useLoaderData<typeof loader>();
  if (unnoted.length === 0) return null;
  return (
    <Alert tone="warning" title={`有 ${unnoted.length} 个备份文件没有核对记录，不算可用的备份`}>
      {unnoted.join('、')}
      ：旁边没有同名的 .json
      文件，或者它读不出。可能是没有做完的备份，也可能是从别处放进来的，系统不会自动删除。里面有姓名、住址和材料：不需要的，请系统管理员删除；要用来恢复的，把同名的
      .json 文件也放回来，没有的移到别处保管。
    </Alert>
  );
}

function LastGood() {
  const { lastGood, isOld } = useLoaderData<typeof loader>();
  if (!lastGood)
    return (
      <Alert tone="warning" title={BACKUP_LABELS.none}>
        请系统管理员点“立即备份”。
      </Alert>
    );
  const sentence = `最近一份可用的备份做于 ${formatInstant(lastGood.madeAt)}。`;
  return isOld ? (
    <Alert tone="warning" title={BACKUP_LABELS.old}>
      {sentence}请检查系统是否在夜间运行、磁盘是否已满。
    </Alert>
  ) : (
    <Alert tone="success" title={BACKUP_LABELS.good}>
      {sentence}
    </Alert>
  );
}

function BackupTable({ backups }: { backups: BackupRecord[] }) {
  return (
    <Table label="备份">
      <THead>
        <Tr>
          <Th>备份时间</Th>
          <Th>文件</Th>
          <Th numeric>大小</Th>
          <Th>试恢复</Th>
          <Th>文件核对</Th>
          <Th>结果</Th>
        </Tr>
      </THead>
      <TBody>
        {backups.map((backup) => (
          <Tr key={backup.fileName}>
            <Td>{formatInstant(backup.madeAt)}</Td>
            <Td>{backup.fileName}</Td>
            <Td numeric>{megabytes(backup.bytes)} MB</Td>
            <Td>{backup.checkedAt ? formatInstant(backup.checkedAt) : '—'}</Td>
            <Td>{backup.readAt ? formatInstant(backup.readAt) : '—'}</Td>
            <Td>
              <Result backup={backup} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function UpgradeCopies() {
  const { copies, copiesKept, backupFolder } = useLoaderData<typeof loader>();
  if (copies.length === 0) return null;
  return (
    <Section
      title="升级前的副本"
      description={`程序升级时自动留下的数据库副本，存放在 ${backupFolder}，供新版本不能用时退回旧版本，只留最近 ${copiesKept} 份。里面没有材料和模板，不能代替备份。怎样退回，见安装说明的“升级”一节。`}
      flush
    >
      <Table label="升级前的副本">
        <THead>
          <Tr>
            <Th>升级时间</Th>
            <Th>文件</Th>
            <Th numeric>大小</Th>
          </Tr>
        </THead>
        <TBody>
          {copies.map(({ fileName, madeAt, bytes }) => (
            <Tr key={fileName}>
              <Td>{formatInstant(madeAt)}</Td>
              <Td>{fileName}</Td>
              <Td numeric>{megabytes(bytes)} MB</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

function Result({ backup: { fault, damage, isOpened } }: { backup: BackupRecord }) {
  if (fault) return <Tag tone="danger">{BACKUP_FAULT_LABELS[fault]}</Tag>;
  if (damage) return <Tag tone="danger">{BACKUP_DAMAGE_LABELS[damage]}</Tag>;
  if (isOpened === false) return <Tag tone="warning">{BACKUP_LABELS.unopened}</Tag>;
  return (
    <>
      <Tag tone="success">{BACKUP_LABELS.good}</Tag>
      {isOpened === null ? ` ${BACKUP_LABELS.unmarked}` : null}
    </>
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
