import type { PolicyDefinition } from '@canteen/platform';

const own = {
  zh: '产品建议值：补录时限未见国家统一规定，以本单位制度为准',
  en: 'Our proposal: no national figure for late entries was found; the institution decides',
};

const certificates = {
  zh: '产品建议值：体检约需两周，留出复检时间。食品安全法第四十五条：从事接触直接入口食品工作的人员每年健康检查，取得健康证明后方可上岗',
  en: 'Our proposal: an examination takes about two weeks, and may have to be repeated. Food Safety Law Art 45: who handles ready-to-eat food is examined every year and works only with a certificate',
};

export const policies: Record<string, PolicyDefinition> = {
  people: {
    readingHours: {
      default: 2,
      unit: 'h',
      mark: 'D',
      citation: own,
      title: { zh: '留样与温度记录晚于此时限即为补录', en: 'Samples and temperatures written later than this are late entries' },
    },
    ledgerHours: {
      default: 24,
      unit: 'h',
      mark: 'D',
      citation: own,
      title: { zh: '台账记录晚于此时限即为补录', en: 'Ledger entries written later than this are late entries' },
    },
    certificateWarnDays: {
      default: 30, unit: 'd', max: 180, mark: 'D', citation: certificates,
      title: { zh: '健康证到期提醒', en: 'Warning before a health certificate ends' },
    },
    certificateUrgentDays: {
      default: 7, unit: 'd', max: 180, mark: 'D', citation: certificates,
      title: { zh: '健康证到期紧急提醒', en: 'Urgent warning before a health certificate ends' },
    },
  },
};
