import type { FastifyInstance } from 'fastify';

/**
 * Where the QR codes of labels lead: a phone's own camera opens the console at the scanned record. The console asks `scanned`,
 * which tells nothing to whom it does not concern; hence nothing is looked up here, and an unknown code is answered there in words.
 */
export function registerScanRoutes(app: FastifyInstance): void {
  for (const route of ['/q/:kind/:id', '/01/:gtin/10/:lot']) {
    app.get(route, async (request, reply) => reply.header('cache-control', 'no-store').redirect(`/console/scan?code=${encodeURIComponent(request.url.split('?')[0]!)}`));
  }
}
