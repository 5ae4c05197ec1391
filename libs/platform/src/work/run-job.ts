import { act } from '../act.ts';
import { systemActor } from '../actor.ts';
import type { Host } from '../host.ts';
import type { JobDefinition } from '../module.ts';

/** One run of a job: a short one in one act under the system's name, a long one by itself. */
export async function runJob(host: Host, job: JobDefinition, given: { data?: Record<string, unknown>; signal: AbortSignal; last: boolean }): Promise<void> {
  const data = given.data ?? {};
  if (job.work) return job.work({ host, data, signal: given.signal, last: given.last });
  const { run } = job;
  if (!run) throw new Error(`The job ${job.name} says neither run nor work`);
  await act(host, { name: `job:${job.name}`, actor: systemActor(job.name) }, (ctx) => run(ctx, data));
}
