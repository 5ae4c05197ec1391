import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { addMs, DomainError, ms, uuidv7 } from '@canteen/kernel';
import { act } from '../act.ts';
import { type Actor, systemActor } from '../actor.ts';
import { Ctx } from '../ctx.ts';
import { contentKey } from '../files/content.ts';
import type { Content } from '../files/file-store.ts';
import { recordMade, storeMade } from '../files/made.ts';
import { StoredFile } from '../files/stored-file.entity.ts';
import { directoryOf, type Host } from '../host.ts';
import type { JobDefinition, LongJob, Place } from '../module.ts';
import { runWork, WorkStopped, type Progress } from '../work/run-work.ts';
import { sheetColumns } from './cells.ts';
import { readCursor, type Reads, type Texts } from './cursor.ts';
import { ledgerOf } from './export.commands.ts';
import { Export, type ExportFormat } from './export.entity.ts';
import { filterInWords, localTime } from './filter-words.ts';
import { formOf } from './form-of.ts';
import type { Ledger } from './ledger.ts';
import { printLedger } from './paper.ts';
import { columnsOf, planLedger, type Plan, type Wire } from './plan.ts';
import { askList, readsOf } from './read.ts';
import { writeApart } from './write-apart.ts';

/** The record of an export stays; whoever wants the file again asks again. */
export const EXPORT_LIFE = 30 * ms.day;

const WIRE: Readonly<Record<ExportFormat, Wire>> = { XLSX: 'sheet', CSV: 'text', JSONL: 'data', PDF: 'text' };
export const CONTENT_TYPE: Readonly<Record<ExportFormat, string>> = {
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', CSV: 'text/csv; charset=utf-8', JSONL: 'application/jsonl', PDF: 'application/pdf',
};

/** Everything a writer needs to know of what it writes. */
export interface Writing {
  ctx: Ctx;
  ledger: Ledger;
  asked: Export;
  plan: Plan;
  reads: Reads;
  place: Place;
  filter: readonly string[];
  title: string;
  progress: Progress;
}

/** An export and the person for whom it is made, with what that person may do by now. @throws DomainError EXPORT_REQUESTER_GONE */
export async function exportCtx(host: Host, id: string): Promise<{ ctx: Ctx; asked: Export; actor: Actor; place: Place }> {
  const em = host.orm.em.fork() as SqlEntityManager;
  const asked = await em.findOneOrFail(Export, { id });
  const actor = await directoryOf(host).actorOf(em, asked.requestedById, host.clock.now());
  if (!actor) throw new DomainError('EXPORT_REQUESTER_GONE', { by: asked.requestedByName });
  const ctx = new Ctx({ host, em, actor, lang: asked.language, requestId: uuidv7(host.clock.now()), organizationHeader: asked.organizationId });
  return { ctx, asked, actor, place: await directoryOf(host).placeOf(em, { organizationId: asked.organizationId, canteenId: asked.canteen }) };
}

/** Writes down what came of it, under the name of the person who asked. Repeating it is harmless. */
export async function finishExport(host: Host, actor: Actor, id: string, made: Content & { name: string; rows: number; journalHead: string | null }): Promise<void> {
  await act(host, { name: 'finishExport', actor }, async (ctx) => {
    const asked = await ctx.lock(Export, id);
    if (asked.finishedAt) return;
    const file = recordMade(ctx, { ...made, contentType: CONTENT_TYPE[asked.format], organizationId: asked.organizationId });
    Object.assign(asked, { file, rows: made.rows, sha256: made.hash, journalHead: made.journalHead, finishedAt: ctx.now() });
  });
}

/** `进货查验记录 2026-11-21 0612.xlsx` */
export function exportName(title: string, asked: Export, timeZone: string): string {
  return `${title.replace(/[/\\]/g, ' ')} ${localTime(asked.requestedAt.toISOString(), timeZone).replace(':', '')}.${asked.format.toLowerCase()}`;
}

async function writeExport({ host, data }: LongJob, progress: Progress): Promise<void> {
  const { ctx, asked, actor, place } = await exportCtx(host, String(data['subject']));
  if (asked.finishedAt) return;
  const ledger = ledgerOf(ctx, asked.ledger);
  await ctx.recordRead('Export', [asked.id]);
  // Asked anew: what the person may see, and what the clock says of derived states, is what holds now.
  const read = await askList(ctx, ledger.name, asked.filter, asked.sort);
  const columns = asked.format === 'PDF' ? ledger.columns : columnsOf(ledger, asked.columns);
  const plan = planLedger(ctx, ledger, columns, WIRE[asked.format], asked.language, place.timeZone);
  const filter = await filterInWords(ctx, ledger, asked.filter, asked.sort, asked.language, place.timeZone);
  const form = asked.format === 'PDF' ? formOf(ledger, asked.filter) : null;
  const title = (form ?? ledger).title[asked.language];
  const writing: Writing = { ctx, ledger, asked, plan, reads: readsOf(ctx, read, plan, asked.organizationId), place, filter, title, progress };
  const made = asked.format === 'PDF' ? await writeOnPaper(writing) : await writeInThread(writing, asked.format);
  // Setting a form takes seconds in which nobody could be heard.
  await progress.tell(made.rows, made.rows);
  await finishExport(host, actor, asked.id, { ...made, name: exportName(title, asked, place.timeZone) });
}

