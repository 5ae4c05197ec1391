import type { AreaKind, CanteenOperation, OrganizationKind, Role } from '@canteen/people';

/** Chinese and English words of one thing. */
export type Two = readonly [zh: string, en: string];

/**
 * The one password of all demonstration accounts, and the one PIN. They exist nowhere but here, and here they are only
 * used to fill an empty database with the demonstration.
 */
export const DEMO_PASSWORD = 'citong-blossom';
export const DEMO_PIN = '2468';

export interface PersonSeed {
  /** how the replay calls this person, within the institution */
  key: string;
  name: string;
  role: Role;
  phone: string;
  account?: string;
  /** signs with a PIN on a shared device */
  pin?: boolean;
  /** the role holds for the whole organization, not for the canteen alone */
  wide?: boolean;
  /** in the tour's list of accounts */
  shown?: boolean;
  /** works with food, so a health certificate is filed (Food Safety Law Art 45); days from the first start until it ends */
  certificateDays?: number;
}

export interface InstitutionSeed {
  key: InstitutionKey;
  kind: OrganizationKind;
  name: Two;
  canteen: {
    name: Two;
    slug: string;
    operation: CanteenOperation;
    contracted?: boolean;
    coldDishesLicensed: boolean;
    diners: number;
    address: string;
  };
  areas: readonly { kind: AreaKind; name: Two }[];
  people: readonly PersonSeed[];
}

export type InstitutionKey = 'party-school' | 'primary-school' | 'agency';

/** Every name and telephone number below is invented. */
export const contractor = { kind: 'CONTRACTOR', name: ['福建海丝膳食服务有限公司', 'Haisi Catering Co., Fujian'] } as const;
export const authority = { kind: 'AUTHORITY', name: ['泉州市笋江区市场监督管理局', 'Sunjiang District Market Supervision Bureau'] } as const;

export const inspector = {
  name: '林监平', role: 'INSPECTOR', account: 'inspector', phone: '05950000901', at: 'party-school',
} as const;

const commonAreas = [
  { kind: 'RECEIVING', name: ['收货区', 'Receiving bay'] },
  { kind: 'STORE', name: ['干货库', 'Dry store'] },
  { kind: 'CHILLED_STORE', name: ['冷藏库', 'Chilled store'] },
  { kind: 'FROZEN_STORE', name: ['冷冻库', 'Frozen store'] },
  { kind: 'KITCHEN', name: ['热厨房', 'Hot kitchen'] },
  { kind: 'SERVING', name: ['备餐间', 'Serving room'] },
  { kind: 'WASH', name: ['洗消间', 'Dishwashing room'] },
  { kind: 'DINING', name: ['餐厅', 'Dining hall'] },
  { kind: 'SAMPLE_FRIDGE', name: ['留样柜', 'Sample fridge'] },
] as const satisfies InstitutionSeed['areas'];

