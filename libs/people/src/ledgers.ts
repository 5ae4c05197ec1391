import { column, plainForm, type Ledger } from '@canteen/platform';
import { Area } from './area.entity.ts';
import { Canteen } from './canteen.entity.ts';
import { ClosedPeriod } from './closed-period.entity.ts';
import { Correction } from './correction.entity.ts';
import { HealthCertificate } from './health-certificate.entity.ts';
import { Membership } from './membership.entity.ts';
import { Organization } from './organization.entity.ts';
import { Person } from './person.entity.ts';

const canteen = column('canteen', '食堂', 'Canteen', { path: 'canteen.name', width: 20 });
const recordedAt = column('recordedAt', '记录时间', 'Recorded at', { width: 17 });

const organizations: Ledger = {
  name: 'organizations',
  title: { zh: '单位', en: 'Organizations' },
  entity: Organization,
  columns: [
    column('name', '名称', 'Name', { width: 28 }),
    column('kind', '单位类型', 'Kind', { width: 14 }),
    column('timeZone', '时区', 'Time zone', { width: 16, aside: true }),
    recordedAt,
  ],
  at: '/organizations/{id}/show',
  form: plainForm('单位名册', 'Organizations', ['name', 'kind', 'recordedAt']),
};

const canteens: Ledger = {
  name: 'canteens',
  title: { zh: '食堂', en: 'Canteens' },
  entity: Canteen,
  columns: [
    column('name', '名称', 'Name', { width: 24 }),
    column('operation', '经营方式', 'Operation', { width: 12 }),
    column('contractor', '承包方', 'Contractor', { path: 'contractor.name', width: 24 }),
    column('diners', '每餐就餐人数', 'Diners per meal', { width: 14, total: true }),
    column('coldDishesLicensed', '许可含冷食类', 'Licensed for cold dishes', { width: 14 }),
    column('address', '地址', 'Address', { width: 30 }),
    column('slug', '网址名', 'Address name', { width: 14, aside: true }),
    column('active', '启用', 'In use', { width: 8 }),
    recordedAt,
  ],
  at: '/canteens/{id}/show',
  form: plainForm('食堂名册', 'Canteens', ['name', 'operation', 'contractor', 'diners', 'coldDishesLicensed', 'address', 'active'], { landscape: true }),
};

const areas: Ledger = {
  name: 'areas',
  title: { zh: '场所', en: 'Areas' },
  entity: Area,
  columns: [canteen, column('name', '名称', 'Name', { width: 20 }), column('kind', '场所类型', 'Kind', { width: 14 }), column('active', '启用', 'In use', { width: 8 }), recordedAt],
  at: '/canteens/{canteen.id}/show',
  form: plainForm('场所一览表', 'Areas', ['canteen', 'name', 'kind', 'active', 'recordedAt']),
};

const persons: Ledger = {
  name: 'persons',
  title: { zh: '人员', en: 'People' },
  entity: Person,
  columns: [
    column('name', '姓名', 'Name', { width: 12 }),
    column('account', '账号', 'Account', { width: 16 }),
    column('phone', '电话', 'Telephone', { width: 16 }),
    column('email', '电子邮箱', 'E-mail', { width: 26 }),
    column('language', '语言', 'Language', { width: 8 }),
    column('active', '启用', 'In use', { width: 8 }),
  ],
  at: '/persons/{id}/show',
  form: plainForm('人员名册', 'People', ['name', 'account', 'phone', 'email', 'active']),
};

const memberships: Ledger = {
  name: 'memberships',
  title: { zh: '岗位', en: 'Roles' },
  entity: Membership,
  columns: [
    column('person', '姓名', 'Name', { path: 'person.name', width: 12 }),
    column('role', '岗位', 'Role', { width: 20 }),
    canteen,
    column('phone', '电话', 'Telephone', { path: 'person.phone', width: 16 }),
    column('validFrom', '起始日', 'From', { width: 12 }),
    column('validTo', '截止日', 'Until', { width: 12 }),
    column('endedAt', '结束时间', 'Ended', { width: 17 }),
    recordedAt,
  ],
  at: '/persons/{person.id}/show',
  form: {
    title: { zh: '食堂人员岗位名册', en: 'Roll of people and roles' },
    columns: ['person', 'role', 'canteen', 'phone', 'validFrom', 'validTo', 'endedAt'],
    signatures: [{ zh: '制表人', en: 'Drawn up by' }, { zh: '负责人', en: 'Person in charge' }],
    source: { zh: '[D] 版式为本系统建议，示意通行做法，不是官方表样。', en: '[D] Layout proposed by this system; it shows usual practice and is not an official form.' },
  },
};

