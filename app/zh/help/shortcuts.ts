/** What keys do, on which pages. */
export const SHORTCUTS = [
  { keys: '?', text: '看快捷键', where: '任何页面' },
  { keys: 'Ctrl + K', text: '快捷查找：家庭和页面', where: '任何页面' },
  { keys: '/', text: '到顶部的查找框', where: '任何页面' },
  { keys: '↑ ↓ 回车', text: '选择并打开找到的一项', where: '快捷查找' },
  { keys: 'N P', text: '下一件、上一件；新页面打开以前按的键不起作用，不会办到另一件上', where: '逐件办理' },
  { keys: 'A R', text: '到批准的按钮、到退回的意见；不会自动提交，回车才提交', where: '逐件办理' },
  {
    keys: 'Esc',
    text: '关闭快捷查找、对话框；逐件办理时离开输入框，写的字留着，A、R 等键又起作用',
    where: '任何页面',
  },
  { keys: 'Tab', text: '到下一个可以操作的地方；第一下可跳到正文', where: '任何页面' },
  { keys: '空格', text: '勾选、取消勾选', where: '列表和表单' },
  { keys: '1 2 3 …', text: '选择评价，回车保存并到下一人', where: '满意度调查的逐人登记' },
] as const;
