/** Sentences about settings in the environment, shown when the product refuses to start. */
export const CONFIG_MESSAGES = {
  port: '应为 0–65535 的端口号',
  minutes: '应为大于 0 的整数分钟数',
  notEmpty: '不能为空',
  nodeEnv: '应为 production、development 或 test',
  databaseUrl: '应以 postgres:// 开头；不设置时使用 DATA_DIR 中的 SQLite 数据库',
  key: '应为 32 字节密钥的 base64 文本',
  logLevel: '应为 fatal、error、warn、info、debug 或 silent',
  trustProxy: '应为 yes（前面有一个反向代理）、no，或反向代理的个数 1–9',
  yesNo: '应为 yes 或 no',
  hour: '应为 0–23 的整点，或 off 表示不自动备份',
  keyBesideBackups: (folder: string) =>
    `密钥不能与备份放在一起（备份在「${folder}」），否则拿到备份的人就能读取身份证号和账号。请设置为备份文件夹以外的另一处，最好在另一块磁盘或另一台机器上`,
  paperStore: '应为 s3://桶名 或 s3://桶名/前缀；不设置时材料存放在 DATA_DIR 的 uploads 文件夹',
  paperStoreEndpoint: '应为对象存储的地址，以 http:// 或 https:// 开头',
  paperStoreUnencrypted:
    '以 http:// 开头的只能是本机或内部网络的地址，否则身份证和病历的扫描件会不加密地经过外部网络。请改用 https:// 的地址',
  neededForPaperStore: '设置 PAPER_STORE 时必须提供',
} as const;

export const badSetting = (name: string, message: string) => `环境变量 ${name} 不正确：${message}。`;
