import type { SheetProblem } from '../sheets/sheet';

export const sheetProblemMessages: Record<SheetProblem, string> = {
  file_empty: '文件是空的。请选择有内容的文件。',
  file_too_large: '文件超过 5 MB。请只保留需要的工作表，删去图片后重新保存再上传。',
  file_expands_too_large: '文件解压后过大，可能已损坏或被人为构造，没有读取。请重新导出后再上传。',
  file_old_office: '这是旧版 Office 文件（.xls 或 .doc）。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。',
  file_encrypted: '文件设有打开密码，无法读取。请去掉密码、另存为 .xlsx 后再上传。',
  file_word: '这是 Word 文件。请把其中的表格复制到 Excel 或 WPS 表格，另存为 .xlsx 后再上传。',
  file_pdf: '这是 PDF 文件，无法读出表格。请找到原来的表格，另存为 .xlsx 后再上传。',
  file_web_page:
    '这是网页格式的文件（有的系统导出时用 .xls 作扩展名）。请用 Excel 打开，另存为 .xlsx 后再上传。',
  file_other_spreadsheet: '这种表格格式（.ods 或 .xlsb）不支持。请另存为 .xlsx 后再上传。',
  file_unknown:
    '无法识别这个文件。请上传 .xlsx，或用制表符、逗号分隔的文本文件（.txt、.csv，UTF-8 或 GBK 编码）。',
  file_text:
    '这是文本文件（.csv 或 .txt），这里只收 .xlsx。请在 Excel 或 WPS 中用“数据—自文本”导入，把身份证号、账号、流水号各列设为“文本”，另存为 .xlsx 后再上传。直接双击打开会丢失长号码的末几位。',
  file_no_workbook: '无法识别这个文件，这里只收 .xlsx。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。',
  file_damaged: '文件已损坏或不完整，无法读取。请重新导出，或用 Excel 打开后另存为 .xlsx 再上传。',
  sheet_empty: '表格里没有内容。请检查内容是否在隐藏的工作表里。',
  sheet_too_large: '表格超过 100,000 行或 1,000 列。请删去多余的行列，或分成几个文件上传。',
};

/** Lines below the people that are nobody. */
export const SKIPPED_LINES = {
  sums: /^(合计|总计|小计|共计|本页小计|本页合计|累计)/,
  remarks: /^(注|备注|说明|填表|制表|填报|审核|经办|负责人|单位|盖章|日期|共\d+|第\d+页)/,
};
