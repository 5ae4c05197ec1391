import { LocalDate } from '@canteen/kernel';
import type { ImportValue } from '@canteen/platform';
import { startApi, aWorld, type Caller, type TestApi, type World } from '../../../tests/support/api.ts';
import { judge, said, take } from '../../../tests/support/imports.ts';
import { Membership } from './membership.entity.ts';
import { createPerson } from './person.commands.ts';
import { Person } from './person.entity.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());

const check = (rows: Record<string, ImportValue>[], by: Caller = w.administrator) => judge(api, by, w, 'persons', rows);
const run = (rows: Record<string, ImportValue>[], by: Caller = w.administrator) => take(api, by, w, 'persons', rows);
const cook = { name: '陈小明', phone: '138 0000 0000', role: 'COOK' };

describe('people from a sheet', () => {
  it('come with their role and no password', async () => {
    const rows = [{ ...cook, account: 'ChenXM', email: 'chen@example.com', canteen: w.canteen.name.zh, validFrom: LocalDate.of('2026-09-01') }, { name: '林阿姨', phone: '13900000000', role: 'STOREKEEPER' }];
    expect((await check(rows)).map(({ outcome }) => outcome)).toEqual(['create', 'create']);
    const [record] = await run(rows);
    const person = await api.reload(Person, record!.recordId);
    expect(person).toMatchObject({ name: '陈小明', account: 'chenxm', phone: '13800000000', email: 'chen@example.com', language: 'zh', active: true, passwordHash: null, pinHash: null });
    const [membership, ...more] = await api.orm.em.fork().find(Membership, { person: person.id });
    expect(more).toEqual([]);
    expect([membership!.role, membership!.canteen?.id, membership!.validFrom.iso, membership!.validTo]).toEqual(['COOK', w.canteen.id, '2026-09-01', null]);
  });

  it('are known again by account or by name and phone; differences are shown, and done', async () => {
    expect((await check([{ ...cook, canteen: w.canteen.name.zh }]))[0]).toMatchObject({ outcome: 'same' });
    const row = { name: '陈晓明', account: 'chenxm', email: 'xm@example.com', role: 'STOREKEEPER' };
    expect((await check([row]))[0]).toMatchObject({
      outcome: 'update',
      changes: [{ column: 'name', from: '陈小明', to: '陈晓明' }, { column: 'email', from: 'chen@example.com', to: 'xm@example.com' }, { column: 'role', from: '厨师', to: '库管员' }],
    });
    const [record] = await run([row]);
    expect(await api.reload(Person, record!.recordId)).toMatchObject({ name: '陈晓明', phone: '13800000000', email: 'xm@example.com' });
    expect(await api.count(Membership, { person: record!.recordId })).toBe(2);
  });

  it('nobody hands out more trust than was put in them', async () => {
    const rows = [{ ...cook, name: '甲', role: 'COOK' }, { ...cook, name: '乙', role: 'FOOD_SAFETY_DIRECTOR' }, { ...cook, name: '丙', role: 'ADMINISTRATOR' }];
    expect((await check(rows, w.manager)).map(said)).toEqual([[], ['role ROLE_NOT_YOURS_TO_GRANT'], ['role ROLE_NOT_YOURS_TO_GRANT']]);
    expect((await check(rows, w.principal)).map(said)).toEqual([[], [], ['role ROLE_NOT_YOURS_TO_GRANT']]);
    await expect(check(rows, w.cook)).rejects.toThrow();
  });

  it('who holds more than one may grant is not changed, but may be given a role', async () => {
    const director = { name: '食安总监', account: 'director', role: 'COOK' };
    expect(said((await check([{ ...director, email: 'mine@example.com' }], w.manager))[0])).toEqual(['email ACCOUNT_NOT_YOURS_TO_KEEP']);
    expect((await check([director], w.manager))[0]).toMatchObject({ outcome: 'update', changes: [{ column: 'role', from: '食品安全总监', to: '厨师' }] });
  });

  it('of another institution stay theirs', async () => {
    await api.act(w.other.manager, (ctx) => createPerson(ctx, { name: '邻人', phone: '13700000000', role: 'COOK' }));
    const rows: Record<string, ImportValue>[] = [{ name: '邻家厨师', account: 'other-cook', role: 'COOK' }, { name: '邻人', phone: '13700000000', role: 'COOK' }];
    expect((await check(rows)).map(said)).toEqual([['account ACCOUNT_TAKEN'], ['phone PERSON_ALREADY_KNOWN']]);
  });

  it.each<[string, Record<string, ImportValue>, string[]]>([
    ['an account with signs that none has', { account: '陈 小明' }, ['account ACCOUNT_MALFORMED']],
    ['a phone of letters', { phone: 'abc' }, ['phone PHONE_MALFORMED']],
    ['an address that is none', { email: 'chen@' }, ['email EMAIL_MALFORMED']],
    ['somebody who could not be known again', { phone: null }, ['phone IMPORT_PERSON_UNKNOWABLE']],
    ['an unknown canteen', { canteen: '月球食堂' }, ['canteen IMPORT_CANTEEN_UNKNOWN']],
    ['a role that ends before it begins', { validTo: LocalDate.of('2026-11-20') }, ['validTo ENDS_BEFORE_IT_BEGINS']],
  ])('refuses %s', async (_what, more, expected) => {
    expect(said((await check([{ ...cook, name: '错', ...more }]))[0])).toEqual(expected);
  });

  it('refuses one person in two rows', async () => {
    expect((await check([{ ...cook, name: '一' }, { ...cook, name: '一' }])).map(said)).toEqual([[], ['phone IMPORT_ROW_TWICE']]);
  });

  it('2,000 rows cost a handful of statements', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => ({ name: `员工${i}`, phone: `1360000${String(i).padStart(4, '0')}`, role: 'COOK' }));
    const { queries } = await api.queriesOf(() => run(rows));
    expect(queries.length).toBeLessThanOrEqual(30);
    expect(await api.count(Person, { name: { $like: '员工%' } })).toBe(2000);
  });
});
