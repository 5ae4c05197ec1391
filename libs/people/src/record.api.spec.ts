import { ClosedPeriod, Correction } from '@canteen/people';
import { aWorld, MORNING, startApi, type Caller, type TestApi, type World } from '../../../tests/support/api.ts';

const ERRORS = 'errors { code field message params }';
// the simplest event there is: the temperature of a store
const READ = `mutation ($input: RecordTemperatureInput!) { recordTemperature(input: $input) { record { id occurredAt recordedAt lateEntry lateReason recordedBy { id } } ${ERRORS} } }`;
const LATE = 'query ($canteen: ID!) { lateEntries(canteen: $canteen) { recordType recordId occurredAt recordedAt lateReason recordedBy { id name } } }';
const COUNTERSIGN = `mutation ($recordType: ShortText!, $id: ID!) { countersignLateEntry(recordType: $recordType, id: $id) { done ${ERRORS} } }`;
const READINGS = '{ temperatureReadings { items { id lateEntry countersignedBy { id } countersignedAt } } }';
const CLOSE = `mutation ($canteen: ID!, $month: ShortText!) { closePeriod(canteen: $canteen, month: $month) { record { id month closedBy { id } } ${ERRORS} } }`;
const CORRECT = `mutation ($recordType: ShortText!, $id: ID!, $statement: LongText!, $reason: LongText!) { declareCorrection(recordType: $recordType, id: $id, statement: $statement, reason: $reason) { record { id statement reason declaredBy { id } } ${ERRORS} } }`;
const CORRECTIONS = 'query ($id: ID!) { corrections(recordType: "TemperatureReading", id: $id) { id statement } }';
const DECLARED = 'query ($filter: CorrectionFilter) { declaredCorrections(filter: $filter) { total items { recordType recordId declaredBy { name } } } }';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());
beforeEach(() => api.clock(MORNING));

const reading = (own: Record<string, unknown> = {}) => ({ input: { area: w.areas.chilledStore.id, celsius: '4', ...own } });

async function read(by: Caller, own: Record<string, unknown> = {}): Promise<string> {
  const answer = await by.ask(READ, reading(own));
  expect(answer).toBeDone();
  return answer.data?.['recordTemperature'].record.id;
}

test('an event has two times, its author, and is late with a reason or not at all', async () => {
  const timely = await w.cook.ask(READ, reading({ occurredAt: '2026-11-20T20:00:00Z' }));
  expect(timely.data?.['recordTemperature'].record).toMatchObject({
    occurredAt: '2026-11-20T20:00:00.000Z', recordedAt: MORNING, lateEntry: false, lateReason: null, recordedBy: { id: w.cook.id },
  });
  const late = { occurredAt: '2026-11-20T19:59:59.999Z' };
  expect(await w.cook.ask(READ, reading(late))).toRefuse('LATE_REASON_REQUIRED', 'input.lateReason');
  expect(await w.cook.ask(READ, reading({ ...late, lateReason: '  ' }))).toRefuse('LATE_REASON_REQUIRED', 'input.lateReason');
  const told = await w.cook.ask(READ, reading({ ...late, lateReason: '停电' }));
  expect(told.data?.['recordTemperature'].record).toMatchObject({ lateEntry: true, lateReason: '停电' });
  expect(await w.cook.ask(READ, reading({ occurredAt: '2026-11-21T22:00:00Z' }))).toRefuse('OCCURRED_IN_FUTURE', 'input.occurredAt');
});

