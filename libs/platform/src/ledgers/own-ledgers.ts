import { JournalEntry } from '../journal/journal.entity.ts';
import { Work } from '../work/work.entity.ts';
import { column } from './column.ts';
import type { Ledger } from './ledger.ts';

const journalEntries: Ledger = {
  name: 'journalEntries',
  title: { zh: '日志', en: 'Journal' },
  entity: JournalEntry,
  columns: [
    column('seq', '序号', 'Number in the chain', { width: 10 }),
    column('at', '时间', 'When', { width: 17 }),
    column('act', '操作', 'Act', { width: 28 }),
    column('personName', '操作人', 'Who', { width: 14 }),
    column('hash', '哈希', 'Hash', { width: 66 }),
    column('prev', '前一条哈希', 'Hash of the entry before', { width: 66, aside: true }),
    column('payloadHash', '内容哈希', 'Hash of the content', { width: 66, aside: true }),
    column('organizationId', '单位标识', 'Organization', { width: 38, aside: true }),
    column('canteenId', '食堂标识', 'Canteen', { width: 38, aside: true }),
    column('personId', '人员标识', 'Person', { width: 38, aside: true }),
  ],
  period: 'at',
  at: '/journal',
  form: {
    title: { zh: '操作日志', en: 'Journal' },
    columns: ['at', 'act', 'personName', 'hash'],
    signatures: [{ zh: '打印人', en: 'Printed by' }, { zh: '核对人', en: 'Compared by' }],
    landscape: true,
    source: { zh: '[D] 版式为本系统建议。哈希首尾相接，可与日后的链核对。', en: '[D] Layout proposed by this system. Each hash holds the one before, to be compared with the chain later.' },
  },
};

const works: Ledger = {
  name: 'works',
  title: { zh: '长时间工作', en: 'Long work' },
  entity: Work,
  columns: [
    column('kind', '种类', 'Kind', { width: 14 }),
    column('state', '状态', 'State', { width: 12 }),
    column('queuedAt', '提交时间', 'Asked for', { width: 17 }),
    column('startedAt', '开始时间', 'Begun', { width: 17 }),
    column('finishedAt', '结束时间', 'Ended', { width: 17 }),
    column('done', '已完成', 'Done', { width: 10 }),
    column('total', '总数', 'Total', { width: 10 }),
    column('failure', '失败原因', 'Failure', { width: 24 }),
  ],
};

/** Lists of the platform itself. */
export const ownLedgers: readonly Ledger[] = [journalEntries, works];
