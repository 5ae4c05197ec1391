import { LocalizedText } from '@canteen/kernel';
import { JournalEntry, LabelPrint, StoredFile } from '@canteen/platform';
import { Area, createCanteen, Membership, Person } from '@canteen/people';
import type { Lot } from '@canteen/receiving';
import { sealSample, type RetainedSample } from '@canteen/retention';
import { aWorld, startApi, type Answer, type TestApi, type World } from '../../../../tests/support/api.ts';
import { aBatch, aDish, aLot, aMeal, anIngredient, aSample } from '../../../../tests/support/builders.ts';
import { codeIn, pagesOf, pictureOf, textsOf } from '../../../../tests/support/paper.ts';
import { readAll } from '../files/file-store.ts';
import { contentKey } from '../files/content.ts';
import { LABEL_SIZES } from './label-sizes.ts';

const PRINT = `mutation ($input: LabelInput!) { printLabels(input: $input) {
  record { id kind recordIds size copies reprint reprintReason printedByName file { name contentType url } } errors { code field message params } } }`;
const KINDS = '{ labelKinds { kind title { zh en } needs resource sizes { key widthMm heightMm perSheet } } }';
const SCANNED = 'query ($code: ShortText!) { scanned(code: $code) { recordType recordId resource } }';
const PRINTS = 'query ($filter: LabelPrintFilter) { labelPrints(filter: $filter) { total items { kind reprint reprintReason printedByName recordIds } } }';

let api: TestApi;
let w: World;
let sample: RetainedSample;
let lot: Lot;
let named: Lot;

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  const meat = await anIngredient(api, w, { name: LocalizedText.of('五花肉', 'Pork belly'), category: 'MEAT', gtin: '6901234567892' });
  lot = await aLot(api, w, { ingredient: meat, quantity: '500' });
  named = await aLot(api, w, { ingredient: await anIngredient(api, w, { name: LocalizedText.of('散装青菜') }), quantity: '20' });
  const dish = await aDish(api, w, { name: LocalizedText.of('姜母鸭', 'Duck with ginger'), lines: [{ ingredient: meat, net: '10' }] });
  const { service, items } = await aMeal(api, w, { dishes: [{ dish }] });
  api.clock('2026-11-21T03:00:00Z');
  const batch = await aBatch(api, w, { service, item: items[0]!, finishedAt: '80' });
  sample = await aSample(api, w, { batch: batch.id, grams: '126' });
});
afterAll(() => api?.close());

const print = (person: World['officer'], input: object, lang: 'zh' | 'en' = 'zh') => person.ask(PRINT, { input: { size: '60x40', ...input } }, { lang });
const record = (answer: Answer) => answer.data!['printLabels'].record;

async function pdfOf(answer: Answer): Promise<Buffer> {
  const { fileId } = (await api.orm.em.getConnection().execute('select file_id as "fileId" from label_print where id = ?', [record(answer).id]))[0] as { fileId: string };
  const file = await api.reload(StoredFile, fileId);
  return (await readAll(api.files, contentKey(file.hash!)))!;
}

