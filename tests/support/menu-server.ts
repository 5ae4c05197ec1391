import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MenuBytes, PHOTOS } from '@canteen/menu-pages';
import { publicCanteens } from './public-menu.ts';

/** The public pages alone, over HTTP, at an instant of the test's choosing. */
export async function serveMenus(clock: { now: Date }, menus = publicCanteens()): Promise<{ url: string; close(): Promise<void> }> {
  const pages = new MenuBytes();
  for (const canteen of menus) pages.put(canteen);
  const server: Server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith(PHOTOS)) {
      response.writeHead(200, { 'content-type': 'image/svg+xml' });
      response.end(PHOTO);
      return;
    }
    const answer = pages.answer({ method: request.method, url, headers: request.headers }, clock.now);
    response.writeHead(answer?.status ?? 404, answer?.headers);
    response.end(answer?.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done, failed) => {
      server.closeAllConnections();
      server.close((error) => (error ? failed(error) : done()));
    }),
  };
}

/** A plate seen from above. */
const PHOTO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#7b5b3a"/><circle cx="48" cy="48" r="38" fill="#f4efe6"/><circle cx="48" cy="48" r="28" fill="#8c4a20"/><path d="M34 44c8-12 24-10 28 0s-6 18-16 16-16-8-12-16Z" fill="#b5702c"/><path d="m40 42 8 14m6-16 4 12" stroke="#4f7a35" stroke-width="4"/></svg>';
