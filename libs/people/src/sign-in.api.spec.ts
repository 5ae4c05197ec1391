import { createHash } from 'node:crypto';
import { ms } from '@canteen/kernel';
import { createPerson, Person, Session, SESSION_COOKIE } from '@canteen/people';
import { aWorld, MORNING, PIN, startApi, type Answer, type TestApi, type World } from '../../../tests/support/api.ts';

const SIGN_IN = 'mutation ($account: ShortText!, $password: String!) { signIn(account: $account, password: $password) { record { id name } errors { code message field params } } }';
const SIGN_OUT = 'mutation { signOut { done errors { code } } }';
const SWITCH = 'mutation ($person: ID!, $pin: String!) { switchPerson(person: $person, pin: $pin) { record { id name } errors { code field params } } }';
const CHANGE = 'mutation ($old: String!, $new: String!) { changePassword(old: $old, new: $new) { done errors { code field } } }';
const SET_PIN = 'mutation ($pin: String!, $password: String!) { setPin(pin: $pin, password: $password) { done errors { code field } } }';
const REVOKE = 'mutation ($id: ID!) { revokeSession(id: $id) { done errors { code field } } }';
const SESSIONS = 'query ($person: ID) { sessions(person: $person) { id method current device address person { id } } }';
const ME = '{ me { language session person { id name account } permissions grants { role organization { id name { zh } } canteen { id } permissions } canteens { id name { zh } organization { id kind } } } }';
const PASSWORD = 'steamed bun 5';

/** A browser: keeps its cookie, comes from an address. */
class Device {
  cookie = '';
  setCookie = '';
  constructor(private readonly api: TestApi, private readonly address: string) {}
  async ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const response = await this.api.app.inject({
      method: 'POST', url: '/graphql', remoteAddress: this.address, payload: JSON.stringify({ query, variables }),
      headers: { 'content-type': 'application/json', 'accept-language': 'en', 'user-agent': 'a phone', ...(this.cookie ? { cookie: this.cookie } : {}) },
    });
    const given = response.headers['set-cookie'];
    if (given) {
      this.setCookie = String(given);
      this.cookie = this.setCookie.split(';')[0] ?? '';
    }
    const body = response.json() as { data?: Answer['data']; errors?: Answer['errors'] };
    return { data: body.data ?? null, errors: body.errors, status: response.statusCode, headers: response.headers as Record<string, unknown> };
  }
}

let api: TestApi;
let w: World;
let someone: Person;
let devices = 0;
const device = () => new Device(api, `10.0.0.${++devices}`);
const code = (answer: Answer) => Object.values(answer.data ?? {})[0]?.errors[0]?.code as string | undefined;

beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
  someone = await api.act(w.administrator, (ctx) => createPerson(ctx, { name: '陈小明', account: 'Xiaoming', password: PASSWORD, pin: '1357', role: 'STOREKEEPER', canteen: w.canteen.id }));
});
afterAll(() => api?.close());
beforeEach(() => api.clock(MORNING));

test('a repeated key with other secrets is refused, and of the secrets nothing can be read', async () => {
  const person = await api.act(w.administrator, (ctx) => createPerson(ctx, { name: '林改密', account: 'Changer', password: PASSWORD, pin: '1357', role: 'COOK', canteen: w.canteen.id }));
  const caller = await api.signedIn(person);
  const change = { old: PASSWORD, new: 'a quiet harbour 8' };
  expect(await caller.ask(CHANGE, change, { key: 'secret-key-1' })).toBeDone();
  const changed = (await api.reload(Person, person.id)).passwordHash;
  const again = await api.signedIn(person);
  expect(await again.ask(CHANGE, change, { key: 'secret-key-1' })).toBeDone();
  expect(await again.ask(CHANGE, { ...change, new: 'another harbour 9' }, { key: 'secret-key-1' })).toRefuse('IDEMPOTENCY_KEY_REUSED', 'Idempotency-Key');
  expect((await api.reload(Person, person.id)).passwordHash).toBe(changed);

  expect(await again.ask(SET_PIN, { pin: '8642', password: change.new }, { key: 'secret-key-2' })).toBeDone();
  const pin = (await api.reload(Person, person.id)).pinHash;
  expect(await again.ask(SET_PIN, { pin: '8643', password: change.new }, { key: 'secret-key-2' })).toRefuse('IDEMPOTENCY_KEY_REUSED', 'Idempotency-Key');
  expect((await api.reload(Person, person.id)).pinHash).toBe(pin);

  const kept = await api.orm.em.fork().execute('select * from idempotency_key where person_id = ?', [person.id]);
  expect(kept).toHaveLength(2);
  for (const secret of [PASSWORD, change.new, '8642']) {
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(JSON.stringify(kept)).not.toContain(createHash('sha256').update(secret).digest('hex'));
  }
  // No digest that the input alone explains: whoever has the table alone has nothing to guess against.
  const plain = createHash('sha256').update(JSON.stringify(['setPin', { pin: '8642', password: change.new }])).digest('hex');
  expect(JSON.stringify(kept)).not.toContain(plain);
});

