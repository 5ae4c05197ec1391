import { DomainError } from '@canteen/kernel';
import { aWorld, startApi, type TestApi, type World } from '../../../../tests/support/api.ts';
import { runWork } from './run-work.ts';
import { Work } from './work.entity.ts';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api.close());

const { signal } = new AbortController();
const asked = () =>
  api.act(null, async (ctx) => ctx.create(Work, { kind: 'export', subjectId: w.org.id, personId: w.manager.id, organizationId: w.org.id, state: 'QUEUED', queuedAt: ctx.now() }));
/** As the database says it: what was wrong, and on a line of its own the row. */
const fault = async () => {
  throw new Error('null value in column "size"\n - detail: Failing row contains (secret)');
};

it('what failed by a fault is begun again when the administrator asks, and holds no row in its reason', async () => {
  const { id } = await asked();
  await expect(runWork(api.host, id, signal, false, fault)).rejects.toThrow('null value');
  expect(await api.reload(Work, id)).toMatchObject({ state: 'QUEUED', failure: null });
  await expect(runWork(api.host, id, signal, true, fault)).rejects.toThrow('null value');
  expect(await api.reload(Work, id)).toMatchObject({ state: 'FAILED', failure: 'WORK_FAILED', failureParams: { reason: 'null value in column "size"' }, finishedAt: expect.any(Date) });

  let during: Work | undefined;
  expect(await runWork(api.host, id, signal, true, async () => void (during = await api.reload(Work, id)))).toBe('DONE');
  expect(during).toMatchObject({ state: 'RUNNING', failure: null, finishedAt: null });
  expect(await api.reload(Work, id)).toMatchObject({ state: 'DONE', failure: null, failureParams: null, attempts: 3 });
});

it('what was refused, done or cancelled is not begun again', async () => {
  const { id } = await asked();
  const refuse = async () => {
    throw new DomainError('LEDGER_TOO_LONG_FOR_PAPER', { max: 5000 });
  };
  expect(await runWork(api.host, id, signal, false, refuse)).toBe('FAILED');
  expect(await runWork(api.host, id, signal, false, async () => undefined)).toBeNull();
  expect(await api.reload(Work, id)).toMatchObject({ state: 'FAILED', failure: 'LEDGER_TOO_LONG_FOR_PAPER', attempts: 1 });
});
