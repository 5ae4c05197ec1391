import { LocalDate } from '@canteen/kernel';
import { AccessLog, act, systemActor } from '@canteen/platform';
import { createFirstAdministrator, HealthCertificate, Membership, Person } from '@canteen/people';
import { aWorld, MORNING, startApi, TODAY, type Caller, type TestApi, type World } from '../../../tests/support/api.ts';

const ERRORS = 'errors { code field message params }';
const CREATE = `mutation ($input: CreatePersonInput!) { createPerson(input: $input) { record { id version name account phone active hasPin } ${ERRORS} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdatePersonInput!) { updatePerson(id: $id, input: $input) { record { id version name account active hasPin } ${ERRORS} } }`;
const GRANT = `mutation ($input: MembershipInput!) { grantMembership(input: $input) { record { id role person { name } canteen { id } organization { id } validFrom validTo } ${ERRORS} } }`;
const END = `mutation ($id: ID!, $validTo: Day) { endMembership(id: $id, validTo: $validTo) { record { id validTo endedAt } ${ERRORS} } }`;
const FILE = `mutation ($input: HealthCertificateInput!) { addHealthCertificate(input: $input) { record { id number status validTo person { name } } ${ERRORS} } }`;
const PERSONS = 'query ($filter: PersonFilter) { persons(filter: $filter) { total items { id name phone } } }';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());
beforeEach(() => api.clock(MORNING));

let number = 0;
async function aPerson(by: Caller, input: Record<string, unknown> = {}): Promise<{ id: string; version: number; name: string; account: string }> {
  const answer = await by.ask(CREATE, { input: { name: `员工${++number}`, account: `worker-${number}`, password: 'steamed bun 5', role: 'COOK', canteen: w.canteen.id, ...input } });
  expect(answer).toBeDone();
  return answer.data?.['createPerson'].record;
}

test('a manager adds a cook, with or without an account, who is then on the list', async () => {
  const cook = await aPerson(w.manager, { name: '王大厨', phone: '138 0000 0001', account: null, password: null, pin: '9876' });
  expect(cook).toMatchObject({ name: '王大厨', account: null, phone: '13800000001', hasPin: true, active: true });
  expect(await api.count(Membership, { person: cook.id, canteen: w.canteen.id, role: 'COOK' })).toBe(1);
  for (const q of ['大厨', 'wdc']) expect((await w.manager.ask(PERSONS, { filter: { q } })).data?.['persons'].items).toMatchObject([{ id: cook.id }]);
  expect((await w.other.manager.ask(PERSONS, { filter: { q: 'wdc' } })).data?.['persons']).toEqual({ total: 0, items: [] });
  expect(await w.cook.ask(PERSONS)).toRefuse('FORBIDDEN');
  expect((await w.other.manager.ask('query ($id: ID!) { person(id: $id) { id } }', { id: cook.id })).data).toEqual({ person: null });
});

test('an e-mail address is where alerts go: one that could be none is refused, null takes it away', async () => {
  const cook = await aPerson(w.manager, { email: ' wang@example.com ' });
  expect(await api.reload(Person, cook.id)).toMatchObject({ email: 'wang@example.com' });
  for (const email of ['wang', 'wang@', 'a@b', 'a b@example.com', 'a@example.com, b@example.com', 'a@example.com>']) {
    expect(await w.manager.ask(UPDATE, { id: cook.id, input: { version: cook.version, email } })).toRefuse('EMAIL_MALFORMED', 'input.email');
  }
  expect(await w.manager.ask(UPDATE, { id: cook.id, input: { version: cook.version, email: null } })).toBeDone();
  expect(await api.reload(Person, cook.id)).toMatchObject({ email: null });
});

test('secrets are no fields', () => {
  const fields = Object.keys((api.schema.getType('Person') as unknown as { getFields(): object }).getFields());
  expect(fields.filter((name) => /hash|password|^pin$/i.test(name))).toEqual([]);
});

