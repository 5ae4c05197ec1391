import { BACKOFF_MS, checkMail, checkPhone, checkTime, checkWebhook, isQuiet, nextTry, planFor, shown, type Habits } from './channel.rules.ts';
import { isPrivateAddress } from './private-address.ts';

const ZONE = 'Asia/Shanghai';
/** A wall clock in Shanghai. */
const at = (time: string, day = '2026-11-21') => new Date(`${day}T${time}:00+08:00`);
const habits: Habits = { minSeverity: 'WARN', quietFrom: '22:00', quietTo: '06:00', quietForCritical: false, digest: 'NONE', digestHour: 7 };

it.each([
  ['21:59', false], ['22:00', true], ['23:59', true], ['00:00', true], ['05:59', true], ['06:00', false], ['12:00', false],
])('a night over midnight: at %s quiet is %s', (time, quiet) => {
  expect(isQuiet(habits, at(time), ZONE)).toBe(quiet);
});

it('quiet at noon, never, and by the clock of the place', () => {
  const noon = { quietFrom: '12:00', quietTo: '14:00' };
  expect(['11:59', '12:00', '13:59', '14:00'].map((time) => isQuiet(noon, at(time), ZONE))).toEqual([false, true, true, false]);
  expect(isQuiet({ quietFrom: null, quietTo: null }, at('03:00'), ZONE)).toBe(false);
  expect(isQuiet({ quietFrom: '08:00', quietTo: '08:00' }, at('08:00'), ZONE)).toBe(false);
  expect(isQuiet(habits, at('23:00'), 'Europe/London')).toBe(false);
});

it('what is held goes out when the night ends, before or after midnight; what is critical at once, unless said', () => {
  expect(planFor(habits, 'WARN', at('23:30'), ZONE)).toEqual({ state: 'HELD', at: at('06:00', '2026-11-22'), heldFor: 'QUIET' });
  expect(planFor(habits, 'WARN', at('05:59'), ZONE)).toEqual({ state: 'HELD', at: at('06:00'), heldFor: 'QUIET' });
  expect(planFor(habits, 'CRITICAL', at('23:30'), ZONE)).toEqual({ state: 'QUEUED', at: at('23:30'), heldFor: null });
  expect(planFor({ ...habits, quietForCritical: true }, 'CRITICAL', at('23:30'), ZONE)).toMatchObject({ state: 'HELD', heldFor: 'QUIET' });
  expect(planFor(habits, 'INFO', at('12:00'), ZONE)).toBeNull();
  expect(planFor(habits, 'WARN', at('12:00'), ZONE)).toMatchObject({ state: 'QUEUED' });
});

it('the digest gathers until its hour; what is critical does not wait for it', () => {
  const daily = { ...habits, digest: 'DAILY' as const };
  expect(planFor(daily, 'WARN', at('06:59'), ZONE)).toEqual({ state: 'HELD', at: at('07:00'), heldFor: 'DIGEST' });
  expect(planFor(daily, 'WARN', at('07:00'), ZONE)).toEqual({ state: 'HELD', at: at('07:00', '2026-11-22'), heldFor: 'DIGEST' });
  expect(planFor(daily, 'CRITICAL', at('12:00'), ZONE)).toMatchObject({ state: 'QUEUED' });
});

it('tries again after 1 minute, 5, 30, 2 hours, 12 hours, and gives up after the sixth', () => {
  expect(BACKOFF_MS.map((wait) => wait / 60_000)).toEqual([1, 5, 30, 120, 720]);
  expect(nextTry(1, at('12:00'))).toEqual(at('12:01'));
  expect(nextTry(5, at('12:00'))).toEqual(at('00:00', '2026-11-22'));
  expect(nextTry(6, at('12:00'))).toBeNull();
});

it.each(['a@b.cn', 'li.wei+canteen@mail.example.edu.cn'])('%s is a mail address', (address) => expect(checkMail(address, 'x')).toBe(address));
it.each(['', 'a', 'a@b', 'a b@c.cn', 'a@b.cn, c@d.cn', 'a@b.cn\nBcc: c@d.cn', '<a@b.cn>', `${'a'.repeat(200)}@b.cn`])('%j is none', (address) => {
  expect(() => checkMail(address, 'x')).toThrow(expect.objectContaining({ code: 'CHANNEL_MAIL_MALFORMED', field: 'x' }));
});

it('times and telephones', () => {
  expect(checkTime('22:00', 'x')).toBe('22:00');
  expect(checkTime('', 'x')).toBeNull();
  for (const wrong of ['24:00', '7:00', '22:60', 'text']) expect(() => checkTime(wrong, 'x')).toThrow(expect.objectContaining({ code: 'CHANNEL_TIME_MALFORMED' }));
  expect(checkPhone('138 0013-8000', 'x')).toBe('13800138000');
  expect(() => checkPhone('text', 'x')).toThrow(expect.objectContaining({ code: 'CHANNEL_PHONE_MALFORMED' }));
});

it('a webhook leads outside, and by TLS', () => {
  const robot = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcd-1234';
  expect(checkWebhook(robot, false, 'x')).toBe(robot);
  const code = (address: string, inside = false) => {
    try {
      checkWebhook(address, inside, 'x');
    } catch (error) {
      return (error as { code: string }).code;
    }
    return null;
  };
  for (const wrong of ['text', 'ftp://a.cn/', 'https://u:p@a.cn/', 'file:///etc/passwd', 'javascript:1']) expect(code(wrong, true)).toBe('CHANNEL_URL_MALFORMED');
  expect(code('http://a.cn/')).toBe('CHANNEL_URL_NOT_HTTPS');
  // However an address is written, the URL parser writes it as four numbers.
  for (const inside of ['https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://localhost/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://169.254.169.254/latest', 'https://192.168.1.1/']) expect(code(inside)).toBe('RECEIVER_IS_INSIDE');
  expect(code('http://127.0.0.1:8080/', true)).toBeNull();
});

it.each([
  ['10.1.2.3', true], ['172.31.0.1', true], ['172.32.0.1', false], ['100.64.0.1', true], ['8.8.8.8', false], ['0.0.0.0', true], ['224.0.0.1', true], ['255.255.255.255', true],
  ['::', true], ['::1', true], ['fe80::1', true], ['fe80::1%eth0', true], ['fd00::1', true], ['::ffff:127.0.0.1', true], ['::ffff:8.8.8.8', false], ['64:ff9b::7f00:1', true], ['2002:7f00:1::', true],
  ['2400:3200::1', false], ['example.cn', false],
])('%s is inside: %s', (address, inside) => expect(isPrivateAddress(address)).toBe(inside));

it('shows a robot without its key', () => {
  expect(shown('WEBHOOK', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret-1234')).toBe('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?…1234');
  expect(shown('WEBHOOK', 'https://hooks.example.cn/services/T000/B000/averylongsecretpath')).toBe('https://hooks.example.cn/services/T000/B000/…');
  expect(shown('EMAIL', 'a@b.cn')).toBe('a@b.cn');
  expect(shown('EMAIL', null)).toBeNull();
});
