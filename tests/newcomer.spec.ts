import { Ingredient, IngredientAllergen, Supplier, SupplierDocument } from '@canteen/catalog';
import { aWorld, startApi, type TestApi, type World } from './support/api.ts';
import { newcomersIngredients, newcomersSuppliers, type NewcomersSheet } from './support/newcomer.ts';
import { checkedSheet, IMPORT_ROWS, RUN_IMPORT, takenIn, type ImportTold } from './support/sheets.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());

/** What the house says of the refused rows, by their numbers. */
async function toldOf(record: ImportTold): Promise<Map<number, { column: string; cell: string; code: string; message: string }[]>> {
  const answer = await w.manager.ask(IMPORT_ROWS, { id: record['id'], filter: { outcome: ['REFUSED'] } });
  return new Map((answer.data!['importRows'].items as ImportTold[]).map((line) => [line['row'] as number, line['errors']]));
}

const sheets: [string, () => NewcomersSheet, number][] = [
  ['suppliers', newcomersSuppliers, 400],
  ['ingredients', newcomersIngredients, 800],
];

test.each(sheets)('a newcomer’s %s: every mistake is found at its cell and said in words, nothing else is; mended, all come in', async (kind, make, rows) => {
  const sheet = make();
  const checked = await checkedSheet(api, w.manager, { kind, bytes: await sheet.bytes() });
  expect(checked).toMatchObject({ state: 'CHECKED', problems: [], rows, creates: rows - sheet.mistakes.length, updates: 0, same: 0, refused: sheet.mistakes.length });
  const told = await toldOf(checked);
  expect([...told.keys()]).toEqual(sheet.mistakes.map(({ row }) => row));
  for (const mistake of sheet.mistakes) {
    const errors = told.get(mistake.row)!;
    expect(errors.map(({ cell, code }) => [cell, code])).toContainEqual([mistake.cell, mistake.code]);
    for (const error of errors) expect(error.message).toMatch(/^[^{}_]{5,}$/);
  }
  const refused = await w.manager.ask(RUN_IMPORT, { id: checked['id'], version: checked['version'] });
  expect(refused).toRefuse('IMPORT_HAS_REFUSED_ROWS');
  expect(await api.count(kind === 'suppliers' ? Supplier : Ingredient)).toBe(0);

  const mended = await checkedSheet(api, w.manager, { kind, bytes: await sheet.mended() });
  expect(await toldOf(mended)).toEqual(new Map());
  expect(mended).toMatchObject({ rows, creates: rows, refused: 0 });
  expect(await takenIn(api, w.manager, mended)).toMatchObject({ state: 'IMPORTED' });
});

test('what came in is what the sheets said', async () => {
  expect([await api.count(Supplier), await api.count(Supplier, { state: 'APPROVED' }), await api.count(SupplierDocument)]).toEqual([400, 134, 400]);
  expect([await api.count(Ingredient), await api.count(IngredientAllergen, { presence: 'FREE' })]).toEqual([800, 1]);
  const again = await checkedSheet(api, w.manager, { kind: 'suppliers', bytes: await newcomersSuppliers().mended() });
  expect(again).toMatchObject({ rows: 400, creates: 0, updates: 0, same: 400, refused: 0 });
});
