import type { FormFault } from '../formBounds';

/** The whole page that answers a request which is refused unread: nothing of the product is there to draw it. */
export const TOO_LARGE_PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>文件太大</title>
<h1>文件太大，没有上传</h1>
<p>请用浏览器的「后退」返回，页面上写明了文件大小的限制；减小文件（扫描件可降低分辨率，表格可拆成几份）或分开上传。</p>
</html>
`;

/** Beside a field with more than one request may carry; the most that the page takes stands beneath it. */
export const TOO_LARGE_FILES = (bytes: number, { areScans }: { areScans: boolean }): string =>
  `所选文件共 ${megabytes(bytes)} MB，超过这里写明的大小，还没有上传。${
    areScans
      ? '请减少文件、分开上传，或降低扫描分辨率后重试。'
      : '请去掉用不到的行、列、工作表和图片，或拆成几份后重试。'
  }`;

/** Above a form that is not read: no page sends such a one by itself. */
export const FORM_FAULTS: Record<FormFault, string> = {
  too_many_fields: '这张表单的内容项数太多，没有读取，什么也没有保存。请减少条数，分几次提交。',
  unknown_fields: '表单中有页面上没有的项目，没有读取，什么也没有保存。请重新打开这个页面填写。',
};

/** In place of a page, for a request that is no form or no whole one. */
export const NO_FORM = '提交的内容不完整，或者有页面上没有的项目，什么也没有保存。请重新打开页面填写。';

function megabytes(bytes: number): string {
  return (Math.floor((bytes / 1024 / 1024) * 10) / 10).toFixed(1);
}

/** Said of what is not answered by the product's pages, as title and text. */
const UNREAD: Record<number, [string, string]> = {
  405: ['不能这样打开', '这个网址只用于提交表单。请从首页的菜单打开要办的页面。'],
  408: ['没有收全', '内容在规定的时间内没有收全，什么也没有保存。请检查网络后重新提交。'],
  431: ['网址太长', '这个网址太长，没有读取。请缩短要查找的文字，或从首页的菜单重新打开。'],
};

/** The whole page for an address that cannot be read, or when nothing else can be drawn any more. */
export function plainErrorPage(status: number, incident: string): string {
  const [title, text] =
    status < 500
      ? (UNREAD[status] ?? ['网址不正确', '这个网址不完整或含有不能识别的字符。请从首页的菜单重新打开。'])
      : ['系统出错了', `这次操作没有完成。请稍后再试；仍然出错时，请把事件编号 ${incident} 告诉系统管理员。`];
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>${title}</title>
<h1>${title}</h1>
<p>${text}</p>
<p><a href="/">返回首页</a></p>
</html>
`;
}

/** The page in place of a file that is refused: the sentence of the rule where there is one. */
export function fileRefusedPage(status: number, sentence: string): string {
  const [title, text] =
    status === 409
      ? ['现在不能下载', sentence]
      : status === 403
        ? ['没有权限', '您的角色不能下载这个文件。如果工作需要，请联系系统管理员调整角色。']
        : ['没有找到', '这个文件不存在，或者已经过期删除。请返回上一页，重新生成后再下载。'];
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>${title}</title>
<h1>${title}</h1>
<p>${escaped(text)}</p>
<p>可以用浏览器的「后退」回到上一页，或者<a href="/">返回首页</a>。</p>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
