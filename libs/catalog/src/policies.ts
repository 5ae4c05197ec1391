import type { PolicyDefinition } from '@canteen/platform';
import { ReceiptDocumentKind } from './ingredient.rules.ts';

const licenceAlerts = {
  zh: '许可证到期前 90/60/30/7 天提醒，到期后停止收货（通行做法）',
  en: 'Warnings 90/60/30/7 days before a licence ends, then no more deliveries (common practice)',
};

const conformityProof = {
  zh: '食品安全法第五十三条：查验供货者的许可证和食品出厂检验合格证或者其他合格证明',
  en: "Food Safety Law Art 53: check the supplier's licence and the proof of conformity",
};
const farmProduce = {
  zh: '农产品质量安全法第三十九条：承诺达标合格证；食品安全法第五十三条',
  en: 'Agricultural Product Quality and Safety Law Art 39: certificate of conformity; Food Safety Law Art 53',
};
const quarantine = {
  zh: '农产品质量安全法第四十四条：检疫标志、检疫证明；食品安全法第五十三条',
  en: 'Agricultural Product Quality and Safety Law Art 44: quarantine mark and certificate; Food Safety Law Art 53',
};

export interface CatalogPolicy {
  licenceWarnDays: number;
  licenceSecondWarnDays: number;
  licenceThirdWarnDays: number;
  licenceUrgentDays: number;
}

export const catalogPolicy: PolicyDefinition = {
  licenceWarnDays: {
    default: 90, unit: 'd', mark: 'S', citation: licenceAlerts,
    title: { zh: '许可证到期首次提醒', en: 'First warning before a licence ends' },
  },
  licenceSecondWarnDays: {
    default: 60, unit: 'd', mark: 'S', citation: licenceAlerts,
    title: { zh: '许可证到期第二次提醒', en: 'Second warning before a licence ends' },
  },
  licenceThirdWarnDays: {
    default: 30, unit: 'd', mark: 'S', citation: licenceAlerts,
    title: { zh: '许可证到期第三次提醒', en: 'Third warning before a licence ends' },
  },
  licenceUrgentDays: {
    default: 7, unit: 'd', mark: 'S', citation: licenceAlerts,
    title: { zh: '许可证到期紧急提醒', en: 'Urgent warning before a licence ends' },
  },
};

const papers = (kinds: readonly string[], mark: 'V' | 'D', citation: { zh: string; en: string }, zh: string, en: string) => ({
  default: kinds,
  oneOf: Object.values(ReceiptDocumentKind),
  mark,
  citation,
  title: { zh: `${zh}随货证明`, en: `Papers with ${en}` },
});

/** Field = ingredient category, value = the papers each delivery of it needs. A certificate for the whole receipt counts for every line. */
export const deliveryDocumentsPolicy: PolicyDefinition = {
  MEAT: papers(['INVOICE', 'QUARANTINE_CERT', 'INSPECTION_CERT'], 'V', quarantine, '肉类', 'meat'),
  POULTRY: papers(['INVOICE', 'QUARANTINE_CERT'], 'V', quarantine, '禽类', 'poultry'),
  AQUATIC: papers(['INVOICE', 'CONFORMITY_CERT'], 'V', farmProduce, '水产', 'aquatic products'),
  EGG: papers(['INVOICE', 'CONFORMITY_CERT'], 'V', farmProduce, '蛋类', 'eggs'),
  DAIRY: papers(['INVOICE', 'TEST_REPORT'], 'D', conformityProof, '奶类', 'dairy products'),
  SOY: papers(['INVOICE', 'CONFORMITY_CERT'], 'V', conformityProof, '豆制品', 'soy products'),
  VEGETABLE: papers(['INVOICE', 'CONFORMITY_CERT'], 'V', farmProduce, '蔬菜', 'vegetables'),
  FRUIT: papers(['INVOICE', 'CONFORMITY_CERT'], 'V', farmProduce, '水果', 'fruit'),
  GRAIN: papers(['INVOICE', 'CONFORMITY_CERT'], 'V', conformityProof, '粮食', 'grain'),
  OIL: papers(['INVOICE', 'CONFORMITY_CERT'], 'V', conformityProof, '食用油', 'oil'),
  SEASONING: papers(['INVOICE', 'CONFORMITY_CERT'], 'V', conformityProof, '调味品', 'seasonings'),
  DRY_GOODS: papers(['INVOICE', 'CONFORMITY_CERT'], 'V', conformityProof, '干货', 'dry goods'),
  BEVERAGE: papers(['INVOICE', 'CONFORMITY_CERT'], 'V', conformityProof, '饮料', 'beverages'),
  OTHER: papers(['INVOICE'], 'D', conformityProof, '其他', 'other goods'),
};
