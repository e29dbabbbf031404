import { formatInstant } from '../calendar/instant';
import type { FailedBackup } from '../operations/attempts.server';
import type { BackupDamage, BackupFault } from '../operations/backup';

export const BACKUP_FAULT_LABELS: Record<BackupFault, string> = {
  not_restored: '试恢复失败',
  invariants_failed: '试恢复后核对不符',
  papers_away: '没能核对材料（对象存储连不上或拒绝访问）',
  no_scratch_database: '未试恢复（数据库账号无权建库）',
};

/** What is the matter with the file of a backup that was good when it was tried. */
export const BACKUP_DAMAGE_LABELS: Record<BackupDamage, string> = {
  gone: '文件不在了',
  resized: '文件大小变了，不完整',
  altered: '文件内容变了，已损坏',
};

export const BACKUP_LABELS = {
  good: '已试恢复，核对无误',
  stopped:
    '没有做完就停了（系统停止或重新启动、断电，或内存不足而被结束）。请再备份一次；总是做不完的，请查看系统日志。',
  old: '超过两天没有可用的备份',
  none: '还没有可用的备份',
  damaged: '有备份文件损坏或不在了',
  noneOpened: '现有的备份都打不开：能打开它们的密钥不在了',
  unopened: '打不开（没有它的密钥）',
  unmarked: '没有记下用的是哪个密钥',
} as const;

export const BACKUP_COMMAND = {
  usage: '用法：npm run --silent backup [-- --check]',
  made: (fileName: string, bytes: number) => `已备份到 ${fileName}（${bytes} 字节），试恢复并核对无误。`,
  faulty: (fileName: string, fault: BackupFault) =>
    `已写出备份 ${fileName}，但${BACKUP_FAULT_LABELS[fault]}。请勿依赖这一份，查明原因后重新备份。`,
  damaged: (fileName: string, damage: BackupDamage) =>
    `备份 ${fileName} 的${BACKUP_DAMAGE_LABELS[damage]}，不能用来恢复。请检查存放备份的磁盘；别处有完好的副本的，放回原处再核对一次。`,
  unopened: (count: number) =>
    `有 ${count} 份备份打不开：能打开它们的密钥不在数据目录和 BACKUP_KEY_DIR 中。以前的密钥另存在别处的，要恢复这几份时放回；已删除的，这几份不能再恢复，请确认已有新的备份，再删除它们和旁边同名的 .json 文件。`,
  checked: (good: number) => `各份备份文件已从头读过，${good} 份可以用来恢复。`,
  key: '密钥不在备份里：请把密钥文件另存到别处（设置 BACKUP_KEY_DIR 可自动另存）。',
} as const;

interface AtStart {
  copyBeforeUpgrade: string | null;
  shut: readonly { setting: string; folder: string }[];
  failed: FailedBackup | null;
}

/** What whoever starts the product is told: a copy that an upgrade left, the backup that was not made, and folders that none can write into. */
export function startNotes({ copyBeforeUpgrade, shut, failed }: AtStart): string[] {
  return [
    ...(copyBeforeUpgrade
      ? [`数据库已按新版本升级，升级前的副本在 ${copyBeforeUpgrade}（保留最近几次升级的，更早的自动删除）。`]
      : []),
    ...(failed
      ? [`注意：${formatInstant(failed.at)} 开始的备份没有做成：${failed.reason || '原因见“数据备份”页。'}`]
      : []),
    ...shut.map(
      ({ setting, folder }) =>
        `注意：不能写入 ${setting} 所指的「${folder}」，备份会失败。请让运行本系统的系统账号能读写这里（磁盘须已挂载并可写；以 systemd 服务运行的，还要把这个目录写进 ReadWritePaths，见安装说明）。`,
    ),
  ];
}

