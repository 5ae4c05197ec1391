import { column, type Ledger } from '@canteen/platform';
import { Ingredient } from './ingredient.entity.ts';
import { Allergen, MANDATORY_ALLERGENS } from './ingredient.rules.ts';
import { messages } from './messages.ts';
import { Supplier, SupplierDocument } from './supplier.entity.ts';
import type { SupplierDocumentKind } from './supplier.rules.ts';

/** The number of the supplier's latest paper of a kind; ✓ where it has none. */
const latest = (kind: SupplierDocumentKind) => (alias: string) =>
  `(select coalesce(nullif(d.number, ''), '✓') from supplier_document d where d.supplier_id = ${alias}.id and d.kind = '${kind}' order by d.valid_from desc, d.id desc limit 1)`;

const paper = (key: string, zh: string, en: string, kind: SupplierDocumentKind) => column(key, zh, en, { sql: latest(kind), kind: 'text', needs: null, width: 20 });

const suppliers: Ledger = {
  name: 'suppliers',
  title: { zh: '供货者名录', en: 'Suppliers' },
  entity: Supplier,
  columns: [
    column('number', '编号', 'Number', { width: 14 }),
    column('name', '供货者名称', 'Supplier', { width: 28 }),
    column('creditCode', '统一社会信用代码', 'Credit code', { width: 22 }),
    column('address', '地址', 'Address', { width: 30 }),
    column('contact', '联系人', 'Contact', { width: 12 }),
    column('phone', '联系电话', 'Telephone', { width: 16 }),
    paper('businessLicence', '营业执照', 'Business licence', 'BUSINESS_LICENCE'),
    paper('foodLicence', '食品经营许可证', 'Food business licence', 'FOOD_LICENCE'),
    paper('productionLicence', '食品生产许可证', 'Food production licence', 'PRODUCTION_LICENCE'),
    column('licenceValidTo', '许可有效期至', 'Licence valid to', { width: 13 }),
    column('licenceStatus', '许可状态', 'Licence', { width: 12 }),
    column('state', '准入状态', 'State', { width: 10 }),
    column('stateReason', '限制或清退原因', 'Reason for the state', { width: 24 }),
    column('recordedAt', '建档时间', 'On file since', { width: 17 }),
  ],
  at: '/suppliers/{id}/show',
  form: {
    title: { zh: '食品供货者名录', en: 'Register of food suppliers' },
    columns: [
      'number',
      'name',
      { title: { zh: '地址及联系方式', en: 'Address and contact' }, columns: ['address', 'contact', 'phone'] },
      { title: { zh: '证照', en: 'Licences' }, columns: ['creditCode', 'businessLicence', 'foodLicence', 'productionLicence', 'licenceValidTo'] },
      'licenceStatus',
      'state',
    ],
    signatures: [{ zh: '制表人', en: 'Drawn up by' }, { zh: '食品安全员', en: 'Food-safety officer' }, { zh: '负责人', en: 'Person in charge' }],
    landscape: true,
    source: {
      zh: '[D] 《食品安全法》第五十三条要求查验供货者许可证；版式为本系统建议，不是官方表样。',
      en: '[D] Food Safety Law Art 53 asks for the supplier’s licence to be checked; the layout is proposed by this system and not an official form.',
    },
  },
};

const supplierDocuments: Ledger = {
  name: 'supplierDocuments',
  title: { zh: '供货者证照台账', en: 'Supplier documents' },
  entity: SupplierDocument,
  columns: [
    column('supplierNumber', '供货者编号', 'Supplier number', { path: 'supplier.number', width: 14 }),
    column('supplier', '供货者', 'Supplier', { path: 'supplier.name', width: 28 }),
    column('kind', '证照种类', 'Kind', { width: 18 }),
    column('number', '证照编号', 'Document number', { width: 24 }),
    column('validFrom', '起始日', 'Valid from', { width: 12 }),
    column('validTo', '有效期至', 'Valid to', { width: 12 }),
    column('status', '状态', 'Status', { width: 12 }),
    column('file', '附件', 'File', { path: 'file.name', width: 20, aside: true }),
    column('recordedAt', '登记时间', 'Recorded at', { width: 17 }),
  ],
  period: 'validTo',
  at: '/suppliers/{supplier.id}/show',
  form: {
    title: { zh: '供货者证照登记表（索证索票）', en: 'Register of supplier documents' },
    columns: ['supplier', 'kind', 'number', 'validFrom', 'validTo', 'status', 'recordedAt'],
    signatures: [{ zh: '登记人', en: 'Registered by' }, { zh: '审核人', en: 'Reviewed by' }],
    source: { zh: '[M] 版式示意索证索票的通行做法，不是官方表样。', en: '[M] The layout shows usual practice and is not an official form.' },
  },
};

