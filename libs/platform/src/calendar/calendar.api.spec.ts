import ICAL from 'ical.js';
import { LocalDate, LocalizedText } from '@canteen/kernel';
import { addHealthCertificate, Canteen, Membership, updatePerson } from '@canteen/people';
import { aBatch, aDish, aLot, aMeal, anIngredient, aReceipt, aSample, aSupplier } from '../../../../tests/support/builders.ts';
import { aWorld, startApi, type Caller, type TestApi, type World } from '../../../../tests/support/api.ts';
import { AccessLog } from '../store.entity.ts';
import { CalendarFeed } from './calendar-feed.entity.ts';

const RENEW = 'mutation { renewCalendarFeed { record { url createdAt endedAt } errors { code } } }';
const END = 'mutation { endCalendarFeed { record { endedAt } errors { code } } }';
const MINE = '{ myCalendar { createdAt url } }';

let api: TestApi;
let w: World;
beforeEach(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterEach(() => api.close());

async function renew(person: Caller): Promise<string> {
  const answer = await person.ask(RENEW);
  expect(answer).toBeDone();
  const { url } = answer.data!['renewCalendarFeed'].record as { url: string };
  expect(url).toMatch(/^https:\/\/canteen\.test\/calendar\/[A-Za-z0-9_-]{43}\.ics$/);
  return new URL(url).pathname;
}
const get = (url: string) => api.app.inject({ method: 'GET', url });

interface Event {
  uid: string;
  summary: string;
  start: string;
  end: string;
  allDay: boolean;
  description: string | null;
}
async function read(url: string): Promise<{ name: string; zone: string; events: Event[]; text: string }> {
  const response = await get(url);
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(response.headers['cache-control']).toBe('private, no-store');
  const calendar = new ICAL.Component(ICAL.parse(response.body) as never);
  const events = calendar.getAllSubcomponents('vevent').map((component): Event => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid, summary: event.summary, description: event.description, allDay: event.startDate.isDate,
      start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(), end: event.endDate.toJSDate().toISOString(),
    };
  });
  return { name: String(calendar.getFirstPropertyValue('x-wr-calname')), zone: String(calendar.getFirstPropertyValue('x-wr-timezone')), events, text: response.body };
}

it('tells an independent reader what is due: meals, samples, licences, stock, and today’s duties with their hours', async () => {
  const duck = await anIngredient(api, w, { name: LocalizedText.of('番鸭', 'Duck'), category: 'MEAT' });
  await aLot(api, w, { ingredient: duck, quantity: '100', expiryDate: '2026-11-25' });
  await aSupplier(api, w, { name: LocalizedText.of('晋江粮油', 'Jinjiang Grain'), licenceTo: '2026-11-30' });
  await aSupplier(api, w, { name: LocalizedText.of('后会有期', 'Later'), licenceTo: '2026-12-20' });
  const dish = await aDish(api, w, { name: LocalizedText.of('姜母鸭', 'Ginger duck'), lines: [{ ingredient: duck, net: '10' }] });
  api.clock('2026-11-21T02:00:00Z');
  const lunch = await aMeal(api, w, { dishes: [{ dish }] });
  await aMeal(api, w, { day: '2026-11-22', dishes: [{ dish }] });
  const batch = await aBatch(api, w, { service: lunch.service, item: lunch.items[0]! });
  await aSample(api, w, { batch: batch.id });
  await aReceipt(api, w);

  const { name, zone, events, text } = await read(await renew(w.manager));
  expect({ name, zone }).toEqual({ name: '食安食堂 · 待办', zone: 'Asia/Shanghai' });
  expect(text).toContain('\r\nVERSION:2.0\r\n');
  const found = (summary: string | RegExp) => events.filter((event) => (typeof summary === 'string' ? event.summary === summary : summary.test(event.summary)));
  expect(found('午餐：1 道菜，100 人')).toMatchObject([
    { start: '2026-11-21T03:30:00.000Z', end: '2026-11-21T04:30:00.000Z', description: '姜母鸭', allDay: false },
    { start: '2026-11-22T03:30:00.000Z', end: '2026-11-22T04:30:00.000Z' },
  ]);
  expect(found('11月21日 午餐的 1 份留样可处置')).toMatchObject([{ start: '2026-11-23T04:30:00.000Z' }]);
  expect(found('许可证到期：晋江粮油')).toMatchObject([{ start: '2026-11-30', allDay: true }]);
  expect(found(/后会有期/)).toEqual([]);
  expect(found('1 批今日到期：番鸭')).toMatchObject([{ start: '2026-11-25', allDay: true }]);
  // the delivery of just now waits for a second person for an hour
  expect(found(/^收货待第二人验收/)).toMatchObject([{ start: '2026-11-21T03:00:00.000Z', allDay: false }]);
  // the stores are measured some time today
  expect(found(/^冷藏库：今日测温 0\/2/)).toMatchObject([{ start: '2026-11-21', allDay: true }]);
  expect(new Set(events.map((event) => event.uid)).size).toBe(events.length);
  for (const { uid } of events) expect(uid).toMatch(/^[0-9a-f]{32}@canteen\.test$/);

  // read again later, the same things are the same events
  const cook = await renew(w.cook);
  const before = (await read(cook)).events;
  expect(before.map(({ summary }) => summary).filter((line) => /许可证|到期|收货|处置/.test(line))).toEqual([]);
  api.clock('2026-11-21T03:00:00Z');
  expect((await read(cook)).events.map(({ uid }) => uid).sort()).toEqual(before.map(({ uid }) => uid).sort());
});

