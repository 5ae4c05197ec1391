import { createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { ChannelKind, WebhookFormat } from './channel.rules.ts';
import { ANSWER_LENGTH, connectionFault, postJson, type HttpAnswer } from './http-post.ts';
import { data, html, markdown, plainText, shortText, subjectOf, type Message } from './message.ts';
import { NotDelivered, TIMEOUT_MS, type Receivers, type SmsAdapter } from './receivers.ts';

export interface Target {
  kind: ChannelKind;
  format: WebhookFormat | null;
  address: string;
  secret: string | null;
}

/** Sends one message and answers what the receiver said. @throws NotDelivered */
export async function send(receivers: Receivers | undefined, target: Target, message: Message, now: Date): Promise<string> {
  if (target.kind === 'EMAIL') {
    if (!receivers?.mail) throw new NotDelivered('MAIL_NOT_SET_UP');
    return sendMail(receivers.mail, target.address, message, receivers.timeoutMs ?? TIMEOUT_MS);
  }
  if (target.kind === 'SMS') {
    if (!receivers?.sms) throw new NotDelivered('SMS_NOT_SET_UP');
    return receivers.sms.send({ id: message.id, to: target.address, text: shortText(message) });
  }
  return sendWebhook(receivers, target, message, now);
}

async function sendMail({ url, from }: { url: string; from: string }, to: string, message: Message, timeoutMs: number): Promise<string> {
  const { hostname, port } = new URL(url);
  const transport = createTransport({ url, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs * 0.8, socketTimeout: timeoutMs, dnsTimeout: timeoutMs } as never);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    // Each step has its time limit; a server that is slow at each of them meets this one.
    timer = setTimeout(() => reject(new NotDelivered('RECEIVER_TIMEOUT', { host: hostname, seconds: Math.round((2 * timeoutMs) / 1000) })), 2 * timeoutMs);
  });
  try {
    const sent = await Promise.race([
      transport.sendMail({
        from, to, subject: subjectOf(message), text: plainText(message), html: html(message),
        // A repeated try carries the same id: mail programs show it once.
        messageId: `<${message.id}@${new URL(message.origin).hostname}>`,
        headers: { 'X-Canteen-Delivery': message.id, 'Auto-Submitted': 'auto-generated' },
      }) as Promise<{ response?: string }>,
      late,
    ]);
    return (sent.response ?? '').slice(0, ANSWER_LENGTH);
  } catch (error) {
    throw mailFault(error, hostname, port || '25', to);
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

function mailFault(error: unknown, host: string, port: string, to: string): NotDelivered {
  if (error instanceof NotDelivered) return error;
  const { code = '', message = '', response = '', responseCode = 0 } = error as { code?: string; message?: string; response?: string; responseCode?: number };
  const answer = response.slice(0, ANSWER_LENGTH);
  if (code === 'EAUTH') return new NotDelivered('MAIL_LOGIN_REFUSED', { host, answer: answer || message.slice(0, 120) });
  // RFC 5321: 5yz is for good, 4yz for now.
  if (code === 'EENVELOPE') return new NotDelivered('MAIL_ADDRESS_REFUSED', { address: to, answer }, { alone: true, final: responseCode >= 500 });
  if (responseCode) return new NotDelivered('MAIL_REFUSED', { host, answer }, { alone: true, final: responseCode >= 500 });
  if (/greeting/i.test(`${code} ${message}`)) return new NotDelivered('RECEIVER_NOT_SMTP', { host, port });
  return connectionFault(error, host, port);
}

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text);

async function sendWebhook(receivers: Receivers | undefined, { format, address, secret }: Target, message: Message, now: Date): Promise<string> {
  const headers: Record<string, string> = { 'x-canteen-delivery': message.id };
  let url = address;
  let body: object = data(message);
  if (format === 'WECOM') {
    // https://developer.work.weixin.qq.com/document/path/91770
    body = { msgtype: 'markdown', markdown: { content: markdown(message) } };
  } else if (format === 'DINGTALK') {
    // https://open.dingtalk.com/document/robots/custom-robot-access: sign = base64(HMAC-SHA256(secret, timestamp + "\n" + secret))
    if (secret) {
      const signed = new URL(address);
      const timestamp = String(now.getTime());
      signed.searchParams.set('timestamp', timestamp);
      signed.searchParams.set('sign', hmac(secret, `${timestamp}\n${secret}`).digest('base64'));
      url = signed.href;
    }
    body = { msgtype: 'markdown', markdown: { title: subjectOf(message), text: markdown(message, 15_000) } };
  }
  const text = JSON.stringify(body);
  if (format === 'JSON' && secret) {
    const t = Math.floor(now.getTime() / 1000);
    headers['x-canteen-signature'] = `t=${t},v1=${hmac(secret, `${t}.${text}`).digest('hex')}`;
  }
  const answer = await postJson(url, text, headers, { allowPrivate: receivers?.allowPrivate ?? false, timeoutMs: receivers?.timeoutMs ?? TIMEOUT_MS });
  checkAnswer(answer, new URL(address).hostname);
  // Robots answer 200 and say in the body whether they took it.
  if (format !== 'JSON') checkRobot(answer);
  return said(answer);
}

const said = ({ status, body }: HttpAnswer): string => `${status} ${body}`.trim().slice(0, ANSWER_LENGTH);

function checkAnswer(answer: HttpAnswer, host: string): void {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) throw new NotDelivered('RECEIVER_FORBIDS', { host, answer: said(answer) });
  if (status >= 300 && status < 400) throw new NotDelivered('RECEIVER_REDIRECTS', { host, status });
  throw new NotDelivered('RECEIVER_ANSWERED', { host, answer: said(answer) });
}

function checkRobot(answer: HttpAnswer): void {
  let code: unknown;
  try {
    code = (JSON.parse(answer.body) as { errcode?: unknown }).errcode;
  } catch {
    code = 'none';
  }
  if (code !== 0) throw new NotDelivered('ROBOT_REFUSED', { answer: said(answer) });
}

/** Posts `{id, to, text}` as JSON; any 2xx counts as taken. The address is the operator's own, so it may lie inside. */
export const smsByWebhook = (url: string, timeoutMs = TIMEOUT_MS): SmsAdapter => ({
  async send(message) {
    const answer = await postJson(url, JSON.stringify(message), { 'x-canteen-delivery': message.id }, { allowPrivate: true, timeoutMs });
    checkAnswer(answer, new URL(url).hostname);
    return said(answer);
  },
});