export const institutions: readonly InstitutionSeed[] = [
  {
    key: 'party-school',
    kind: 'PARTY_SCHOOL',
    name: ['泉州市刺桐党校', 'Citong Party School, Quanzhou'],
    canteen: {
      name: ['学员餐厅', 'Trainees’ Canteen'], slug: 'citong', operation: 'CONTRACTED', contracted: true,
      coldDishesLicensed: true, diners: 260, address: '福建省泉州市笋江区清源路 18 号',
    },
    areas: [...commonAreas, { kind: 'COLD_ROOM', name: ['冷食专间', 'Cold room'] }],
    people: [
      { key: 'administrator', name: '苏文海', role: 'ADMINISTRATOR', phone: '05950000101', account: 'admin', wide: true, shown: true },
      { key: 'manager', name: '陈雅琴', role: 'MANAGER', phone: '05950000102', account: 'manager', pin: true, wide: true, shown: true, certificateDays: 201 },
      { key: 'storekeeper', name: '吴建国', role: 'STOREKEEPER', phone: '05950000103', account: 'storekeeper', pin: true, shown: true, certificateDays: 143 },
      { key: 'second', name: '林秀珍', role: 'STOREKEEPER', phone: '05950000104', account: 'storekeeper2', pin: true, shown: true, certificateDays: 96 },
      { key: 'cook', name: '郑大勇', role: 'COOK', phone: '05950000105', account: 'cook', pin: true, shown: true, certificateDays: 18 },
      { key: 'cook2', name: '张丽华', role: 'COOK', phone: '05950000106', pin: true, certificateDays: 277 },
      { key: 'officer', name: '许晓燕', role: 'FOOD_SAFETY_OFFICER', phone: '05950000107', account: 'officer', pin: true, shown: true, certificateDays: 310 },
      { key: 'director', name: '蔡明辉', role: 'FOOD_SAFETY_DIRECTOR', phone: '05950000108', account: 'director', pin: true, shown: true, certificateDays: 154 },
      { key: 'leader', name: '王庆元', role: 'DIVISION_LEADER', phone: '05950000109', account: 'leader', wide: true, shown: true },
      { key: 'principal', name: '叶国栋', role: 'PRINCIPAL', phone: '05950000110', account: 'principal', wide: true, shown: true },
      { key: 'supervisor', name: '洪素梅', role: 'SUPERVISOR', phone: '05950000111', account: 'supervisor', wide: true, shown: true },
      { key: 'contractor', name: '黄志强', role: 'CONTRACTOR_MANAGER', phone: '05950000112', account: 'contractor', pin: true, shown: true, certificateDays: 230 },
    ],
  },
  {
    key: 'primary-school',
    kind: 'PRIMARY_SCHOOL',
    name: ['泉州市晋水实验小学', 'Jinshui Experimental Primary School'],
    canteen: {
      name: ['学生食堂', 'Pupils’ Canteen'], slug: 'jinshui', operation: 'OWN',
      coldDishesLicensed: false, diners: 420, address: '福建省泉州市笋江区新门巷 6 号',
    },
    areas: commonAreas,
    people: [
      { key: 'manager', name: '庄惠珠', role: 'MANAGER', phone: '05950000202', account: 'school-manager', pin: true, wide: true, shown: true, certificateDays: 188 },
      { key: 'storekeeper', name: '何木生', role: 'STOREKEEPER', phone: '05950000203', pin: true, certificateDays: 75 },
      { key: 'cook', name: '曾阿敏', role: 'COOK', phone: '05950000205', pin: true, certificateDays: 264 },
      { key: 'officer', name: '柯雪芬', role: 'FOOD_SAFETY_OFFICER', phone: '05950000207', account: 'school-officer', pin: true, certificateDays: 122 },
      { key: 'director', name: '傅清泉', role: 'FOOD_SAFETY_DIRECTOR', phone: '05950000208', pin: true, certificateDays: 299 },
      { key: 'principal', name: '颜若兰', role: 'PRINCIPAL', phone: '05950000210', account: 'school-principal', wide: true },
    ],
  },
  {
    key: 'agency',
    kind: 'AGENCY',
    name: ['泉州市笋江区机关事务服务中心', 'Sunjiang District Office Services Centre'],
    canteen: {
      name: ['机关食堂', 'Staff Canteen'], slug: 'sunjiang', operation: 'OWN',
      coldDishesLicensed: true, diners: 180, address: '福建省泉州市笋江区府前街 1 号',
    },
    areas: [...commonAreas, { kind: 'COLD_ROOM', name: ['冷食专间', 'Cold room'] }],
    people: [
      { key: 'manager', name: '施美玲', role: 'MANAGER', phone: '05950000302', account: 'agency-manager', pin: true, wide: true, shown: true, certificateDays: 166 },
      { key: 'storekeeper', name: '潘志明', role: 'STOREKEEPER', phone: '05950000303', pin: true, certificateDays: 240 },
      { key: 'cook', name: '赖金水', role: 'COOK', phone: '05950000305', pin: true, certificateDays: 109 },
      { key: 'officer', name: '龚晓彤', role: 'FOOD_SAFETY_OFFICER', phone: '05950000307', account: 'agency-officer', pin: true, certificateDays: 215 },
      { key: 'director', name: '尤振华', role: 'FOOD_SAFETY_DIRECTOR', phone: '05950000308', pin: true, certificateDays: 320 },
      { key: 'leader', name: '温志远', role: 'DIVISION_LEADER', phone: '05950000309', account: 'agency-leader', wide: true },
    ],
  },
];