test.each([
  ['no name', { name: '  ' }, 'TEXT_REQUIRED', 'input.name'],
  ['a name of 10,000 characters', { name: '长'.repeat(10_000) }, 'TEXT_TOO_LONG', undefined],
  ['a name of 61', { name: '长'.repeat(61) }, 'TEXT_TOO_LONG', 'input.name'],
  ['an account in use', { account: 'MANAGER' }, 'ACCOUNT_TAKEN', 'input.account'],
  ['an account that is none', { account: '张 三' }, 'ACCOUNT_MALFORMED', 'input.account'],
  ['a password without account', { account: null }, 'ACCOUNT_REQUIRED', 'input.account'],
  ['a short password', { password: '1234567' }, 'PASSWORD_LENGTH', 'input.password'],
  ['a PIN of letters', { pin: 'abcd' }, 'PIN_MALFORMED', 'input.pin'],
  ['a telephone number that is none', { phone: 'call me' }, 'PHONE_MALFORMED', 'input.phone'],
  ['a role beyond the manager\'s own', { role: 'PRINCIPAL' }, 'ROLE_NOT_YOURS_TO_GRANT', 'input.role'],
  ['the manager\'s own role', { role: 'MANAGER' }, 'ROLE_NOT_YOURS_TO_GRANT', 'input.role'],
])('nobody is added with %s', async (_case, own, code, field) => {
  const before = [await api.count(Person), await api.count(Membership)];
  expect(await w.manager.ask(CREATE, { input: { name: '某人', account: 'somebody', password: 'steamed bun 5', role: 'COOK', canteen: w.canteen.id, ...own } })).toRefuse(code, field);
  expect([await api.count(Person), await api.count(Membership)]).toEqual(before);
});

test('emoji and SQL in a name are just a name', async () => {
  const name = "Robert'); drop table person;-- 😀";
  expect((await aPerson(w.manager, { name })).name).toBe(name);
});

test('one human is one row: the same name with the same telephone is refused', async () => {
  await aPerson(w.manager, { name: '李四', phone: '13900000002' });
  const before = await api.count(Person);
  expect(await w.manager.ask(CREATE, { input: { name: '李四', phone: '139-0000-0002', role: 'COOK', canteen: w.canteen.id } })).toRefuse('PERSON_ALREADY_KNOWN', 'input.phone');
  expect(await api.count(Person)).toBe(before);
});

test('the same request twice with one key adds one person', async () => {
  const before = await api.count(Person);
  const input = { name: '两次', account: 'twice', role: 'COOK', canteen: w.canteen.id };
  const first = await w.manager.ask(CREATE, { input }, { key: 'one-person-once' });
  const again = await w.manager.ask(CREATE, { input }, { key: 'one-person-once' });
  expect(again.data?.['createPerson'].record.id).toBe(first.data?.['createPerson'].record.id);
  expect(await w.manager.ask(CREATE, { input: { ...input, account: 'twice-2' } }, { key: 'one-person-once' })).toRefuse('IDEMPOTENCY_KEY_REUSED');
  expect(await api.count(Person)).toBe(before + 1);
});

test('an account is changed by whoever could have granted all its roles, and closing it ends its sessions', async () => {
  const cook = await aPerson(w.manager);
  const signedIn = await api.signedIn({ id: cook.id, name: cook.name });
  expect((await signedIn.ask('{ me { person { id } } }')).data?.['me'].person.id).toBe(cook.id);
  expect(await w.manager.ask(UPDATE, { id: cook.id, input: { version: cook.version, active: false } })).toBeDone();
  expect((await signedIn.ask('{ me { person { id } } }')).data?.['me']).toBeNull();
  expect(await w.manager.ask(UPDATE, { id: cook.id, input: { version: cook.version, active: true } })).toRefuse('STALE_RECORD', 'input.version');
});

test('a manager does not become the principal by resetting a password', async () => {
  const before = await api.reload(Person, w.principal.id);
  const input = { version: before.version, password: 'mine from now on 1' };
  expect(await w.manager.ask(UPDATE, { id: w.principal.id, input })).toRefuse('ACCOUNT_NOT_YOURS_TO_KEEP', 'id');
  expect(await w.other.manager.ask(UPDATE, { id: w.principal.id, input })).toRefuse('NOT_FOUND', 'id');
  expect(await w.cook.ask(UPDATE, { id: w.principal.id, input })).toRefuse('FORBIDDEN');
  expect(await api.reload(Person, w.principal.id)).toMatchObject({ version: before.version, passwordHash: before.passwordHash });

  // nor by giving a principal of elsewhere a broom first
  const elsewhere = await api.reload(Person, w.other.manager.id);
  expect(await w.manager.ask(GRANT, { input: { account: elsewhere.account, role: 'COOK', canteen: w.canteen.id } })).toBeDone();
  expect(await w.manager.ask(UPDATE, { id: elsewhere.id, input: { version: elsewhere.version, password: 'mine from now on 1' } })).toRefuse('ACCOUNT_NOT_YOURS_TO_KEEP', 'id');
  expect((await api.reload(Person, elsewhere.id)).passwordHash).toBe(elsewhere.passwordHash);
});

