import { getNamedType, isEnumType, isNonNullType, isObjectType, type GraphQLObjectType, type GraphQLOutputType } from 'graphql';
import { pageTypes, type Ctx, type Ledger, type LedgerForm } from '@canteen/platform';
import { columnsOf, labelsOf, ledgersOf, planLedger, shapeOf, type Wire } from '@canteen/platform';
import { askList, readRows } from '@canteen/platform';
import { aWorld, startApi, type TestApi, type World } from './support/api.ts';

let api: TestApi;
let w: World;
let ledgers: Ledger[];

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  ledgers = await api.act(w.director, async (ctx) => ledgersOf(ctx));
}, 60_000);
afterAll(() => api?.close());

const queries = () => Object.values(api.schema.getQueryType()!.getFields());
const formsOf = (ledger: Ledger): LedgerForm[] => [...(ledger.form ? [ledger.form] : []), ...(ledger.forms ?? []).map(({ form }) => form)];
const keysOf = (form: LedgerForm): string[] => form.columns.flatMap((column) => (typeof column === 'string' ? [column] : [...column.columns]));

const itemsOf = (field: { type: GraphQLOutputType }) => getNamedType((getNamedType(field.type) as GraphQLObjectType).getFields()['items']!.type) as GraphQLObjectType;
/** Lists of records. What the queue tells of failed runs is none, and what is asked for by its record (the rows of one import) is a part of that. */
const lists = () => {
  const entities = new Set([...api.orm.getMetadata().getAll().values()].map(({ className }) => className));
  return queries().filter((field) => pageTypes.has(getNamedType(field.type).name) && entities.has(itemsOf(field).name) && !field.args.some(({ type }) => isNonNullType(type)));
};

test('every list of the API has one ledger of that name, of the records the list answers', () => {
  expect(ledgers.map(({ name }) => name).sort()).toEqual(lists().map(({ name }) => name).sort());
  for (const field of lists()) expect([field.name, ledgers.find(({ name }) => name === field.name)!.entity.name]).toEqual([field.name, itemsOf(field).name]);
});

test('every column has a heading of its own in both languages, and a form names only columns that there are', () => {
  for (const ledger of ledgers) {
    const of = (lang: 'zh' | 'en') => ledger.columns.map(({ title }) => title[lang]);
    for (const said of [of('zh'), of('en'), ledger.columns.map(({ key }) => key)]) expect([ledger.name, said.filter((text, at) => !text.trim() || said.indexOf(text) !== at)]).toEqual([ledger.name, []]);
    for (const { key } of ledger.columns) expect(key).toMatch(/^[a-z][a-zA-Z0-9]*$/);
    const known = new Set(ledger.columns.map(({ key }) => key));
    for (const form of formsOf(ledger)) {
      const keys = keysOf(form);
      expect([ledger.name, form.title.en, keys.filter((key, at) => !known.has(key) || keys.indexOf(key) !== at)]).toEqual([ledger.name, form.title.en, []]);
      expect(form.signatures.length).toBeGreaterThan(0);
      // How sure we are of the layout, and that it is no official one.
      expect(form.source.zh).toMatch(/^\[[VSMD]\] /);
      expect(form.source.en.slice(0, 4)).toBe(form.source.zh.slice(0, 4));
    }
  }
});

test('the period of a ledger is a pair of filters of its list; a form of one record names a list and columns that there are', () => {
  for (const ledger of ledgers) {
    const field = lists().find(({ name }) => name === ledger.name)!;
    const filter = field.args.find(({ name }) => name === 'filter');
    const keys = filter ? Object.keys((getNamedType(filter.type) as unknown as GraphQLObjectType).getFields()) : [];
    if (ledger.period) expect([ledger.name, keys]).toEqual([ledger.name, expect.arrayContaining([`${ledger.period}From`, `${ledger.period}To`])]);
    for (const { record } of formsOf(ledger)) {
      if (!record) continue;
      expect(keys).toContain(record.filter);
      const upstream = ledgers.find(({ name }) => name === record.resource)!;
      expect(record.head.filter((key) => !upstream.columns.some((column) => column.key === key))).toEqual([]);
    }
    for (const { where } of ledger.forms ?? []) for (const key of Object.keys(where)) expect(keys).toContain(key);
  }
});

