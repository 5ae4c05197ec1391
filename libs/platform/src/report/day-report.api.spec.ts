import { LocalDate, LocalizedText } from '@canteen/kernel';
import { recordTemperature } from '@canteen/kitchen';
import type { MealService } from '@canteen/menus';
import { Canteen } from '@canteen/people';
import { ClosedDay, closeDays, Export, JournalEntry, StoredFile } from '@canteen/platform';
import { acceptGoodsReceipt } from '@canteen/receiving';
import { readXlsx } from 'hucre';
import { aWorld, startApi, type TestApi, type World } from '../../../../tests/support/api.ts';
import { aBatch, aDish, aFile, aLot, aMeal, anIngredient, aReceipt, aSample } from '../../../../tests/support/builders.ts';
import { codeIn, pagesOf, pictureOf, textsOf } from '../../../../tests/support/paper.ts';
import { contentKey } from '../files/content.ts';
import { readAll } from '../files/file-store.ts';
import { dayReportSheet } from './day-report-sheet.ts';
import type { FactSection } from './facts.ts';

const SECTIONS = 'key title { zh en } figures { title { zh } value tone } facts { text { zh en } tone recordType recordId }';
const REPORT = `query ($canteen: ID!, $day: Day!) { dayReport(canteen: $canteen, day: $day) { canteen day closed closedAt sections { ${SECTIONS} } afterClosing { ${SECTIONS} } } }`;
const EXPORT = `mutation ($canteen: ID!, $day: Day!, $format: ExportFormat!, $language: SheetLanguage) {
  exportDayReport(canteen: $canteen, day: $day, format: $format, language: $language) { record { id ledger format } errors { code field message } } }`;
const DAY = '2026-11-21';

let api: TestApi;
let w: World;
let service: MealService;
let receipt: Awaited<ReturnType<typeof aReceipt>>;

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  const meat = await anIngredient(api, w, { name: LocalizedText.of('五花肉', 'Pork belly'), category: 'MEAT' });
  await aLot(api, w, { ingredient: meat, quantity: '500' });
  const dish = (zh: string, en: string) => aDish(api, w, { name: LocalizedText.of(zh, en), lines: [{ ingredient: meat, net: '10' }] });
  const meal = await aMeal(api, w, { dishes: [{ dish: await dish('姜母鸭', 'Duck') }, { dish: await dish('卤面', 'Noodles') }, { dish: await dish('润饼', 'Rolls') }] });
  service = meal.service;
  api.clock('2026-11-21T06:10:00+08:00');
  receipt = await aReceipt(api, w, { lines: [{ ingredient: meat }, { ingredient: await anIngredient(api, w, { name: LocalizedText.of('青菜', 'Greens') }), appearanceOk: false }] });
  await aReceipt(api, w, { lines: [{ ingredient: meat }] });
  const photo = (await aFile(api, w, w.officer)).id;
  await api.act(w.officer, (ctx) => acceptGoodsReceipt(ctx, receipt.id, [{ line: receipt.rows[0]!.id, accept: true }, { line: receipt.rows[1]!.id, accept: false, reason: '腐烂', photo }]));
  await api.act(w.cook, (ctx) => recordTemperature(ctx, { area: w.areas.chilledStore.id, celsius: '12' }));
  api.clock('2026-11-21T11:00:00+08:00');
  const duck = await aBatch(api, w, { service, item: meal.items[0]!, finishedAt: '80' });
  await aBatch(api, w, { service, item: meal.items[1]!, finishedAt: '75' });
  await aSample(api, w, { batch: duck.id });
});
afterAll(() => api?.close());

type Report = { closed: boolean; closedAt: string | null; sections: Section[]; afterClosing: Section[] };
type Section = { key: string; figures: { title: { zh: string }; value: string; tone: string | null }[]; facts: { text: { zh: string; en: string }; tone: string; recordType: string | null; recordId: string | null }[] };

const ask = (person: World['officer'], day = DAY, canteen = w.canteen.id) => person.ask(REPORT, { canteen, day });
const reportOf = async (person: World['officer'] = w.manager, day = DAY): Promise<Report> => (await ask(person, day)).data!['dayReport'];
const section = (report: Report, key: string) => report.sections.find((one) => one.key === key)!;
const facts = (report: Report, key: string, tone?: string) => section(report, key).facts.filter((fact) => !tone || fact.tone === tone).map(({ text }) => text.zh);
const close = () => closeDays(api.host, new AbortController().signal);

