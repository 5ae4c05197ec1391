import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import pino from 'pino';
import { fixedClock, LocalizedText, type Clock } from '@canteen/kernel';
import { act, buildApi, fileStore, runJob, wordsOf, type Ctx, type EntityClass, type FileStore, type Host, type UserError } from '@canteen/platform';
import {
  actorOf, Area, Canteen, hashToken, Membership, Organization, Person, Session, SESSION_COOKIE, hashSecret, type OrganizationKind, type Role,
} from '@canteen/people';
import { systemActor } from '@canteen/platform';
import { Live, type LiveOptions } from '../../apps/api/src/live.ts';
import { MenuSite } from '../../apps/api/src/menu-site.ts';
import { modules } from '../../apps/api/src/modules.ts';
import { createOrm } from '../../apps/api/src/orm.ts';
import { buildServer, type ServerParts } from '../../apps/api/src/server.ts';
import { createDatabase, type TestDatabase } from './database.ts';

/** The day the tests live in, a Saturday, before the first delivery. */
export const TODAY = '2026-11-21';
export const MORNING = '2026-11-20T22:00:00.000Z'; // 06:00 in the canteen

export interface Answer {
  data: Record<string, any> | null;
  errors: { message: string; extensions: { code: string; field?: string | null; params?: Record<string, unknown> | null } }[] | undefined;
  status: number;
  headers: Record<string, unknown>;
}

export interface Caller {
  id: string;
  name: string;
  cookie: string;
  /** Asks the real server, as this person. */
  ask(query: string, variables?: Record<string, unknown>, options?: { key?: string; lang?: 'zh' | 'en'; organization?: string }): Promise<Answer>;
}

