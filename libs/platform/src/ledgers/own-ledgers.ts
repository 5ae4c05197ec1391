import { Alert } from '../alerts/alert.entity.ts';
import { Channel } from '../delivery/channel.entity.ts';
import { Delivery } from '../delivery/delivery.entity.ts';
import { Import } from '../imports/import.entity.ts';
import { JournalEntry } from '../journal/journal.entity.ts';
import { LabelPrint } from '../print/label-print.entity.ts';
import { Work } from '../work/work.entity.ts';
import { column, plainForm } from './column.ts';
import { Export } from './export.entity.ts';
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
    column('kind', '种类', 'Kind', { kind: 'enum', enum: 'WorkKind', width: 14 }),
    column('state', '状态', 'State', { width: 12 }),
    column('queuedAt', '提交时间', 'Asked for', { width: 17 }),
    column('startedAt', '开始时间', 'Begun', { width: 17 }),
    column('finishedAt', '结束时间', 'Ended', { width: 17 }),
    column('done', '已完成', 'Done', { width: 10 }),
    column('total', '总数', 'Total', { width: 10 }),
    column('failure', '失败原因', 'Failure', { width: 24 }),
  ],
};

const alerts: Ledger = {
  name: 'alerts',
  title: { zh: '提醒', en: 'Alerts' },
  entity: Alert,
  columns: [
    column('raisedAt', '提醒时间', 'Raised', { width: 17 }),
    column('severity', '级别', 'Severity', { width: 12 }),
    column('title', '提醒', 'Alert', { width: 36 }),
    column('text', '要求', 'What to do', { width: 48 }),
    column('state', '状态', 'State', { width: 12 }),
    column('dueAt', '期限', 'Due', { width: 17 }),
    column('acknowledgedBy', '确认人', 'Acknowledged by', { path: 'acknowledgedByName', width: 12 }),
    column('acknowledgedAt', '确认时间', 'Acknowledged at', { width: 17 }),
    column('escalatedAt', '上报时间', 'Escalated at', { width: 17 }),
    column('resolvedAt', '解除时间', 'Resolved at', { width: 17 }),
    column('resolvedBy', '解除方式', 'Resolved by', { width: 14 }),
    column('resolvedByName', '解除人', 'Resolved by whom', { width: 12 }),
    column('resolvedReason', '解除原因', 'Reason', { width: 30 }),
    column('times', '提醒次数', 'Times raised', { width: 8 }),
    column('kind', '规则', 'Rule', { kind: 'enum', enum: 'AlertKind', width: 24, aside: true }),
    column('recordType', '记录类型', 'Kind of record', { kind: 'enum', enum: 'RecordType', width: 14, aside: true }),
    column('recordId', '记录号', 'Record', { width: 38, aside: true }),
    column('recordedAt', '记录时间', 'Recorded at', { width: 17, aside: true }),
  ],
  period: 'raisedAt',
  at: '/alerts/{id}/show',
  form: {
    title: { zh: '提醒处理记录', en: 'Alerts and what became of them' },
    columns: ['raisedAt', 'severity', 'title', 'dueAt', 'state', 'acknowledgedBy', 'acknowledgedAt', 'resolvedAt', 'resolvedBy', 'resolvedByName', 'resolvedReason'],
    signatures: [{ zh: '处理人', en: 'Acted' }, { zh: '食品安全员', en: 'Food-safety officer' }, { zh: '食品安全总监', en: 'Food-safety director' }],
    landscape: true,
    source: { zh: '[D] 版式为本系统建议，不是官方表样。', en: '[D] Layout proposed by this system; not an official form.' },
  },
};

const labelPrints: Ledger = {
  name: 'labelPrints',
  title: { zh: '标签打印记录', en: 'Labels printed' },
  entity: LabelPrint,
  columns: [
    column('recordedAt', '打印时间', 'Printed at', { width: 17 }),
    column('kind', '标签种类', 'Kind of label', { kind: 'enum', enum: 'LabelKind', width: 14 }),
    column('records', '记录数', 'Records', { sql: (print) => `jsonb_array_length(${print}.record_ids)`, kind: 'integer', needs: null, width: 8 }),
    column('size', '规格', 'Size', { width: 12 }),
    column('copies', '份数', 'Copies', { width: 8 }),
    column('reprint', '补打', 'Printed again', { width: 8 }),
    column('reprintReason', '补打原因', 'Why printed again', { width: 30 }),
    column('printedBy', '打印人', 'Printed by', { path: 'printedByName', width: 12 }),
  ],
  form: plainForm('标签打印登记表', 'Register of labels printed', ['recordedAt', 'kind', 'records', 'size', 'copies', 'reprint', 'reprintReason', 'printedBy']),
};