test('nobody closes their own account', async () => {
  const { version } = await api.reload(Person, w.administrator.id);
  expect(await w.administrator.ask(UPDATE, { id: w.administrator.id, input: { version, active: false } })).toRefuse('CANNOT_CLOSE_OWN_ACCOUNT', 'input.active');
});

test('a principal grants an inspector of another organization one canteen, by account', async () => {
  const guest = await aPerson(w.administrator, { account: 'guest-inspector', role: null, canteen: null });
  const granted = await w.principal.ask(GRANT, { input: { account: 'Guest-Inspector', role: 'INSPECTOR', canteen: w.canteen.id, validTo: '2026-12-31' } });
  expect(granted).toBeDone();
  expect(granted.data?.['grantMembership'].record).toMatchObject({ role: 'INSPECTOR', canteen: { id: w.canteen.id }, organization: { id: w.org.id }, validFrom: TODAY, validTo: '2026-12-31' });
  const inspector = await api.signedIn({ id: guest.id, name: guest.name });
  const seen = async () => (await inspector.ask('{ canteens { items { id } } }')).data?.['canteens'].items;
  expect(await seen()).toEqual([{ id: w.canteen.id }]);
  // through the last day of the canteen's year, not Greenwich's
  api.clock('2026-12-31T15:59:59Z');
  expect(await seen()).toEqual([{ id: w.canteen.id }]);
  api.clock('2026-12-31T16:00:00Z');
  expect(await seen()).toEqual([]);
});

test.each([
  ['a manager, a principal', () => w.manager, { role: 'PRINCIPAL' }, 'ROLE_NOT_YOURS_TO_GRANT', 'input.role'],
  ['a principal, an administrator', () => w.principal, { role: 'ADMINISTRATOR' }, 'ROLE_NOT_YOURS_TO_GRANT', 'input.role'],
  ['a cook, anything', () => w.cook, { role: 'COOK' }, 'FORBIDDEN', undefined],
  ['an inspector, anything', () => w.inspector, { role: 'COOK' }, 'FORBIDDEN', undefined],
  ['an administrator, backwards', () => w.administrator, { role: 'COOK', validFrom: '2026-11-22', validTo: '2026-11-21' }, 'ENDS_BEFORE_IT_BEGINS', 'input.validTo'],
  ['an administrator, nobody', () => w.administrator, { role: 'COOK', person: null }, 'PERSON_REQUIRED', 'input.person'],
  ['an administrator, an unknown account', () => w.administrator, { role: 'COOK', account: 'no-such' }, 'NOT_FOUND', 'input.account'],
  ['an administrator, a role that is none', () => w.administrator, { role: 'EMPEROR' }, 'BAD_USER_INPUT', undefined],
])('a role is refused: %s', async (_case, by, own, code, field) => {
  const before = await api.count(Membership);
  expect(await by().ask(GRANT, { input: { person: w.second.id, organization: w.org.id, ...own } })).toRefuse(code, field);
  expect(await api.count(Membership)).toBe(before);
});

test('places and people of elsewhere are not found', async () => {
  const before = await api.count(Membership);
  expect(await w.administrator.ask(GRANT, { input: { person: w.second.id, role: 'COOK', canteen: w.other.canteen.id } })).toRefuse('NOT_FOUND', 'input.canteen');
  expect(await w.administrator.ask(GRANT, { input: { person: w.second.id, role: 'COOK', organization: w.other.org.id } })).toRefuse('NOT_FOUND', 'input.organization');
  expect(await w.administrator.ask(GRANT, { input: { person: w.other.cook.id, role: 'COOK', canteen: w.canteen.id } })).toRefuse('NOT_FOUND', 'input.person');
  expect(await api.count(Membership)).toBe(before);
});

