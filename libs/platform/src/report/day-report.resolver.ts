import { Arg, Ctx as CtxParam, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { DomainError, LocalizedText, type LocalDate } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { requestExport } from '../ledgers/export.commands.ts';
import { Export, ExportFormat, SheetLanguage } from '../ledgers/export.entity.ts';
import { Needs } from '../needs.ts';
import { PayloadOf } from '../payload.ts';
import { Day, Instant, LocalizedTextType } from '../scalars.ts';
import { checkDay, readDayReport, reportedCanteen } from './day-report.ts';
import { EXPORT_JOB } from './export-day.ts';
import type { FactSection } from './facts.ts';

@ObjectType({ description: 'A figure of a day.' })
export class Figure {
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
  @Field(() => String)
  value!: string;
  @Field(() => String, { nullable: true, description: 'ok, missing, late or bad.' })
  tone!: string | null;
}

@ObjectType('Fact', { description: 'One thing that happened on a day, or did not.' })
export class FactView {
  @Field(() => LocalizedTextType)
  text!: LocalizedText;
  @Field(() => String, { description: 'ok: as it should be; missing: not done; late: written later than allowed; bad: out of limits or refused.' })
  tone!: string;
  @Field(() => String, { nullable: true })
  recordType!: string | null;
  @Field(() => ID, { nullable: true })
  recordId!: string | null;
}

@ObjectType('FactSection', { description: 'What one part of the house tells of a day.' })
export class FactSectionView {
  @Field(() => String)
  key!: string;
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
  @Field(() => [Figure])
  figures!: Figure[];
  @Field(() => [FactView])
  facts!: FactView[];
}

@ObjectType('DayReport', { description: "日报: what a canteen received, cooked, sampled and checked on a day, what is missing, and what came late." })
export class DayReportView {
  @Field(() => ID)
  canteen!: string;
  @Field(() => Day)
  day!: LocalDate;
  @Field(() => Boolean, { description: 'The day is over and its report stands; before, it is told as the books are now.' })
  closed!: boolean;
  @Field(() => Instant, { nullable: true })
  closedAt!: Date | null;
  @Field(() => [FactSectionView])
  sections!: FactSectionView[];
  @Field(() => [FactSectionView], { description: 'What the books say by now and did not when the day was closed.' })
  afterClosing!: FactSectionView[];
}

const said = ({ zh, en }: { zh: string; en: string }) => LocalizedText.of(zh, en);

const viewOf = (section: FactSection): FactSectionView => ({
  key: section.key,
  title: said(section.title),
  figures: section.figures.map(({ title, value, tone }) => ({ title: said(title), value, tone: tone ?? null })),
  facts: section.facts.map(({ text, tone, recordType, recordId }) => ({ text, tone, recordType: recordType ?? null, recordId: recordId ?? null })),
});

@Resolver()
export class DayReportResolver {
  @Query(() => DayReportView, { description: "A canteen's report of a day: live until midnight there, then as it was closed, with what came after beside it." })
  @Needs('reports:read')
  async dayReport(@CtxParam() ctx: Ctx, @Arg('canteen', () => ID) canteen: string, @Arg('day', () => Day) day: LocalDate): Promise<DayReportView> {
    const report = await readDayReport(ctx, await reportedCanteen(ctx, canteen), day);
    return { ...report, sections: report.sections.map(viewOf), afterClosing: report.afterClosing.map(viewOf) };
  }

  @Mutation(() => PayloadOf(Export), { description: "The day's report on one A4 page (PDF) or as a sheet (XLSX); on record as every export." })
  @Needs('reports:read')
  async exportDayReport(
    @CtxParam() ctx: Ctx,
    @Arg('canteen', () => ID) canteen: string,
    @Arg('day', () => Day) day: LocalDate,
    @Arg('format', () => ExportFormat) format: ExportFormat,
    @Arg('language', () => SheetLanguage, { nullable: true }) language: SheetLanguage | null,
  ): Promise<Export> {
    const place = await reportedCanteen(ctx, canteen);
    checkDay(ctx, day, place.timeZone);
    if (format !== 'PDF' && format !== 'XLSX') throw new DomainError('DAY_REPORT_FORMAT', { given: format }, 'format');
    return requestExport(ctx, EXPORT_JOB, { ledger: 'dayReport', format, language: language ?? ctx.lang, filter: { canteen: place.id, day: day.iso }, sort: null, columns: null, canteen: place });
  }
}
