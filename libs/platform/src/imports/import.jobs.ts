import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DomainError, type Lang } from '@canteen/kernel';
import { act } from '../act.ts';
import type { Actor } from '../actor.ts';
import { bulkInsert } from '../bulk.ts';
import { Ctx } from '../ctx.ts';
import { StoredFile } from '../files/stored-file.entity.ts';
import { directoryOf, type Host } from '../host.ts';
import type { JobDefinition, LongJob } from '../module.ts';
import { refusalIn, runWork, WorkStopped, type Progress } from '../work/run-work.ts';
import { CHECK_JOB, definitionOf, RUN_JOB, sheetOf, toldOf } from './import.commands.ts';
import type { ImportDefinition, ImportPlace, ImportRow, ImportVerdict } from './import-definition.ts';
import { Import, ImportBefore, ImportLine, ImportPart, type ToldOfCell } from './import.entity.ts';
import type { ImportOutcome, ImportState } from './import.rules.ts';
import { CHUNK, readRows, type Reading, type ReadRow } from './read-rows.ts';

/** The act under which the journal holds what was taken in. */
export const IMPORT_ACT = 'importRecords';
const PACKED = 20;

export const importJobs: readonly JobDefinition[] = [
  { name: CHECK_JOB, says: { zh: '试算要导入的表格，逐行给出结论', en: 'Judges a sheet row by row before it is taken in' }, work: (job) => work(job, 'CHECKING', 'CANCELLED', check) },
  { name: RUN_JOB, says: { zh: '把试算过的表格一次导入', en: 'Takes in a sheet that was judged, as one act' }, work: (job) => work(job, 'IMPORTING', 'CHECKED', run) },
];

/** What both the check and the run begin with. */
interface Task {
  host: Host;
  record: Import;
  definition: ImportDefinition;
  place: ImportPlace;
  actor: Actor;
  lang: Lang;
  reading: Reading;
  progress: Progress;
}

async function work({ host, data, signal, last }: LongJob, expected: ImportState, cancelled: ImportState, fn: (task: Task) => Promise<void>): Promise<void> {
  const [workId, importId] = [String(data['work']), String(data['subject'])];
  let refusal: DomainError | undefined;
  // What ends without its own word leaves the import as it can be taken up again.
  const settle = async (state: ImportState) => {
    await act(host, { name: 'settleImport', actor: { personId: null, name: 'system:imports', grants: [], system: true } }, async (ctx) => {
      const record = await ctx.em.findOne(Import, { id: importId });
      if (record?.state !== expected) return;
      record.state = state;
      if (refusal) record.problemsTold = [toldOf(refusal, host.words)];
    });
  };
  let state: Awaited<ReturnType<typeof runWork>>;
  try {
    state = await runWork(host, workId, signal, last, async (progress) => {
      const em = host.orm.em.fork() as SqlEntityManager;
      const record = await em.findOne(Import, { id: importId });
      if (record?.state !== expected) return;
      try {
        await fn(await taskOf(host, em, record, progress));
      } catch (error) {
        refusal = refusalIn(error);
        throw error;
      }
    });
  } catch (error) {
    // A node that goes down has not failed: the work waits for the next.
    if (last && !(error instanceof WorkStopped)) await settle('FAILED');
    throw error;
  }
  if (state === 'FAILED') await settle('FAILED');
  else if (state === 'CANCELLED' || (state === null && (await endedBy(host, workId)) === 'CANCELLED')) await settle(cancelled);
}

async function endedBy(host: Host, workId: string): Promise<string | null> {
  const [row] = (await host.orm.em.fork().execute('select state from work where id = ?', [workId])) as unknown as { state: string }[];
  return row?.state ?? null;
}

async function taskOf(host: Host, em: SqlEntityManager, record: Import, progress: Progress): Promise<Task> {
  const definition = definitionOf(host, record.kind);
  const directory = directoryOf(host);
  const now = host.clock.now();
  const actor = await directory.actorOf(em, record.byId, now);
  if (!actor) throw new DomainError('FORBIDDEN');
  const stored = await em.findOneOrFail(StoredFile, { id: record.file.id });
  const place: ImportPlace = { organizationId: record.organizationId, canteenId: record.canteen, importId: record.id };
  const { timeZone } = await directory.placeOf(em, { organizationId: record.organizationId, canteenId: record.canteen });
  return {
    host, record, definition, place, actor, progress,
    lang: (await directory.contact(em, record.byId))?.lang ?? 'zh',
    reading: { file: await sheetOf(host, stored), sheet: record.sheet, headingRow: record.headingRow, width: record.headings.length, mapping: record.mapping, timeZone },
  };
}

type Judged = { read: ReadRow; verdict: ImportVerdict; plan: unknown };