test('a role is not given twice, and once ended it is over at once', async () => {
  const cook = await aPerson(w.manager);
  expect(await w.manager.ask(GRANT, { input: { person: cook.id, role: 'COOK', canteen: w.canteen.id } })).toRefuse('MEMBERSHIP_OVERLAPS', 'input.validFrom');
  const signedIn = await api.signedIn({ id: cook.id, name: cook.name });
  const roles = async () => ((await signedIn.ask('{ me { grants { role } } }')).data?.['me'].grants as { role: string }[]).map((grant) => grant.role);
  expect(await roles()).toEqual(['COOK']);
  const [membership] = await api.orm.em.fork().find(Membership, { person: cook.id });
  expect(await w.cook.ask(END, { id: membership!.id })).toRefuse('FORBIDDEN');
  expect(await w.other.manager.ask(END, { id: membership!.id })).toRefuse('NOT_FOUND', 'id');
  expect(await w.manager.ask(END, { id: membership!.id, validTo: '2026-11-20' })).toRefuse('END_IN_THE_PAST', 'validTo');
  expect(await w.manager.ask(END, { id: membership!.id })).toBeDone();
  expect(await roles()).toEqual([]);
  expect(await w.manager.ask(END, { id: membership!.id })).toRefuse('MEMBERSHIP_ENDED', 'id');
  expect(await w.manager.ask(GRANT, { input: { person: cook.id, role: 'COOK', canteen: w.canteen.id } })).toBeDone();
  expect(await roles()).toEqual(['COOK']);
});

test('the last administrator stays, even when two end each other at once', async () => {
  const [own] = await api.orm.em.fork().find(Membership, { person: w.administrator.id, role: 'ADMINISTRATOR' });
  expect(await w.administrator.ask(END, { id: own!.id })).toRefuse('LAST_ADMINISTRATOR', 'id');
  const second = await aPerson(w.administrator, { role: 'ADMINISTRATOR', canteen: null, organization: w.org.id });
  const [theirs] = await api.orm.em.fork().find(Membership, { person: second.id });
  const other = await api.signedIn({ id: second.id, name: second.name });
  await Promise.all([w.administrator.ask(END, { id: theirs!.id }), other.ask(END, { id: own!.id })]);
  expect(await api.count(Membership, { organizationId: w.org.id, role: 'ADMINISTRATOR', endedAt: null })).toBe(1);
  const left = (await api.reload(Membership, own!.id)).endedAt === null ? w.administrator : other;
  if (left === other) {
    // the world keeps its administrator for the tests that follow
    expect(await other.ask(GRANT, { input: { person: w.administrator.id, role: 'ADMINISTRATOR', organization: w.org.id } })).toBeDone();
  }
});

test('a health certificate is filed, derives its state, is seen by those who answer for it, and reading it is on record', async () => {
  const cook = await aPerson(w.manager);
  const filed = await w.officer.ask(FILE, { input: { person: cook.id, number: 'FJ-2026-0001', validFrom: '2026-01-10', validTo: '2026-12-10' } });
  expect(filed).toBeDone();
  expect(filed.data?.['addHealthCertificate'].record).toMatchObject({ number: 'FJ-2026-0001', status: 'ENDING_SOON', validTo: '2026-12-10' });
  const id = filed.data?.['addHealthCertificate'].record.id as string;

  const LIST = 'query ($status: [CertificateStatus!]) { healthCertificates(filter: { status: $status }) { total items { id status } } }';
  for (const [at, status] of [['2026-01-09T15:59:59Z', 'NOT_YET_VALID'], ['2026-01-09T16:00:00Z', 'VALID'], ['2026-11-09T16:00:00Z', 'ENDING_SOON'], ['2026-12-10T16:00:00Z', 'EXPIRED']] as const) {
    // the rule and its SQL twin
    api.clock(at);
    const officer = await api.signedIn(w.officer);
    expect((await officer.ask(LIST, { status: [status] })).data?.['healthCertificates']).toEqual({ total: 1, items: [{ id, status }] });
    for (const other of ['VALID', 'ENDING_SOON', 'EXPIRED', 'NOT_YET_VALID'].filter((one) => one !== status)) {
      expect((await officer.ask(LIST, { status: [other] })).data?.['healthCertificates'].total).toBe(0);
    }
  }
  api.clock(MORNING);
  expect(await w.manager.ask(LIST)).toRefuse('FORBIDDEN');
  expect(await w.inspector.ask(LIST)).toRefuse('FORBIDDEN');
  expect((await w.other.officer.ask(LIST)).data?.['healthCertificates'].total).toBe(0);

  const before = await api.count(AccessLog);
  await w.officer.ask('query ($id: ID!) { healthCertificate(id: $id) { number } }', { id });
  expect(await api.count(AccessLog, { recordType: 'HealthCertificate', personId: w.officer.id })).toBeGreaterThan(0);
  expect(await api.count(AccessLog)).toBe(before + 1);
});

