import type { Messages } from '@canteen/kernel';
import { alertActions, alertEnums, alertErrors } from './alerts/messages.ts';
import { deliveryEnums, deliveryErrors } from './delivery/messages.ts';
import { fileErrors } from './files/messages.ts';
import { importEnums, importErrors } from './imports/messages.ts';
import { ledgerEnums, ledgerErrors } from './ledgers/messages.ts';
import { printMessages } from './print/messages.ts';
import { reportMessages } from './report/messages.ts';
import { workEnums } from './work/messages.ts';

/** Words of what every module may refuse. */
export const messages: Messages = {
  errors: {
    ...alertErrors,
    ...deliveryErrors,
    ...fileErrors,
    ...importErrors,
    ...ledgerErrors,
    ...printMessages.errors,
    ...reportMessages.errors,
    WORK_ENDED: { zh: '这项工作已经结束，不能再取消。', en: 'This work has ended already; it cannot be cancelled.' },
    WORK_FAILED: { zh: '出错未能完成，已多次重试：{reason}', en: 'It failed, several attempts over: {reason}' },
    UNAUTHENTICATED: { zh: '请先登录。', en: 'Please sign in first.' },
    FORBIDDEN: { zh: '您的岗位没有此项权限。', en: 'Your role does not allow this.' },
    INTERNAL_SERVER_ERROR: { zh: '系统出错，未保存任何更改。请告知管理员编号 {requestId}。', en: 'Something went wrong here; nothing was saved. Please tell the administrator number {requestId}.' },
    NOT_FOUND: { zh: '找不到该记录（{what}）。', en: 'There is no such record ({what}).' },
    ACTION_NOT_ALLOWED: { zh: '当前状态「{state}」不能执行「{action}」。请刷新后再看。', en: 'In state {state} the action {action} is not possible. Please reload.' },
    STALE_RECORD: { zh: '您修改期间 {by} 已更新此记录（改动：{changed}；您的版本 {given}，现为 {current}）。请刷新后重做。', en: '{by} changed this record meanwhile ({changed}; yours is version {given}, it is now {current}). Reload and repeat your change.' },
    VERSION_REQUIRED: { zh: '修改须带上所见的版本号。', en: 'An edit must send the version it was based on.' },
    ORGANIZATION_REQUIRED: { zh: '您在多个单位任职，请先选择单位。', en: 'You work for several organizations; choose one.' },
    REASON_REQUIRED: { zh: '须写明原因。', en: 'A reason is required.' },
    WRONG_TYPE: { zh: '值的类型不对：应为 {expected}，收到 {given}。', en: 'Wrong type: expected {expected}, but got {given}.' },
    NOT_AN_INSTANT: { zh: '不是带时区的时间（例：2026-11-21T06:12:00+08:00）：{given}', en: 'Expected a time with zone such as 2026-11-21T06:12:00+08:00, but got {given}' },
    NOT_A_DAY: { zh: '不是日期（例：2026-11-21）：{given}', en: 'Expected a date such as 2026-11-21, but got {given}' },
    NOT_A_DECIMAL: { zh: '不是有效数字（整数最多 12 位，小数最多 6 位）：{given}', en: 'Expected a number with at most 12 digits and 6 decimals, but got {given}' },
    TEXT_TOO_LONG: { zh: '文字最多 {max} 个字，现有 {given} 个。', en: 'At most {max} characters are allowed, but got {given}.' },
    TEXT_HAS_CONTROL_CHARACTERS: { zh: '文字含有不可见的控制字符。', en: 'The text holds control characters.' },
    TEXT_REQUIRED: { zh: '此项必填。', en: 'This is required.' },
    UNKNOWN_UNIT: { zh: '未知的计量单位：{given}', en: 'Unknown unit of measure: {given}' },
    UNKNOWN_CURRENCY: { zh: '只接受人民币（CNY），收到 {given}。', en: 'Only CNY is accepted, but got {given}.' },
    MONEY_FINER_THAN_FEN: { zh: '金额最多两位小数，收到 {given}。', en: 'An amount has at most two decimals, but got {given}.' },
    UNIT_MISMATCH: { zh: '无法从「{from}」换算为「{to}」。请先为该原料登记包装或单件重量。', en: 'Cannot convert {from} to {to}. First record the ingredient\'s pack or piece weight.' },
    QUANTITY_NOT_POSITIVE: { zh: '数量必须大于零，收到 {given}。', en: 'The quantity must be above zero, but got {given}.' },
    QUANTITY_ABSURD: { zh: '数量 {given} 超出合理范围（最多 {max}）。', en: 'The quantity {given} is beyond reason (at most {max}).' },
    LIST_TOO_LONG: { zh: '一次最多 {max} 项，收到 {given} 项。', en: 'At most {max} items at once, but got {given}.' },
    PAGE_OUT_OF_RANGE: { zh: '页码从 1 开始，收到 {given}。', en: 'Pages count from 1, but got {given}.' },
    PAGE_SIZE_OUT_OF_RANGE: { zh: '每页 1 至 {max} 条，收到 {given}。', en: 'A page holds 1 to {max} rows, but got {given}.' },
    SORT_UNKNOWN: { zh: '不能按「{given}」排序。', en: 'Cannot sort by {given}.' },
    FILTER_UNKNOWN: { zh: '不能按「{given}」筛选。', en: 'Cannot filter by {given}.' },
    IDEMPOTENCY_KEY_MALFORMED: { zh: '幂等键须为 8 至 200 个可见 ASCII 字符。', en: 'An idempotency key has 8 to 200 visible ASCII characters.' },
    IDEMPOTENCY_KEY_REUSED: { zh: '同一幂等键已用于另一操作。', en: 'This idempotency key was used for another act.' },
    ONE_MUTATION_PER_REQUEST: { zh: '一次请求只能做一件事。', en: 'One request does one act.' },
    POLICY_UNKNOWN: { zh: '没有此项限值：{given}', en: 'There is no such limit: {given}' },
    POLICY_VALUE_WRONG_TYPE: { zh: '限值类型应为 {expected}，收到 {given}。', en: 'The limit must be a {expected}, but got {given}.' },
    POLICY_VALUE_OUT_OF_RANGE: { zh: '限值须在 {min} 与 {max} 之间，收到 {given}。', en: 'The limit must lie between {min} and {max}, but got {given}.' },
    POLICY_VALUE_MALFORMED: { zh: '此限值不能取「{given}」。', en: 'The limit cannot be or hold "{given}".' },
    JOURNAL_HEAD_MALFORMED: { zh: '链头格式应为「序号:哈希」。', en: 'A head reads seq:hash.' },
  },
  enums: { ...importEnums, ...alertEnums, ...deliveryEnums, ...ledgerEnums, ...workEnums },
  actions: alertActions,
  fields: {
    recordedAt: { zh: '记录时间', en: 'Recorded' },
    occurredAt: { zh: '发生时间', en: 'Happened' },
    day: { zh: '日期', en: 'Day' },
  },
};