/** Judges the whole sheet, chunk by chunk: what cannot be read, what is there twice, and what the module's rules say. */
async function* judge(ctx: Ctx, task: Task, memory: Map<string, unknown>, merges: Parameters<typeof readRows>[2]): AsyncGenerator<Judged[]> {
  const { definition, place } = task;
  const seen = new Map<string, number>();
  for await (const rows of readRows(definition, task.reading, merges)) {
    const readable: ImportRow[] = [];
    for (const row of rows) {
      const key = definition.naturalKey.length ? definition.naturalKey.map((column) => row.values[column]) : [];
      if (key.length && key.every((value) => value !== null && value !== undefined)) {
        const text = key.map(String).join('\u0000');
        const before = seen.get(text);
        if (before === undefined) seen.set(text, row.row);
        else row.errors.push(new DomainError('IMPORT_ROW_TWICE', { row: before }, definition.naturalKey[0]!));
      }
      if (!row.errors.length) readable.push(row);
    }
    const judged = readable.length ? await definition.check(ctx, readable, place, memory) : [];
    const byRow = new Map(judged.map((one) => [one.verdict.row, one]));
    yield rows.map((read): Judged => {
      const found = byRow.get(read.row);
      if (found) return { read, verdict: found.verdict, plan: found.plan };
      return { read, verdict: { row: read.row, outcome: 'refused', label: labelOf(definition, read), errors: read.errors }, plan: null };
    });
  }
}

const labelOf = (definition: ImportDefinition, read: ReadRow): string => {
  const keys = definition.naturalKey.length ? definition.naturalKey : [definition.columns[0]!.key];
  return keys.map((key) => read.values[key]).filter((value) => value !== null && value !== undefined).map(String).join(' ').slice(0, 400);
};

/** What a chunk was found to become, in one digest: the run must find the same. */
function digestOf(chunk: readonly Judged[]): string {
  let text = '';
  for (const { verdict } of chunk) {
    text += verdict.outcome === 'update' ? JSON.stringify([verdict.row, 'update', verdict.recordId, verdict.changes]) : `${verdict.row} ${verdict.outcome} ${verdict.outcome === 'same' ? verdict.recordId : ''}`;
    text += '\n';
  }
  return createHash('sha256').update(text).digest('hex');
}

const OUTCOMES: Record<ImportVerdict['outcome'], ImportOutcome> = { create: 'CREATE', update: 'UPDATE', same: 'SAME', refused: 'REFUSED' };

/** Every row's verdict, kept apart from the journal since nothing is changed by it. */
async function check(task: Task): Promise<void> {
  const { host, record, progress, actor, lang } = task;
  const em = host.orm.em.fork() as SqlEntityManager;
  const ctx = new Ctx({ host, em, actor, lang, requestId: record.workId ?? record.id });
  // An earlier check, or one that a restart cut short.
  await em.execute('delete from import_line where import_id = ?', [record.id]);
  const { merges, hiddenColumns } = await task.reading.file.extras(record.sheet);
  const counts = { create: 0, update: 0, same: 0, refused: 0 };
  const checks: string[] = [];
  let [rows, formulas, hidden] = [0, 0, 0];
  for await (const chunk of judge(ctx, { ...task, reading: { ...task.reading, shown: true } }, new Map(), merges)) {
    await bulkInsert(ctx, ImportLine, chunk.map((one) => lineOf(task, one)));
    checks.push(digestOf(chunk));
    for (const { verdict, read } of chunk) {
      counts[verdict.outcome] += 1;
      if (read.formulas.length) formulas += 1;
      if (read.hidden) hidden += 1;
    }
    rows += chunk.length;
    await progress.tell(rows);
  }
  if (!rows) throw new DomainError('SHEET_ONLY_HEADINGS', {}, 'file');
  const remarks: DomainError[] = [];
  const mapped = new Set(Object.values(record.mapping));
  const ignored = record.headings.filter(({ title }, at) => title !== '' && !mapped.has(at)).map(({ title, letter }) => `${title} (${letter})`);
  if (ignored.length) remarks.push(new DomainError('IMPORT_COLUMNS_IGNORED', { columns: ignored.slice(0, 30) }));
  if (formulas) remarks.push(new DomainError('IMPORT_FORMULAS_READ', { count: formulas }));
  if (hidden) remarks.push(new DomainError('IMPORT_HIDDEN_ROWS', { count: hidden }));
  if (hiddenColumns.length) remarks.push(new DomainError('IMPORT_HIDDEN_COLUMNS', { columns: hiddenColumns }));
  await act(host, { name: 'checkImport', actor, lang }, async (inside) => {
    const found = await inside.em.findOneOrFail(Import, { id: record.id });
    if (found.state !== 'CHECKING' || found.workId !== record.workId) return;
    Object.assign(found, {
      state: 'CHECKED', rows, creates: counts.create, updates: counts.update, same: counts.same, refused: counts.refused, checks,
      remarksTold: remarks.map((remark) => toldOf(remark, host.words)), checkedAt: inside.now(),
    });
  });
}

