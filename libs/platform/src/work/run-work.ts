import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { addMs, DomainError, ms } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { faultLine, Forbidden, refusalsOf } from '../errors.ts';
import type { Host } from '../host.ts';
import { Work, type WorkState } from './work.entity.ts';

/** Told at most so often: people look at progress, the database should not. */
const TELL_EVERY_MS = 500;

/** Thrown by `Progress.tell` when someone asked to stop, or the node is going down. */
export class WorkStopped extends Error {
  constructor(readonly by: 'person' | 'shutdown') {
    super(`stopped by ${by}`);
  }
}

export interface Progress {
  /** Says how far it is; throws WorkStopped where it was asked to stop. Cheap to call for every chunk. */
  tell(done: number, total?: number | null): Promise<void>;
  readonly signal: AbortSignal;
}

/** Begins a long piece of work within the act that asks for it: the job exists only if the act is kept. */
export async function startWork(ctx: Ctx, job: string, kind: string, subjectId: string): Promise<Work> {
  const work = ctx.create(Work, { kind, subjectId, personId: ctx.personId(), organizationId: ctx.act?.organizationId ?? null, state: 'QUEUED', queuedAt: ctx.now() });
  await ctx.enqueue(job, { work: work.id, subject: subjectId });
  return work;
}

/**
 * Does the work and keeps its row up to date. A refusal (DomainError) ends it as FAILED with its code; any other fault is thrown
 * on, so that the queue tries again; when a node goes down it is QUEUED again and another node, or the next start, begins anew.
 * Repeating it is harmless: work that has ended is not begun again, save what failed by a fault and is tried once more by the administrator.
 */
export async function runWork(host: Host, id: string, signal: AbortSignal, last: boolean, fn: (progress: Progress) => Promise<void>): Promise<WorkState | null> {
  const em = host.orm.em.fork() as SqlEntityManager;
  const now = () => host.clock.now();
  const set = async (state: WorkState, failure: string | null = null, params: unknown = null) => {
    const ended = state === 'DONE' || state === 'FAILED' || state === 'CANCELLED';
    await em.execute(
      'update work set state = ?, version = version + 1, finished_at = ?, failure = ?, failure_params = cast(? as jsonb) where id = ?',
      [state, ended ? now() : null, failure, params === null ? null : JSON.stringify(params), id],
    );
    await tellLive(em, id);
  };
  const [begun] = (await em.execute(
    `update work set state = 'RUNNING', version = version + 1, attempts = attempts + 1, done = 0, started_at = ?, heartbeat_at = ?, finished_at = null, failure = null, failure_params = null
      where id = ? and (state in ('QUEUED', 'RUNNING') or (state = 'FAILED' and failure = 'WORK_FAILED')) returning cancel_asked`,
    [now(), now(), id],
  )) as unknown as { cancel_asked: boolean }[];
  if (!begun) return null;
  if (begun.cancel_asked) {
    await set('CANCELLED');
    return 'CANCELLED';
  }
  await tellLive(em, id);
  let told = 0;
  let reached: { done: number; total: number | null } | null = null;
  const progress: Progress = {
    signal,
    async tell(done, total = null) {
      reached = { done, total };
      if (signal.aborted) throw new WorkStopped('shutdown');
      const at = performance.now();
      if (told !== 0 && at - told < TELL_EVERY_MS) return;
      told = at;
      const [row] = (await em.execute(
        'update work set done = ?, total = coalesce(?, total), version = version + 1, heartbeat_at = ? where id = ? returning cancel_asked',
        [done, total, now(), id],
      )) as unknown as { cancel_asked: boolean }[];
      await tellLive(em, id);
      if (!row || row.cancel_asked) throw new WorkStopped('person');
    },
  };
  try {
    await fn(progress);
    // What was said last may have been said too soon after what was written last.
    const { done, total } = (reached ?? { done: null, total: null }) as { done: number | null; total: number | null };
    await em.execute('update work set done = coalesce(?, done), total = coalesce(?, total, ?, done) where id = ?', [done, total, done, id]);
    await set('DONE');
    return 'DONE';
  } catch (error) {
    if (error instanceof WorkStopped) {
      await set(error.by === 'person' ? 'CANCELLED' : 'QUEUED');
      if (error.by === 'shutdown') throw error;
      return 'CANCELLED';
    }
    const refusal = refusalIn(error);
    if (refusal) await set('FAILED', refusal.code, refusal.params);
    else if (last) await set('FAILED', 'WORK_FAILED', { reason: faultLine(error) });
    else await set('QUEUED');
    if (!refusal) throw error;
    return 'FAILED';
  }
}

/** What no further try would change, a role that was lost among it. */
export const refusalIn = (error: unknown): DomainError | undefined => (error instanceof Forbidden ? new DomainError('FORBIDDEN') : refusalsOf(error)?.[0]);

/** Tells the open pages of the person whose work it is; PostgreSQL carries it to all nodes when the transaction ends. */
async function tellLive(em: SqlEntityManager, id: string): Promise<void> {
  await em.execute(
    `select pg_notify('canteen_live', json_build_object('about', 'work', 'id', id, 'to', json_build_array(person_id), 'kind', kind, 'subject', subject_id, 'state', state, 'done', done, 'total', total)::text) from work where id = ?`,
    [id],
  );
}

/** Longer than the queue waits between two tries: who was not heard of since died in the last one. */
const SILENT = 15 * ms.minute;

/** Asks running work to stop; it does at its next sign of life. What gives none any more is ended here. */
export async function cancelWork(ctx: Ctx, id: string): Promise<Work> {
  const work = await ctx.lock(Work, id, 'id');
  if (work.state !== 'QUEUED' && work.state !== 'RUNNING') throw new DomainError('WORK_ENDED', { state: work.state }, 'id');
  work.cancelAsked = true;
  if (work.state === 'QUEUED' || (work.heartbeatAt && work.heartbeatAt < addMs(ctx.now(), -SILENT))) {
    work.state = 'CANCELLED';
    work.finishedAt = ctx.now();
  }
  return work;
}