type Made = Content & { rows: number; journalHead: string | null };

/** Whose health data stand in it is on record. */
async function logReads(ctx: Ctx, ids: Readonly<Record<string, readonly string[]>>): Promise<void> {
  for (const [entity, some] of Object.entries(ids)) if (some.length) await ctx.recordRead(entity, some);
}

async function writeInThread({ ctx, asked, plan, reads, place, filter, title, progress }: Writing, format: 'XLSX' | 'CSV' | 'JSONL'): Promise<Made> {
  const lang = asked.language;
  const words = ABOUT[lang];
  const found = { rows: 0, journalHead: null as string | null };
  const bytes = writeApart(
    {
      reads, format, logged: plan.logged, columns: sheetColumns(plan, lang), data: plan.columns.map(({ key, kind, list, at }) => ({ key, kind, list, at })),
      title, institution: place.organization.in(lang), author: asked.requestedByName, at: ctx.now(), lang,
      about: [
        [words.ledger, title],
        [words.institution, [place.organization.in(lang), place.canteen?.in(lang)].filter(Boolean).join(' · ')],
        [words.filter, filter.length ? filter.join(lang === 'zh' ? '；' : '; ') : words.none],
        [words.rows, { of: 'rows' }],
        [words.by, asked.requestedByName],
        [words.at, `${localTime(ctx.now().toISOString(), place.timeZone)} (${place.timeZone})`],
        [words.export, `${ctx.host.origin}/console/exports/${asked.id}/show`],
        [words.journal, { of: 'journal' }],
      ],
      digest: words.digest,
    },
    {
      begun: async (count, journalHead) => {
        Object.assign(found, { rows: count, journalHead });
        await progress.tell(0, count);
      },
      read: async (rows, ids) => {
        await logReads(ctx, ids);
        await progress.tell(rows, found.rows);
      },
    },
    progress.signal,
  );
  return { ...(await storeMade(ctx.host.files, bytes)), ...found };
}

/** A form is short, and its fonts are here. */
function writeOnPaper(writing: Writing): Promise<Made> {
  const { ctx, plan, reads, progress } = writing;
  return readCursor(reads, progress.signal, async ({ count, journalHead, rows }) => {
    const watched = async function* (): AsyncGenerator<readonly Texts[], void> {
      let done = 0;
      await progress.tell(0, count);
      for await (const chunk of rows) {
        await logReads(ctx, Object.fromEntries(plan.logged.map(({ entity, at }) => [entity, [...new Set(chunk.flatMap((texts) => texts[at] ?? []))]])));
        done += chunk.length;
        await progress.tell(done, count);
        yield chunk;
      }
    };
    return { ...(await storeMade(ctx.host.files, await printLedger(writing, { journalHead, count, rows: watched() }))), rows: count, journalHead };
  });
}

const ABOUT = {
  zh: {
    ledger: '台账', institution: '单位', filter: '筛选与排序', none: '无', rows: '行数', by: '导出人', at: '导出时间', export: '导出记录', journal: '记录链头（序号:哈希）', digest: 'SHA-256',
  },
  en: {
    ledger: 'Ledger', institution: 'Institution', filter: 'Filter and order', none: 'none', rows: 'Rows', by: 'Exported by', at: 'Exported at', export: 'Record of this export', journal: 'Journal head (seq:hash)', digest: 'SHA-256 of',
  },
} as const;

/** A node that goes down breaks the connection under a running statement; that is no fault of the export. */
export async function stoppable(signal: AbortSignal, fn: () => Promise<void>): Promise<void> {
  try {
    await fn();
  } catch (error) {
    if (signal.aborted && !(error instanceof WorkStopped)) throw new WorkStopped('shutdown');
    throw error;
  }
}

async function purgeExports({ host }: LongJob): Promise<void> {
  const em = host.orm.em.fork() as SqlEntityManager;
  const old = await em.find(Export, { expired: false, finishedAt: { $lt: addMs(host.clock.now(), -EXPORT_LIFE) } }, { orderBy: { finishedAt: 'asc' }, limit: 1000 });
  for (const { id } of old) {
    const hash = await act(host, { name: 'job:purge-exports', actor: systemActor('purge-exports') }, async (ctx) => {
      const asked = await ctx.em.findOneOrFail(Export, { id });
      const file = asked.file && (await ctx.load(asked.file));
      Object.assign(asked, { expired: true, file: null });
      if (file) ctx.em.remove(file);
      return file?.hash ?? null;
    });
    // Content lies under its digest: another row may hold the very same bytes.
    if (hash && (await em.count(StoredFile, { hash })) === 0) await host.files.remove(contentKey(hash));
  }
}

export const exportJobs: readonly JobDefinition[] = [
  {
    name: 'export-ledger',
    says: { zh: '生成有人申请导出的台账文件', en: 'Makes the file of a list that somebody exports' },
    work: async (job) => {
      await runWork(job.host, String(job.data['work']), job.signal, job.last, (progress) => stoppable(progress.signal, () => writeExport(job, progress)));
    },
  },
  { name: 'purge-exports', cron: '23 3 * * *', says: { zh: '清除 30 天前的导出文件，导出记录保留', en: 'Clears away the files of exports after 30 days; the record of them stays' }, work: purgeExports },
];