export interface TestApi {
  host: Host;
  orm: MikroORM;
  schema: GraphQLSchema;
  app: FastifyInstance;
  files: FileStore;
  menus: MenuSite;
  database: TestDatabase;
  /** Sets the one clock. */
  clock(at: string | Date): void;
  now(): Date;
  /** Nobody signed in. */
  anyone: Caller;
  /** A person signed in on a device of their own. */
  signedIn(person: { id: string; name: string }): Promise<Caller>;
  /** Runs commands as a person, in one act. */
  act<T>(person: { id: string } | null, fn: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** The row as it is now, past every cache. */
  reload<T extends object>(entity: EntityClass<T>, id: string): Promise<T>;
  count(entity: EntityClass, where?: object): Promise<number>;
  /** Runs what acts have handed to jobs since, in order; answers how many. The queue itself is tested in apps/api. */
  runJobs(signal?: AbortSignal): Promise<number>;
  /** SQL statements sent while `fn` ran. */
  queriesOf<T>(fn: () => Promise<T>): Promise<{ result: T; queries: string[] }>;
  /** Listens on a free port and answers its address. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export async function startApi(options: { consoleFolder?: string; config?: Partial<ServerParts['config']>; live?: LiveOptions } = {}): Promise<TestApi> {
  const database = await createDatabase();
  const queries: string[] = [];
  const orm = createOrm({ url: database.url, poolMax: 6, onQuery: (sql) => queries.push(sql) });
  const schema = await buildApi(modules, orm);
  const clock = fixedClock(new Date(MORNING)) as Clock & { set(at: Date): void };
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'canteen-files-'));
  const files = fileStore({ kind: 'folder', folder });
  const queued: { name: string; data: Record<string, unknown> }[] = [];
  const host: Host = {
    orm, clock, modules, words: wordsOf(modules), log: log as never, secret: 'for tests only', demo: false, schema, files, origin: 'https://canteen.test',
    jobs: { send: async (_em, name, data) => void queued.push({ name, data }) },
  };
  const menus = new MenuSite(host);
  const app = await buildServer({
    host, schema, files, menus, live: new Live(host, database.url, options.live),
    config: { logLevel: 'silent', trustProxy: false, rateLimit: 1_000_000, maxUpload: 15 * 1024 * 1024, ...options.config },
    ...(options.consoleFolder ? { consoleFolder: options.consoleFolder } : {}),
  });
  await app.ready();
  await menus.look();

  const caller = (id: string, name: string, cookie: string): Caller => ({
    id, name, cookie,
    async ask(query, variables = {}, { key, lang = 'en', organization } = {}) {
      const response = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: {
          'content-type': 'application/json',
          'accept-language': lang,
          ...(cookie ? { cookie } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
          ...(organization ? { 'x-organization': organization } : {}),
        },
        payload: JSON.stringify({ query, variables }),
      });
      const body = response.json() as { data?: Answer['data']; errors?: Answer['errors'] };
      return { data: body.data ?? null, errors: body.errors, status: response.statusCode, headers: response.headers as Record<string, unknown> };
    },
  });

  const api: TestApi = {
    host, orm, schema, app, files, menus, database,
    clock: (at) => clock.set(new Date(at)),
    now: () => clock.now(),
    anyone: caller('', 'nobody', ''),
    async signedIn(person) {
      const token = randomBytes(32).toString('base64url');
      const em = orm.em.fork();
      const now = clock.now();
      // Never idle: tests move the clock by days.
      const expiresAt = new Date(now.getTime() + 400 * 86_400_000);
      em.create(Session, {
        person: em.getReference(Person, person.id, { wrapped: true }), tokenHash: hashToken(token), method: 'PASSWORD',
        openedAt: now, lastSeenAt: expiresAt, expiresAt, endedAt: null, address: null, device: 'tests',
      } as never);
      await em.flush();
      return caller(person.id, person.name, `${SESSION_COOKIE}=${token}`);
    },
    async act(person, fn) {
      const actor = person ? await actorOf(orm.em.fork() as SqlEntityManager, person.id, clock.now()) : systemActor('test');
      if (!actor) throw new Error('unknown person');
      return act(host, { name: 'test', actor }, fn);
    },
    async reload(entity, id) {
      const row = await orm.em.fork().findOne(entity as never, { id } as never);
      if (!row) throw new Error(`${entity.name} ${id} is not there`);
      return row as never;
    },
    async runJobs(signal = new AbortController().signal) {
      const jobs = new Map(modules.flatMap((module) => [...(module.jobs ?? [])]).map((job) => [job.name, job]));
      let ran = 0;
      for (let next = queued.shift(); next; next = queued.shift(), ran++) {
        const job = jobs.get(next.name);
        if (!job) throw new Error(`no module has a job ${next.name}`);
        await runJob(host, job, { data: next.data, signal, last: true });
      }
      return ran;
    },
    count: (entity, where = {}) => orm.em.fork().count(entity as never, where as never),
    async queriesOf(fn) {
      queries.length = 0;
      const result = await fn();
      return { result, queries: queries.filter((sql) => /\b(select|insert|update|delete)\b/i.test(sql)) };
    },
    async listen() {
      return app.listen({ port: 0, host: '127.0.0.1' });
    },
    async close() {
      menus.stop();
      await app.close();
      await orm.close(true);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return api;
}

export interface World {
  org: Organization;
  canteen: Canteen;
  areas: { sampleFridge: Area; kitchen: Area; chilledStore: Area };
  manager: Caller;
  storekeeper: Caller;
  /** A second storekeeper, to countersign. */
  second: Caller;
  cook: Caller;
  officer: Caller;
  director: Caller;
  principal: Caller;
  supervisor: Caller;
  administrator: Caller;
  divisionLeader: Caller;
  contractorManager: Caller;
  /** Belongs to another organization, reads this canteen alone. */
  inspector: Caller;
  /** An institution next door, to be never seen. */
  other: { org: Organization; canteen: Canteen; manager: Caller; storekeeper: Caller; officer: Caller; cook: Caller };
}

export const PIN = '2468';
let pinHash: Promise<string> | undefined;

async function institution(api: TestApi, name: string, slug: string, kind: OrganizationKind): Promise<{ org: Organization; canteen: Canteen; areas: World['areas'] }> {
  return api.act(null, async (ctx) => {
    const org = ctx.create(Organization, { name: LocalizedText.of(name, `${slug} institution`), pinyin: slug, kind, timeZone: 'Asia/Shanghai', organizationId: '' } as never);
    org.organizationId = org.id;
    const canteen = ctx.create(Canteen, {
      organizationId: org.id, name: LocalizedText.of(`${name}食堂`, `${slug} canteen`), pinyin: slug, slug, operation: 'OWN', contractor: null,
      coldDishesLicensed: true, diners: 400, address: null, active: true,
    } as never);
    const area = (zh: string, en: string, areaKind: string) => ctx.create(Area, { organizationId: org.id, canteen, name: LocalizedText.of(zh, en), pinyin: en.toLowerCase().replace(/\W/g, ''), kind: areaKind, active: true } as never);
    return { org, canteen, areas: { sampleFridge: area('留样柜', 'Sample fridge', 'SAMPLE_FRIDGE'), kitchen: area('热厨房', 'Kitchen', 'KITCHEN'), chilledStore: area('冷藏库', 'Chilled store', 'CHILLED_STORE') } };
  });
}

async function employ(api: TestApi, name: string, account: string, role: Role, org: Organization, canteen: Canteen | null): Promise<Caller> {
  const hash = await (pinHash ??= hashSecret(PIN));
  const person = await api.act(null, async (ctx) => {
    const person = ctx.create(Person, { name, pinyin: account, account, phone: null, language: 'zh', active: true, passwordHash: null, pinHash: hash } as never);
    ctx.create(Membership, { organizationId: org.id, person, canteen, role, validFrom: ctx.today().plusDays(-400), validTo: null } as never);
    return person;
  });
  return api.signedIn(person);
}

const worlds = new WeakMap<TestApi, number>();

/** Two institutions with people in every role, and an inspector who may read the first canteen only. */
export async function aWorld(api: TestApi, kind: OrganizationKind = 'AGENCY'): Promise<World> {
  const count = (worlds.get(api) ?? 0) + 1;
  worlds.set(api, count);
  // Accounts and addresses are unique in the whole installation.
  const suffix = count === 1 ? '' : `-${count}`;
  const own = await institution(api, '甲机关', `first${suffix}`, kind);
  const next = await institution(api, '乙机关', `second${suffix}`, 'AGENCY');
  const at = (name: string, account: string, role: Role, org = own.org) => employ(api, name, account + suffix, role, org, null);
  const inspector = await employ(api, '检查员', `inspector${suffix}`, 'INSPECTOR', own.org, own.canteen);
  return {
    ...own,
    manager: await at('经理', 'manager', 'MANAGER'),
    storekeeper: await at('库管', 'storekeeper', 'STOREKEEPER'),
    second: await at('库管二', 'second-storekeeper', 'STOREKEEPER'),
    cook: await at('厨师', 'cook', 'COOK'),
    officer: await at('食安员', 'officer', 'FOOD_SAFETY_OFFICER'),
    director: await at('食安总监', 'director', 'FOOD_SAFETY_DIRECTOR'),
    principal: await at('校长', 'principal', 'PRINCIPAL'),
    supervisor: await at('监督员', 'supervisor', 'SUPERVISOR'),
    administrator: await at('管理员', 'administrator', 'ADMINISTRATOR'),
    divisionLeader: await at('分管领导', 'leader', 'DIVISION_LEADER'),
    contractorManager: await at('承包经理', 'contractor', 'CONTRACTOR_MANAGER'),
    inspector,
    other: {
      org: next.org,
      canteen: next.canteen,
      manager: await at('邻家经理', 'other-manager', 'MANAGER', next.org),
      storekeeper: await at('邻家库管', 'other-storekeeper', 'STOREKEEPER', next.org),
      officer: await at('邻家食安员', 'other-officer', 'FOOD_SAFETY_OFFICER', next.org),
      cook: await at('邻家厨师', 'other-cook', 'COOK', next.org),
    },
  };
}

/** The refusals of an answer, whether a payload's or GraphQL's. */
export function refusals(answer: Answer): Pick<UserError, 'code' | 'field' | 'message' | 'params'>[] {
  const payload = Object.values(answer.data ?? {}).flatMap((value) => (value && typeof value === 'object' && Array.isArray(value.errors) ? (value.errors as UserError[]) : []));
  const graphql = (answer.errors ?? []).map((error) => ({ code: error.extensions.code, field: error.extensions.field ?? null, message: error.message, params: error.extensions.params ?? null }));
  return [...payload, ...graphql];
}

declare global {
  // eslint's no-namespace does not apply to declaration merging with jest.
  namespace jest {
    interface Matchers<R> {
      /** The answer is refused with this code, and for this field where one is given. */
      toRefuse(code: string, field?: string): R;
      /** The answer carries no refusal and no error. */
      toBeDone(): R;
    }
  }
}

expect.extend({
  toRefuse(answer: Answer, code: string, field?: string) {
    const found = refusals(answer);
    const pass = found.some((refusal) => refusal.code === code && (field === undefined || refusal.field === field));
    return { pass, message: () => `expected ${pass ? 'no ' : ''}refusal ${code}${field ? ` at ${field}` : ''}, but got ${JSON.stringify(found.length ? found : answer.data, null, 1)}` };
  },
  toBeDone(answer: Answer) {
    const found = refusals(answer);
    return { pass: found.length === 0 && answer.data !== null, message: () => `expected it to be done, but it was refused: ${JSON.stringify(found, null, 1)}` };
  },
});
