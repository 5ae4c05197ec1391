import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createSocket, type AddressInfo, type Server as SocketServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import PostalMime, { type Email } from 'postal-mime';
import { LocalizedText } from '@canteen/kernel';
import { Alert, Channel, deliver, Delivery, releaseDue, sendDue, smsByWebhook, type TellableAlert } from '@canteen/platform';
import { aWorld, MORNING, startApi, type Caller, type TestApi, type World } from '../../../../tests/support/api.ts';

let api: TestApi;
let w: World;

// ——— receivers ———

interface Got { url: string; headers: IncomingHttpHeaders; body: string }
interface Receiver { server: Server; address: string; got: Got[]; answer: { status: number; body: string; headers?: Record<string, string> } | null }
const servers: (Server | SocketServer)[] = [];

/** An HTTP receiver; `answer` null says nothing at all. */
async function receiver(answer: Receiver['answer'] = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' }): Promise<Receiver> {
  const self = { got: [], answer } as unknown as Receiver;
  self.server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => (body += chunk)).on('end', () => {
      self.got.push({ url: request.url!, headers: request.headers, body });
      if (self.answer) response.writeHead(self.answer.status, self.answer.headers).end(self.answer.body);
    });
  });
  servers.push(self.server);
  await new Promise<void>((done) => self.server.listen(0, '127.0.0.1', done));
  self.address = `http://127.0.0.1:${(self.server.address() as AddressInfo).port}/hook`;
  return self;
}

const mails: { to: string[]; raw: Buffer }[] = [];
const smtp = new SMTPServer({
  authOptional: true, disabledCommands: ['STARTTLS'], allowInsecureAuth: true, logger: false,
  onAuth: (_auth, _session, done) => done(Object.assign(new Error('bad credentials'), { responseCode: 535 })),
  onRcptTo: ({ address }, _session, done) => done(address.startsWith('nobody') ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
  onData: (stream, session, done) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks) });
      done(null, 'taken as 4711');
    });
  },
});
let mailPort: number;
const parsed = (n = mails.length - 1): Promise<Email> => PostalMime.parse(mails[n]!.raw);

