import type { Lang } from '@canteen/kernel';
import type { Tone } from './facts.ts';

export const REPORT_WORDS = {
  zh: {
    title: '食堂日报', section: '环节', kind: '类别', what: '内容', value: '数值', tone: '情况', remark: '备注', figure: '数字', fact: '事项', after: '封存后', state: '状态',
    closed: (at: string) => `已封存 ${at}`, live: '当日尚未封存，以打印时为准', by: '导出人', at: '导出时间', link: '链接', journal: '记录链头（序号:哈希）',
    nothing: '当日无记录', more: (n: number) => `…… 另有 ${n} 条，见系统`, wrong: '需要关注', well: '未发现缺漏、迟补和超限',
  },
  en: {
    title: 'Day report', section: 'Section', kind: 'Kind', what: 'What', value: 'Value', tone: 'State', remark: 'Note', figure: 'Figure', fact: 'Fact', after: 'After closing', state: 'State',
    closed: (at: string) => `Closed ${at}`, live: 'Not closed yet; as it stood when printed', by: 'Exported by', at: 'Exported at', link: 'Link', journal: 'Journal head (seq:hash)',
    nothing: 'Nothing was recorded', more: (n: number) => `… and ${n} more, in the system`, wrong: 'To look at', well: 'Nothing missing, late or out of limits',
  },
} as const;

const TONES: Record<Tone, Record<Lang, string>> = {
  ok: { zh: '正常', en: 'ok' },
  missing: { zh: '缺', en: 'missing' },
  late: { zh: '迟', en: 'late' },
  bad: { zh: '异常', en: 'not all right' },
};
export const toneWord = (tone: Tone, lang: Lang): string => TONES[tone][lang];
