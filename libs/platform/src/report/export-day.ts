import { Readable } from 'node:stream';
import { LocalDate, type Lang } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { storeMade } from '../files/made.ts';
import type { Export } from '../ledgers/export.entity.ts';
import { exportCtx, exportName, finishExport, stoppable } from '../ledgers/export.jobs.ts';
import { writeBook, type SheetColumn } from '../ledgers/xlsx.ts';
import type { JobDefinition, LongJob, Place } from '../module.ts';
import { printedTime } from '../print/words.ts';
import { runWork, type Progress } from '../work/run-work.ts';
import { readDayReport, reportedCanteen, type DayReport } from './day-report.ts';
import { dayReportSheet } from './day-report-sheet.ts';
import { REPORT_WORDS, toneWord } from './words.ts';

export const EXPORT_JOB = 'export-day-report';

async function exportDay({ host, data }: LongJob, progress: Progress): Promise<void> {
  const { ctx, asked, actor, place } = await exportCtx(host, String(data['subject']));
  if (asked.finishedAt) return;
  const { canteen, day } = asked.filter as { canteen: string; day: string };
  await ctx.recordRead('Export', [asked.id]);
  const journalHead = await headOf(ctx, asked.organizationId);
  // Asked anew, as the person may read it now.
  const report = await readDayReport(ctx, await reportedCanteen(ctx, canteen), LocalDate.of(day));
  const made = await storeMade(host.files, await WRITE[asked.format === 'PDF' ? 'PDF' : 'XLSX']({ ctx, asked, report, place, journalHead }));
  const rows = rowsOf(report, asked.language).length;
  await progress.tell(rows, rows);
  await finishExport(host, actor, asked.id, { ...made, rows, journalHead, name: exportName(`${REPORT_WORDS[asked.language].title} ${day}`, asked, place.timeZone) });
}

async function headOf(ctx: Ctx, organizationId: string): Promise<string | null> {
  const [head] = (await ctx.em.execute("select seq || ':' || hash as head from journal_head where organization_id = ?", [organizationId])) as unknown as { head: string }[];
  return head?.head ?? null;
}

interface Writing {
  ctx: Ctx;
  asked: Export;
  report: DayReport;
  place: Place;
  journalHead: string | null;
}

/** Section, what kind of line, what, how it stands. */
function rowsOf(report: DayReport, lang: Lang): string[][] {
  const words = REPORT_WORDS[lang];
  const lines = (sections: DayReport['sections'], after: string) =>
    sections.flatMap((section) => [
      ...section.figures.map(({ title, value, tone }) => [section.title[lang], words.figure, title[lang], value, tone ? toneWord(tone, lang) : '', after]),
      ...section.facts.map(({ text, tone }) => [section.title[lang], words.fact, text.in(lang), '', toneWord(tone, lang), after]),
    ]);
  return [...lines(report.sections, ''), ...lines(report.afterClosing, words.after)];
}

function sheetOf({ ctx, asked, report, place, journalHead }: Writing): Readable {
  const lang = asked.language;
  const words = REPORT_WORDS[lang];
  const column = (title: string, width: number, at: number): SheetColumn => ({ title, kind: 'text', width, at });
  const rows = rowsOf(report, lang);
  return writeBook({
    title: words.title, institution: place.organization.in(lang), author: asked.requestedByName, at: ctx.now(), lang,
    sheets: [{
      name: words.title, count: rows.length,
      columns: [column(words.section, 14, 0), column(words.kind, 8, 1), column(words.what, 60, 2), column(words.value, 12, 3), column(words.tone, 10, 4), column(words.remark, 14, 5)],
      rows: (async function* () {
        yield rows;
      })(),
    }],
    about: (parts) => [
      [words.title, `${place.organization.in(lang)} · ${place.canteen?.in(lang) ?? ''} · ${report.day.in(lang, { year: true })}`],
      [words.state, stateOf(report, place, lang)],
      [words.by, asked.requestedByName],
      [words.at, printedTime(ctx.now(), place.timeZone)],
      [words.link, linkOf(ctx, report)],
      [words.journal, journalHead ?? ''],
      ...parts.map(({ part, sha256 }) => [`SHA-256 ${part}`, sha256] as const),
    ],
  });
}

function stateOf(report: DayReport, place: Place, lang: Lang): string {
  return report.closedAt ? REPORT_WORDS[lang].closed(printedTime(report.closedAt, place.timeZone)) : REPORT_WORDS[lang].live;
}

const linkOf = (ctx: Ctx, { canteen, day }: DayReport): string => `${ctx.host.origin}/console/dayReport?canteen=${canteen}&day=${day.iso}`;

const WRITE: Record<'PDF' | 'XLSX', (writing: Writing) => Readable | Promise<Readable>> = {
  XLSX: sheetOf,
  PDF: async (writing) => {
    const { ctx, asked, report, place, journalHead } = writing;
    const lang = asked.language;
    return Readable.from([
      await dayReportSheet(report, {
        institution: place.organization.in(lang), canteen: place.canteen?.in(lang) ?? '', state: stateOf(report, place, lang), url: linkOf(ctx, report),
        journalHead, printedBy: asked.requestedByName, printedAt: ctx.now(), timeZone: place.timeZone, lang,
      }),
    ]);
  },
};

export const exportDayJobs: readonly JobDefinition[] = [
  {
    name: EXPORT_JOB,
    says: { zh: '生成要打印或导出的日报', en: "Makes a day's report for print or as a sheet" },
    work: async (job) => {
      await runWork(job.host, String(job.data['work']), job.signal, job.last, (progress) => stoppable(progress.signal, () => exportDay(job, progress)));
    },
  },
];