export const ROTATION_COMMAND = {
  usage: '用法：npm run --silent rotate-key [-- --delete-old-keys]',
  going: (resealed: number) => `已重新加密 ${resealed} 项…`,
  underWay: '另一个更换密钥的命令正在进行，请等它结束。',
  underWayBy: (lock: string) => `另一个更换密钥的命令正在进行；确认没有的，删除 ${lock} 后再运行。`,
  backupRunning: '备份正在进行，请等它完成后再更换密钥。',
  jobRunning:
    '有导入或导出任务没有做完，请等它结束或取消后再更换密钥；系统已经停止的，先启动它，让任务接着做完。',
  ringToSet: (file: string) =>
    `密钥来自环境变量 BANGFU_KEY。新旧两把密钥已写入 ${file}，请把 BANGFU_KEY 改为其中的内容，重新启动系统，再运行本命令。`,
  done: ({
    keyVersion,
    resealed,
    wasResumed,
  }: {
    keyVersion: number;
    resealed: number;
    wasResumed: boolean;
  }) => `${wasResumed ? '接着上次的更换，' : ''}已换到第 ${keyVersion} 版密钥，重新加密 ${resealed} 项。`,
  kept: (file: string, until: string) =>
    `以前的密钥留在 ${file}：此前做的备份只有用它才能恢复。请保管到 ${until}（复制到别处的备份留多久，就保管多久），之后可以删除。`,
  deleted:
    '以前的密钥已按要求删除：此前做的备份（包括复制到别处的）和升级前的副本不能再恢复（数据备份页写着“打不开”），其中的身份证号和银行账号再也读不出。密钥被人拿走过的，请把此前的备份文件也删除，拿到密钥的人仍能读出其中的号码。',
  environment: (file: string) =>
    `请把 BANGFU_KEY 改为 ${file} 中的内容，重新启动系统，立即备份一次，再把这个文件和以前的密钥移到保管密钥的地方。`,
  apart: {
    copied: '密钥已另存到 BACKUP_KEY_DIR。请立即备份一次，并重新启动系统。',
    nowhere: '请把新的密钥文件（和以前的密钥）另存到别处，立即备份一次，并重新启动系统。',
    failed:
      '没能写入 BACKUP_KEY_DIR：请自行把新的密钥文件（和以前的密钥）另存到别处，立即备份一次，并重新启动系统。',
  },
} as const;

export const RESTORE_COMMAND = {
  usage: '用法：npm run --silent restore -- 备份文件 [--overwrite]（先停止系统）',
  done: (madeAt: string) => `已恢复到 ${madeAt} 的状态。`,
  before: (place: string) => `原有数据移到了 ${place}，确认无误后可以删除。`,
  noKey: (keyFile: string, { keptIn, copyName }: { keptIn: string | null; copyName: string | null }) =>
    keptIn
      ? `还没有密钥：请把「${keptIn}」复制为 ${keyFile} 后再启动，否则身份证号和账号无法读取。`
      : `还没有密钥：请把另存的密钥放到 ${keyFile}（或设置 BANGFU_KEY）后再启动，否则身份证号和账号无法读取。更换过密钥的，要用做这份备份时的那一个${
          copyName ? `（在 BACKUP_KEY_DIR 中名为 ${copyName}；仍在使用的名为 bangfu.key）` : ''
        }。`,
  unknown:
    '备份文件旁没有同名的 .json，或者它读不出，没能核对它是否与做好时相同。请运行 npm run --silent verify 核对恢复后的记录和材料。',
  accounts:
    '账号、密码、角色、两步验证和恢复码都回到了那时：之后停用的账号、改过的密码、换过的角色已不作数。登录已全部失效，请在启动后逐个核对「账号管理」，该停用的停用，该改的密码重新改。',
  databaseAlone:
    '这份副本只有数据库，材料、模板等用的是数据目录中现有的：请运行 npm run --silent verify，缺少的材料会列出。数据库已按本版本的程序升级；要退回旧版本的程序，不用本命令，按安装说明“升级”一节换回。',
  papersHere: (place: string) =>
    `备份里的材料放在「${place}」，而现在的设置从对象存储读取材料：请把其中的文件复制到 PAPER_STORE 所指的位置（已有的同名文件不用换），再运行 npm run --silent verify 核对。`,
  papersElsewhere: '材料存放在对象存储中，不在备份里，请确认 PAPER_STORE 仍指向原来的存储。',
} as const;