test('an event tells both its times, who wrote it down, and that it was late', () => {
  const events = lists().filter((field) => 'lateEntry' in itemsOf(field).getFields());
  expect(events.map(({ name }) => name).sort()).toEqual(['correctiveActions', 'goodsReceipts', 'productionBatches', 'rawMaterialTests', 'retainedSamples', 'stockMovements', 'temperatureReadings']);
  for (const name of [...events.map((field) => field.name), 'receiptLines', 'lotTakes']) {
    const ledger = ledgers.find((known) => known.name === name)!;
    const keys = ledger.columns.filter(({ aside }) => !aside).map(({ key }) => key);
    expect([name, keys]).toEqual([name, expect.arrayContaining(['occurredAt', 'recordedAt', 'recordedBy', 'late', 'imported'])]);
    for (const form of formsOf(ledger)) expect([name, keysOf(form)]).toEqual([name, expect.arrayContaining(['occurredAt', 'recordedAt', 'late'])]);
  }
});

test('every ledger has a printed form; those of the domain reference say a source of their own', () => {
  // One's own settings and the work of the moment are no ledgers of the house.
  expect(ledgers.filter(({ form }) => !form).map(({ name }) => name).sort()).toEqual(['channels', 'works']);
  const paper = { receiptLines: 'V', retainedSamples: 'V', rawMaterialTests: 'V', stockMovements: 'M', lotTakes: 'M', healthCertificates: 'M', supplierDocuments: 'M', recipeLines: 'M', menuItems: 'M' };
  for (const [name, mark] of Object.entries(paper)) expect([name, ledgers.find((ledger) => ledger.name === name)!.form!.source.zh[1]]).toEqual([name, mark]);
  expect(ledgers.find(({ name }) => name === 'temperatureReadings')!.forms!.map(({ form }) => [form.title.zh, form.source.zh[1]])).toEqual([['冷藏冷冻温度记录', 'S'], ['食品中心温度记录', 'M']]);
});

test('every column can be read, and every enum has words in both languages', async () => {
  await api.act(w.director, async (ctx: Ctx) => {
    for (const ledger of ledgers) {
      for (const column of ledger.columns) {
        const { kind, enum: name } = shapeOf(ctx, ledger, column);
        if (kind !== 'enum' || name === null) continue;
        const labels = labelsOf(ctx, name);
        const type = api.schema.getType(name);
        if (isEnumType(type)) expect([ledger.name, column.key, type.getValues().filter((value) => !labels[value.name]?.zh || !labels[value.name]?.en)]).toEqual([ledger.name, column.key, []]);
      }
      const all = ledger.columns.map(({ key }) => key);
      for (const wire of ['sheet', 'text', 'data'] satisfies Wire[]) {
        const plan = planLedger(ctx, ledger, columnsOf(ledger, all), wire, 'zh', 'Asia/Shanghai');
        expect(plan.columns).toHaveLength(all.length);
        const read = await askList(ctx, ledger.name, null, null).catch((error: { extensions?: { code?: string }; code?: string }) => {
          expect([ledger.name, error.extensions?.code ?? error.code]).toEqual([ledger.name, 'FORBIDDEN']);
          return null;
        });
        if (read) await readRows(ctx, read, plan, w.org.id, new AbortController().signal, async ({ rows }) => { for await (const some of rows) expect(some[0]).toHaveLength(plan.select.length); });
      }
    }
  });
});

test('words of kinds of records name types that there are', async () => {
  const labels = await api.act(w.director, async (ctx) => labelsOf(ctx, 'RecordType'));
  for (const type of Object.keys(labels)) expect([type, isObjectType(api.schema.getType(type))]).toEqual([type, true]);
});

test('codes that modules contribute are told by their titles', async () => {
  await api.act(w.director, async (ctx) => {
    expect(labelsOf(ctx, 'Ledger')).toMatchObject({ receiptLines: { zh: '进货查验记录' }, dayReport: { zh: '日报' } });
    expect(labelsOf(ctx, 'ImportKind')).toHaveProperty('suppliers.en');
    expect(labelsOf(ctx, 'LabelKind')).toMatchObject({ sample: { zh: '留样标签' } });
    expect(Object.keys(labelsOf(ctx, 'AlertKind')).length).toBeGreaterThan(5);
  });
});