describe('before midnight', () => {
  test('the report is told from the books as they are', async () => {
    api.clock('2026-11-21T13:00:00+08:00');
    const report = await reportOf();
    expect(report).toMatchObject({ closed: false, closedAt: null, afterClosing: [] });
    expect(report.sections.map(({ key }) => key)).toEqual(['receiving', 'menus', 'kitchen', 'temperatures', 'retention', 'late']);
    expect(facts(report, 'receiving', 'ok')).toEqual([expect.stringMatching(new RegExp(`^${receipt.number} 供货者\\d*：五花肉 10 公斤$`))]);
    expect(facts(report, 'receiving', 'missing')).toHaveLength(1);
    expect(facts(report, 'receiving', 'bad')).toEqual(['拒收 青菜 10 公斤：腐烂']);
    expect(facts(report, 'kitchen', 'ok')).toEqual(['午餐：姜母鸭 100 份、卤面 100 份']);
    expect(facts(report, 'kitchen', 'missing')).toEqual(['午餐无制作记录：润饼']);
    expect(facts(report, 'retention')).toEqual(['午餐：1 道已留样', '午餐缺留样：卤面、润饼']);
    expect(facts(report, 'temperatures', 'bad')).toEqual(['冷藏库超限 12 ℃（限值 0–8 ℃）']);
    // There is still an evening to measure in.
    expect(facts(report, 'temperatures', 'missing')).toEqual([]);
    expect(section(report, 'retention').figures).toEqual([{ title: { zh: '已留样' }, value: '1/3', tone: 'missing' }, { title: { zh: '缺留样' }, value: '2', tone: 'missing' }]);
    expect(section(report, 'kitchen').facts[0]).toMatchObject({ recordType: 'MealService', recordId: service.id });
  });

  test('nothing is missing while there is time', async () => {
    api.clock('2026-11-21T11:10:00+08:00');
    const report = await reportOf();
    expect(facts(report, 'retention', 'missing')).toEqual([]);
    expect(facts(report, 'kitchen', 'missing')).toEqual([]);
  });

  test('it is for those who may read it, of their canteens', async () => {
    api.clock('2026-11-21T13:00:00+08:00');
    expect((await reportOf(w.inspector)).sections).toHaveLength(6);
    expect(await ask(w.cook)).toRefuse('FORBIDDEN');
    for (const person of [w.other.manager]) expect(await ask(person)).toRefuse('NOT_FOUND');
    expect(await ask(w.manager, DAY, 'x')).toRefuse('NOT_FOUND');
    expect(await ask(w.manager, '2026-11-22')).toRefuse('DAY_REPORT_IN_FUTURE');
  });
});

describe('at midnight', () => {
  test('the day is closed once, whoever runs the job and how often, and is on the journal', async () => {
    api.clock('2026-11-21T23:59:00+08:00');
    await close();
    expect(await api.count(ClosedDay, { canteen: w.canteen.id, day: LocalDate.of(DAY) })).toBe(0);
    api.clock('2026-11-22T00:02:00+08:00');
    await Promise.all([close(), close()]);
    await close();
    expect(await api.count(ClosedDay, { canteen: w.canteen.id, day: LocalDate.of(DAY) })).toBe(1);
    expect(await api.count(JournalEntry, { act: 'job:close-day-reports', canteenId: w.canteen.id })).toBe(1);
    const report = await reportOf();
    expect(report).toMatchObject({ closed: true, closedAt: '2026-11-21T16:02:00.000Z', afterClosing: [] });
    expect(facts(report, 'temperatures', 'missing')).toEqual(['留样柜漏测 2 次（应测 2 次）', '冷藏库漏测 1 次（应测 2 次）']);
  });

  test('what comes after stands beside it, and the report itself as it was', async () => {
    const before = await reportOf();
    api.clock('2026-11-22T08:00:00+08:00');
    await api.act(w.cook, (ctx) => recordTemperature(ctx, { area: w.areas.sampleFridge.id, celsius: '5', occurredAt: new Date('2026-11-21T08:00:00Z'), lateReason: '断网' }));
    const after = await reportOf();
    expect({ ...after, afterClosing: [] }).toEqual(before);
    const later = after.afterClosing.flatMap((one) => one.facts.map(({ text, tone }) => [tone, text.zh]));
    expect(later).toEqual([
      ['ok', '留样柜：测温 1 次，5 ℃'],
      ['missing', '留样柜漏测 1 次（应测 2 次）'],
      ['late', '补录 温度记录：发生 2026-11-21 16:00，记录 2026-11-22 08:00，厨师；断网'],
    ]);
  });

  test('after downtime the missed days are closed, at most the last 31, and none from before the canteen was', async () => {
    api.clock('2027-01-15T00:10:00+08:00');
    await close();
    const days = (await api.orm.em.fork().find(ClosedDay, { canteen: w.canteen.id }, { orderBy: { day: 'asc' } })).map(({ day }) => day.iso);
    expect(days).toHaveLength(1 + 31);
    expect([days[0], days[1], days.at(-1)]).toEqual([DAY, '2026-12-15', '2027-01-14']);
    expect(await api.count(Canteen)).toBe(2);
    expect(await close()).toBe(0);
    api.clock('2026-11-22T09:00:00+08:00');
    expect(await api.count(ClosedDay, { day: { $lt: LocalDate.of(DAY) } })).toBe(0);
  }, 120_000);
});