/** Each test that guesses wrong begins in an hour of its own, so that no counter is left of the one before. */
let hours = 0;
function anotherHour(): Date {
  const at = new Date(new Date(MORNING).getTime() + ++hours * ms.hour);
  api.clock(at);
  return at;
}

test('a person signs in with whatever case the account is typed in, is told who they are, and signs out', async () => {
  const phone = device();
  const answer = await phone.ask(SIGN_IN, { account: ' xiaoMING ', password: PASSWORD });
  expect(answer).toBeDone();
  expect(answer.data?.['signIn'].record).toEqual({ id: someone.id, name: '陈小明' });
  expect(phone.setCookie).toMatch(/HttpOnly/i);
  expect(phone.setCookie).toMatch(/SameSite=Strict/i);
  expect(phone.setCookie).toMatch(/Path=\//i);

  const me = (await phone.ask(ME)).data?.['me'];
  expect(me).toMatchObject({
    language: 'zh',
    person: { id: someone.id, name: '陈小明' },
    grants: [{ role: 'STOREKEEPER', organization: { id: w.org.id }, canteen: { id: w.canteen.id } }],
    canteens: [{ id: w.canteen.id, organization: { id: w.org.id, kind: 'AGENCY' } }],
  });
  expect(me.permissions).toContain('receiving:write');
  expect(me.permissions).not.toContain('people:write');

  const token = phone.cookie.split('=')[1]!;
  const stored = await api.reload(Session, me.session);
  expect(JSON.stringify(stored)).not.toContain(token);
  expect(stored).toMatchObject({ method: 'PASSWORD', device: 'a phone' });

  const kept = phone.cookie;
  expect(await phone.ask(SIGN_OUT)).toBeDone();
  phone.cookie = kept;
  expect((await phone.ask(ME)).data).toEqual({ me: null });
});

test('nobody is told which accounts exist, and nothing is opened by a wrong try', async () => {
  anotherHour();
  const before = await api.count(Session);
  const phone = device();
  const unknown = await phone.ask(SIGN_IN, { account: 'nobody-here', password: PASSWORD });
  const wrong = await phone.ask(SIGN_IN, { account: 'xiaoming', password: 'steamed bun 6' });
  const odd = await phone.ask(SIGN_IN, { account: "x' or 1=1; -- 😀", password: "' or ''='" });
  expect(unknown.data).toEqual(wrong.data);
  expect(odd.data).toEqual(wrong.data);
  expect(wrong).toRefuse('SIGN_IN_WRONG');
  expect(phone.cookie).toBe('');
  expect(await api.count(Session)).toBe(before);
});

test('an account is heard five times, then not for a quarter of an hour, with the right password neither; unknown ones alike', async () => {
  const now = anotherHour();
  for (const account of ['xiaoming', 'no-such-account']) {
    for (let i = 0; i < 5; i++) expect(code(await device().ask(SIGN_IN, { account, password: `wrong ${i}` }))).toBe('SIGN_IN_WRONG');
    const locked = await device().ask(SIGN_IN, { account, password: PASSWORD });
    expect(locked).toRefuse('SIGN_IN_THROTTLED');
    expect(locked.data?.['signIn'].errors[0].params).toEqual({ retryAt: new Date(now.getTime() + 15 * ms.minute).toISOString() });
  }
  api.clock(new Date(now.getTime() + 15 * ms.minute));
  expect(await device().ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD })).toBeDone();
});

test('an address is heard thirty times, whatever the accounts; signing in from it gives back only the own try', async () => {
  const now = anotherHour();
  const phone = device();
  for (let i = 0; i < 29; i++) await phone.ask(SIGN_IN, { account: `guess-${i}`, password: 'wrong' });
  expect(await phone.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD })).toBeDone();
  expect(code(await phone.ask(SIGN_IN, { account: 'guess-30', password: 'wrong' }))).toBe('SIGN_IN_WRONG');
  expect(code(await phone.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD }))).toBe('SIGN_IN_THROTTLED');
  expect(await device().ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD })).toBeDone();
  api.clock(new Date(now.getTime() + 16 * ms.minute));
  expect(await phone.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD })).toBeDone();
});