/** Food Safety Law Art 45; whoever exports or prints it has read it, and that is on record. */
const healthCertificates: Ledger = {
  name: 'healthCertificates',
  title: { zh: '健康证台账', en: 'Health certificates' },
  entity: HealthCertificate,
  columns: [
    column('person', '姓名', 'Name', { path: 'person.name', width: 12 }),
    canteen,
    column('number', '健康证编号', 'Certificate number', { width: 22 }),
    column('validFrom', '发证日期', 'Valid from', { width: 12 }),
    column('validTo', '有效期至', 'Valid to', { width: 12 }),
    column('status', '状态', 'Status', { width: 12 }),
    recordedAt,
  ],
  period: 'validTo',
  at: '/persons/{person.id}/show',
  form: {
    title: { zh: '从业人员健康证明登记表', en: 'Register of health certificates' },
    columns: ['person', 'canteen', 'number', 'validFrom', 'validTo', 'status', 'recordedAt'],
    signatures: [{ zh: '登记人', en: 'Registered by' }, { zh: '食品安全员', en: 'Food-safety officer' }],
    source: {
      zh: '[M] 版式示意通行做法，不是官方表样；每年取得健康证明依《食品安全法》第四十五条 [V]。',
      en: '[M] The layout shows usual practice and is not an official form; the yearly certificate itself is Food Safety Law Art 45 [V].',
    },
  },
};

const closedPeriods: Ledger = {
  name: 'closedPeriods',
  title: { zh: '关账月份', en: 'Closed months' },
  entity: ClosedPeriod,
  columns: [canteen, column('month', '月份', 'Month', { width: 10 }), column('closedBy', '关账人', 'Closed by', { path: 'closedBy.name', width: 12 }), column('closedAt', '关账时间', 'Closed at', { width: 17 })],
  at: '/periods',
  form: plainForm('关账登记表', 'Register of closed months', ['canteen', 'month', 'closedBy', 'closedAt']),
};

const declaredCorrections: Ledger = {
  name: 'declaredCorrections',
  title: { zh: '更正记录', en: 'Corrections' },
  entity: Correction,
  columns: [
    column('declaredAt', '更正时间', 'Declared at', { width: 17 }),
    canteen,
    column('recordType', '记录类型', 'Kind of record', { kind: 'enum', enum: 'RecordType', width: 16 }),
    column('statement', '更正内容', 'What is right', { width: 40 }),
    column('reason', '更正原因', 'Why it was wrong', { width: 30 }),
    column('declaredBy', '更正人', 'Declared by', { path: 'declaredBy.name', width: 12 }),
    column('recordedAt', '记录时间', 'Recorded at', { width: 17, aside: true }),
    column('recordId', '记录号', 'Record', { width: 38, aside: true }),
  ],
  period: 'declaredAt',
  at: '/declaredCorrections',
  form: {
    title: { zh: '记录更正登记表', en: 'Register of corrections' },
    columns: ['declaredAt', 'canteen', 'recordType', 'statement', 'reason', 'declaredBy'],
    signatures: [{ zh: '登记人', en: 'Registered by' }, { zh: '审核人', en: 'Reviewed by' }, { zh: '食品安全员', en: 'Food-safety officer' }],
    landscape: true,
    source: { zh: '[D] 版式为本系统建议：原记录不改，更正另立一行。', en: '[D] Layout proposed by this system: the record stays, its correction stands beside it.' },
  },
};

/** What of this module leaves the house as a sheet or on paper. */
export const ledgers: readonly Ledger[] = [organizations, canteens, areas, persons, memberships, healthCertificates, closedPeriods, declaredCorrections];
