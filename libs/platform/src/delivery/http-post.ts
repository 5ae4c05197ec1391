import { lookup } from 'node:dns';
import { request as http, type IncomingMessage } from 'node:http';
import { request as https } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.ts';
import { NotDelivered } from './receivers.ts';

const MAX_ANSWER = 8 * 1024;
/** Kept of what a receiver says. */
export const ANSWER_LENGTH = 300;

export interface HttpAnswer {
  status: number;
  body: string;
}

/**
 * Sends JSON and answers what the receiver said. The name is resolved once, and the connection goes to the very address that was
 * looked at, so that a name which changes its mind in between reaches nothing inside. Redirections are not followed.
 * @throws NotDelivered
 */
export function postJson(address: string, body: string, headers: Record<string, string>, { allowPrivate, timeoutMs }: { allowPrivate: boolean; timeoutMs: number }): Promise<HttpAnswer> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (!allowPrivate && isPrivateAddress(host)) throw new NotDelivered('RECEIVER_IS_INSIDE', { host });
  const guarded: LookupFunction = (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0);
      if (!allowPrivate && found.some(({ address: one }) => isPrivateAddress(one))) return done(new NotDelivered('RECEIVER_IS_INSIDE', { host }), '', 0);
      if (options.all) return (done as (error: null, all: typeof found) => void)(null, found);
      return done(null, found[0]!.address, found[0]!.family);
    });
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise<HttpAnswer>((resolve, reject) => {
    const fail = (error: unknown) => reject(signal.aborted ? new NotDelivered('RECEIVER_TIMEOUT', { host, seconds: Math.round(timeoutMs / 1000) }) : connectionFault(error, host, port));
    const bytes = Buffer.from(body);
    const sent = (url.protocol === 'https:' ? https : http)(
      url,
      { method: 'POST', agent: false, lookup: guarded, signal, headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length, 'user-agent': 'Canteen', ...headers } },
      (answer: IncomingMessage) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('error', fail);
        answer.on('data', (chunk: string) => {
          text += chunk;
          // Whoever talks without end has said enough.
          if (text.length > MAX_ANSWER) answer.destroy();
        });
        answer.on('close', () => (signal.aborted ? fail(signal.reason) : resolve({ status: answer.statusCode ?? 0, body: text })));
      },
    );
    sent.on('error', fail);
    sent.end(bytes);
  });
}

/** What a machine calls its fault, as one of our words. */
export function connectionFault(error: unknown, host: string, port: string): NotDelivered {
  if (error instanceof NotDelivered) return error;
  const { code = '', message = '', cause } = error as { code?: string; message?: string; cause?: { code?: string } };
  const said = `${code} ${cause?.code ?? ''} ${message}`;
  if (/ENOTFOUND|EAI_AGAIN|EDNS/.test(said)) return new NotDelivered('RECEIVER_UNKNOWN', { host });
  if (/ECONNREFUSED/.test(said)) return new NotDelivered('RECEIVER_REFUSED', { host, port });
  if (/ETIMEDOUT|Timeout|timed out/i.test(said)) return new NotDelivered('RECEIVER_TIMEOUT', { host, seconds: 10 });
  if (/CERT|SELF_SIGNED|SSL|TLS|EPROTO|UNABLE_TO/i.test(said)) return new NotDelivered('RECEIVER_TLS', { host, reason: message.slice(0, 120) });
  if (/HPE_|Parse Error/.test(said)) return new NotDelivered('RECEIVER_NOT_HTTP', { host, port });
  return new NotDelivered('RECEIVER_LOST', { host, reason: (code || message).slice(0, 120) });
}
