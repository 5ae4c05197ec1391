import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Ctx, registerCalendarRoutes, registerFileRoutes, registerImportRoutes, registerScanRoutes, type FileStore, type Host } from '@canteen/platform';
import { SESSION_COOKIE, sessionActor } from '@canteen/people';
import type { Config } from './config.ts';
import { buildApollo } from './graphql.ts';
import type { Live } from './live.ts';
import type { MenuSite } from './menu-site.ts';
import { migrationsCurrent } from './orm.ts';

export interface ServerParts {
  host: Host;
  schema: GraphQLSchema;
  files: FileStore;
  menus: MenuSite;
  /** What is told to open pages. */
  live: Live;
  config: Pick<Config, 'logLevel' | 'trustProxy' | 'rateLimit' | 'maxUpload'>;
  /** Folder of the built console; absent in tests that need none. */
  consoleFolder?: string;
}

const langOf = (request: FastifyRequest) => (/^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh');

/** The caller of a request: session, language, organization, idempotency key. */
export async function contextOf(host: Host, request: FastifyRequest, reply: FastifyReply): Promise<Ctx> {
  const em = host.orm.em.fork() as SqlEntityManager;
  const token = request.cookies[SESSION_COOKIE];
  const actor = token ? await sessionActor(em, token, host.clock.now()) : null;
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return new Ctx({
    host,
    em,
    actor,
    lang: langOf(request),
    requestId: request.id,
    organizationHeader: header('x-organization'),
    idempotencyKey: header('idempotency-key'),
    http: {
      ip: request.ip,
      userAgent: header('user-agent') ?? '',
      setCookie: (name, value, { maxAgeSeconds }) =>
        void reply.setCookie(name, value, { httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https', path: '/', maxAge: maxAgeSeconds }),
      clearCookie: (name) => void reply.clearCookie(name, { path: '/' }),
    },
  });
}

/**
 * A page of another site cannot post here even where a browser would send the cookie. The host is the one the browser
 * asked for: behind a trusted proxy what it forwards, since it may ask us by another name.
 */
function sameOrigin(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  if (!origin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host.toLowerCase();
}

/** One server for everything on one port: menu, console, GraphQL, files, health. */
export async function buildServer({ host, schema, files, menus, live, config, consoleFolder }: ServerParts): Promise<FastifyInstance> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({ name: 'http_request_duration_seconds', help: 'Duration of HTTP requests', labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], registers: [registry] });
  const operations = new Counter({ name: 'graphql_operations_total', help: 'GraphQL operations', labelNames: ['type'], registers: [registry] });

  const app: FastifyInstance = Fastify({
    // Our own lines are written below, one per request; the framework's would stand among what a start prints.
    logger: false,
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
    serverFactory: (handler) =>
      createServer((request: IncomingMessage, response: ServerResponse) => {
        // The public pages are bytes in memory; they need no router.
        if (!menus.serve(request, response)) handler(request, response);
      }),
  }) as unknown as FastifyInstance;

  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // The console's style library writes style elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await app.register(rateLimit, {
    global: false,
    max: config.rateLimit,
    timeWindow: '1 minute',
    // By address: a cookie is whatever the caller says it is.
    keyGenerator: (request) => request.ip,
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.method !== 'GET' && request.method !== 'HEAD' && !sameOrigin(request)) {
      return reply.code(403).send({ errors: [{ code: 'FOREIGN_ORIGIN', message: 'This address answers only its own pages.' }] });
    }
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    // A page's live channel is open for as long as the page is; that is no duration of an answer.
    if (route !== '/live') duration.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    if (route !== '/healthz' && route !== '/readyz') {
      host.log.info({ requestId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
    }
  });
  app.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500) host.log.error({ requestId: request.id, err: error }, 'a request failed');
    const message = status === 500 ? host.words['INTERNAL_SERVER_ERROR']?.[langOf(request)].replace('{requestId}', request.id) : status === 429 ? 'Too many requests; wait a minute.' : 'The request was not understood.';
    return reply.code(status).send({ errors: [{ message, extensions: { code: status === 500 ? 'INTERNAL_SERVER_ERROR' : status === 429 ? 'TOO_MANY_REQUESTS' : 'BAD_REQUEST', requestId: request.id } }] });
  });

  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    try {
      if (await migrationsCurrent(host.orm)) return { ready: true };
      return await reply.code(503).send({ ready: false, reason: 'migrations are pending' });
    } catch {
      return reply.code(503).send({ ready: false, reason: 'the database cannot be reached' });
    }
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));

  const apollo = buildApollo(app, host, schema, (_name, type) => operations.inc({ type }));
  await apollo.start();
  app.post('/graphql', { config: { rateLimit: {} }, onRequest: async (_request, reply) => void reply.header('cache-control', 'no-store') }, fastifyApolloHandler(apollo, { context: (request, reply) => contextOf(host, request, reply) }) as never);

  registerFileRoutes(app, { store: files, ctxOf: (request: FastifyRequest, reply: FastifyReply) => contextOf(host, request, reply), maxBytes: config.maxUpload, routeConfig: { rateLimit: {} } });
  registerImportRoutes(app, { ctxOf: (request: FastifyRequest, reply: FastifyReply) => contextOf(host, request, reply), routeConfig: { rateLimit: {} } });
  registerScanRoutes(app);
  registerCalendarRoutes(app, { host, routeConfig: { rateLimit: {} } });
  menus.register(app, files);
  live.register(app);

  if (consoleFolder && existsSync(path.join(consoleFolder, 'index.html'))) {
    await app.register(fastifyStatic, { root: consoleFolder, prefix: '/console/', index: false, wildcard: false, immutable: true, maxAge: '365d', preCompressed: true, decorateReply: true, setHeaders: (reply, file) => { if (file.endsWith('.html')) reply.header('cache-control', 'no-cache'); } });
    app.get('/console', async (_request, reply) => reply.redirect('/console/'));
    // Addresses of screens are the console's own; a missing file is still missing.
    app.get('/console/*', async (request, reply) => {
      if (/\.[a-z0-9]{2,5}$/i.test(request.url.split('?')[0]!)) return reply.code(404).send({ errors: [{ extensions: { code: 'NOT_FOUND' }, message: 'Not found' }] });
      return reply.sendFile('index.html', { cacheControl: false });
    });
  }
  return app;
}
