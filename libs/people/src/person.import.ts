import { DomainError, LocalDate, LocalizedText, uuidv7 } from '@canteen/kernel';
import {
  between, byColumn, created, dayIn, firstOfSheet, pinyinInitials, problemsAt, refused, textIn, updated,
  type Change, type Ctx, type ImportColumn, type ImportDefinition, type ImportPlace, type ImportRow, type Judged,
} from '@canteen/platform';
import { Canteen } from './canteen.entity.ts';
import { grantMembership } from './membership.commands.ts';
import { Membership } from './membership.entity.ts';
import { checkMayGrant, checkMayKeepAccount, checkTermOrder, holdsOn, overlaps, type Held } from './membership.rules.ts';
import { messages } from './messages.ts';
import { Organization } from './organization.entity.ts';
import { filled } from './organization.rules.ts';
import { phoneOf, updatePerson } from './person.commands.ts';
import { Language, Person } from './person.entity.ts';
import type { Role } from './roles.ts';
import { checkAccount, checkEmail } from './sign-in.rules.ts';

const roles = messages.enums!['Role']!;

interface Said {
  name: string;
  account: string | null;
  phone: string | null;
  email: string | null;
  role: Role;
  canteenId: string | null;
  validFrom: LocalDate;
  validTo: LocalDate | null;
}
interface PersonPlan {
  id: string | null;
  version: number;
  said: Said;
  /** name, account, phone or email differ */
  changes: boolean;
  grants: boolean;
}

const columns: readonly ImportColumn[] = [
  { key: 'name', title: { zh: '姓名', en: 'Name' }, kind: 'text', required: true, max: 60, example: '陈小明', aliases: ['名字', '人员姓名', '员工姓名', '职工姓名', 'Full name'], help: { zh: '真实姓名', en: 'The real name' } },
  { key: 'account', title: { zh: '账号', en: 'Account' }, kind: 'text', max: 60, example: 'chenxm', aliases: ['登录账号', '用户名', '登录名', '工号', 'User name', 'Login'], help: { zh: '需要登录的人填写；密码由本人或管理员另行设置，表格里不放密码', en: 'For those who sign in; passwords are set apart and never stand in a sheet' } },
  { key: 'phone', title: { zh: '电话', en: 'Phone' }, kind: 'text', max: 40, example: '13800000000', aliases: ['手机', '手机号', '手机号码', '联系电话', '电话号码', 'Mobile', 'Telephone'], help: { zh: '账号和电话至少填一项：凭它识别同一个人', en: 'The account or the phone is needed: by it one person is known again' } },
  { key: 'email', title: { zh: '电子邮箱', en: 'E-mail' }, kind: 'text', max: 200, example: '', aliases: ['邮箱', '邮件', 'Email', 'Mail'], help: { zh: '接收提醒；可留空', en: 'Where alerts are sent; may be empty' } },
  {
    key: 'role', title: { zh: '岗位', en: 'Role' }, kind: 'choice', required: true, choices: roles, example: '厨师', aliases: ['职务', '角色', '工种', '岗位名称', 'Position'],
    synonyms: { MANAGER: ['食堂经理', '经理', '主管'], STOREKEEPER: ['仓管员', '仓库管理员', '保管员', '库管'], COOK: ['厨工', '炊事员', '帮厨'], FOOD_SAFETY_OFFICER: ['食安员', '食品安全管理员'], FOOD_SAFETY_DIRECTOR: ['食安总监'], PRINCIPAL: ['校长', '主要领导'], ADMINISTRATOR: ['管理员'] },
    help: { zh: '您有权授予的岗位；第二个岗位在人员页面添加', en: 'One that you may grant; a second role is added on the person’s page' },
  },
  { key: 'canteen', title: { zh: '食堂', en: 'Canteen' }, kind: 'text', max: 200, example: '', aliases: ['所在食堂', '工作食堂', '部门', '所属食堂'], help: { zh: '食堂名称；留空为全单位', en: 'Name of the canteen; empty means the whole institution' } },
  { key: 'validFrom', title: { zh: '起始日', en: 'From' }, kind: 'day', example: '2026-09-01', aliases: ['上岗日期', '入职日期', '开始日期', '任职日期'], help: { zh: '留空为今天', en: 'Empty means today' } },
  { key: 'validTo', title: { zh: '最后一天', en: 'To' }, kind: 'day', example: '', aliases: ['结束日期', '离岗日期', '截止日期'], help: { zh: '留空为长期', en: 'Empty means until ended' } },
];

/** The rules of the form; what is wrong is told of its column, and the value then counts as not given. */
function attempt<T>(errors: DomainError[], column: string, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    errors.push(new DomainError(error.code, error.params, column));
    return null;
  }
}

