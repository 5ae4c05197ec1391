import type { Messages } from '@canteen/kernel';

/** Words of the day's report. */
export const reportMessages = {
  errors: {
    DAY_REPORT_IN_FUTURE: { zh: '{given} 还没有到，不能出日报（今天是 {today}）。', en: 'There is no report of {given} yet: today is {today}.' },
    DAY_REPORT_FORMAT: { zh: '日报只能导出为 XLSX 或 PDF，收到 {given}。', en: "The day's report is made as XLSX or PDF, but got {given}." },
  },
} as const satisfies Messages;