test('a late entry is countersigned once, by somebody else who may', async () => {
  const id = await read(w.cook, { occurredAt: '2026-11-20T10:00:00Z', lateReason: '忙' });
  const open = async (person: Caller) => ((await person.ask(LATE, { canteen: w.canteen.id })).data?.['lateEntries'] as { recordId: string }[]).map((entry) => entry.recordId);
  expect(await open(w.supervisor)).toContain(id);
  expect(await w.other.manager.ask(LATE, { canteen: w.canteen.id })).toRefuse('NOT_FOUND', 'canteen');

  const sign = { recordType: 'TemperatureReading', id };
  expect(await w.inspector.ask(COUNTERSIGN, sign)).toRefuse('FORBIDDEN');
  expect(await w.cook.ask(COUNTERSIGN, sign)).toRefuse('FORBIDDEN');
  expect(await w.other.manager.ask(COUNTERSIGN, sign)).toRefuse('NOT_FOUND', 'id');
  expect(await w.supervisor.ask(COUNTERSIGN, { ...sign, recordType: 'Person' })).toRefuse('RECORD_TYPE_UNKNOWN', 'recordType');
  expect(await w.supervisor.ask(COUNTERSIGN, { ...sign, recordType: "x'; drop table person" })).toRefuse('RECORD_TYPE_UNKNOWN', 'recordType');
  expect(await open(w.supervisor)).toContain(id);

  const answers = await Promise.all([w.supervisor.ask(COUNTERSIGN, sign), w.director.ask(COUNTERSIGN, sign)]);
  expect(answers.filter((answer) => answer.data?.['countersignLateEntry'].done)).toHaveLength(1);
  expect(answers.find((answer) => !answer.data?.['countersignLateEntry'].done)).toRefuse('ALREADY_COUNTERSIGNED');
  expect(await open(w.supervisor)).not.toContain(id);
  const stored = ((await w.manager.ask(READINGS)).data?.['temperatureReadings'].items as { id: string; countersignedBy: { id: string } | null }[]).find((row) => row.id === id);
  expect([w.supervisor.id, w.director.id]).toContain(stored?.countersignedBy?.id);
});

test('nobody countersigns their own late entry, and a timely one needs none', async () => {
  const own = await read(w.manager, { occurredAt: '2026-11-20T10:00:00Z', lateReason: '忙' });
  expect(await w.manager.ask(COUNTERSIGN, { recordType: 'TemperatureReading', id: own })).toRefuse('COUNTERSIGN_OWN_ENTRY');
  const timely = await read(w.cook);
  expect(await w.manager.ask(COUNTERSIGN, { recordType: 'TemperatureReading', id: timely })).toRefuse('NOT_A_LATE_ENTRY');
  expect(await w.supervisor.ask(COUNTERSIGN, { recordType: 'TemperatureReading', id: own })).toBeDone();
});

test('a late entry is a duty of those who countersign, except its author', async () => {
  const id = await read(w.manager, { occurredAt: '2026-11-20T10:00:00Z', lateReason: '忙' });
  const duties = async (person: Caller) => ((await person.ask('query ($canteen: ID!) { today(canteen: $canteen) { key recordId } }', { canteen: w.canteen.id })).data?.['today'] as { key: string }[]).map((duty) => duty.key);
  expect(await duties(w.supervisor)).toContain(`people.late:${id}`);
  expect(await duties(w.manager)).not.toContain(`people.late:${id}`);
  expect(await duties(w.cook)).not.toContain(`people.late:${id}`);
});

