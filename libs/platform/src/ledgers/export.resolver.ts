import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { LocalizedText } from '@canteen/kernel';
import { actorHas, actorSees } from '../actor.ts';
import { type Ctx, idOf } from '../ctx.ts';
import { StoredFile } from '../files/stored-file.entity.ts';
import { ANYONE_SIGNED_IN, SignedIn } from '../needs.ts';
import { PageInput, PageOf, SortInput } from '../page.ts';
import { PayloadOf } from '../payload.ts';
import { Json, LocalizedTextType, ShortText } from '../scalars.ts';
import { Work } from '../work/work.entity.ts';
import { exportLedger } from './export.commands.ts';
import { Export, ExportFormat, SheetLanguage } from './export.entity.ts';
import type { Ledger } from './ledger.ts';
import { ledgersOf, shapeOf } from './plan.ts';
import { listField } from './read.ts';

@ObjectType({ description: 'A column of a list that can leave the house.' })
export class LedgerColumnInfo {
  @Field(() => String)
  key!: string;
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
  @Field(() => String, { description: 'text, words, enum, integer, decimal, money, rate, quantity, day, instant, time or yes' })
  kind!: string;
  @Field(() => Boolean, { description: 'Left out unless it is asked for' })
  aside!: boolean;
}

@ObjectType({ description: 'A list that can leave the house, as a sheet, as data or on paper.' })
export class LedgerInfo {
  @Field(() => String, { description: 'The root list whose rows, filter and order it has' })
  name!: string;
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
  @Field(() => [ExportFormat])
  formats!: ExportFormat[];
  @Field(() => Boolean, { description: 'Has a printed form' })
  hasForm!: boolean;
  @Field(() => String, { nullable: true, description: 'The stem of the filter keys that bound its period: `occurredAt` of `occurredAtFrom`, `occurredAtTo`' })
  period!: string | null;
  @Field(() => [LedgerColumnInfo])
  columns!: LedgerColumnInfo[];
}

@InputType()
export class ExportInput {
  @Field(() => ShortText)
  ledger!: string;
  @Field(() => ExportFormat)
  format!: ExportFormat;
  @Field(() => Json, { nullable: true, description: "The list's own filter" })
  filter?: unknown;
  @Field(() => SortInput, { nullable: true })
  sort?: SortInput | null;
  @Field(() => SheetLanguage, { nullable: true, description: "The caller's language unless said" })
  language?: SheetLanguage | null;
  @Field(() => [ShortText], { nullable: true, description: 'Keys of columns, in the order wanted; the usual ones unless said. A printed form has its own' })
  columns?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'The canteen whose name stands above it; the one of the filter unless said' })
  canteen?: string | null;
}

@InputType()
export class ExportFilter {
  @Field(() => [ShortText], { nullable: true })
  ledger?: string[];
  @Field(() => [ExportFormat], { nullable: true })
  format?: ExportFormat[];
  @Field(() => Boolean, { nullable: true, description: 'Only your own' })
  mine?: boolean;
}

const words = ({ zh, en }: { zh: string; en: string }) => LocalizedText.of(zh, en);

function infoOf(ctx: Ctx, ledger: Ledger): LedgerInfo {
  const hasForm = ledger.form !== undefined || Boolean(ledger.forms?.length);
  return {
    name: ledger.name, title: words(ledger.title), hasForm, period: ledger.period ?? null,
    formats: (Object.values(ExportFormat) as ExportFormat[]).filter((format) => format !== 'PDF' || hasForm),
    columns: ledger.columns.map((column) => ({ key: column.key, title: words(column.title), kind: shapeOf(ctx, ledger, column).kind, aside: column.aside ?? false })),
  };
}

/** What the list (or the day's report) asks for, where the export was made. */
function mayStillRead({ host, actor }: Ctx, asked: Export): boolean {
  const needs = (listField(host, asked.ledger).extensions as { needs?: string }).needs ?? ANYONE_SIGNED_IN;
  return actorSees(actor, needs === ANYONE_SIGNED_IN ? null : needs, asked.organizationId);
}

@Resolver(() => Export)
export class ExportResolver {
  @Query(() => [LedgerInfo], { description: 'The lists that you may read, and so take out.' })
  @SignedIn()
  ledgers(@CtxParam() ctx: Ctx): LedgerInfo[] {
    const readable = ledgersOf(ctx).filter(({ name }) => {
      const { needs } = listField(ctx.host, name).extensions as { needs?: string };
      return needs === undefined || needs === ANYONE_SIGNED_IN || actorHas(ctx.actor, needs);
    });
    return readable.map((ledger) => infoOf(ctx, ledger));
  }

  @Mutation(() => PayloadOf(Export), {
    description: 'Takes a list out as it is shown to you: the same rows, filter, order and withheld fields. It is written by a job; `work` tells how far it is. Needs what the list needs.',
  })
  @SignedIn()
  exportLedger(@CtxParam() ctx: Ctx, @Arg('input', () => ExportInput) input: ExportInput) {
    return exportLedger(ctx, input);
  }

  @Query(() => PageOf(Export), { description: 'What you took out, the latest first; with `journal:read` also what others did.' })
  @SignedIn()
  exports(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => ExportFilter, { nullable: true }) filter: ExportFilter | null,
  ) {
    const { mine, ...rest } = filter ?? {};
    return ctx.page(Export, { page, sort, filter: rest, orderBy: { requestedAt: 'desc' }, ...(mine ? { where: { requestedById: ctx.personId() } } : {}) });
  }

  @Query(() => Export, { nullable: true })
  @SignedIn()
  export(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Export, id);
  }

  @FieldResolver(() => StoredFile, { nullable: true, description: 'For the person who took it out alone, while that person may still read such a list there, until it is 30 days old.' })
  file(@Root() asked: Export, @CtxParam() ctx: Ctx): Promise<StoredFile | null> | null {
    const id = idOf(asked.file);
    // Another reader of the journal may be allowed less than whoever made the file.
    return id !== null && ctx.actor?.personId === asked.requestedById && mayStillRead(ctx, asked) ? ctx.byKey(StoredFile, id) : null;
  }

  @FieldResolver(() => Work, { nullable: true, description: 'How far it is; your own only.' })
  async work(@Root() asked: Export, @CtxParam() ctx: Ctx): Promise<Work | null> {
    return (await ctx.list(Work, 'subjectId', asked.id, { queuedAt: 'desc' }))[0] ?? null;
  }
}
