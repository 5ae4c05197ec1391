import { LocalDate } from '@canteen/kernel';
import type { ImportValue } from '@canteen/platform';
import { startApi, aWorld, type TestApi, type World } from '../../../tests/support/api.ts';
import { aSupplier } from '../../../tests/support/builders.ts';
import { judge, said, take } from '../../../tests/support/imports.ts';
import { Supplier, SupplierDocument } from './supplier.entity.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());

const day = (iso: string) => LocalDate.of(iso);
const licence = { foodNumber: 'JY13505000012345', foodFrom: day('2022-03-01'), foodTo: day('2027-02-28') };
const check = (...rows: Record<string, ImportValue>[]) => judge(api, w.manager, w, 'suppliers', rows);
const run = (...rows: Record<string, ImportValue>[]) => take(api, w.manager, w, 'suppliers', rows);

describe('suppliers from a sheet', () => {
  it('are new applicants with their papers on file', async () => {
    const row = { name: '泉州丰禾食品有限公司', creditCode: '91440300708461136T', phone: '0595-0000501', ...licence, businessNumber: '9144', businessFrom: day('2015-06-01') };
    const [verdict] = await check(row);
    expect(verdict).toEqual({ row: 2, outcome: 'create', label: '泉州丰禾食品有限公司' });
    expect(await api.count(Supplier)).toBe(0);
    const [record] = await run(row);
    expect(record!.recordType).toBe('Supplier');
    const supplier = await api.reload(Supplier, record!.recordId);
    expect(supplier).toMatchObject({ number: 'SP-20261121-0001', pinyin: 'qzfhspyxgs', state: 'APPLICANT', phone: '0595-0000501', address: null });
    expect(supplier.licenceValidTo?.iso).toBe('2027-02-28');
    const papers = await api.orm.em.fork().find(SupplierDocument, { supplier: supplier.id }, { orderBy: { kind: 'asc' } });
    expect(papers.map(({ kind, number, validTo }) => [kind, number, validTo?.iso ?? null])).toEqual([['BUSINESS_LICENCE', '9144', null], ['FOOD_LICENCE', 'JY13505000012345', '2027-02-28']]);
  });

  it('the same sheet again changes nothing; another phone and a renewal are shown, and done', async () => {
    const row = { name: '泉州丰禾食品有限公司', creditCode: ' 9144 0300 7084 6113 6t', phone: '0595-0000501', ...licence };
    expect((await check(row))[0]).toMatchObject({ outcome: 'same' });
    const renewal = { ...row, phone: '0595-0000502', address: null, foodNumber: 'JY13505000099999', foodFrom: day('2027-03-01'), foodTo: day('2032-02-29') };
    const [verdict] = await check(renewal);
    expect(verdict).toMatchObject({
      outcome: 'update',
      changes: [
        { column: 'phone', from: '0595-0000501', to: '0595-0000502' },
        { column: 'foodNumber', from: 'JY13505000012345 2022-03-01 – 2027-02-28', to: 'JY13505000099999 2027-03-01 – 2032-02-29' },
      ],
    });
    const [record] = await run(renewal);
    const supplier = await api.reload(Supplier, record!.recordId);
    expect(supplier.licenceValidTo?.iso).toBe('2032-02-29');
    expect(await api.count(SupplierDocument, { supplier: supplier.id })).toBe(3);
  });

  it('a name that changed under the same code is the same supplier', async () => {
    const [verdict] = await check({ name: '泉州丰禾食品集团有限公司', creditCode: '91440300708461136T' });
    expect(verdict).toMatchObject({ outcome: 'update', changes: [{ column: 'name', from: '泉州丰禾食品有限公司', to: '泉州丰禾食品集团有限公司' }] });
  });

  it('are approved only where the sheet says so and a licence covers today', async () => {
    const [good, late, none] = await check(
      { name: '已准入甲', state: 'APPROVED', ...licence },
      { name: '已准入乙', state: 'APPROVED', ...licence, foodTo: day('2026-11-20') },
      { name: '已准入丙', state: 'APPROVED' },
    );
    expect(good).toMatchObject({ outcome: 'create' });
    expect(said(late)).toEqual(['state SUPPLIER_LICENCE_EXPIRED']);
    expect(said(none)).toEqual(['state SUPPLIER_LICENCE_EXPIRED']);
    const [record] = await run({ name: '已准入甲', state: 'APPROVED', ...licence });
    expect(await api.reload(Supplier, record!.recordId)).toMatchObject({ state: 'APPROVED' });
    const [again] = await check({ name: '已准入甲', state: 'APPLICANT' });
    expect(said(again)).toEqual(['state IMPORT_SUPPLIER_STATE_KEPT']);
  });

  it('an applicant on file is approved by the sheet', async () => {
    const applicant = await aSupplier(api, w, { approved: false, licenceTo: '2027-01-01' });
    const [verdict] = await check({ name: applicant.name.zh, state: 'APPROVED' });
    expect(verdict).toMatchObject({ outcome: 'update', changes: [{ column: 'state', from: '申请中', to: '已准入' }] });
    await run({ name: applicant.name.zh, state: 'APPROVED' });
    expect(await api.reload(Supplier, applicant.id)).toMatchObject({ state: 'APPROVED' });
  });

  it.each<[string, Record<string, ImportValue>, string[]]>([
    ['a wrong check sign', { creditCode: '91440300708461136A' }, ['creditCode CREDIT_CODE_DIGIT_WRONG']],
    ['a code too short', { creditCode: '9144030070846' }, ['creditCode CREDIT_CODE_INVALID']],
    ['a licence that ends before it begins', { ...licence, foodTo: day('2021-03-01') }, ['foodTo DOCUMENT_ENDS_BEFORE_START']],
    ['a licence without its first day', { foodNumber: 'JY1' }, ['foodFrom IMPORT_LICENCE_WITHOUT_START']],
  ])('refuses %s', async (_what, row, expected) => {
    expect(said((await check({ name: '错行', ...row }))[0])).toEqual(expected);
  });

  it('refuses what another row or another supplier already is', async () => {
    const other = await aSupplier(api, w, { creditCode: '91110000802100433B' });
    const verdicts = await check(
      { name: '双胞胎' }, { name: '双胞胎' },
      { name: '一号', creditCode: '91350200MA01234561' }, { name: '二号', creditCode: '91350200MA01234561' },
      { name: other.name.zh, creditCode: '91440300708461136T' },
    );
    expect(said(verdicts[1])).toEqual(['name IMPORT_ROW_TWICE']);
    expect(verdicts[1]).toMatchObject({ errors: [{ params: { row: 2 } }] });
    expect(said(verdicts[3])).toContain('creditCode IMPORT_ROW_TWICE');
    expect(said(verdicts[4])).toEqual(['name SUPPLIER_TWICE']);
  });

  it('of another institution are not found', async () => {
    const next = await aSupplier(api, w.other);
    expect((await check({ name: next.name.zh }))[0]).toMatchObject({ outcome: 'create' });
  });

  it('2,000 rows cost a handful of statements', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => ({ name: `批量供货者${i}`, phone: `0595-${i}`, ...licence, foodNumber: `JY${i}` }));
    const dry = await api.queriesOf(() => check(...rows));
    expect(dry.queries.length).toBeLessThanOrEqual(8);
    const wet = await api.queriesOf(() => run(...rows));
    expect(wet.result).toHaveLength(2000);
    expect(wet.queries.length).toBeLessThanOrEqual(30);
    expect(await api.count(Supplier, { name: { zh: { $like: '批量供货者%' } } })).toBe(2000);
  });
});