describe('a label', () => {
  test('of a sample says what the rule asks, in the language of who prints it, and its code is the address of the record', async () => {
    const answer = await print(w.officer, { kind: 'sample', ids: [sample.id], reprintReason: 'none needed' });
    expect(answer).toBeDone();
    expect(record(answer)).toMatchObject({ kind: 'sample', recordIds: [sample.id], size: '60x40', copies: 1, reprint: false, reprintReason: null, printedByName: '食安员', file: { contentType: 'application/pdf', name: '留样标签 2026-11-21.pdf' } });
    const pdf = await pdfOf(answer);
    const [page] = await textsOf(pdf);
    for (const words of ['姜母鸭', '餐次11月21日', '留样时间2026-11-2111:00', '留样量126g', '留样人食安员', sample.number, '保存至2026-11-23']) expect(page).toContain(words);
    expect(codeIn(await pictureOf(pdf))).toBe(`https://canteen.test/q/sample/${sample.id}`);

    const [english] = await textsOf(await pdfOf(await print(w.manager, { kind: 'sample', ids: [sample.id], reprintReason: 'wet' }, 'en')));
    expect(english).toContain('Duckwithginger');
    expect(english).toContain('Keepuntil');
  });

  test('of a lot with a GTIN is a GS1 Digital Link, of one without the address of the record', async () => {
    const pdf = await pdfOf(await print(w.storekeeper, { kind: 'lot', ids: [lot.id, named.id] }));
    expect(codeIn(await pictureOf(pdf, 1))).toBe(`https://canteen.test/01/06901234567892/10/${encodeURIComponent(lot.lotCode)}`);
    expect(codeIn(await pictureOf(pdf, 2))).toBe(`https://canteen.test/q/lot/${named.id}`);
    const [page] = await textsOf(pdf);
    for (const words of ['五花肉', lot.lotCode, '保质期至', '到货', '贮存']) expect(page).toContain(words);
  });

  test('of a decanted pack carries the original lot and expiry, what is in it, when and by whom it was filled', async () => {
    const order = { kind: 'pack', ids: [lot.id], extra: { quantity: '2.5 kg', openedOn: '2026-11-20' } };
    const answer = await print(w.cook, order);
    const [page] = await textsOf(await pdfOf(answer));
    for (const words of ['五花肉', lot.lotCode, '分装', '2026-11-20', '2.5kg', '分装人厨师']) expect(page).toContain(words);
    const before = await api.count(LabelPrint);
    expect(await print(w.storekeeper, { ...order, extra: { ...order.extra, quantity: '999 kg' } })).toRefuse('PACK_EXCEEDS_LOT', 'input.extra.quantity');
    expect(await api.count(LabelPrint)).toBe(before);
    // Each pack is another one.
    expect(record(await print(w.cook, order))).toMatchObject({ reprint: false });
    expect(await print(w.cook, { ...order, extra: { openedOn: '2026-02-30' } })).toRefuse('DATE_INVALID');
    for (const extra of [1, ['x'], { quantity: 5 }, { quantity: 'x'.repeat(101) }]) expect(await print(w.cook, { ...order, extra })).toRefuse('LABEL_EXTRA_INVALID', 'input.extra');
  });

  test('of an area says the limits in force', async () => {
    const [page] = await textsOf(await pdfOf(await print(w.manager, { kind: 'area', ids: [w.areas.sampleFridge.id] })));
    expect(page).toContain('温度限值0–8℃');
  });

  test('of sealed evidence says so', async () => {
    await api.act(w.officer, (ctx) => sealSample(ctx, sample.id, '疑似食源性疾病'));
    const [page] = await textsOf(await pdfOf(await print(w.officer, { kind: 'sample', ids: [sample.id], reprintReason: '封存' })));
    expect(page).toContain('已封存');
  });
});

test.each(LABEL_SIZES.map((size) => [size.key, size] as const))('every label of %s is read by an independent decoder, and stands within the label', async (key, size) => {
  const pdf = await pdfOf(await print(w.storekeeper, { kind: 'lot', ids: [lot.id, named.id], size: key, copies: 2, reprintReason: '换规格' }));
  const pages = await pagesOf(pdf);
  const dpi = 203;
  const dots = (mm: number) => Math.round((mm / 25.4) * dpi);
  const expected = [lot, lot, named, named].map((one) => (one === lot ? `https://canteen.test/01/06901234567892/10/${encodeURIComponent(lot.lotCode)}` : `https://canteen.test/q/lot/${one.id}`));
  const { sheet } = size;
  expect(pages.length).toBe(sheet ? 1 : 4);
  const read: (string | null)[] = [];
  for (let i = 0; i < 4; i++) {
    const picture = await pictureOf(pdf, sheet ? 1 : i + 1, dpi);
    const part = sheet
      ? { x: dots(sheet.left + (i % sheet.across) * sheet.stepX), y: dots(sheet.top + Math.floor(i / sheet.across) * sheet.stepY), width: dots(size.width), height: dots(size.height) }
      : { x: 0, y: 0, width: picture.width, height: picture.height };
    read.push(codeIn(picture, part));
  }
  expect(read).toEqual(expected);
  if (!sheet) {
    expect(pages.map(({ width, height }) => [Math.round((width / 72) * 25.4), Math.round((height / 72) * 25.4)])).toEqual(Array(4).fill([size.width, size.height]));
    for (const { texts, width, height } of pages) for (const { x, y } of texts) expect(x >= 0 && x < width && y > 0 && y < height).toBe(true);
  }
});

