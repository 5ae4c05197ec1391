import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DISH, type House } from './house.ts';
import { interleave, type Effort } from './list.ts';
import { load, once, request, type Load } from './load.ts';
import { cpuSeconds, median, ratios, rssMb, type Report } from './measure.ts';

/** Debian's nginx-light stands in a folder that ordinary users have not on their PATH. */
export function nginxPath(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => path.join(folder, 'nginx')).find((file) => existsSync(file)) ?? null;
}

export async function benchMenu(house: House, nginx: string, { rounds, seconds }: Effort): Promise<Report> {
  // As a phone asks: both sides send the same compressed bytes.
  const headers = { 'Accept-Encoding': 'gzip, deflate, br', 'Accept-Language': 'zh-CN' };
  const menuPath = await house.publishMenu();
  await seen(house.port, menuPath);
  const wire = request('GET', menuPath, headers);
  const page = await once(house.port, wire);
  const other = await startNginx(nginx, page);
  try {
    const sent = await once(other.port, request('GET', '/page', headers));
    if (!sent.equals(page)) throw new Error('nginx does not send the bytes of the page.');
    const plan: Load = { connections: 32, seconds };
    const sides = {
      ours: { target: { port: house.port, requests: [wire] }, pid: house.running.child.pid! },
      theirs: { target: { port: other.port, requests: [request('GET', '/page', headers)] }, pid: other.pid },
    };
    const measured = await interleave(rounds, async (side) => {
      const { target, pid } = sides[side];
      const before = cpuSeconds([pid]);
      const run = await load(target, plan);
      const after = cpuSeconds([pid]);
      return { rate: run.requests / run.seconds, p99: run.p99, cpu: before === null || after === null ? null : (after - before) / run.requests, asking: run.asking };
    });
    const asking = median(measured.map(({ theirs }) => theirs.asking));
    return {
      name: 'menu',
      against: 'a static file of the same bytes from nginx',
      ...ratios(measured),
      rssMb: rssMb(house.running.child.pid!),
      ours: `${Math.round(median(measured.map((round) => round.ours.rate)))}/s, p99 ${median(measured.map((round) => round.ours.p99)).toFixed(1)} ms`,
      theirs: `${Math.round(median(measured.map((round) => round.theirs.rate)))}/s, p99 ${median(measured.map((round) => round.theirs.p99)).toFixed(1)} ms`,
      notes: [
        `menu: ${menuPath}, ${page.length} bytes as sent; ${plan.connections} kept connections; one process of ours, one worker of nginx.`,
        // A server that waits for the asker looks no faster than the asker is.
        ...(asking > 0.8 ? [`menu: asking nginx took ${Math.round(asking * 100)} % of a processor, so nginx may have had time left; cpuRatio does not depend on that.`] : []),
      ],
    };
  } finally {
    await other.stop();
  }
}

/** The server looks for publications every other second; before that the page says that there is none. */
async function seen(port: number, menuPath: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if ((await once(port, request('GET', menuPath, {}))).includes(DISH)) return;
    await sleep(500);
  }
  throw new Error('The published week does not stand on its page.');
}

interface Nginx {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

async function startNginx(nginx: string, page: Buffer): Promise<Nginx> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'canteen-bench-'));
  const port = await freePort();
  writeFileSync(path.join(folder, 'page'), page);
  writeFileSync(path.join(folder, 'nginx.conf'), `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=10;
  keepalive_requests 1000000000;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  default_type "text/html; charset=utf-8";
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`);
  const child = spawn(nginx, ['-p', folder, '-c', path.join(folder, 'nginx.conf'), '-e', 'stderr'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) break;
    try {
      await once(port, request('GET', '/page', {}));
      return { port, pid: child.pid!, stop };
    } catch {
      await sleep(50);
    }
  }
  await stop();
  throw new Error('nginx did not start; it says why above.');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise<void>((resolve) => void probe.close(() => resolve()));
  return port;
}

export const nginxVersion = (nginx: string): string => /nginx\/([\d.]+)/.exec(spawnSync(nginx, ['-v'], { encoding: 'utf8' }).stderr)?.[0] ?? 'nginx';