it('speaks the person’s language, names the canteen where there are several, and says nothing of anyone’s health', async () => {
  await api.act(w.officer, (ctx) => addHealthCertificate(ctx, { person: w.cook.id, canteen: w.canteen.id, number: 'H1', validFrom: LocalDate.of('2025-11-28'), validTo: LocalDate.of('2026-11-27') }));
  await api.orm.em.fork().execute(`update person set language = 'en' where id = ?`, [w.officer.id]);
  await api.act(null, async (ctx) => {
    ctx.create(Canteen, { organizationId: w.org.id, name: LocalizedText.of('二食堂', 'Second canteen'), pinyin: 'est', slug: 'annex', operation: 'OWN', contractor: null, coldDishesLicensed: false, diners: 100, address: null, active: true } as never);
  });
  const logged = await api.count(AccessLog);
  const { name, events, text } = await read(await renew(w.officer));
  expect(name).toBe('Canteen · duties');
  expect(events.map(({ summary }) => summary)).toContain('first canteen · 1 health certificate ends');
  expect(text).not.toContain('厨师');
  expect(await api.count(AccessLog)).toBe(logged);
});

it('answers nothing for addresses that never were, have ended, or belong to people who have left', async () => {
  expect((await get('/calendar/nonsense.ics')).statusCode).toBe(404);
  expect((await get(`/calendar/${'A'.repeat(43)}.ics`)).statusCode).toBe(404);
  expect((await api.anyone.ask(RENEW))).toRefuse('UNAUTHENTICATED');
  expect(await w.cook.ask(END)).toRefuse('CALENDAR_NONE');
  expect((await w.cook.ask(MINE)).data).toEqual({ myCalendar: null });

  const first = await renew(w.cook);
  expect((await w.cook.ask(MINE)).data!['myCalendar']).toEqual({ createdAt: '2026-11-20T22:00:00.000Z', url: null });
  expect((await w.manager.ask(MINE)).data).toEqual({ myCalendar: null });
  const [stored] = await api.orm.em.fork().find(CalendarFeed, {});
  expect(JSON.stringify(stored)).not.toContain(first.slice(10, 53));
  const second = await renew(w.cook);
  expect((await get(first)).statusCode).toBe(404);
  expect((await get(second)).statusCode).toBe(200);
  expect((await get(second.replace('.ics', ''))).statusCode).toBe(404);
  expect(await w.cook.ask(END)).toBeDone();
  expect((await get(second)).statusCode).toBe(404);

  const third = await renew(w.cook);
  const person = await api.orm.em.fork().execute('select version from person where id = ?', [w.cook.id]);
  await api.act(w.administrator, (ctx) => updatePerson(ctx, w.cook.id, { version: (person as unknown as { version: number }[])[0]!.version, active: false } as never));
  const gone = await get(third);
  expect(gone.statusCode).toBe(404);
  expect(gone.body).toBe('Not found\n');
});

it('shows a person of one canteen that canteen only', async () => {
  await aReceipt(api, w);
  const url = await renew(w.inspector);
  // an inspector has no duties here
  expect((await read(url)).events).toEqual([]);
  await api.act(null, async (ctx) => {
    ctx.create(Membership, { organizationId: w.org.id, person: w.inspector.id, canteen: w.canteen, role: 'STOREKEEPER', validFrom: ctx.today() } as never);
  });
  expect((await read(url)).events.some(({ summary }) => summary.startsWith('收货待第二人验收'))).toBe(true);
  const neighbour = await renew(w.other.storekeeper);
  expect((await read(neighbour)).events).toEqual([]);
});
