/** Said where the hidden name of a command is not one that a page was given. */
export const COMMAND_BROKEN = '这一页不完整，不能提交。请刷新页面后重新填写。';