test.each([
  ['longer than a year', { validFrom: '2026-01-01', validTo: '2028-01-01' }, 'CERTIFICATE_LONGER_THAN_A_YEAR', 'input.validTo'],
  ['ending before it begins', { validFrom: '2026-02-01', validTo: '2026-01-01' }, 'ENDS_BEFORE_IT_BEGINS', 'input.validTo'],
  ['without a number', { number: '' }, 'TEXT_REQUIRED', 'input.number'],
  ['of a person of elsewhere', { person: () => w.other.cook.id }, 'NOT_FOUND', 'input.person'],
  ['at a canteen of elsewhere', { canteen: () => w.other.canteen.id }, 'NOT_FOUND', 'input.canteen'],
  ['at no canteen in particular', { canteen: null }, 'CANTEEN_REQUIRED', 'input.canteen'],
  ['on a day that is none', { validTo: '2026-02-30' }, 'NOT_A_DAY', undefined],
  ['with a file that is not there', { file: () => w.canteen.id }, 'NOT_FOUND', 'input.file'],
])('no certificate is filed %s', async (_case, own, code, field) => {
  const before = await api.count(HealthCertificate);
  const given = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, typeof value === 'function' ? value() : value]));
  const input = { person: w.cook.id, canteen: w.canteen.id, number: 'X-1', validFrom: '2026-01-01', validTo: '2026-12-31', ...given };
  expect(await w.officer.ask(FILE, { input })).toRefuse(code, field);
  expect(await api.count(HealthCertificate)).toBe(before);
});

test('today tells of certificates that end, worst first', async () => {
  const cook = await aPerson(w.manager, { name: '周师傅' });
  await w.officer.ask(FILE, { input: { person: cook.id, number: 'OLD', validFrom: '2025-01-01', validTo: '2025-12-31' } });
  const DUTIES = 'query ($canteen: ID!) { today(canteen: $canteen) { key kind severity title { zh en } recordType } }';
  const mine = async (person: Caller) => ((await person.ask(DUTIES, { canteen: w.canteen.id })).data?.['today'] as { kind: string; severity: string; title: { zh: string } }[]).filter((duty) => duty.kind === 'HEALTH_CERTIFICATE' && duty.title.zh.includes('周师傅'));
  expect(await mine(w.officer)).toMatchObject([{ severity: 'critical', title: { zh: '周师傅的健康证已于 2025年12月31日 到期' }, recordType: 'HealthCertificate' }]);
  expect(await mine(w.cook)).toEqual([]);
  // a new certificate settles it
  await w.officer.ask(FILE, { input: { person: cook.id, number: 'NEW', validFrom: '2026-08-01', validTo: '2027-07-31' } });
  expect(await mine(w.officer)).toEqual([]);
});

test.each([
  ['memberships', '{ memberships { items { id person { name } organization { name { zh } } canteen { name { zh } } } } }'],
  ['persons', '{ persons(page: { size: 200 }) { items { id memberships { role organization { name { zh } } canteen { name { zh } } } } } }'],
])('the list of %s costs a fixed number of statements', async (_list, query) => {
  const ask = () => w.manager.ask(query);
  const few = (await api.queriesOf(ask)).queries.length;
  for (let i = 0; i < 5; i++) await aPerson(w.manager);
  expect((await api.queriesOf(ask)).queries.length).toBe(few);
});

