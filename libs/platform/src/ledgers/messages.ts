import type { Words } from '@canteen/kernel';

/** What an export may refuse. */
export const ledgerErrors: Record<string, Words> = {
  LEDGER_UNKNOWN: { zh: '没有可导出的台账「{given}」。', en: 'There is no ledger {given} that could be exported.' },
  EXPORT_FILTER_REFUSED: { zh: '台账不接受此筛选或排序：{reason}', en: 'The ledger does not take this filter or order: {reason}' },
  EXPORT_COLUMN_UNKNOWN: { zh: '台账没有「{given}」这一列。', en: 'The ledger has no column {given}.' },
  LEDGER_HAS_NO_FORM: { zh: '「{ledger}」没有打印表单，请选择 XLSX、CSV 或 JSON。', en: '{ledger} has no printed form; choose XLSX, CSV or JSON lines.' },
  LEDGER_TOO_LONG_FOR_PAPER: { zh: '纸质表单最多 {max} 行，现有 {rows} 行。请缩小时间或筛选范围，或改用 XLSX。', en: 'A printed form holds {max} rows at most, and there are {rows}. Narrow the period or the filter, or take XLSX.' },
  EXPORT_REQUESTER_GONE: { zh: '{by} 已停用或无权限，导出已停止。', en: '{by} is no longer active or allowed; the export was stopped.' },
};
export const ledgerEnums: Record<string, Record<string, Words>> = {
  ExportFormat: {
    XLSX: { zh: 'Excel 表格（XLSX）', en: 'Excel sheet (XLSX)' },
    CSV: { zh: 'CSV 文本', en: 'CSV text' },
    JSONL: { zh: '数据（JSON 行）', en: 'Data (JSON lines)' },
    PDF: { zh: '打印表单（PDF）', en: 'Printed form (PDF)' },
  },
  /** Beside the ledgers' own titles. */
  Ledger: { dayReport: { zh: '日报', en: 'Day report' } },
  RecordType: {
    Alert: { zh: '提醒', en: 'Alert' },
    Channel: { zh: '接收渠道', en: 'Channel' },
    Export: { zh: '导出', en: 'Export' },
    Import: { zh: '导入', en: 'Import' },
    LabelPrint: { zh: '标签打印', en: 'Labels printed' },
  },
  SheetLanguage: { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } },
};