interface Here {
  today: LocalDate;
  timeZone: string;
  canteens: ReadonlyMap<string, string>;
}

async function hereOf(ctx: Ctx, { organizationId }: ImportPlace, memory: Map<string, unknown>): Promise<Here> {
  const known = memory.get('here') as Here | undefined;
  if (known) return known;
  ctx.need('people:write');
  const { timeZone } = await ctx.load(ctx.em.getReference(Organization, organizationId, { wrapped: true }));
  const canteens = await ctx.find(Canteen, { organizationId });
  const here = { timeZone, today: LocalDate.at(ctx.now(), timeZone), canteens: new Map(canteens.flatMap(({ id, name }) => [[name.zh, id] as const, ...(name.en ? [[name.en, id] as const] : [])])) };
  memory.set('here', here);
  return here;
}

function read(row: ImportRow, here: Here, organizationId: string, granter: readonly Held[]): { said: Said; errors: DomainError[] } {
  const errors: DomainError[] = [];
  const [account, email, canteen] = [textIn(row, 'account'), textIn(row, 'email'), textIn(row, 'canteen')];
  const canteenId = canteen === null ? null : (here.canteens.get(canteen) ?? null);
  if (canteen !== null && canteenId === null) errors.push(new DomainError('IMPORT_CANTEEN_UNKNOWN', { given: canteen }, 'canteen'));
  const said: Said = {
    name: attempt(errors, 'name', () => filled(textIn(row, 'name')!, 'name', 60)) ?? '',
    account: account === null ? null : attempt(errors, 'account', () => checkAccount(account, 'account')),
    phone: attempt(errors, 'phone', () => phoneOf(textIn(row, 'phone'))),
    email: email === null ? null : attempt(errors, 'email', () => checkEmail(email, 'email')),
    role: row.values['role'] as Role,
    canteenId,
    validFrom: dayIn(row, 'validFrom') ?? here.today,
    validTo: dayIn(row, 'validTo'),
  };
  if (account === null && textIn(row, 'phone') === null) errors.push(new DomainError('IMPORT_PERSON_UNKNOWABLE', { name: said.name }, 'phone'));
  errors.push(...problemsAt('validTo', () => checkTermOrder(said, (name) => name)));
  if (errors.length === 0) {
    const target = { organizationId, canteenId, role: said.role };
    errors.push(...byColumn(problemsAt('role', () => checkMayGrant(granter, target, 'role'))).map(({ code, field }) => new DomainError(code, { role: wordOf(said.role) }, field)));
  }
  return { said, errors };
}

const wordOf = (role: Role): LocalizedText => LocalizedText.of(roles[role]!.zh, roles[role]!.en);
const heldOf = (membership: Membership): Held => ({ organizationId: membership.organizationId, canteenId: membership.canteen?.id ?? null, role: membership.role });

