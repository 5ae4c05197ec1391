import type { SupplierDocumentKind } from '@canteen/catalog';
import type { InstitutionKey, Two } from './institutions.ts';
import type { Round } from './ingredients.ts';

export interface SupplierSeed {
  key: string;
  name: Two;
  creditCode: string;
  address: string;
  contact: string;
  phone: string;
  /** which rounds it drives, for whom */
  rounds: Partial<Record<InstitutionKey, readonly Round[]>>;
  /** papers on file: kind, number, days from the first start until they end (none: until further notice) */
  papers: readonly (readonly [kind: SupplierDocumentKind, number: string, endsInDays: number | null])[];
  /** stays an applicant, or was frozen for this reason */
  fate?: 'applicant' | { frozen: string };
}

/** Invented names, codes, addresses and people. */
export const suppliers: readonly SupplierSeed[] = [
  {
    key: 'fenghe', name: ['泉州丰禾食品有限公司', 'Fenghe Foods, Quanzhou'], creditCode: '9135050000DEMO0001', address: '泉州市笋江区城东农贸路 9 号', contact: '谢小川', phone: '05950000501',
    rounds: { 'party-school': ['meat'] },
    papers: [['BUSINESS_LICENCE', '350500-1001', null], ['FOOD_LICENCE', 'JY13505000000001', 640], ['CONTRACT', 'CT-2601', 210]],
  },
  {
    key: 'lvfeng', name: ['南安市绿丰蔬菜专业合作社', 'Lüfeng Vegetable Cooperative, Nan’an'], creditCode: '9335058300DEMO0002', address: '南安市水头镇绿丰村 3 号', contact: '洪阿海', phone: '05950000502',
    // edible farm produce needs no food licence (Food Safety Law Art 35)
    rounds: { 'party-school': ['greens'] },
    papers: [['BUSINESS_LICENCE', '350583-2002', null], ['TEST_REPORT', 'NC-260310', 150]],
  },
  {
    key: 'xianda', name: ['福建鲜达农产品配送有限公司', 'Xianda Fresh Delivery, Fujian'], creditCode: '9135050000DEMO0003', address: '泉州市笋江区物流大道 88 号', contact: '邱志鹏', phone: '05950000503',
    rounds: { 'primary-school': ['meat', 'greens'], agency: ['meat', 'greens'] },
    papers: [['BUSINESS_LICENCE', '350500-1003', null], ['FOOD_LICENCE', 'JY13505000000003', 980]],
  },
  {
    key: 'haixi', name: ['石狮海希冷链食品有限公司', 'Haixi Cold Chain Foods, Shishi'], creditCode: '9135058100DEMO0004', address: '石狮市祥芝镇渔港路 21 号', contact: '蔡建新', phone: '05950000504',
    rounds: { 'party-school': ['sea'], 'primary-school': ['sea'], agency: ['sea'] },
    papers: [['BUSINESS_LICENCE', '350581-3004', null], ['FOOD_LICENCE', 'JY13505810000004', 410]],
  },
  {
    key: 'minhe', name: ['笋江区闽禾粮油副食商行', 'Minhe Grain and Groceries, Sunjiang'], creditCode: '9135050000DEMO0005', address: '泉州市笋江区粮仓巷 12 号', contact: '郭秀兰', phone: '05950000505',
    // the licence that is about to end
    rounds: { 'party-school': ['dry'], 'primary-school': ['dry'], agency: ['dry'] },
    papers: [['BUSINESS_LICENCE', '350500-1005', null], ['FOOD_LICENCE', 'JY13505000000005', 12]],
  },
  {
    key: 'xinhe', name: ['鑫禾生鲜超市', 'Xinhe Fresh Market'], creditCode: '9135050000DEMO0007', address: '泉州市笋江区新华路 45 号', contact: '戴小兵', phone: '05950000507',
    rounds: {}, papers: [['BUSINESS_LICENCE', '350500-1007', null]], fate: 'applicant',
  },
  {
    key: 'shunfa', name: ['顺发冻品批发部', 'Shunfa Frozen Wholesale'], creditCode: '9135050000DEMO0008', address: '泉州市笋江区北门冻品市场 7 号', contact: '阮永顺', phone: '05950000508',
    rounds: {}, papers: [['BUSINESS_LICENCE', '350500-1008', null], ['FOOD_LICENCE', 'JY13505000000008', 200]],
    fate: { frozen: '抽检一批冻虾仁不合格，整改完成前暂停供货' },
  },
];