test('people are found by the role they hold now, where the caller may see people', async () => {
  const [keeper, cook] = [await aPerson(w.manager, { role: 'STOREKEEPER' }), await aPerson(w.manager)];
  const by = async (caller: Caller, role: string[]) => ((await caller.ask('query ($filter: PersonFilter) { persons(filter: $filter, page: { size: 200 }) { items { id memberships { role } } } }', { filter: { role } })).data?.['persons'].items as { id: string; memberships: { role: string }[] }[]);
  const ids = async (caller: Caller, role: string[]) => (await by(caller, role)).map((person) => person.id);
  expect((await by(w.manager, ['STOREKEEPER'])).find((person) => person.id === keeper.id)?.memberships).toEqual([{ role: 'STOREKEEPER' }]);
  expect(await ids(w.manager, ['STOREKEEPER'])).not.toContain(cook.id);
  expect(await ids(w.manager, ['STOREKEEPER', 'COOK'])).toEqual(expect.arrayContaining([keeper.id, cook.id]));
  expect(await ids(w.other.manager, ['STOREKEEPER', 'COOK'])).not.toEqual(expect.arrayContaining([keeper.id]));
  const roles = (await w.manager.ask('query ($filter: MembershipFilter) { memberships(filter: $filter) { items { id } } }', { filter: { person: keeper.id } })).data?.['memberships'].items;
  expect(await w.manager.ask(END, { id: roles[0].id })).toBeDone();
  expect(await ids(w.manager, ['STOREKEEPER'])).not.toContain(keeper.id);
  // a cook may see names, not who holds which role
  expect((await w.cook.ask('query ($canteen: ID!) { colleagues(canteen: $canteen) { name memberships { role } } }', { canteen: w.canteen.id })).data?.['colleagues'].every((person: { memberships: unknown[] }) => person.memberships.length === 0)).toBe(true);
});

test('whoever sees one canteen also sees who holds a role in the whole organization, but cannot reach that role', async () => {
  const wide = (await w.administrator.ask('query ($filter: MembershipFilter) { memberships(filter: $filter) { items { id canteen { id } person { id } } } }', { filter: { role: ['PRINCIPAL'] } })).data?.['memberships'].items[0];
  expect(wide.canteen).toBeNull();
  const rolesOf = async (caller: Caller, id: string) => (await caller.ask('query ($id: ID!) { person(id: $id) { memberships { role } } }', { id })).data?.['person']?.memberships;
  const narrow = await aPerson(w.principal, { role: 'MANAGER' });
  const manager = await api.signedIn({ ...w.manager, id: narrow.id, name: narrow.name });
  expect(await rolesOf(manager, wide.person.id)).toEqual([{ role: 'PRINCIPAL' }]);
  expect((await manager.ask('query ($id: ID!) { membership(id: $id) { id } }', { id: wide.id })).data).toEqual({ membership: null });
  expect(await manager.ask(END, { id: wide.id })).toRefuse('NOT_FOUND', 'id');
  expect((await rolesOf(w.other.manager, wide.person.id)) ?? []).toEqual([]);
});

test('everyone is told their own account', async () => {
  expect((await w.cook.ask('{ me { account person { account } } }')).data?.['me']).toEqual({ account: 'cook', person: { account: null } });
});

test('everyone is told which roles they may grant', async () => {
  const grants = async (caller: Caller) => (await caller.ask('{ me { grants { role mayGrant } } }')).data?.['me'].grants;
  expect(await grants(w.manager)).toEqual([{ role: 'MANAGER', mayGrant: ['STOREKEEPER', 'COOK'] }]);
  expect(await grants(w.cook)).toEqual([{ role: 'COOK', mayGrant: [] }]);
});

test('a first administrator is made once, by the system alone', async () => {
  const fresh = await startApi();
  try {
    const make = (account: string) => act(fresh.host, { name: 'createFirstAdministrator', actor: systemActor('command line') }, (ctx) => createFirstAdministrator(ctx, {
      account, name: '首任', password: 'steamed bun 5', organization: { name: { zh: '甲机关', en: null } as never, kind: 'AGENCY' },
    }));
    const made = await Promise.allSettled([make('first'), make('second')]);
    expect(made.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(made.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'ADMINISTRATOR_EXISTS' } });
    expect([await fresh.count(Person), await fresh.count(Membership)]).toEqual([1, 1]);
    const [membership] = await fresh.orm.em.fork().find(Membership, {});
    expect(membership).toMatchObject({ role: 'ADMINISTRATOR', canteen: null });
    expect(LocalDate.of(String(membership!.validFrom)).toString()).toBe(TODAY);
  } finally {
    await fresh.close();
  }
});
