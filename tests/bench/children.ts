import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

export interface Bare {
  child: ChildProcess;
  port: number;
  end(): Promise<void>;
}

/** Starts a competitor of this folder with plain node, and waits until it says where it is. */
export function startBare(script: string, env: Record<string, string> = {}): Promise<Bare> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, script)], { env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const port = /http:\/\/localhost:(\d+)/.exec(said)?.[1];
      if (port) resolve({ child, port: Number(port), end: () => (child.kill('SIGTERM'), ended) });
    });
    void ended.then(() => reject(new Error(`${script} ended before it listened.`)));
  });
}
