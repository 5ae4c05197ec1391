import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export interface Running {
  child: ChildProcess;
  /** http://127.0.0.1:PORT */
  address: string;
  output(): string;
  /** Sends the signal and answers the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

export interface Ended {
  code: number | null;
  output: string;
}

export function dataDir(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'canteen-process-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function launch(script: string, args: string[], env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const { NODE_OPTIONS: _jest, DATABASE_URL: _ours, ...inherited } = process.env;
  const child = spawn(process.execPath, [path.join(root, 'dist/apps/api', script), ...args], { cwd: root, env: { ...inherited, LOG_LEVEL: 'error', SEED_DEMO: '0', HOST: '127.0.0.1', PORT: '0', ...env } });
  let text = '';
  child.stdout!.on('data', (chunk) => (text += chunk));
  child.stderr!.on('data', (chunk) => (text += chunk));
  return { child, output: () => text };
}

/** Starts the built server as a user would, and waits until it says where it is. */
export function startProcess(env: Record<string, string>): Promise<Running> {
  const { child, output } = launch('main.js', [], env);
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  return new Promise((resolve, reject) => {
    const look = () => {
      const port = /http:\/\/localhost:(\d+)/.exec(output())?.[1];
      if (port) resolve({ child, address: `http://127.0.0.1:${port}`, output, end: (signal) => (child.kill(signal), ended) });
    };
    child.stdout!.on('data', look);
    void ended.then((code) => reject(new Error(`The server ended with ${String(code)} before it listened:\n${output()}`)));
  });
}

/** Runs the built server or another command of it to its end. */
export function runProcess(env: Record<string, string>, script = 'main.js', args: string[] = [], input = ''): Promise<Ended> {
  const { child, output } = launch(script, args, env);
  child.stdin!.end(input);
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output: output() })));
}

export interface Session {
  /** As it goes into the Cookie header. */
  cookie: string;
  ask(query: string, variables?: Record<string, unknown>, key?: string): Promise<{ data: Record<string, any> | null; errors?: { extensions: { code: string } }[] }>;
}

/** Signs in over HTTP, as a browser would. */
export async function signInAt(address: () => string, account: string, password: string): Promise<Session> {
  const post = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${address()}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const response = await post({ query: 'mutation($a: ShortText!, $p: String!) { signIn(account: $a, password: $p) { errors { code message } } }', variables: { a: account, p: password } });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`could not sign in: ${await response.text()}`);
  return {
    cookie,
    async ask(query, variables = {}, key) {
      const answer = await post({ query, variables }, { cookie, ...(key ? { 'idempotency-key': key } : {}) });
      return (await answer.json()) as Awaited<ReturnType<Session['ask']>>;
    },
  };
}
