import path from 'node:path';
import { checkMail, fileStoreConfig, type FileStoreConfig } from '@canteen/platform';
import { StartError } from './postgres.ts';

/** Everything a running copy can be told, read once from the environment. */
export interface Config {
  /** TCP port of the one server; 0 asks the system for a free one. */
  port: number;
  host: string;
  /** `PUBLIC_URL`: the address under which people reach this installation; QR codes and mails carry it. */
  origin: string;
  /** Null: the embedded database in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  files: FileStoreConfig;
  /** `SMTP_URL` and `MAIL_FROM`; null: no e-mail. */
  mail: { url: string; from: string } | null;
  /** `SMS_WEBHOOK_URL`: a gateway that takes `{id, to, text}`; null: no text messages. */
  smsWebhook: string | null;
  /** `WEBHOOK_ALLOW_PRIVATE`: webhooks may lead into the network of the house. */
  webhookAllowPrivate: boolean;
  /** Largest upload in bytes. */
  maxUpload: number;
  /** Seed the demonstration into an empty database. With a database of one's own only when asked. */
  demo: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Behind a reverse proxy: believe its X-Forwarded-* headers. */
  trustProxy: boolean;
  /** Requests per minute and address, for GraphQL, files and the public photos each (a whole institution may share one); above it the answer is 429. */
  rateLimit: number;
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

type Env = Readonly<Record<string, string | undefined>>;

function whole(env: Env, name: string, fallback: number, min: number, max: number): number {
  const given = env[name];
  if (given === undefined || given === '') return fallback;
  const value = Number(given);
  if (!Number.isInteger(value) || value < min || value > max) throw new StartError(`${name} must be a whole number from ${min} to ${max}, but is "${given}".`);
  return value;
}

function yes(env: Env, name: string, fallback: boolean): boolean {
  const given = env[name];
  if (given === undefined || given === '') return fallback;
  if (['1', 'true', 'yes', 'on'].includes(given.toLowerCase())) return true;
  if (['0', 'false', 'no', 'off'].includes(given.toLowerCase())) return false;
  throw new StartError(`${name} must be 1 or 0, but is "${given}".`);
}

function originOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) throw new StartError(`PUBLIC_URL must read https://canteen.example.cn, without a path, but is "${given}".`);
  return url.origin;
}

function mailOf(env: Env): Config['mail'] {
  const { SMTP_URL: given, MAIL_FROM: from } = env;
  if (!given) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  // The address holds a password: what is wrong is said without it.
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) throw new StartError('SMTP_URL must read smtp://user:password@host:587 or smtps://user:password@host:465, but does not.');
  const address = /<([^<>]+)>\s*$/.exec(from ?? '')?.[1] ?? from ?? '';
  try {
    checkMail(address, 'MAIL_FROM');
  } catch {
    throw new StartError(`MAIL_FROM must be set with SMTP_URL and read canteen@example.cn or "Canteen <canteen@example.cn>", but is "${from ?? ''}".`);
  }
  return { url: given, from: from! };
}

function smsWebhookOf(given: string | undefined): string | null {
  if (!given) return null;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) throw new StartError('SMS_WEBHOOK_URL must read https://gateway.example.cn/sms, but does not.');
  return given;
}

/** @throws StartError that names the setting and says what it may be. */
export function readConfig(env: Env): Config {
  const databaseUrl = env['DATABASE_URL'] || null;
  if (databaseUrl !== null) {
    const parsed = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
    if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol) || parsed.pathname.length < 2) {
      throw new StartError('DATABASE_URL must read postgresql://user:password@host:5432/database, but does not.');
    }
  }
  const level = env['LOG_LEVEL'] || 'info';
  if (!LEVELS.includes(level as never)) throw new StartError(`LOG_LEVEL must be one of ${LEVELS.join(', ')}, but is "${level}".`);
  const dataDir = path.resolve(env['DATA_DIR'] || '.data');
  let files: FileStoreConfig;
  try {
    files = fileStoreConfig(env, path.join(dataDir, 'files'));
  } catch (error) {
    throw new StartError(`${(error as Error).message}.`);
  }
  return {
    port: whole(env, 'PORT', 4000, 0, 65_535),
    host: env['HOST'] || '0.0.0.0',
    origin: originOf(env['PUBLIC_URL'] || `http://localhost:${env['PORT'] || 4000}`),
    databaseUrl,
    dataDir,
    files,
    mail: mailOf(env),
    smsWebhook: smsWebhookOf(env['SMS_WEBHOOK_URL']),
    webhookAllowPrivate: yes(env, 'WEBHOOK_ALLOW_PRIVATE', false),
    maxUpload: whole(env, 'MAX_UPLOAD_MB', 15, 1, 200) * 1024 * 1024,
    demo: yes(env, 'SEED_DEMO', databaseUrl === null),
    logLevel: level as Config['logLevel'],
    trustProxy: yes(env, 'TRUST_PROXY', false),
    rateLimit: whole(env, 'RATE_LIMIT', 3000, 1, 1_000_000),
  };
}
