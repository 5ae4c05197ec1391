import type { PolicyDefinition } from '../module.ts';

const ours = { zh: '产品建议值：提醒升级时限未见国家统一规定，以本单位制度为准', en: 'Our proposal: no national figure for escalating a warning was found; the institution decides' };

/** When nobody acknowledges an alert, others are told; how far back rules look. */
export const alertPolicies: Record<string, PolicyDefinition> = {
  alerts: {
    urgentHours: {
      default: 2, unit: 'h', min: 1, max: 72, mark: 'D', citation: ours,
      title: { zh: '紧急提醒无人确认时，多久后升级', en: 'Urgent alerts that nobody acknowledged are escalated after' },
    },
    ordinaryHours: {
      default: 24, unit: 'h', min: 1, max: 168, mark: 'D', citation: ours,
      title: { zh: '一般提醒无人确认时，多久后升级', en: 'Ordinary alerts that nobody acknowledged are escalated after' },
    },
    slowHours: {
      default: 72, unit: 'h', min: 1, max: 720, mark: 'D', citation: ours,
      title: { zh: '不急的提醒无人确认时，多久后升级', en: 'Alerts that can wait are escalated after' },
    },
    lookBackDays: {
      default: 7, unit: 'd', min: 1, max: 31, mark: 'D',
      citation: { zh: '产品建议值：更早的问题由周排查处理', en: 'Our proposal: what is older is a matter of the weekly review' },
      title: { zh: '向前检查多少天的餐次与失败的工作', en: 'Meals and failed work of so many days are looked at' },
    },
  },
};

/** Hours to escalation, by how soon harm may come of it. */
export const escalateAfter = {
  urgent: { policy: 'alerts', field: 'urgentHours' },
  ordinary: { policy: 'alerts', field: 'ordinaryHours' },
  slow: { policy: 'alerts', field: 'slowHours' },
} as const;

/** Who is told when those who should act do not: section head, director, principal (domain reference §5.5). */
export const ESCALATED = 'alerts:escalated';