describe('printing', () => {
  test('again needs a reason, which is on record with who and when', async () => {
    const fresh = await aLot(api, w, { ingredient: await anIngredient(api, w, { name: LocalizedText.of('重印豆腐') }), quantity: '3' });
    expect(await print(w.storekeeper, { kind: 'lot', ids: [fresh.id] })).toBeDone();
    const before = [await api.count(LabelPrint), await api.count(StoredFile), await api.count(JournalEntry)];
    const refused = await print(w.storekeeper, { kind: 'lot', ids: [fresh.id], reprintReason: '  ' });
    expect(refused).toRefuse('LABEL_REPRINT_REASON', 'input.reprintReason');
    expect([await api.count(LabelPrint), await api.count(StoredFile), await api.count(JournalEntry)]).toEqual(before);

    expect(record(await print(w.manager, { kind: 'lot', ids: [fresh.id], reprintReason: '受潮脱落' }))).toMatchObject({ reprint: true, reprintReason: '受潮脱落' });
    const { labelPrints } = (await w.manager.ask(PRINTS, { filter: { recordId: fresh.id } })).data!;
    expect(labelPrints).toEqual({
      total: 2,
      items: [
        { kind: 'lot', reprint: true, reprintReason: '受潮脱落', printedByName: '经理', recordIds: [fresh.id] },
        { kind: 'lot', reprint: false, reprintReason: null, printedByName: '库管', recordIds: [fresh.id] },
      ],
    });
    expect(await api.count(JournalEntry, { act: 'printLabels' })).toBeGreaterThan(1);
  });

  test('is refused for what does not exist, is elsewhere, or is too much', async () => {
    const count = await api.count(LabelPrint);
    const other = await aLot(api, { ...w.other, officer: w.other.officer, storekeeper: w.other.storekeeper } as never, { ingredient: await anIngredient(api, w.other as never), quantity: '1' });
    expect(await print(w.storekeeper, { kind: 'lot', ids: [other.id] })).toRefuse('NOT_FOUND', 'input.ids.0');
    expect(await print(w.storekeeper, { kind: 'lot', ids: ['x'] })).toRefuse('NOT_FOUND', 'input.ids.0');
    expect(await print(w.storekeeper, { kind: 'lot', ids: [] })).toRefuse('LABELS_NONE', 'input.ids');
    expect(await print(w.storekeeper, { kind: 'nothing', ids: [lot.id] })).toRefuse('LABEL_KIND_UNKNOWN', 'input.kind');
    expect(await print(w.storekeeper, { kind: 'lot', ids: [lot.id], size: '1x1' })).toRefuse('LABEL_SIZE_UNKNOWN', 'input.size');
    expect(await print(w.storekeeper, { kind: 'lot', ids: [lot.id], copies: 51 })).toRefuse('LABEL_COPIES', 'input.copies');
    expect(await print(w.storekeeper, { kind: 'sample', ids: [sample.id] })).toRefuse('NOT_FOUND', 'input.ids.0');
    expect(await print(w.inspector, { kind: 'lot', ids: [lot.id] })).toRefuse('FORBIDDEN');
    expect(await api.count(LabelPrint)).toBe(count);
  });

  test('is for who works in one canteen only, and there only', async () => {
    const person = await api.act(null, async (ctx) => {
      const person = ctx.create(Person, { name: '东库管', pinyin: 'dkg', account: 'east-keeper', language: 'zh', active: true } as never);
      ctx.create(Membership, { organizationId: w.org.id, person, canteen: w.canteen, role: 'STOREKEEPER', validFrom: ctx.today().plusDays(-1), validTo: null } as never);
      return person;
    });
    const keeper = await api.signedIn(person);
    expect(record(await print(keeper, { kind: 'lot', ids: [lot.id], reprintReason: '再贴一张' }))).toMatchObject({ reprint: true, printedByName: '东库管' });
    const west = await api.act(w.administrator, (ctx) => createCanteen(ctx, { organization: w.org.id, name: LocalizedText.of('西食堂'), slug: 'west-hall', operation: 'OWN', diners: 10 } as never));
    const elsewhere = await api.act(null, async (ctx) => ctx.create(Area, { organizationId: w.org.id, canteen: west, name: LocalizedText.of('西库'), pinyin: 'xk', kind: 'STORE', active: true } as never));
    expect(await print(keeper, { kind: 'area', ids: [elsewhere.id] })).toRefuse('NOT_FOUND', 'input.ids.0');
    expect(await print(w.manager, { kind: 'area', ids: [elsewhere.id, w.areas.kitchen.id], reprintReason: 'x' })).toRefuse('LABELS_OF_ONE_CANTEEN', 'input.ids');
  });

  test('what fits in no legible type is refused, not cut off', async () => {
    const long = await aLot(api, w, { ingredient: await anIngredient(api, w, { name: LocalizedText.of('很长的名字'.repeat(30)) }), quantity: '1' });
    expect(await print(w.storekeeper, { kind: 'lot', ids: [long.id], size: '40x30' })).toRefuse('LABEL_TOO_SMALL', 'input.size');
  });

  test('the kinds are those whose records one may read', async () => {
    const kinds = async (person: World['officer']) => (await person.ask(KINDS)).data!['labelKinds'].map(({ kind }: { kind: string }) => kind);
    expect((await kinds(w.manager)).sort()).toEqual(['area', 'lot', 'pack', 'sample']);
    expect((await kinds(w.storekeeper)).sort()).toEqual(['area', 'lot', 'pack']);
    expect(await kinds(w.inspector)).toEqual([]);
    const { labelKinds } = (await w.manager.ask(KINDS)).data!;
    expect(labelKinds[0].sizes).toHaveLength(LABEL_SIZES.length);
    expect(labelKinds[0].sizes.at(-1)).toEqual({ key: 'a4-2x7', widthMm: 99.1, heightMm: 38.1, perSheet: 14 });
  });

  test('that a label was printed is told to all who print; what stands on it, to those who may read it', async () => {
    const FILES = '{ labelPrints(page: { size: 200 }) { items { kind file { url } } } }';
    const shown = async (person: World['officer']) => new Map(((await person.ask(FILES)).data!['labelPrints'].items as { kind: string; file: object | null }[]).map(({ kind, file }) => [kind, file !== null]));
    expect(await shown(w.officer)).toEqual(new Map([['sample', true], ['lot', true], ['pack', true], ['area', true]]));
    // The store has no business with samples.
    expect((await shown(w.storekeeper)).get('sample')).toBe(false);
    expect((await shown(w.storekeeper)).get('lot')).toBe(true);
  });

  test('a label cannot be attached as evidence, and its link serves who printed it', async () => {
    const url = record(await print(w.manager, { kind: 'area', ids: [w.areas.kitchen.id] })).file.url as string;
    const response = await api.app.inject({ url, headers: { cookie: w.manager.cookie } });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/pdf');
    expect((await api.app.inject({ url, headers: { cookie: w.cook.cookie } })).statusCode).toBe(404);
  });
});

