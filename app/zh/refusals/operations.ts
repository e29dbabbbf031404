import type { Sentences } from './sentences';

const ENGINE_NAMES: Record<string, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

const LET_IN =
  '请让运行本系统的系统账号能读写这里（只读挂载的磁盘须改为可写；以 systemd 服务运行的，还要把这个目录写进 ReadWritePaths，见安装说明）';

export const OPERATIONS_REFUSALS = {
  'database.missing': ({ place }) =>
    place
      ? `「${place}」里没有数据库（bangfu.db），没有执行。请核对 DATA_DIR 是否写对；使用 PostgreSQL 的，执行命令时也要带上 DATABASE_URL。`
      : 'DATABASE_URL 所指的数据库里还没有任何数据，没有执行。请核对地址是否写对。',
  'database.away': () =>
    '连不上数据库，或数据库拒绝登录，没有执行。请查看数据库服务器是否在运行、DATABASE_URL 的地址、密码和数据库名是否正确，恢复后重试。',
  'database.damaged': () =>
    '数据库文件 bangfu.db 已损坏或不是数据库，没有执行。请停止系统，把 DATA_DIR 整个复制一份留存，再用最近一份好的备份恢复：npm run --silent restore -- 备份文件 --overwrite。',
  'disk.full': () => '磁盘已满（或超出了配额），没有执行完。请腾出空间后重试。',
  'disk.forbidden': ({ place }) => `没有权限读写「${place}」，没有执行完。${LET_IN}后重试。`,
  'papers.away': ({ said }) =>
    `存放材料的对象存储连不上或没有回应（${said}），没有完成。请稍后再试；仍然不行的，请系统管理员查看对象存储是否在运行、PAPER_STORE_ENDPOINT 是否正确。`,
  'papers.refused': ({ said }) =>
    `存放材料的对象存储拒绝了访问（${said}），没有完成。请系统管理员核对 PAPER_STORE 所指的存储桶、PAPER_STORE_KEY_ID 和 PAPER_STORE_SECRET，以及这个账号对存储桶的读写权限。`,
  'papers.full': ({ said }) =>
    `存放材料的对象存储已满（${said}），没有保存。请系统管理员在对象存储中扩充容量，再重新上传。`,
  'key.other': () =>
    '当前的密钥（DATA_DIR 中的 key 文件，或环境变量给出的密钥）不是这个数据库所用的密钥，没有执行，数据没有改动。请放回原来的密钥文件（更换过密钥、又恢复了更早的备份的，要用那时的密钥：DATA_DIR 中的 key.until-…，或 BACKUP_KEY_DIR 中的 bangfu-….key）；多台服务器共用一个数据库时，各台须使用同一个密钥。',
  'key.missing': ({ file }) =>
    `没有找到密钥文件「${file}」，没有执行，数据没有改动。请把另存的密钥放回这里（用环境变量给出密钥的，请核对它是否设置）再执行一次。`,
  'database.behind': () =>
    '数据库需要升级，没有执行，数据没有改动。请先停止旧版本的系统，用 npm start 启动一次本版本（启动时会先留一份副本），再执行这个命令。',
  'database.upgrade_failed': ({ said }) =>
    `数据库升级没有成功，已全部撤回，数据没有改动：${said}。请换回原来的程序版本再启动，并把这句话告诉提供程序的人。`,
  'database.newer': () =>
    '这个数据库由更新版本的程序写成，当前程序不能打开它，数据没有改动。请换回更新的程序版本。',
  'database.tool_missing': ({ tool }) =>
    `没有找到 ${tool}。请安装 PostgreSQL 的客户端程序（Debian：apt-get install postgresql-client）后重试。`,
  'database.tool_failed': ({ tool, said }) =>
    `${tool} 没有完成：${said}。请核对数据库地址、权限，以及客户端程序的版本不低于服务器。`,
  'database.tool_too_old': ({ tool }) =>
    `${tool} 的版本低于数据库服务器，不能使用。请安装与服务器同一版本或更新的 PostgreSQL 客户端程序后重试。`,
  'database.in_use': ({ count }) =>
    `还有 ${count} 个连接在使用这个数据库（可能是别的服务器上的本系统，也可能是命令或数据库工具），没有恢复，数据没有改动。请停止所有使用这个数据库的系统和程序，再重新执行。`,
  'upgrade.served': ({ place }) =>
    `数据库要先按这个版本的程序升级，而另一个正在运行的系统还在使用「${place}」，没有升级，数据没有改动。请先停止它，再启动。`,
  'upgrade.command_running': ({ place, users }) =>
    `数据库要先按这个版本的程序升级，而还有命令或任务（如导入；进程 ${users}）在使用「${place}」，没有升级，数据没有改动。请等它结束，或停止它，再启动。`,
  'upgrade.in_use': ({ count }) =>
    `数据库要先按这个版本的程序升级，而还有其他程序连着它（${count} 个连接），没有升级，数据没有改动。请先停止所有服务器上的系统和连着它的其他程序，再启动一个；它启动以后，再启动其余的。`,
  'upgrade.disk_full': ({ folder }) =>
    `磁盘已满（或超出了配额），升级前的副本没有做成，没有升级，数据没有改动。请在存放备份的磁盘（${folder}）和数据库所在的磁盘上腾出空间后再启动。`,
  'upgrade.forbidden': ({ place }) =>
    `没有权限读写「${place}」，升级前的副本没有做成，没有升级，数据没有改动。${LET_IN}后再启动。`,
  'backup.disk_full': ({ folder }) =>
    `磁盘已满（或超出了配额），备份没有做成。请在存放备份的磁盘（${folder}）和数据库所在的磁盘上腾出空间后重试。`,
  'backup.forbidden': ({ place }) => `没有权限读写「${place}」，备份没有做成。${LET_IN}后重试。`,
  'backup.database_away': () =>
    '连不上数据库，或数据库拒绝登录，备份没有做成。请查看数据库服务器是否在运行、地址和密码是否还正确，恢复后重试。',
  'backup.under_way': () => '另一次备份、核对、恢复或更换密钥正在进行，请等它完成后再试。',
  'backup.no_file': ({ file }) =>
    `没有「${file}」这个文件（或它是一个文件夹），没有恢复。请核对备份文件的路径和文件名。`,
  'backup.unreadable': ({ file }) =>
    `「${file}」不是本系统的备份文件，或者没有复制完整。请重新复制，或换一个备份文件。`,
  'backup.damaged': ({ file }) => `备份文件「${file}」中的数据库已损坏，没有恢复。请换一个备份文件。`,
  'backup.altered': ({ file }) =>
    `备份文件「${file}」的内容与旁边同名 .json 中记下的不符，已损坏或被改动，没有恢复，数据没有改动。请换一份备份，或从别处取这一份完好的副本；如果只是 .json 放错了，把它移开再执行。`,
  'backup.papers_altered': ({ file, count, paper }) =>
    `备份文件「${file}」中有 ${count} 份材料的内容变了（如 ${paper}），没有恢复，数据没有改动。请换一份完好的备份；只剩这一份时，可用 tar --delete 从它的副本中删去这些材料再恢复，恢复后 verify 会列出缺少的材料。`,
  'backup.other_key': ({ file, keptIn, copyName, keyFile }) => {
    const swapped = keyFile
      ? `把现在的「${keyFile}」另存到别处，再把它复制为「${keyFile}」`
      : '记下现在的 BANGFU_KEY，再把它改为其中的内容';
    const right = keptIn
      ? `它用的是「${keptIn}」：请${swapped}，重新执行。`
      : `它用的密钥在 DATA_DIR 和 BACKUP_KEY_DIR 中没有找到：请找出做这份备份时另存的密钥${
          copyName ? `（更换密钥后名为 ${copyName}，或 key.until-…）` : '（更换密钥时留下的 key.until-… 等）'
        }，${swapped}，重新执行。`;
    return `现有的密钥打不开备份「${file}」中的身份证号和银行账号，没有恢复，数据没有改动。${right}`;
  },
  'backup.other_engine': ({ engine, wanted }) =>
    `这个备份来自 ${ENGINE_NAMES[engine!]}，而当前设置使用 ${ENGINE_NAMES[wanted!]}。请按备份的数据库类型设置 DATABASE_URL 后再恢复。`,
  'backup.product_running': ({ place }) => `系统正在使用「${place}」，没有恢复。请先停止系统，再重新执行。`,
  'backup.not_finished': ({ said, before, place, engine }) => {
    const failed = `恢复没有完成：${said}。请把这句话告诉提供程序的人。现在这里的内容不完整，启动和其他命令都会拒绝。请换一份备份或程序版本再恢复一次，加上 --overwrite`;
    if (!before) return `${failed}。`;
    const back =
      engine === 'postgres'
        ? `建一个空的数据库，执行 pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname=数据库 '${before}/database.dump'，把 DATABASE_URL 改到它；再删去「${place}」中的 .restoring 和与「${before}」里同名的目录，把那里的目录移回`
        : `删去「${place}」中的 .restoring、bangfu.db、bangfu.db-wal、bangfu.db-shm，以及与「${before}」里同名的目录，再把那里的文件和目录全部移回「${place}」`;
    return `${failed}；原有数据没有丢，在「${before}」。要回到恢复之前：${back}，然后启动。`;
  },
  'backup.command_running': ({ place, users }) =>
    `还有命令、任务或正在启动的系统（进程 ${users}）在使用「${place}」，没有恢复，数据没有改动。请等它结束，或停止它，再重新执行。`,
  'backup.restore_unfinished': ({ file, before, machine }) => {
    const former = before
      ? `原有数据没有丢失：已经移走的在${machine ? `服务器 ${machine} 的` : ''}「${before}」，还没有移走的仍在原处。`
      : '';
    return `从备份「${file}」的恢复没有做完，现在的数据不完整，没有执行。如果恢复命令还在运行，请等它结束；已经中断的，请再执行一次：npm run --silent restore -- "${file}" --overwrite。${former}`;
  },
  'backup.upgrade_failed': ({ said }) =>
    `备份中的数据库按这个版本升级没有成功，没有恢复：${said}。请用做这份备份时的程序版本恢复，并把这句话告诉提供程序的人。`,
  'backup.not_empty': ({ place }) =>
    `「${place}」或数据库中已有数据，没有恢复。请换一个空的 DATA_DIR（和空数据库），或加上 --overwrite：原有数据会移到一旁保存，不会删除。`,
} satisfies Sentences;