/** GB 7718-2025: of a mandatory class of which nothing is said the answer is unknown, never free. */
const presence = (allergen: string) => (alias: string) => {
  const said = `(select s.presence from ingredient_allergen s where s.ingredient_id = ${alias}.id and s.allergen = '${allergen}')`;
  return (MANDATORY_ALLERGENS as readonly string[]).includes(allergen) ? `coalesce(${said}, 'UNKNOWN')` : said;
};
const allergenKey = (allergen: string) => `allergen${allergen.toLowerCase().replace(/(^|_)(\w)/g, (_all, _line, letter: string) => letter.toUpperCase())}`;
const allergens = Object.keys(Allergen).map((allergen) => {
  const { zh, en } = messages.enums!['Allergen']![allergen]!;
  return column(allergenKey(allergen), zh, en, { sql: presence(allergen), kind: 'enum', enum: 'AllergenPresence', needs: null, width: 10 });
});
const others = Object.keys(Allergen).filter((allergen) => !(MANDATORY_ALLERGENS as readonly string[]).includes(allergen));

const ingredients: Ledger = {
  name: 'ingredients',
  title: { zh: '原料', en: 'Ingredients' },
  entity: Ingredient,
  columns: [
    column('name', '原料名称', 'Ingredient', { width: 20 }),
    column('category', '类别', 'Category', { width: 12 }),
    column('storage', '贮存条件', 'Storage', { width: 10 }),
    column('labelMaxCelsius', '标签最高贮存温度', 'Highest label temperature', { unit: { zh: '℃', en: '°C' }, width: 12 }),
    column('unit', '库存单位', 'Stock unit', { width: 10 }),
    column('pieceWeight', '单件重量', 'Piece weight', { width: 12 }),
    column('shelfLifeDays', '保质期', 'Shelf life', { unit: { zh: '天', en: 'days' }, width: 10 }),
    column('byDay', '按日归集的调味品', 'Seasoning attributed by day', { width: 12 }),
    ...allergens,
    column('energyKj', '能量', 'Energy', { unit: { zh: 'kJ/100g', en: 'kJ/100 g' }, width: 12 }),
    column('proteinG', '蛋白质', 'Protein', { unit: { zh: 'g/100g', en: 'g/100 g' }, width: 12 }),
    column('fatG', '脂肪', 'Fat', { unit: { zh: 'g/100g', en: 'g/100 g' }, width: 12 }),
    column('carbohydrateG', '碳水化合物', 'Carbohydrate', { unit: { zh: 'g/100g', en: 'g/100 g' }, width: 12 }),
    column('sodiumMg', '钠', 'Sodium', { unit: { zh: 'mg/100g', en: 'mg/100 g' }, width: 12 }),
    column('gtin', '商品条码', 'GTIN', { width: 16 }),
    column('active', '使用中', 'In use', { width: 8 }),
  ],
  at: '/ingredients/{id}/show',
  form: {
    title: { zh: '原料过敏原一览表', en: 'Allergens of the ingredients' },
    columns: [
      'name',
      'category',
      { title: { zh: '强制标示的八类（GB 7718-2025）', en: 'Eight mandatory classes (GB 7718-2025)' }, columns: MANDATORY_ALLERGENS.map(allergenKey) },
      { title: { zh: '其他已知', en: 'Others that are known' }, columns: others.map(allergenKey) },
    ],
    signatures: [{ zh: '制表人', en: 'Drawn up by' }, { zh: '食品安全员', en: 'Food-safety officer' }],
    landscape: true,
    source: {
      zh: '[D] 类别按 GB 7718-2025 [V]；食堂公示属良好做法，版式为本系统建议。未声明的写“未知”，不写“不含”。',
      en: '[D] Classes of GB 7718-2025 [V]; disclosure in a canteen is good practice, the layout is proposed by this system. What nobody declared reads unknown, never free.',
    },
  },
};

/** What of this module leaves the house as a sheet or on paper. */
export const ledgers: readonly Ledger[] = [suppliers, supplierDocuments, ingredients];
