import { createServer, type AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import type { Browser, Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { complaintsOf, describeBrowser, launch } from '../support/browser.ts';
import { dataDir, runProcess, signInAt, startProcess, type Running, type Session } from '../support/process.ts';

const ADMIN = 'first-admin';
const PASSWORD = 'quiet-river-stone-9';
const MAILBOX = 'officer@canteen.example';

/** A port that is free now; the server must know its own address before it listens, since mails carry it. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** From a fridge that is too warm to a mail, to the one who takes it in hand, to the reading that settles it: the real server, queue, mail and browsers. */
describeBrowser('an alert on its way', () => {
  const data = dataDir();
  const mails: Email[] = [];
  let post: SMTPServer;
  let running: Running;
  let browser: Browser;
  let admin: Session;
  let officer: Page;
  let cook: Page;
  const complaints: { who: string; list: string[] }[] = [];

  async function made(mutation: string, input: object): Promise<string> {
    const answer = await admin.ask(mutation, { input });
    const payload = Object.values(answer.data ?? {})[0] as { record: { id: string } | null } | undefined;
    if (!payload?.record) throw new Error(JSON.stringify(answer));
    return payload.record.id;
  }

  async function signedIn(account: string, viewport: { width: number; height: number }): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    complaints.push({ who: account, list: complaintsOf(page) });
    await page.goto(`${running.address}/console/`);
    await page.getByLabel('账号').fill(account);
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { level: 1, name: /^今日/ }).waitFor();
    return page;
  }

  async function until<T>(what: string, look: () => T | undefined | false, ms = 30_000): Promise<T> {
    for (const end = performance.now() + ms; performance.now() < end; ) {
      const found = look();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited in vain for ${what}`);
  }

  async function measure(celsius: string): Promise<void> {
    await cook.goto(`${running.address}/console/temperatures`);
    const fridge = cook.getByRole('region', { name: '一号冷库' });
    await fridge.getByLabel('读数').click();
    for (const digit of celsius) await cook.getByRole('group', { name: '数字键盘' }).getByRole('button', { name: digit, exact: true }).click();
    await cook.getByRole('button', { name: '下一格' }).click();
    await cook.getByRole('button', { name: /^记下 1 处/ }).click();
    await cook.getByText('已记下 1 处').waitFor();
  }

  const bell = (page: Page, name: RegExp) => page.getByRole('button', { name });

  beforeAll(async () => {
    post = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData(stream, _session, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => void PostalMime.parse(Buffer.concat(parts)).then((mail) => (mails.push(mail), done())));
      },
    });
    await new Promise<void>((resolve) => post.listen(0, '127.0.0.1', resolve));
    const port = await freePort();
    const env = {
      DATA_DIR: data.path, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`,
      SMTP_URL: `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`, MAIL_FROM: '食堂 <canteen@canteen.example>',
    };
    const first = await runProcess(env, 'create-admin.js', ['--account', ADMIN, '--name', '首任管理员', '--organization', '试验机关', '--kind', 'AGENCY', '--lang', 'zh'], `${PASSWORD}\n`);
    expect(first).toMatchObject({ code: 0 });
    [running, browser] = await Promise.all([startProcess(env), launch()]);
    admin = await signInAt(() => running.address, ADMIN, PASSWORD);
    const canteen = await made('mutation($input: CreateCanteenInput!) { createCanteen(input: $input) { record { id } errors { code } } }', { name: { zh: '一食堂' }, slug: 'one', operation: 'OWN', diners: 200 });
    await made('mutation($input: CreateAreaInput!) { createArea(input: $input) { record { id } errors { code } } }', { canteen, kind: 'CHILLED_STORE', name: { zh: '一号冷库' } });
    const person = 'mutation($input: CreatePersonInput!) { createPerson(input: $input) { record { id } errors { code message field } } }';
    await made(person, { name: '庄安', account: 'officer', password: PASSWORD, email: MAILBOX, role: 'FOOD_SAFETY_OFFICER', canteen });
    await made(person, { name: '柯炊', account: 'cook', password: PASSWORD, role: 'COOK', canteen });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await running?.end('SIGTERM');
    await new Promise<void>((resolve) => post.close(() => resolve()));
    data.remove();
  });

  test('the cause: a cook notes what the fridge says; the officer’s bell rings without a reload, and a mail goes out', async () => {
    officer = await signedIn('officer', { width: 1440, height: 900 });
    cook = await signedIn('cook', { width: 390, height: 844 });
    await bell(officer, /没有未处理的提醒/).waitFor();
    await measure('12');
    await bell(officer, /提醒：1 条未处理，其中严重 1 条/).waitFor();
    const mail = await until('the mail', () => mails.find((each) => each.to?.some(({ address }) => address === MAILBOX)));
    expect(mail.subject).toContain('严重');
    expect(mail.subject).toContain('一号冷库温度超限：12 ℃');
    expect(mail.text).toContain('一食堂');
    expect(mail.text).toMatch(new RegExp(`${running.address}/console/alerts/[0-9a-f-]{36}/show`));
  }, 120_000);

  test('the mail’s link opens the alert, and the officer takes it in hand', async () => {
    const link = /http\S+\/console\/alerts\/[0-9a-f-]{36}\/show/.exec(mails[0]!.text!)![0];
    await officer.goto(link);
    await officer.getByRole('heading', { level: 1, name: /一号冷库温度超限：12 ℃/ }).waitFor();
    await officer.getByText('请查明原因、转移食品').waitFor();
    const told = officer.getByRole('region', { name: '发给了谁' });
    await told.getByText('庄安').waitFor();
    await told.getByText('已送达').waitFor();
    await officer.getByRole('button', { name: '确认', exact: true }).click();
    await officer.getByText('处理中').first().waitFor();
    await bell(officer, /没有未处理的提醒/).waitFor();
    const [{ state, acknowledgedByName }] = (await admin.ask('{ alerts { items { state acknowledgedByName } } }')).data!['alerts'].items.concat([{}]);
    // The administrator does not keep the kitchen: the alert is not theirs to see.
    expect({ state, acknowledgedByName }).toEqual({ state: undefined, acknowledgedByName: undefined });
  }, 60_000);

  test('a reading within the limits resolves it by itself, before the officer’s eyes', async () => {
    await measure('4');
    await officer.getByText('情况已消除，自动解除').waitFor();
    await officer.getByText('已解除').first().waitFor();
    expect(mails.filter((mail) => mail.subject?.includes('超限'))).toHaveLength(1);
    const { data: journal } = await admin.ask('query($o: ID!) { verifyJournal(organization: $o) { unbroken } }', { o: (await admin.ask('{ me { grants { organization { id } } } }')).data!['me'].grants[0].organization.id });
    expect(journal!['verifyJournal']).toEqual({ unbroken: true });
    expect(complaints.map(({ who, list }) => ({ who, list }))).toEqual(complaints.map(({ who }) => ({ who, list: [] })));
  }, 60_000);
});