test('many guesses at once are counted one by one', async () => {
  anotherHour();
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => device().ask(SIGN_IN, { account: 'xiaoming', password: `wrong ${i}` })));
  const codes = answers.map(code);
  expect(codes.filter((one) => one === 'SIGN_IN_WRONG')).toHaveLength(5);
  expect(codes.filter((one) => one === 'SIGN_IN_THROTTLED')).toHaveLength(7);
});

test('a session ends when idle for twelve hours, and after seven days however busy', async () => {
  const start = anotherHour();
  const phone = device();
  await phone.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD });
  const after = async (time: number) => {
    api.clock(new Date(start.getTime() + time));
    return (await phone.ask(ME)).data?.['me'] !== null;
  };
  expect(await after(12 * ms.hour - 1)).toBe(true);
  for (let half = 1; half <= 15; half++) expect(await after(half * 11 * ms.hour)).toBe(true);
  expect(await after(7 * ms.day - 1)).toBe(true);
  expect(await after(7 * ms.day)).toBe(false);

  api.clock(start);
  const other = device();
  await other.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD });
  api.clock(new Date(start.getTime() + 12 * ms.hour));
  expect((await other.ask(ME)).data).toEqual({ me: null });
});

test('a made-up, empty or enormous token is nobody', async () => {
  for (const token of ['x', '', 'a'.repeat(4000), "' or 1=1 --"]) {
    const phone = device();
    phone.cookie = `${SESSION_COOKIE}=${encodeURIComponent(token)}`;
    expect((await phone.ask(ME)).data).toEqual({ me: null });
    expect(await phone.ask(SESSIONS)).toRefuse('UNAUTHENTICATED');
  }
});

test('sessions are listed to their person and revoked by them; of others nothing is seen', async () => {
  anotherHour();
  const [phone, tablet] = [device(), device()];
  await phone.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD });
  await tablet.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD });
  const listed = (await tablet.ask(SESSIONS)).data?.['sessions'] as { id: string; current: boolean; person: { id: string } }[];
  expect(listed.filter((session) => session.current)).toHaveLength(1);
  expect(listed.every((session) => session.person.id === someone.id)).toBe(true);
  const phones = (await phone.ask(ME)).data?.['me'].session as string;

  // a cook of the same canteen, a manager next door, and one without the right to keep this account
  for (const stranger of [w.cook, w.other.manager, w.inspector]) {
    expect(await stranger.ask(REVOKE, { id: phones })).toRefuse('NOT_FOUND', 'id');
    expect(await stranger.ask(SESSIONS, { person: someone.id })).toRefuse(stranger === w.other.manager ? 'NOT_FOUND' : 'FORBIDDEN');
  }
  expect((await phone.ask(ME)).data?.['me']).not.toBeNull();
  expect(await tablet.ask(REVOKE, { id: 'no-id' })).toRefuse('NOT_FOUND', 'id');

  expect(await tablet.ask(REVOKE, { id: phones })).toBeDone();
  expect((await phone.ask(ME)).data).toEqual({ me: null });
  expect((await tablet.ask(ME)).data?.['me']).not.toBeNull();

  // the administrator keeps the account
  const tablets = (await tablet.ask(ME)).data?.['me'].session as string;
  expect((await w.administrator.ask(SESSIONS, { person: someone.id })).data?.['sessions'].map((session: { id: string }) => session.id)).toContain(tablets);
  expect(await w.administrator.ask(REVOKE, { id: tablets })).toBeDone();
  expect((await tablet.ask(ME)).data).toEqual({ me: null });
});

test('a new password needs the old one, ends the other devices, and then it counts', async () => {
  anotherHour();
  const [phone, tablet] = [device(), device()];
  await phone.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD });
  await tablet.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD });
  const before = (await api.reload(Person, someone.id)).passwordHash;
  expect(await phone.ask(CHANGE, { old: 'wrong', new: 'another word 7' })).toRefuse('PASSWORD_WRONG', 'old');
  expect(await phone.ask(CHANGE, { old: PASSWORD, new: 'short' })).toRefuse('PASSWORD_LENGTH', 'new');
  expect(await phone.ask(CHANGE, { old: PASSWORD, new: 'x'.repeat(10_000) })).toRefuse('PASSWORD_LENGTH', 'new');
  expect(await phone.ask(CHANGE, { old: PASSWORD, new: 'my xiaoming 1' })).toRefuse('PASSWORD_HOLDS_ACCOUNT', 'new');
  expect((await api.reload(Person, someone.id)).passwordHash).toBe(before);

  expect(await phone.ask(CHANGE, { old: PASSWORD, new: 'another word 7' })).toBeDone();
  expect((await phone.ask(ME)).data?.['me']).not.toBeNull();
  expect((await tablet.ask(ME)).data).toEqual({ me: null });
  expect(code(await tablet.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD }))).toBe('SIGN_IN_WRONG');
  expect(await tablet.ask(SIGN_IN, { account: 'xiaoming', password: 'another word 7' })).toBeDone();
  expect(await tablet.ask(CHANGE, { old: 'another word 7', new: PASSWORD })).toBeDone();
});