async function closedPort(): Promise<number> {
  const probe = createSocket();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

// ——— acts ———

const CREATE = 'mutation($input: CreateChannelInput!) { createChannel(input: $input) { record { id version kind format address signed active personId organizationId } errors { code field message } } }';
const TEST = 'mutation($id: ID!) { testChannel(id: $id) { record { id state kind answer error problem sentAt } errors { code field } } }';

async function aChannel(who: Caller, input: Record<string, unknown>): Promise<string> {
  const answer = await who.ask(CREATE, { input });
  expect(answer).toBeDone();
  return answer.data!['createChannel'].record.id as string;
}
const anAlert = (more: Partial<TellableAlert> = {}): TellableAlert => ({
  id: randomUUID(), organizationId: w.org.id, canteenId: w.canteen.id, severity: 'WARN', title: LocalizedText.of('午餐未留样', 'Lunch has no sample'),
  text: LocalizedText.of('请立即留样，每个品种不少于 125 g。', 'Take a sample now, at least 125 g of each dish.'), dueAt: null, ...more,
});
const contact = async (caller: Caller, lang: 'zh' | 'en' = 'zh') => {
  const [row] = (await api.orm.em.fork().execute('select email, phone from person where id = ?', [caller.id])) as unknown as { email: string | null; phone: string | null }[];
  return { personId: caller.id, name: caller.name, lang, email: row!.email, phone: row!.phone, roles: [] };
};
const told = async (alert: TellableAlert, ...who: Caller[]) => {
  const contacts = await Promise.all(who.map((caller) => contact(caller)));
  await api.act(null, (ctx) => deliver(ctx, alert, contacts));
  return alert;
};
const log = (where: object) => api.orm.em.fork().find(Delivery, where as never, { orderBy: { id: 'asc' } });
const soon = (minutes: number) => api.clock(new Date(api.now().getTime() + minutes * 60_000));
const jobs = () => api.runJobs();
const minute = async () => {
  await releaseDue(api.host);
  await jobs();
};

beforeAll(async () => {
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', () => done()));
  mailPort = (smtp.server.address() as AddressInfo).port;
  api = await startApi();
  w = await aWorld(api);
}, 60_000);
beforeEach(async () => {
  // 10:00 in the canteen: nobody sleeps.
  api.clock(new Date(new Date(MORNING).getTime() + 4 * 3600_000));
  api.host.receivers = { mail: { url: `smtp://127.0.0.1:${mailPort}`, from: '食安食堂 <canteen@example.cn>' }, sms: null, allowPrivate: true, timeoutMs: 500 };
  const em = api.orm.em.fork();
  await em.execute('delete from delivery');
  await em.execute('update channel set ended_at = now(), active = false');
  await em.execute('update person set email = null, phone = null');
  mails.length = 0;
});
afterAll(async () => {
  await api?.close();
  for (const server of servers) {
    (server as Server).closeAllConnections?.();
    server.close();
  }
  await new Promise<void>((done) => smtp.close(() => done()));
});

it('a mail in the language of its reader, with severity, place and a link; what the server said stands in the log', async () => {
  await api.orm.em.fork().execute(`update person set email = 'manager@example.cn' where id = ?`, [w.manager.id]);
  await api.orm.em.fork().execute(`delete from delivery`);
  await api.orm.em.fork().execute(`delete from channel`);
  const alert = await told(anAlert({ severity: 'CRITICAL', dueAt: new Date('2026-11-21T04:00:00Z') }), w.manager);
  await jobs();
  expect(mails.map(({ to }) => to)).toEqual([['manager@example.cn']]);
  const mail = await parsed();
  const [row] = await log({ alertId: alert.id });
  expect(mail).toMatchObject({ subject: '【严重】午餐未留样 · 甲机关食堂', from: { address: 'canteen@example.cn', name: '食安食堂' }, messageId: `<${row!.id}@canteen.test>` });
  expect(mail.text).toContain('期限：2026年11月21日 12:00');
  expect(mail.text).toContain(`https://canteen.test/console/alerts/${alert.id}/show`);
  expect(mail.html).toContain(`href="https://canteen.test/console/alerts/${alert.id}/show"`);
  expect(mail.headers.find(({ key }) => key === 'x-canteen-delivery')?.value).toBe(row!.id);
  expect(row).toMatchObject({ state: 'SENT', attempts: 1, answer: expect.stringContaining('taken as 4711'), error: null });
  // The channel came about by itself, since there was an address: shown, and to be changed.
  const { data } = await w.manager.ask('{ channels(filter: { mine: true }) { items { id version kind address minSeverity quietFrom quietTo active } } deliveries { total items { state channel { kind } title { zh } personName answer } } }');
  expect(data!['channels'].items).toEqual([expect.objectContaining({ kind: 'EMAIL', address: null, minSeverity: 'WARN', quietFrom: '22:00', quietTo: '06:00', active: true })]);
  expect(data!['deliveries']).toMatchObject({ total: 1, items: [{ state: 'SENT', channel: { kind: 'EMAIL' }, title: { zh: '午餐未留样' }, personName: '经理' }] });

  await api.orm.em.fork().execute(`update person set language = 'en' where id = ?`, [w.manager.id]);
  await told(anAlert(), w.manager);
  await jobs();
  expect((await parsed()).subject).toBe('[Warning] Lunch has no sample · first canteen');
  await api.orm.em.fork().execute(`update person set language = 'zh' where id = ?`, [w.manager.id]);
});

it('whoever works for two institutions gets one channel, although both raise something at the same moment', async () => {
  await api.orm.em.fork().execute(`update person set email = 'officer@example.cn' where id = ?`, [w.officer.id]);
  await api.orm.em.fork().execute('delete from channel where person_id = ?', [w.officer.id]);
  await Promise.all([told(anAlert(), w.officer), told(anAlert(), w.officer), told(anAlert(), w.officer)]);
  expect(await api.count(Channel, { personId: w.officer.id })).toBe(1);
  expect(await api.count(Delivery, { personId: w.officer.id })).toBe(3);
});

it('speaks to robots of WeCom and DingTalk and to programs, signed as each expects', async () => {
  const [wecom, dingtalk, json] = [await receiver(), await receiver(), await receiver({ status: 202, body: 'thanks' })];
  await aChannel(w.director, { kind: 'WEBHOOK', format: 'WECOM', address: `${wecom.address}?key=abc`, organization: w.org.id });
  await aChannel(w.director, { kind: 'WEBHOOK', format: 'DINGTALK', address: `${dingtalk.address}?access_token=abc`, secret: 'SECdingtalk', organization: w.org.id, canteen: w.canteen.id });
  await aChannel(w.manager, { kind: 'WEBHOOK', format: 'JSON', address: json.address, secret: 'a shared secret' });
  const alert = await told(anAlert(), w.manager);
  await jobs();

  expect(wecom.got.map(({ url }) => url)).toEqual(['/hook?key=abc']);
  expect(JSON.parse(wecom.got[0]!.body)).toEqual({ msgtype: 'markdown', markdown: { content: expect.stringMatching(/^\*\*【警告】午餐未留样\*\*\n> 请立即留样/) } });

  const url = new URL(dingtalk.got[0]!.url, 'http://x');
  const timestamp = url.searchParams.get('timestamp')!;
  expect(Number(timestamp)).toBe(api.now().getTime());
  expect(url.searchParams.get('access_token')).toBe('abc');
  expect(url.searchParams.get('sign')).toBe(createHmac('sha256', 'SECdingtalk').update(`${timestamp}\nSECdingtalk`).digest('base64'));
  expect(JSON.parse(dingtalk.got[0]!.body)).toMatchObject({ msgtype: 'markdown', markdown: { title: '【警告】午餐未留样 · 甲机关食堂' } });

  const [{ headers, body }] = json.got as [Got];
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-canteen-signature']))!;
  expect(v1).toBe(createHmac('sha256', 'a shared secret').update(`${t}.${body}`).digest('hex'));
  const [row] = await log({ alertId: alert.id, personId: w.manager.id });
  expect(headers['x-canteen-delivery']).toBe(row!.id);
  expect(JSON.parse(body)).toEqual({
    id: row!.id, type: 'alert',
    alerts: [{
      id: alert.id, severity: 'WARN', title: { zh: '午餐未留样', en: 'Lunch has no sample' }, text: { zh: alert.text.zh, en: alert.text.en }, place: { zh: '甲机关食堂', en: 'first canteen' },
      raisedAt: api.now().toISOString(), dueAt: null, link: `https://canteen.test/console/alerts/${alert.id}/show`,
    }],
  });
  expect(row).toMatchObject({ state: 'SENT', answer: '202 thanks' });
});

it('what somebody typed is no markdown in a group’s chat and no HTML in a mail', async () => {
  const wecom = await receiver();
  await aChannel(w.director, { kind: 'WEBHOOK', format: 'WECOM', address: wecom.address, organization: w.org.id });
  await aChannel(w.manager, { kind: 'EMAIL', address: 'manager@example.cn' });
  const evil = '[领奖](https://evil.example)**<@all><img src=x onerror=1>\r\nBcc: all@example.cn\n# 大字';
  await told(anAlert({ title: LocalizedText.of(evil), text: LocalizedText.of(evil) }), w.manager);
  await jobs();
  const said = '［领奖］(https://evil.example)＊＊＜@all>＜img src=x onerror=1> Bcc: all@example.cn # 大字';
  const { content } = JSON.parse(wecom.got[0]!.body).markdown as { content: string };
  expect(content.split('\n').slice(0, 2)).toEqual([`**【警告】${said}**`, `> ${said}`]);
  const mail = await parsed();
  expect(mails[0]!.to).toEqual(['manager@example.cn']);
  expect(mail.headers.some(({ key }) => key === 'bcc')).toBe(false);
  expect(mail.subject).toContain('Bcc: all@example.cn');
  expect(mail.html).not.toContain('<img');
});

it('text messages go through one adapter, by default a webhook', async () => {
  const gateway = await receiver({ status: 200, body: 'queued' });
  expect(await w.manager.ask(CREATE, { input: { kind: 'SMS', address: '13800138000' } })).toRefuse('SMS_NOT_SET_UP', 'input.kind');
  api.host.receivers!.sms = smsByWebhook(gateway.address, 500);
  expect((await w.manager.ask('{ channelKinds }')).data).toEqual({ channelKinds: ['EMAIL', 'WEBHOOK', 'SMS'] });
  await aChannel(w.manager, { kind: 'SMS', address: '138 0013 8000', minSeverity: 'CRITICAL' });
  await told(anAlert(), w.manager);
  const alert = await told(anAlert({ severity: 'CRITICAL' }), w.manager);
  await jobs();
  expect(gateway.got.map(({ body }) => JSON.parse(body))).toEqual([
    { id: (await log({ alertId: alert.id }))[0]!.id, to: '13800138000', text: `【严重】午餐未留样 · 甲机关食堂 https://canteen.test/console/alerts/${alert.id}/show` },
  ]);
});

it('a dead receiver is tried again, later and later, then given up; it holds up no other, and its own queue costs one try each time', async () => {
  const live = await receiver();
  const dead = await receiver({ status: 500, body: 'out of order' });
  const deadId = await aChannel(w.cook, { kind: 'WEBHOOK', format: 'WECOM', address: dead.address });
  await aChannel(w.manager, { kind: 'WEBHOOK', format: 'WECOM', address: live.address });
  const alert = await told(anAlert(), w.cook, w.manager);
  await told(anAlert({ title: LocalizedText.of('另一件') }), w.cook);
  await jobs();
  expect([live.got.length, dead.got.length]).toEqual([1, 1]);
  const state = async () => (await log({ alertId: alert.id, channel: deadId }))[0]!;
  expect(await state()).toMatchObject({ state: 'QUEUED', attempts: 1, error: 'RECEIVER_ANSWERED' });
  expect((await state()).nextAt!.getTime() - api.now().getTime()).toBe(60_000);
  for (const [minutes, tries] of [[0.5, 1], [0.5, 2], [5, 3], [30, 4], [120, 5]] as const) {
    soon(minutes);
    await minute();
    expect((await state()).attempts).toBe(tries);
  }
  expect(dead.got).toHaveLength(5);
  soon(720);
  dead.answer = null;
  await minute();
  expect(await state()).toMatchObject({ state: 'FAILED', attempts: 6, error: 'RECEIVER_TIMEOUT', nextAt: null });
  const { data } = await w.cook.ask('{ deliveries(filter: { state: [FAILED] }) { items { problem attempts } } }', {}, { lang: 'en' });
  expect(data!['deliveries'].items).toEqual([{ problem: '127.0.0.1 did not answer within 1 seconds.', attempts: 6 }]);
  const health = async () => (await w.cook.ask('query($id: ID!) { channel(id: $id) { version failingSince trouble } }', { id: deadId })).data!['channel'];
  expect(await health()).toEqual({ version: 1, failingSince: '2026-11-21T02:00:00.000Z', trouble: '127.0.0.1 did not answer within 1 seconds.' });
  // The receiver is repaired: what waited behind goes out at its next turn.
  dead.answer = { status: 200, body: '{"errcode":0}' };
  soon(1440);
  await minute();
  expect((await log({ channel: deadId })).map((row) => row.state)).toEqual(['FAILED', 'SENT']);
  expect(await health()).toEqual({ version: 1, failingSince: null, trouble: null });
});

it('what is tried together is given up by itself: news is not lost with what waited long', async () => {
  const dead = await receiver({ status: 500, body: 'out of order' });
  const channel = await aChannel(w.cook, { kind: 'WEBHOOK', format: 'WECOM', address: dead.address });
  for (let n = 0; n < 6; n++) await told(anAlert(), w.cook);
  await api.orm.em.fork().execute('update delivery set attempts = 5 where channel_id = ?', [channel]);
  const news = await told(anAlert({ severity: 'CRITICAL' }), w.cook);
  await jobs();
  expect(dead.got).toHaveLength(1);
  const rows = await log({ channel });
  expect(rows.filter(({ alertId }) => alertId !== news.id).map(({ state, attempts, nextAt }) => [state, attempts, nextAt])).toEqual(Array(6).fill(['FAILED', 6, null]));
  expect(rows.find(({ alertId }) => alertId === news.id)).toMatchObject({ state: 'QUEUED', attempts: 1, error: 'RECEIVER_ANSWERED' });
  dead.answer = { status: 200, body: '{"errcode":0}' };
  soon(1);
  await minute();
  expect(await log({ alertId: news.id })).toMatchObject([{ state: 'SENT', attempts: 2 }]);
});

it('a slow receiver does not make the others wait', async () => {
  const [slow, live] = [await receiver(null), await receiver()];
  const slowId = await aChannel(w.cook, { kind: 'WEBHOOK', format: 'WECOM', address: slow.address });
  const liveId = await aChannel(w.manager, { kind: 'WEBHOOK', format: 'WECOM', address: live.address });
  await told(anAlert(), w.cook, w.manager);
  const order: string[] = [];
  const signal = new AbortController().signal;
  await Promise.all([sendDue(api.host, slowId, signal).then(() => order.push('slow')), sendDue(api.host, liveId, signal).then(() => order.push('live'))]);
  expect(order).toEqual(['live', 'slow']);
});

it('the night is quiet, over midnight, in the time of the canteen; what is critical rings', async () => {
  const phone = await receiver();
  const id = await aChannel(w.officer, { kind: 'WEBHOOK', format: 'WECOM', address: phone.address, quietFrom: '22:00', quietTo: '06:00' });
  api.clock('2026-11-21T15:30:00Z'); // 23:30
  const held = await told(anAlert(), w.officer);
  await told(anAlert({ severity: 'CRITICAL' }), w.officer);
  await jobs();
  expect(phone.got).toHaveLength(1);
  expect((await log({ alertId: held.id }))[0]).toMatchObject({ state: 'HELD', heldFor: 'QUIET', nextAt: new Date('2026-11-21T22:00:00Z') });
  api.clock('2026-11-21T21:59:00Z');
  await minute();
  expect(phone.got).toHaveLength(1);
  api.clock('2026-11-21T22:00:00Z');
  await minute();
  expect(phone.got).toHaveLength(2);
  expect(await api.count(Delivery, { channel: id, state: 'SENT' })).toBe(2);
});

it('a digest gathers the day; what was settled meanwhile is left out', async () => {
  await aChannel(w.officer, { kind: 'EMAIL', address: 'officer@example.cn', minSeverity: 'INFO', digest: 'DAILY', digestHour: 17 });
  const settled = await api.act(null, async (ctx) => ctx.create(Alert, {
    organizationId: w.org.id, canteen: w.canteen.id, key: 'settled', kind: 'x.y', severity: 'WARN', title: LocalizedText.of('已解决'), text: LocalizedText.of('无'), recordType: 'X', recordId: randomUUID(),
    audience: 'menus:read', state: 'RESOLVED', standing: false, raisedAt: ctx.now(), times: 1,
  }));
  for (const [severity, title] of [['INFO', '甲'], ['WARN', '乙'], ['INFO', '丙']] as const) await told(anAlert({ severity, title: LocalizedText.of(title) }), w.officer);
  await told(anAlert({ id: settled.id }), w.officer);
  await minute();
  expect(mails).toHaveLength(0);
  api.clock('2026-11-21T09:00:00Z'); // 17:00
  await minute();
  await minute();
  expect(mails).toHaveLength(1);
  const mail = await parsed();
  expect(mail.subject).toBe('提醒汇总 3 条 · 甲机关食堂');
  expect(mail.text!.match(/【.*】./g)).toEqual(['【警告】乙', '【提示】甲', '【提示】丙']);
  expect((await log({})).map(({ state, error }) => [state, error])).toEqual([['SENT', null], ['SENT', null], ['SENT', null], ['DROPPED', 'DELIVERY_SETTLED']]);
});

it('many at once come in one message, by one job', async () => {
  await aChannel(w.officer, { kind: 'EMAIL', address: 'officer@example.cn' });
  const officer = await contact(w.officer);
  await api.act(null, async (ctx) => {
    for (let n = 0; n < 40; n++) await deliver(ctx, anAlert({ title: LocalizedText.of(`第 ${n} 件`) }), [officer]);
  });
  expect(await jobs()).toBe(1);
  expect(mails).toHaveLength(1);
  expect((await parsed()).subject).toBe('提醒汇总 40 条 · 甲机关食堂');
  expect(await api.count(Delivery, { state: 'SENT' })).toBe(40);
});

it('is sent once however often the job runs, and after a crash once more with the same id', async () => {
  await aChannel(w.manager, { kind: 'EMAIL', address: 'manager@example.cn' });
  const alert = await told(anAlert(), w.manager);
  const [row] = await log({ alertId: alert.id });
  const signal = new AbortController().signal;
  await Promise.all([1, 2, 3].map(() => sendDue(api.host, row!.channel.id, signal)));
  await jobs();
  await minute();
  expect(mails).toHaveLength(1);
  const before = (await parsed()).messageId;
  // As a process leaves it that died after sending and before writing that down.
  await api.orm.em.fork().execute(`update delivery set state = 'QUEUED', sent_at = null, next_at = ? where id = ?`, [new Date(api.now().getTime() + 120_000), row!.id]);
  soon(1);
  await minute();
  expect(mails).toHaveLength(1);
  soon(1);
  await minute();
  expect(mails).toHaveLength(2);
  expect((await parsed()).messageId).toBe(before);
});

it('who works there no more, or ended the channel, is told nothing more', async () => {
  const hook = await receiver();
  const id = await aChannel(w.storekeeper, { kind: 'WEBHOOK', format: 'WECOM', address: hook.address });
  await told(anAlert({ organizationId: w.other.org.id, canteenId: w.other.canteen.id }), w.storekeeper);
  const alert = await told(anAlert(), w.storekeeper);
  expect(await w.storekeeper.ask('mutation($id: ID!) { endChannel(id: $id) { record { active } errors { code } } }', { id })).toBeDone();
  await jobs();
  expect(hook.got).toHaveLength(0);
  expect((await log({})).map(({ state, error }) => [state, error])).toEqual([['DROPPED', 'CHANNEL_ENDED'], ['DROPPED', 'CHANNEL_ENDED']]);
  expect(await w.storekeeper.ask(TEST, { id })).toRefuse('CHANNEL_ENDED', 'id');
  const again = await aChannel(w.storekeeper, { kind: 'WEBHOOK', format: 'WECOM', address: hook.address });
  await told({ ...alert, organizationId: w.other.org.id, canteenId: w.other.canteen.id }, w.storekeeper);
  await jobs();
  expect(hook.got).toHaveLength(0);
  expect((await log({ channel: again })).map(({ error }) => error)).toEqual(['DELIVERY_LEFT']);

  // Still works there, but what was held for the morning is no longer for a storekeeper.
  const standing = (audience: string) => api.act(null, async (ctx) => ctx.create(Alert, {
    organizationId: w.org.id, canteen: w.canteen.id, key: audience, kind: 'x.y', severity: 'WARN', title: LocalizedText.of('有事'), text: LocalizedText.of('无'), recordType: 'X', recordId: randomUUID(),
    audience, state: 'RAISED', standing: true, raisedAt: ctx.now(), times: 1,
  }));
  const [others, own] = [await standing('health:write'), await standing('stock:write')];
  for (const { id: alertId } of [others, own]) await told(anAlert({ id: alertId }), w.storekeeper);
  await jobs();
  expect(hook.got).toHaveLength(1);
  expect((await log({ alertId: others.id })).map(({ state, error }) => [state, error])).toEqual([['DROPPED', 'DELIVERY_LEFT']]);
  expect((await log({ alertId: own.id })).map(({ state }) => state)).toEqual(['SENT']);
});

it('the test button answers what the receiver said, in words', async () => {
  const said = async (input: Record<string, unknown>, lang: 'zh' | 'en' = 'en') => {
    const id = await aChannel(w.administrator, input);
    const { data } = await w.administrator.ask(TEST, { id }, { lang });
    await w.administrator.ask('mutation($id: ID!) { endChannel(id: $id) { record { id } } }', { id });
    const { state, answer, error, problem } = data!['testChannel'].record;
    return { state, answer, error, problem };
  };
  const hook = (address: string, format = 'WECOM') => ({ kind: 'WEBHOOK', format, address });
  const port = await closedPort();
  expect(await said(hook((await receiver()).address))).toEqual({ state: 'SENT', answer: '200 {"errcode":0,"errmsg":"ok"}', error: null, problem: null });
  expect(await said(hook(`http://127.0.0.1:${port}/`))).toMatchObject({ state: 'FAILED', problem: `127.0.0.1 refuses connections on port ${port}; check the port, or whether the receiver runs.` });
  expect(await said(hook('http://no-such-host.invalid/'), 'zh')).toMatchObject({ problem: '找不到主机 no-such-host.invalid，请检查地址拼写。' });
  expect(await said(hook((await receiver({ status: 401, body: 'who are you?' })).address))).toMatchObject({ error: 'RECEIVER_FORBIDS', problem: '127.0.0.1 denies access; check the key in the address: 401 who are you?' });
  expect(await said(hook((await receiver({ status: 500, body: 'x'.repeat(1e6) })).address))).toMatchObject({ error: 'RECEIVER_ANSWERED', problem: expect.stringMatching(/^.{300,400}$/) });
  expect(await said(hook((await receiver({ status: 200, body: '{"errcode":93000,"errmsg":"invalid webhook url"}' })).address))).toMatchObject({ error: 'ROBOT_REFUSED', problem: 'The robot did not take the message: 200 {"errcode":93000,"errmsg":"invalid webhook url"}' });
  const target = await receiver();
  expect(await said(hook((await receiver({ status: 302, body: '', headers: { location: target.address } })).address))).toMatchObject({ error: 'RECEIVER_REDIRECTS' });
  expect(target.got).toHaveLength(0);
  expect(await said(hook((await receiver(null)).address))).toMatchObject({ error: 'RECEIVER_TIMEOUT' });
  expect(await said(hook((await receiver()).address.replace('http:', 'https:')))).toMatchObject({ error: 'RECEIVER_TLS' });
  expect(await said(hook(`http://127.0.0.1:${mailPort}/`))).toMatchObject({ error: 'RECEIVER_NOT_HTTP' });

  const mail = { kind: 'EMAIL', address: 'admin@example.cn' };
  expect(await said(mail)).toMatchObject({ state: 'SENT', answer: expect.stringContaining('taken as 4711') });
  expect((await parsed()).subject).toBe('测试消息 · 食安食堂');
  expect(await said({ ...mail, address: 'nobody@example.cn' })).toMatchObject({ error: 'MAIL_ADDRESS_REFUSED', problem: expect.stringContaining('no such mailbox') });
  api.host.receivers!.mail!.url = `smtp://user:wrong@127.0.0.1:${mailPort}`;
  expect(await said(mail)).toMatchObject({ error: 'MAIL_LOGIN_REFUSED', problem: expect.stringContaining('bad credentials') });
  api.host.receivers!.mail!.url = `smtp://127.0.0.1:${port}`;
  expect(await said(mail)).toMatchObject({ error: 'RECEIVER_REFUSED' });
  api.host.receivers!.mail!.url = `smtps://127.0.0.1:${mailPort}`;
  expect(await said(mail)).toMatchObject({ error: 'RECEIVER_TLS' });
  const silent = createSocket();
  servers.push(silent);
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  api.host.receivers!.mail!.url = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  expect(await said(mail)).toMatchObject({ error: 'RECEIVER_NOT_SMTP' });
}, 60_000);

it('nobody makes a telephone ring all day', async () => {
  const id = await aChannel(w.cook, { kind: 'WEBHOOK', format: 'WECOM', address: (await receiver()).address });
  for (let n = 0; n < 30; n++) await w.cook.ask(TEST, { id });
  expect(await w.cook.ask(TEST, { id })).toRefuse('CHANNEL_TESTS_TOO_MANY', 'id');
  soon(61);
  expect(await w.cook.ask(TEST, { id })).toBeDone();
});

it('nothing inside the network is reached: neither by address nor by a name that leads there', async () => {
  const inside = await receiver();
  const id = await aChannel(w.manager, { kind: 'WEBHOOK', format: 'WECOM', address: inside.address.replace('127.0.0.1', 'localhost') });
  const numbered = await aChannel(w.manager, { kind: 'WEBHOOK', format: 'WECOM', address: inside.address });
  api.host.receivers!.allowPrivate = false;
  for (const each of [id, numbered]) expect((await w.manager.ask(TEST, { id: each })).data!['testChannel'].record).toMatchObject({ state: 'FAILED', error: 'RECEIVER_IS_INSIDE' });
  expect(inside.got).toHaveLength(0);
  expect(await w.manager.ask(CREATE, { input: { kind: 'WEBHOOK', format: 'WECOM', address: 'https://169.254.169.254/' } })).toRefuse('RECEIVER_IS_INSIDE', 'input.address');
  expect(await w.manager.ask(CREATE, { input: { kind: 'WEBHOOK', format: 'WECOM', address: inside.address } })).toRefuse('CHANNEL_URL_NOT_HTTPS', 'input.address');
});

it('secrets and keys are never told; channels of others are not found', async () => {
  const id = await aChannel(w.manager, { kind: 'WEBHOOK', format: 'JSON', address: 'https://hooks.example.cn/in?key=very-secret-key', secret: 'never to be told' });
  const { data } = await w.manager.ask('query($id: ID!) { channel(id: $id) { id version address signed } }', { id });
  expect(data!['channel']).toEqual({ id, version: 1, address: 'https://hooks.example.cn/in?…-key', signed: true });
  expect(Object.keys((api.schema.getType('Channel') as unknown as { getFields(): object }).getFields())).not.toEqual(expect.arrayContaining(['secret']));
  expect((await w.cook.ask('query($id: ID!) { channel(id: $id) { id } }', { id })).data).toEqual({ channel: null });
  expect(await w.cook.ask(TEST, { id })).toRefuse('NOT_FOUND', 'id');
  expect(await w.cook.ask('mutation($id: ID!) { endChannel(id: $id) { record { id } errors { code field } } }', { id })).toRefuse('NOT_FOUND', 'id');
  for (const field of ['secret', 'target']) expect(await w.manager.ask(`{ channels(sort: { field: "${field}" }) { total } }`)).toRefuse('SORT_UNKNOWN');

  // Keeping what was not said: the secret and the whole address stay.
  const update = 'mutation($id: ID!, $input: UpdateChannelInput!) { updateChannel(id: $id, input: $input) { record { version minSeverity signed } errors { code field } } }';
  expect((await w.manager.ask(update, { id, input: { version: 1, minSeverity: 'CRITICAL' } })).data!['updateChannel'].record).toEqual({ version: 2, minSeverity: 'CRITICAL', signed: true });
  expect(await w.manager.ask(update, { id, input: { version: 1 } })).toRefuse('STALE_RECORD', 'input.version');
  expect(await w.manager.ask(update, { id, input: { version: 2, secret: null } })).toRefuse('CHANNEL_SECRET_REQUIRED', 'input.secret');
  expect(await api.reload(Channel, id)).toMatchObject({ target: 'https://hooks.example.cn/in?key=very-secret-key', secret: 'never to be told' });
});

it('an institution\'s channels are kept by who may', async () => {
  const input = { kind: 'WEBHOOK', format: 'WECOM', address: 'https://hooks.example.cn/in', organization: w.org.id };
  expect(await w.cook.ask(CREATE, { input })).toRefuse('NOT_FOUND', 'input.organization');
  expect(await w.other.manager.ask(CREATE, { input })).toRefuse('NOT_FOUND', 'input.organization');
  expect(await w.manager.ask(CREATE, { input: { ...input, canteen: w.other.canteen.id } })).toRefuse('NOT_FOUND', 'input.canteen');
  const id = await aChannel(w.manager, input);
  expect((await w.director.ask('query($id: ID!) { channel(id: $id) { id organizationId personId } }', { id })).data).toEqual({ channel: { id, organizationId: w.org.id, personId: null } });
  for (const stranger of [w.cook, w.other.manager, w.inspector]) expect((await stranger.ask('query($id: ID!) { channel(id: $id) { id } }', { id })).data).toEqual({ channel: null });
  // Who keeps the channels sees whom alerts reached, though not the address of a colleague.
  await aChannel(w.cook, { kind: 'EMAIL', address: 'cook@example.cn' });
  await told(anAlert(), w.cook);
  await jobs();
  const { data } = await w.manager.ask('{ deliveries(filter: { kind: [ALERT] }) { items { personName state channel { kind address } } } }');
  expect(data!['deliveries'].items).toEqual(expect.arrayContaining([{ personName: '厨师', state: 'SENT', channel: { kind: 'EMAIL', address: null } }]));
  expect((await w.other.manager.ask('{ deliveries { total } }')).data).toEqual({ deliveries: { total: 0 } });
});

it.each<[string, Record<string, unknown>, string, string]>([
  ['a mail without an address', { kind: 'EMAIL' }, 'CHANNEL_ADDRESS_REQUIRED', 'input.address'],
  ['half of quiet hours', { kind: 'EMAIL', address: 'a@b.cn', quietFrom: '22:00' }, 'CHANNEL_QUIET_HALF', 'input.quietTo'],
  ['a time that is none', { kind: 'EMAIL', address: 'a@b.cn', quietFrom: '25:00', quietTo: '06:00' }, 'CHANNEL_TIME_MALFORMED', 'input.quietFrom'],
  ['an hour that is none', { kind: 'EMAIL', address: 'a@b.cn', digestHour: 24 }, 'CHANNEL_HOUR_OUT_OF_RANGE', 'input.digestHour'],
  ['two receivers in one', { kind: 'EMAIL', address: 'a@b.cn,c@d.cn' }, 'CHANNEL_MAIL_MALFORMED', 'input.address'],
  ['a webhook without a format', { kind: 'WEBHOOK', address: 'https://a.cn/' }, 'CHANNEL_FORMAT_REQUIRED', 'input.format'],
  ['JSON that nobody can trust', { kind: 'WEBHOOK', format: 'JSON', address: 'https://a.cn/', secret: 'short' }, 'CHANNEL_SECRET_REQUIRED', 'input.secret'],
])('refuses %s', async (_what, input, code, field) => {
  const before = await api.count(Channel);
  expect(await w.manager.ask(CREATE, { input })).toRefuse(code, field);
  expect(await api.count(Channel)).toBe(before);
});