describe('taken out', () => {
  const made = async (format: string, language: 'zh' | 'en' = 'zh') => {
    api.clock('2026-11-22T09:00:00+08:00');
    const answer = await w.manager.ask(EXPORT, { canteen: w.canteen.id, day: DAY, format, language });
    expect(answer).toBeDone();
    await api.runJobs();
    const row = await api.reload(Export, answer.data!['exportDayReport'].record.id);
    const file = await api.reload(StoredFile, row.file!.id);
    return { row, file, bytes: (await readAll(api.files, contentKey(file.hash!)))! };
  };

  test('as PDF: one A4 page, as text, with a code that leads to it', async () => {
    const { row, file, bytes } = await made('PDF');
    expect(row).toMatchObject({ ledger: 'dayReport', requestedByName: '经理', sha256: file.hash });
    expect(file.name).toMatch(/^食堂日报 2026-11-21 .*\.pdf$/);
    const pages = await pagesOf(bytes);
    expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([[595, 842]]);
    const [text] = await textsOf(bytes);
    for (const words of ['食堂日报', '甲机关·甲机关食堂', '2026年11月21日周六', '已封存2026-11-2200:02', '拒收青菜', '午餐缺留样：卤面、润饼', '异常', '缺', '补录（封存后）', '第1页共1页', '打印：经理']) expect(text).toContain(words);
    const picture = await pictureOf(bytes, 1, 150);
    const side = Math.round((40 / 25.4) * 150);
    expect(codeIn(picture, { x: 0, y: picture.height - side, width: side, height: side })).toBe(`https://canteen.test/console/dayReport?canteen=${w.canteen.id}&day=${DAY}`);
  });

  test('as XLSX: section, what, how it stands', async () => {
    const { bytes } = await made('XLSX', 'en');
    const book = await readXlsx(bytes);
    expect(JSON.stringify(book.sheets[0]!.rows)).toContain('Rejected Greens');
  });

  test('in no other format, and not by who may not read it', async () => {
    const count = await api.count(Export);
    const input = { canteen: w.canteen.id, day: DAY };
    expect(await w.manager.ask(EXPORT, { ...input, format: 'CSV' })).toRefuse('DAY_REPORT_FORMAT', 'format');
    expect(await w.cook.ask(EXPORT, { ...input, format: 'PDF' })).toRefuse('FORBIDDEN');
    expect(await w.other.manager.ask(EXPORT, { ...input, format: 'PDF' })).toRefuse('NOT_FOUND', 'canteen');
    expect(await api.count(Export)).toBe(count);
  });

  test('a day with far too much still is one page, which says how much it leaves out; what is not all right stays', async () => {
    const many = (n: number, tone: 'ok' | 'bad') => Array.from({ length: n }, (_, i) => ({ tone, text: LocalizedText.of(`第${i}件事情写得稍微长一点以便换行，${tone}`) }));
    const sections: FactSection[] = [{ key: 'a', title: { zh: '收货', en: 'Received' }, figures: [], facts: [...many(300, 'ok'), ...many(3, 'bad')] }];
    const report = { organizationId: w.org.id, canteen: w.canteen.id, day: LocalDate.of(DAY), closed: false, closedAt: null, sections, afterClosing: [] };
    const pdf = await dayReportSheet(report, { institution: '甲机关', canteen: '食堂', state: '', url: 'https://x', journalHead: null, printedBy: '经理', printedAt: api.now(), timeZone: 'Asia/Shanghai', lang: 'zh' });
    const texts = await textsOf(pdf);
    expect(texts).toHaveLength(1);
    for (let i = 0; i < 3; i++) expect(texts[0]).toContain(`第${i}件事情写得稍微长一点以便换行，bad`);
    expect(texts[0]).toMatch(/另有\d+条/);
  });
});