test('a month is closed when it is over and signed; then it takes corrections only', async () => {
  api.clock('2026-10-30T02:00:00Z');
  const [manager, supervisor, cook] = [await api.signedIn(w.manager), await api.signedIn(w.supervisor), await api.signedIn(w.cook)];
  const timely = await read(cook, { celsius: '40' });
  const late = await read(cook, { occurredAt: '2026-10-29T02:00:00Z', lateReason: '忙' });
  expect(await manager.ask(CLOSE, { canteen: w.canteen.id, month: '2026-10' })).toRefuse('PERIOD_NOT_OVER', 'month');
  // still October in Greenwich, November in the canteen
  api.clock('2026-10-31T16:00:00Z');
  expect(await manager.ask(CLOSE, { canteen: w.canteen.id, month: 'October' })).toRefuse('MONTH_MALFORMED', 'month');
  expect(await manager.ask(CLOSE, { canteen: w.other.canteen.id, month: '2026-10' })).toRefuse('NOT_FOUND', 'canteen');
  expect(await cook.ask(CLOSE, { canteen: w.canteen.id, month: '2026-10' })).toRefuse('FORBIDDEN');
  const unsigned = await manager.ask(CLOSE, { canteen: w.canteen.id, month: '2026-10' });
  expect(unsigned).toRefuse('LATE_ENTRIES_OPEN', 'month');
  expect(unsigned.data?.['closePeriod'].errors[0].params).toMatchObject({ count: 1 });
  expect(await api.count(ClosedPeriod)).toBe(0);

  expect(await supervisor.ask(COUNTERSIGN, { recordType: 'TemperatureReading', id: late })).toBeDone();
  const both = await Promise.all([1, 2].map(() => manager.ask(CLOSE, { canteen: w.canteen.id, month: '2026-10' })));
  expect(both.filter((answer) => answer.data?.['closePeriod'].record)).toHaveLength(1);
  expect(both.find((answer) => !answer.data?.['closePeriod'].record)).toRefuse('PERIOD_ALREADY_CLOSED', 'month');
  expect(await api.count(ClosedPeriod)).toBe(1);

  const afterwards = { occurredAt: '2026-10-31T15:59:00Z', lateReason: '忙' };
  expect(await cook.ask(READ, reading(afterwards))).toRefuse('PERIOD_CLOSED', 'input.occurredAt');
  expect(await cook.ask(READ, reading({ occurredAt: '2026-10-31T16:00:00Z' }))).toBeDone();

  const wrong = { recordType: 'TemperatureReading', id: timely, statement: '应为 4.0 °C', reason: '漏点小数点' };
  for (const person of [w.inspector, w.supervisor]) expect(await (await api.signedIn(person)).ask(CORRECT, wrong)).toRefuse('FORBIDDEN');
  // who may not read it does not find it, of elsewhere or not
  for (const person of [w.other.cook, w.storekeeper]) expect(await (await api.signedIn(person)).ask(CORRECT, wrong)).toRefuse('NOT_FOUND', 'id');
  expect(await cook.ask(CORRECT, { ...wrong, statement: ' ' })).toRefuse('TEXT_REQUIRED', 'statement');
  expect(await cook.ask(CORRECT, { ...wrong, reason: '字'.repeat(10_000) })).toRefuse('TEXT_TOO_LONG');
  expect(await cook.ask(CORRECT, { ...wrong, recordType: 'Organization' })).toRefuse('RECORD_TYPE_UNKNOWN', 'recordType');
  expect(await api.count(Correction)).toBe(0);
  const declared = await cook.ask(CORRECT, wrong);
  expect(declared).toBeDone();
  expect(declared.data?.['declareCorrection'].record).toMatchObject({ statement: '应为 4.0 °C', declaredBy: { id: w.cook.id } });
  expect((await (await api.signedIn(w.inspector)).ask(CORRECTIONS, { id: timely })).data?.['corrections']).toMatchObject([{ statement: '应为 4.0 °C' }]);
  expect(await (await api.signedIn(w.other.manager)).ask(CORRECTIONS, { id: timely })).toRefuse('NOT_FOUND', 'id');

  // the list of all of them shows those about records that one may read
  const list = async (person: Caller, filter = {}) => (await (await api.signedIn(person)).ask(DECLARED, { filter })).data?.['declaredCorrections'];
  expect(await list(w.inspector)).toMatchObject({ total: 1, items: [{ recordType: 'TemperatureReading', recordId: timely, declaredBy: { name: w.cook.name } }] });
  expect(await list(w.inspector, { canteen: w.canteen.id, recordType: ['TemperatureReading'] })).toMatchObject({ total: 1 });
  expect(await list(w.inspector, { recordType: ['RetainedSample'] })).toEqual({ total: 0, items: [] });
  for (const person of [w.storekeeper, w.other.manager]) expect(await list(person)).toEqual({ total: 0, items: [] });
});