describe('scanning', () => {
  const scan = async (person: World['officer'], code: string) => (await person.ask(SCANNED, { code })).data!['scanned'];

  test('opens the record, for whoever may see it', async () => {
    const address = `https://canteen.test/q/sample/${sample.id}`;
    const target = { recordType: 'RetainedSample', recordId: sample.id, resource: 'retainedSamples' };
    expect(await scan(w.officer, address)).toEqual(target);
    expect(await scan(w.inspector, `/q/sample/${sample.id}`)).toEqual(target);
    expect(await scan(w.storekeeper, address)).toBeNull();
    expect(await scan(w.other.officer, address)).toBeNull();
  });

  test('a Digital Link opens the lot; of several with one code the latest that still has stock', async () => {
    const code = `/01/06901234567892/10/${encodeURIComponent(lot.lotCode)}`;
    expect(await scan(w.storekeeper, code)).toEqual({ recordType: 'Lot', recordId: lot.id, resource: 'lots' });
    expect(await scan(w.other.storekeeper, code)).toBeNull();
  });

  test.each(['', '6901234567892', '/q/sample/x', '/q/person/019a9c6e-7b1c-7abc-8def-0123456789ab', 'https://example.org', '/01/06901234567892/10/none'])('an unknown code (%s) is no fault', async (code) => {
    expect(await scan(w.manager, code)).toBeNull();
  });

  test.each([[() => `/q/sample/${sample.id}`], [() => '/01/06901234567892/10/A%2F7']])('a phone that opens the address comes to the scanner of the console', async (address) => {
    const response = await api.app.inject({ url: address() });
    expect(response.statusCode).toBe(302);
    expect(response.headers.location).toBe(`/console/scan?code=${encodeURIComponent(address())}`);
  });
});