function lineOf({ record, host, definition }: Task, { read, verdict }: Judged) {
  const letter = (key: string | null) => (key !== null && key in record.mapping ? record.headings[record.mapping[key]!]!.letter : null);
  const told = (error: DomainError, key: string | null): ToldOfCell => ({ ...toldOf(error, host.words), column: key, cell: letter(key) === null ? null : `${letter(key)}${read.row}` });
  const errors = verdict.outcome === 'refused' ? distinct([...read.errors, ...verdict.errors]) : [];
  return {
    importId: record.id,
    row: read.row,
    outcome: OUTCOMES[verdict.outcome],
    label: verdict.label.slice(0, 400),
    cells: read.cells,
    errorsTold: errors.length ? errors.map((error) => told(error, error.field)) : null,
    remarksTold: read.formulas.length ? read.formulas.map((key) => told(new DomainError('IMPORT_FORMULA_READ'), key)) : null,
    differences: verdict.outcome === 'update' ? [...verdict.changes] : null,
    knownType: definition.recordType ?? null,
    knownId: verdict.outcome === 'update' || verdict.outcome === 'same' ? verdict.recordId : null,
  };
}

function distinct(errors: readonly DomainError[]): DomainError[] {
  const seen = new Set<string>();
  return errors.filter(({ code, field }) => !seen.has(`${code} ${field ?? ''}`) && seen.add(`${code} ${field ?? ''}`));
}

/**
 * All of it in one act: judged anew, since facts may have changed since the check, then written, then one entry in the journal.
 * Nothing of it is seen by others before it is whole, and nothing is left of it if it fails.
 */
async function run(task: Task): Promise<void> {
  const { host, definition, actor, lang, progress, place } = task;
  const { merges } = await task.reading.file.extras(task.record.sheet);
  await act(host, { name: IMPORT_ACT, actor, lang, permission: definition.needs }, async (ctx) => {
    await ctx.alone(`import ${definition.name} ${place.organizationId} ${place.canteenId ?? ''}`);
    if (definition.alone) await ctx.alone(definition.alone(place));
    const record = await ctx.em.findOneOrFail(Import, { id: task.record.id });
    // Another node may have done it while this one waited.
    if (record.state !== 'IMPORTING' || record.workId !== task.record.workId) return;
    ctx.act!.before = new Map();
    ctx.act!.organizationId = record.organizationId;
    const memory = new Map<string, unknown>();
    const plans: unknown[] = [];
    const rows: number[] = [];
    let [at, done] = [0, 0];
    const total = 2 * (record.rows ?? 0);
    for await (const chunk of judge(ctx, task, memory, merges)) {
      if (digestOf(chunk) !== record.checks[at]) throw changed(chunk);
      at += 1;
      for (const { plan, verdict } of chunk) {
        if (plan === null || plan === undefined || verdict.outcome === 'same') continue;
        plans.push(plan);
        rows.push(verdict.row);
      }
      done += chunk.length;
      await progress.tell(done, total);
    }
    if (at !== record.checks.length) throw new DomainError('IMPORT_FACTS_CHANGED', { from: '?', to: '?' });
    for (let from = 0; from < plans.length; from += CHUNK) {
      const some = plans.slice(from, from + CHUNK);
      const written = await definition.write(ctx, some, place, memory);
      if (written.length !== some.length) throw new Error(`${definition.name}: ${written.length} records were told for ${some.length} rows`);
      await bulkInsert(ctx, ImportPart, partsOf(record.id, rows.slice(from, from + CHUNK), written));
      await progress.tell(done + Math.round(((from + some.length) / plans.length) * done), total);
    }
    await ctx.em.flush();
    const before = [...ctx.act!.before.entries()].filter(([, { table }]) => table !== 'import');
    await bulkInsert(ctx, ImportBefore, before.map(([recordId, { table, row }]) => ({ importId: record.id, tableName: table, recordId, was: row })));
    record.state = 'IMPORTED';
    record.importedAt = ctx.now();
    ctx.note({ import: record.id, kind: record.kind, file: record.fileName });
  });
}

/** One refused row is named; otherwise the rows among which something is different now. */
function changed(chunk: readonly Judged[]): DomainError {
  const refused = chunk.find(({ verdict }) => verdict.outcome === 'refused');
  return new DomainError('IMPORT_FACTS_CHANGED', refused ? { from: refused.read.row, to: refused.read.row } : { from: chunk[0]!.read.row, to: chunk.at(-1)!.read.row });
}

/** Packed as `ImportPart` keeps them, one part for each kind of record. */
function partsOf(importId: string, rows: readonly number[], written: readonly { recordType: string; recordId: string }[]) {
  const byType = new Map<string, { row: number; id: string }[]>();
  written.forEach(({ recordType, recordId }, i) => {
    const group = byType.get(recordType) ?? [];
    group.push({ row: rows[i]!, id: recordId });
    byType.set(recordType, group);
  });
  return [...byType].map(([recordType, records]) => {
    const packed = Buffer.alloc(records.length * PACKED);
    records.forEach(({ row, id }, i) => {
      packed.writeUInt32BE(row, i * PACKED);
      packed.write(id.replaceAll('-', ''), i * PACKED + 4, 'hex');
    });
    return { importId, recordType, firstRow: records[0]!.row, lastRow: records.at(-1)!.row, packed };
  });
}

export function* unpackPart(packed: Buffer): Generator<{ row: number; id: string }> {
  for (let at = 0; at < packed.length; at += PACKED) {
    const hex = packed.toString('hex', at + 4, at + PACKED);
    yield { row: packed.readUInt32BE(at), id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` };
  }
}