async function check(ctx: Ctx, rows: readonly ImportRow[], given: ImportPlace, memory: Map<string, unknown>): Promise<Judged<PersonPlan>[]> {
  const { organizationId } = given;
  const here = await hereOf(ctx, given, memory);
  const granter = ctx.actor?.grants ?? [];
  const readings = rows.map((row) => read(row, here, organizationId, granter));
  const accounts = readings.flatMap(({ said }) => said.account ?? []);
  const phones = readings.flatMap(({ said }) => said.phone ?? []);
  // One person is one row in the whole installation, so these are looked for everywhere; whom the actor cannot reach is not told.
  const found = accounts.length + phones.length ? await ctx.em.find(Person, { $or: [{ account: { $in: accounts } }, { phone: { $in: phones } }] }) : [];
  const memberships = found.length ? await ctx.em.find(Membership, { person: { $in: found.map(({ id }) => id) } }) : [];
  const placesOf = new Map<string, Membership[]>();
  for (const membership of memberships) placesOf.set(membership.person.id, [...(placesOf.get(membership.person.id) ?? []), membership]);
  const byAccount = new Map(found.flatMap((person) => (person.account ? [[person.account, person] as const] : [])));
  const byPhone = new Map(found.map((person) => [`${person.name} ${person.phone}`, person]));

  return rows.map((row, i) => {
    const { said, errors } = readings[i]!;
    const label = said.name;
    if (said.account) errors.push(...firstOfSheet(memory, 'accounts', said.account, row, 'account'));
    if (said.phone) errors.push(...firstOfSheet(memory, 'phones', `${said.name} ${said.phone}`, row, 'phone'));
    const holder = said.account ? byAccount.get(said.account) : undefined;
    const sameOne = said.phone ? byPhone.get(`${said.name} ${said.phone}`) : undefined;
    const person = holder ?? sameOne;
    if (!person) return errors.length > 0 ? refused(row, label, errors) : created(row, label, { id: null, version: 0, said, changes: true, grants: true });

    if (errors.length === 0) errors.push(...firstOfSheet(memory, 'people', person.id, row, 'name'));
    const places = placesOf.get(person.id) ?? [];
    if (holder && sameOne && holder !== sameOne) errors.push(new DomainError('PERSON_ALREADY_KNOWN', { name: said.name, phone: said.phone }, 'phone'));
    else if (!places.some((membership) => ctx.can('people:write', membership))) {
      errors.push(holder ? new DomainError('ACCOUNT_TAKEN', { given: said.account }, 'account') : new DomainError('PERSON_ALREADY_KNOWN', { name: said.name, phone: said.phone }, 'phone'));
    }
    const changes = personChanges(person, said);
    const held = places.filter((membership) => holdsOn(membership, here.today));
    if (errors.length === 0 && changes.length > 0) errors.push(...problemsAt(changes[0]!.column, () => checkMayKeepAccount(granter, held.map(heldOf), null)));
    const has = places.some((membership) => !membership.endedAt && membership.organizationId === organizationId
      && membership.role === said.role && (membership.canteen?.id ?? null) === said.canteenId && overlaps(membership, said));
    if (errors.length > 0) return refused(row, label, errors);
    const granted = has ? [] : [{ column: 'role', from: held.filter((one) => one.organizationId === organizationId).map(({ role }) => roles[role]![ctx.lang]).join(between(ctx.lang)), to: roles[said.role]![ctx.lang] }];
    return updated(row, label, person.id, [...changes, ...granted], { id: person.id, version: person.version, said, changes: changes.length > 0, grants: !has });
  });
}

function personChanges(person: Person, said: Said): Change[] {
  return (['name', 'account', 'phone', 'email'] as const).flatMap((column) => {
    const [from, to] = [person[column] ?? '', said[column] ?? person[column] ?? ''];
    return from === to ? [] : [{ column, from, to }];
  });
}

async function write(ctx: Ctx, plans: readonly PersonPlan[], given: ImportPlace): Promise<{ recordType: string; recordId: string }[]> {
  const { organizationId } = given;
  const fresh = plans.filter((plan) => plan.id === null);
  const ids = new Map(fresh.map((plan) => [plan, uuidv7(ctx.now())]));
  await ctx.bulkInsert(Person, fresh.map((plan) => {
    const { name, account, phone, email } = plan.said;
    return { id: ids.get(plan)!, name, pinyin: pinyinInitials(name), account, phone, email, language: Language.zh, active: true };
  }));
  await ctx.bulkInsert(Membership, fresh.map((plan) => {
    const { canteenId, role, validFrom, validTo } = plan.said;
    return { organizationId, person: ids.get(plan)!, canteen: canteenId, role, validFrom, validTo };
  }));
  for (const { id, version, said, changes, grants } of plans) {
    if (id === null) continue;
    if (changes) {
      const { name, account, phone, email } = said;
      await updatePerson(ctx, id, { version, name, ...(account ? { account } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) });
    }
    if (grants) {
      const { role, canteenId, validFrom, validTo } = said;
      await grantMembership(ctx, { person: id, role, canteen: canteenId, organization: organizationId, validFrom, validTo });
    }
  }
  return plans.map((plan) => ({ recordType: 'Person', recordId: plan.id ?? ids.get(plan)! }));
}

/** Whoever takes roles back could have given them. */
async function checkUndo(ctx: Ctx, _given: ImportPlace, created: ReadonlyMap<string, readonly string[]>): Promise<void> {
  for (const membership of await ctx.em.find(Membership, { id: { $in: [...(created.get('membership') ?? [])] } })) checkMayGrant(ctx.actor?.grants ?? [], heldOf(membership), 'id');
}

export const personImport: ImportDefinition<PersonPlan> = {
  name: 'persons',
  title: { zh: '人员及岗位', en: 'People and their roles' },
  says: {
    zh: '每行一人一岗；按账号识别，没有账号的按姓名加电话（一人只登记一次）。空格不改动已有内容；只能授予您有权授予的岗位；表格里不放密码。',
    en: 'One person with one role a row; known by the account, without one by name and phone together (one human is recorded once). An empty cell leaves what is there; you grant only roles that you may grant; no passwords in sheets.',
  },
  needs: 'people:write',
  recordType: 'Person',
  columns,
  naturalKey: ['account'],
  check,
  write,
  checkUndo,
};
