import type { Messages } from '@canteen/kernel';

export const alertErrors: NonNullable<Messages['errors']> = {
  CALENDAR_NONE: { zh: '您没有日历订阅。', en: 'You have no calendar feed.' },
  ALERT_RULE_UNKNOWN: { zh: '没有此项提醒规则：{given}', en: 'There is no such alert rule: {given}' },
  ALERT_RULE_IS_LAW: { zh: '此项提醒依据法规，不能停用：{law}', en: 'This rule watches what the law asks for and cannot be switched off: {law}' },
  ALERT_RULE_ON_ALREADY: { zh: '此项提醒已经启用。', en: 'This rule is on already.' },
  ALERT_RULE_OFF_ALREADY: { zh: '此项提醒已经停用。', en: 'This rule is off already.' },
};

export const alertEnums: NonNullable<Messages['enums']> = {
  AlertState: {
    RAISED: { zh: '待确认', en: 'Raised' },
    ACKNOWLEDGED: { zh: '处理中', en: 'Acknowledged' },
    RESOLVED: { zh: '已解除', en: 'Resolved' },
  },
  AlertSeverity: {
    INFO: { zh: '提示', en: 'For information' },
    WARN: { zh: '警告', en: 'Warning' },
    CRITICAL: { zh: '严重', en: 'Critical' },
  },
  AlertResolvedBy: {
    FACTS: { zh: '事实已消除', en: 'By the facts' },
    PERSON: { zh: '由人说明原因', en: 'By a person' },
  },
};

export const alertActions: NonNullable<Messages['actions']> = {
  ACKNOWLEDGE: { zh: '确认', en: 'Acknowledge' },
  RESOLVE: { zh: '解除', en: 'Resolve' },
};