test('a colleague takes over the device by PIN, without what needs a password, and not for longer than it was signed in', async () => {
  const start = anotherHour();
  const tablet = device();
  await tablet.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD });
  const first = (await tablet.ask(ME)).data?.['me'].session as string;
  expect(await tablet.ask(SWITCH, { person: w.manager.id, pin: '0000' })).toRefuse('PIN_WRONG', 'pin');
  expect(await tablet.ask(SWITCH, { person: w.other.cook.id, pin: PIN })).toRefuse('NOT_FOUND', 'person');
  expect((await tablet.ask(ME)).data?.['me'].person.id).toBe(someone.id);

  expect(await tablet.ask(SWITCH, { person: w.manager.id, pin: PIN })).toBeDone();
  const me = (await tablet.ask(ME)).data?.['me'];
  expect(me.person.id).toBe(w.manager.id);
  expect(me.permissions).toContain('menus:publish');
  expect(me.permissions).not.toContain('people:write');
  expect((await api.reload(Session, first)).endedAt).not.toBeNull();
  const second = await api.reload(Session, me.session);
  expect(second.method).toBe('PIN');
  expect(second.expiresAt).toEqual(new Date(start.getTime() + 7 * ms.day));
});

test('nobody takes over a device that nobody signed in to', async () => {
  expect(await device().ask(SWITCH, { person: w.manager.id, pin: PIN })).toRefuse('UNAUTHENTICATED');
});

test('five wrong PINs lock it for a quarter of an hour, on whatever devices they were typed', async () => {
  const now = anotherHour();
  const tablet = device();
  await tablet.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD });
  for (let i = 0; i < 5; i++) expect(code(await w.cook.ask(SWITCH, { person: w.officer.id, pin: `000${i}` }))).toBe('PIN_WRONG');
  expect(await tablet.ask(SWITCH, { person: w.officer.id, pin: PIN })).toRefuse('PIN_LOCKED', 'pin');
  api.clock(new Date(now.getTime() + 15 * ms.minute));
  expect(await tablet.ask(SWITCH, { person: w.officer.id, pin: PIN })).toBeDone();
});

test('a PIN is set with the password, and is digits', async () => {
  anotherHour();
  const phone = device();
  await phone.ask(SIGN_IN, { account: 'xiaoming', password: PASSWORD });
  expect(await phone.ask(SET_PIN, { pin: '12a4', password: PASSWORD })).toRefuse('PIN_MALFORMED', 'pin');
  expect(await phone.ask(SET_PIN, { pin: '112233', password: 'wrong' })).toRefuse('PASSWORD_WRONG', 'password');
  expect(await phone.ask(SET_PIN, { pin: '112233', password: PASSWORD })).toBeDone();
  expect(await w.cook.ask(SWITCH, { person: someone.id, pin: '1357' })).toRefuse('PIN_WRONG', 'pin');
});

test('whoever may be picked to sign is named, with the permission asked for, and nobody of elsewhere', async () => {
  const COLLEAGUES = 'query ($canteen: ID!, $permission: ShortText) { colleagues(canteen: $canteen, permission: $permission) { id hasPin account } }';
  const picked = async (permission?: string) => ((await w.storekeeper.ask(COLLEAGUES, { canteen: w.canteen.id, permission })).data?.['colleagues'] ?? []) as { id: string; hasPin: boolean; account: string | null }[];
  const all = await picked();
  expect(all.map((person) => person.id)).toEqual(expect.arrayContaining([w.cook.id, w.second.id, someone.id, w.manager.id]));
  expect(all.map((person) => person.id)).not.toContain(w.other.cook.id);
  expect(all.every((person) => person.hasPin)).toBe(true);
  // a storekeeper sees names, not accounts
  expect(all.every((person) => person.account === null)).toBe(true);
  const accepting = (await picked('receiving:accept')).map((person) => person.id);
  expect(accepting).toEqual(expect.arrayContaining([w.second.id, w.officer.id]));
  expect(accepting).not.toContain(w.cook.id);
  expect(await w.storekeeper.ask(COLLEAGUES, { canteen: w.other.canteen.id })).toRefuse('NOT_FOUND', 'canteen');
});

test('a page of another site cannot sign anybody in', async () => {
  const response = await api.app.inject({
    method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
    payload: JSON.stringify({ query: SIGN_IN, variables: { account: 'xiaoming', password: PASSWORD } }),
  });
  expect(response.statusCode).toBe(403);
  expect(response.headers['set-cookie']).toBeUndefined();
});