const exports: Ledger = {
  name: 'exports',
  title: { zh: '导出记录', en: 'Exports' },
  entity: Export,
  columns: [
    column('requestedAt', '导出时间', 'Asked for', { width: 17 }),
    column('requestedBy', '导出人', 'Who', { path: 'requestedByName', width: 12 }),
    column('ledger', '台账', 'Ledger', { kind: 'enum', enum: 'Ledger', width: 18 }),
    column('format', '格式', 'Format', { width: 8 }),
    column('language', '语言', 'Language', { width: 8 }),
    column('filter', '筛选', 'Filter', { sql: (row) => `${row}.filter::text`, kind: 'text', needs: null, width: 36 }),
    column('rows', '行数', 'Rows', { width: 10 }),
    column('finishedAt', '完成时间', 'Finished', { width: 17 }),
    column('sha256', '文件校验值', 'SHA-256 of the file', { width: 66 }),
    column('journalHead', '日志链头', 'Head of the journal', { width: 72, aside: true }),
    column('expired', '文件已删除', 'File no longer kept', { width: 10 }),
  ],
  form: plainForm('数据导出登记表', 'Register of exports', ['requestedAt', 'requestedBy', 'ledger', 'format', 'filter', 'rows', 'finishedAt', 'sha256'], { landscape: true }),
};

const channels: Ledger = {
  name: 'channels',
  title: { zh: '接收渠道', en: 'Channels' },
  entity: Channel,
  columns: [
    column('name', '名称', 'Name', { width: 20 }),
    column('kind', '种类', 'Kind', { width: 12 }),
    column('format', '格式', 'Format', { width: 12 }),
    column('minSeverity', '最低级别', 'From this severity', { width: 12 }),
    column('quietFrom', '免打扰自', 'Quiet from', { width: 10 }),
    column('quietTo', '免打扰至', 'Quiet until', { width: 10 }),
    column('digest', '汇总', 'Digest', { width: 10 }),
    column('active', '启用', 'In use', { width: 8 }),
    column('endedAt', '停用时间', 'Ended', { width: 17 }),
  ],
};

const deliveries: Ledger = {
  name: 'deliveries',
  title: { zh: '提醒送达记录', en: 'Messages sent' },
  entity: Delivery,
  columns: [
    column('queuedAt', '提交时间', 'Queued', { width: 17 }),
    column('personName', '接收人', 'To whom', { width: 14 }),
    column('channel', '渠道', 'Channel', { path: 'channel.name', width: 18 }),
    column('channelKind', '渠道种类', 'Kind of channel', { path: 'channel.kind', width: 12 }),
    column('kind', '消息种类', 'Kind of message', { width: 12 }),
    column('severity', '级别', 'Severity', { width: 12 }),
    column('title', '内容', 'Title', { width: 36 }),
    column('state', '状态', 'State', { width: 12 }),
    column('heldFor', '等待原因', 'Held for', { width: 14 }),
    column('attempts', '尝试次数', 'Tries', { width: 8 }),
    column('sentAt', '送达时间', 'Sent', { width: 17 }),
    column('nextAt', '下次尝试', 'Next try', { width: 17 }),
    column('answer', '对方答复', 'What the receiver said', { width: 30 }),
    column('error', '未送达原因', 'Why not', { width: 24 }),
  ],
  period: 'queuedAt',
  form: plainForm('提醒送达登记表', 'Register of messages sent', ['queuedAt', 'personName', 'channel', 'channelKind', 'severity', 'title', 'state', 'attempts', 'sentAt', 'answer'], { landscape: true }),
};

const imports: Ledger = {
  name: 'imports',
  title: { zh: '导入记录', en: 'Imports' },
  entity: Import,
  columns: [
    column('recordedAt', '上传时间', 'Uploaded', { width: 17 }),
    column('kind', '种类', 'Kind', { kind: 'enum', enum: 'ImportKind', width: 16 }),
    column('fileName', '文件名', 'File', { width: 28 }),
    column('sheet', '工作表', 'Sheet', { width: 14 }),
    column('state', '状态', 'State', { width: 12 }),
    column('rows', '行数', 'Rows', { width: 8 }),
    column('creates', '新增', 'New', { width: 8 }),
    column('updates', '修改', 'Changed', { width: 8 }),
    column('same', '相同', 'Unchanged', { width: 8 }),
    column('refused', '有误', 'Refused', { width: 8 }),
    column('checkedAt', '核对时间', 'Checked at', { width: 17 }),
    column('importedAt', '导入时间', 'Imported at', { width: 17 }),
    column('undoneAt', '撤销时间', 'Undone at', { width: 17 }),
    column('undoneReason', '撤销原因', 'Why undone', { width: 24 }),
    column('byName', '导入人', 'By whom', { width: 12 }),
  ],
  form: plainForm('数据导入登记表', 'Register of imports', ['recordedAt', 'kind', 'fileName', 'state', 'rows', 'creates', 'updates', 'same', 'refused', 'importedAt', 'undoneAt', 'undoneReason', 'byName'], { landscape: true }),
};

/** Lists of the platform itself. */
export const ownLedgers: readonly Ledger[] = [journalEntries, works, alerts, labelPrints, exports, channels, deliveries, imports];
