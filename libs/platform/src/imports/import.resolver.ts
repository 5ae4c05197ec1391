import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { DomainError, LocalizedText } from '@canteen/kernel';
import { actorCovers } from '../actor.ts';
import type { Ctx } from '../ctx.ts';
import { UserError } from '../errors.ts';
import { StoredFile } from '../files/stored-file.entity.ts';
import { SignedIn } from '../needs.ts';
import { PageInput, PageOf, SortInput } from '../page.ts';
import { PayloadOf } from '../payload.ts';
import { Json, LocalizedTextType, LongText, ShortText } from '../scalars.ts';
import { Work } from '../work/work.entity.ts';
import { createImport, definitionOf, definitionsOf, mapImport, runImport, standingOf, titleOf } from './import.commands.ts';
import type { ImportColumn } from './import-definition.ts';
import { Import, ImportLine, ImportPart, type Told, type ToldOfCell } from './import.entity.ts';
import { unpackPart } from './import.jobs.ts';
import { ImportAction, importLife, ImportOutcome, ImportState } from './import.rules.ts';
import { undoImport } from './undo.ts';

@ObjectType({ description: 'What may stand in a cell.' })
export class ImportChoiceInfo {
  @Field(() => String)
  code!: string;
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
}

@ObjectType({ description: 'A column that such a sheet may have.' })
export class ImportColumnInfo {
  @Field(() => String)
  key!: string;
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
  @Field(() => String, { description: 'text, integer, decimal, day, instant, yes, choice or list' })
  kind!: string;
  @Field(() => Boolean)
  required!: boolean;
  @Field(() => LocalizedTextType)
  help!: LocalizedText;
  @Field(() => String)
  example!: string;
  @Field(() => [ImportChoiceInfo])
  choices!: ImportChoiceInfo[];
}

@ObjectType({ description: 'A kind of sheet that you may bring in.' })
export class ImportKindInfo {
  @Field(() => String)
  name!: string;
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
  @Field(() => LocalizedTextType, { description: 'What a row is, and by what it is known again' })
  says!: LocalizedText;
  @Field(() => String, { description: 'The permission it needs' })
  needs!: string;
  @Field(() => Boolean, { description: 'The canteen is chosen with the upload' })
  perCanteen!: boolean;
  @Field(() => [ImportColumnInfo])
  columns!: ImportColumnInfo[];
}

@ObjectType({ description: 'What is wrong with a cell, or worth knowing of it.' })
export class ImportCellError {
  @Field(() => String, { nullable: true, description: "The column's key; null: the row as a whole" })
  column!: string | null;
  @Field(() => String, { nullable: true, description: 'Its address in the sheet: `C7`' })
  cell!: string | null;
  @Field(() => String)
  code!: string;
  @Field(() => String, { description: "In the caller's language" })
  message!: string;
}

@ObjectType({ description: 'What an import changes in a record.' })
export class ImportChange {
  @Field(() => LocalizedTextType)
  column!: LocalizedText;
  @Field(() => String)
  from!: string;
  @Field(() => String)
  to!: string;
}

@InputType()
export class CreateImportInput {
  @Field(() => ShortText)
  kind!: string;
  @Field(() => ID, { description: 'A file sent to POST /files with `X-File-Purpose: sheet`' })
  file!: string;
  @Field(() => ID, { nullable: true })
  canteen?: string | null;
  @Field(() => ShortText, { nullable: true, description: 'Of several sheets this one; the first visible one unless said' })
  sheet?: string | null;
}

@InputType()
export class ImportFilter {
  @Field(() => [ShortText], { nullable: true })
  kind?: string[];
  @Field(() => [ImportState], { nullable: true })
  state?: ImportState[];
  @Field(() => ID, { nullable: true })
  canteen?: string;
  @Field(() => ShortText, { nullable: true, description: 'Searches the name of the file and the person' })
  q?: string;
}

@InputType()
export class ImportLineFilter {
  @Field(() => [ImportOutcome], { nullable: true })
  outcome?: ImportOutcome[];
  @Field(() => ShortText, { nullable: true })
  q?: string;
}

const wordsOf = ({ zh, en }: { zh: string; en: string }) => LocalizedText.of(zh, en);

@Resolver(() => Import)
export class ImportResolver {
  @Query(() => [ImportKindInfo], { description: 'The kinds of sheet that you may bring in somewhere.' })
  @SignedIn()
  importKinds(@CtxParam() ctx: Ctx): ImportKindInfo[] {
    return definitionsOf(ctx.host).filter(({ needs }) => ctx.can(needs)).map((definition) => ({
      name: definition.name, title: wordsOf(definition.title), says: wordsOf(definition.says), needs: definition.needs, perCanteen: definition.perCanteen === true,
      columns: definition.columns.map((column: ImportColumn) => ({
        key: column.key, title: wordsOf(column.title), kind: column.kind, required: column.required === true, help: wordsOf(column.help), example: column.example,
        choices: Object.entries(column.choices ?? {}).map(([code, title]) => ({ code, title: wordsOf(title) })),
      })),
    }));
  }

  @Query(() => PageOf(Import), { description: 'Your imports, and for who reads the journal those of the institution; the latest first.' })
  @SignedIn()
  imports(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => ImportFilter, { nullable: true }) filter: ImportFilter | null,
  ) {
    return ctx.page(Import, { page, sort, filter, orderBy: { recordedAt: 'desc' } });
  }

  @Query(() => Import, { nullable: true })
  @SignedIn()
  import(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Import, id);
  }

  @Query(() => PageOf(ImportLine), { description: 'What is to become of each row of the sheet, in the order of the sheet.' })
  @SignedIn()
  async importRows(
    @CtxParam() ctx: Ctx,
    @Arg('import', () => ID) id: string,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => SortInput, { nullable: true }) sort: SortInput | null,
    @Arg('filter', () => ImportLineFilter, { nullable: true }) filter: ImportLineFilter | null,
  ) {
    const record = await readable(ctx, id);
    return ctx.page(ImportLine, { page, sort, filter, where: { importId: record.id }, orderBy: { row: 'asc' } });
  }

  @Mutation(() => PayloadOf(Import), { description: 'Looks at the head of an uploaded sheet and proposes which heading is which column.' })
  @SignedIn()
  createImport(@CtxParam() ctx: Ctx, @Arg('input', () => CreateImportInput) input: CreateImportInput) {
    return createImport(ctx, input);
  }

  @Mutation(() => PayloadOf(Import), { description: 'Says which heading (its place in `headings`) each column is read from: `{ name: 0 }`. Every row is then checked; nothing is written yet.' })
  @SignedIn()
  mapImport(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('version', () => Int) version: number, @Arg('mapping', () => Json) mapping: unknown) {
    return mapImport(ctx, id, version, mapping);
  }

  @Mutation(() => PayloadOf(Import), { description: 'Takes a checked sheet in, as a whole or not at all.' })
  @SignedIn()
  runImport(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('version', () => Int) version: number) {
    return runImport(ctx, id, version);
  }

  @Mutation(() => PayloadOf(Import), { description: 'Takes an import back, while nothing was done with what it brought.' })
  @SignedIn()
  undoImport(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('reason', () => LongText) reason: string) {
    return undoImport(ctx, id, reason);
  }

  @FieldResolver(() => [UserError], { description: 'What is wrong with the sheet as a whole; a sheet with problems cannot be checked' })
  problems(@Root() record: Import, @CtxParam() ctx: Ctx): UserError[] {
    return record.problemsTold.map((told) => inWords(told, ctx));
  }

  @FieldResolver(() => [UserError], { description: 'What is worth knowing of the sheet: columns left out, formulas, hidden rows' })
  remarks(@Root() record: Import, @CtxParam() ctx: Ctx): UserError[] {
    return record.remarksTold.map((told) => inWords(told, ctx));
  }

  @FieldResolver(() => StoredFile, { nullable: true, description: 'The sheet itself; null for who may not bring such records in' })
  file(@Root() record: Import, @CtxParam() ctx: Ctx): Promise<StoredFile | null> | null {
    return mayDo(ctx, record) ? ctx.byKey(StoredFile, record.file.id) : null;
  }

  @FieldResolver(() => Json, { description: '`[{ title, letter, samples }]` in the order of the columns of the sheet; without samples for who may not bring such records in' })
  headings(@Root() record: Import, @CtxParam() ctx: Ctx): Import['headings'] {
    return mayDo(ctx, record) ? record.headings : record.headings.map((heading) => ({ ...heading, samples: [] }));
  }

  @FieldResolver(() => Work, { nullable: true, description: 'The check or the run: how far it is. Null for another person' })
  async work(@Root() record: Import, @CtxParam() ctx: Ctx): Promise<Work | null> {
    const work = record.workId ? await ctx.byKey(Work, record.workId) : null;
    return work && work.personId === ctx.actor?.personId ? work : null;
  }

  @FieldResolver(() => [ImportAction], { description: 'What may be done now, by this actor.' })
  async availableActions(@Root() record: Import, @CtxParam() ctx: Ctx): Promise<ImportAction[]> {
    if (!mayDo(ctx, record)) return [];
    const state = await standingOf(ctx, record);
    const own = record.byId === ctx.actor?.personId;
    return importLife.actionsOf(state).filter((action) => own || action === 'UNDO').filter((action) =>
      action === 'CHECK' ? record.problemsTold.length === 0 || state !== 'UPLOADED' : action !== 'RUN' || (record.refused === 0 && Boolean(record.creates || record.updates)));
  }
}

const inWords = ({ code, message, params }: Told, ctx: Ctx): UserError => ({ code, message: message[ctx.lang], field: null, params });
const mayDo = (ctx: Ctx, record: Import): boolean => actorCovers(ctx.actor, definitionOf(ctx.host, record.kind).needs, { organizationId: record.organizationId, canteenId: record.canteen });

/** Its rows hold what such records hold: shown to who may bring them in. */
export async function readable(ctx: Ctx, id: string): Promise<Import> {
  const record = await ctx.get(Import, id, 'import');
  if (!mayDo(ctx, record)) throw new DomainError('NOT_FOUND', { what: 'Import', id }, 'import');
  return record;
}

const written = new WeakMap<Ctx, Map<string, Promise<{ row: number; id: string; recordType: string }[]>>>();

@Resolver(() => ImportLine)
export class ImportLineResolver {
  @FieldResolver(() => Json, { description: 'What stands in the sheet, by the keys of the columns' })
  async cells(@Root() line: ImportLine, @CtxParam() ctx: Ctx): Promise<Record<string, string>> {
    const record = await ctx.byKey(Import, line.importId);
    return Object.fromEntries(Object.entries(record?.mapping ?? {}).map(([key, at]) => [key, line.cells[at] ?? '']));
  }

  @FieldResolver(() => [ImportCellError])
  errors(@Root() line: ImportLine, @CtxParam() ctx: Ctx): ImportCellError[] {
    return (line.errorsTold ?? []).map((told) => ofCell(told, ctx));
  }

  @FieldResolver(() => [ImportCellError], { description: 'What is worth knowing: cells whose value a formula gave' })
  remarks(@Root() line: ImportLine, @CtxParam() ctx: Ctx): ImportCellError[] {
    return (line.remarksTold ?? []).map((told) => ofCell(told, ctx));
  }

  @FieldResolver(() => [ImportChange])
  async changes(@Root() line: ImportLine, @CtxParam() ctx: Ctx): Promise<ImportChange[]> {
    const record = await ctx.byKey(Import, line.importId);
    return (line.differences ?? []).map(({ column, from, to }) => ({ column: record ? titleOf(definitionOf(ctx.host, record.kind), column) : LocalizedText.of(column), from, to }));
  }

  @FieldResolver(() => String, { nullable: true, description: 'The type of the record that it is or became' })
  async recordType(@Root() line: ImportLine, @CtxParam() ctx: Ctx): Promise<string | null> {
    return (await becameOf(ctx, line))?.recordType ?? (line.knownId ? line.knownType : null);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The record that it is or became' })
  async recordId(@Root() line: ImportLine, @CtxParam() ctx: Ctx): Promise<string | null> {
    return (await becameOf(ctx, line))?.id ?? line.knownId;
  }
}

const ofCell = ({ column, cell, code, message }: ToldOfCell, ctx: Ctx): ImportCellError => ({ column, cell, code, message: message[ctx.lang] });

/** The record that a row became; the parts that hold a page of rows are read once. */
async function becameOf(ctx: Ctx, line: ImportLine): Promise<{ id: string; recordType: string } | undefined> {
  if (line.outcome !== 'CREATE' && line.outcome !== 'UPDATE') return undefined;
  const known = written.get(ctx) ?? new Map<string, Promise<{ row: number; id: string; recordType: string }[]>>();
  written.set(ctx, known);
  const key = `${line.importId} ${Math.floor(line.row / 500)}`;
  const from = Math.floor(line.row / 500) * 500;
  let found = known.get(key);
  if (!found) {
    found = ctx.em.find(ImportPart, { importId: line.importId, firstRow: { $lt: from + 500 }, lastRow: { $gte: from } }).then((parts) =>
      parts.flatMap((part) => [...unpackPart(part.packed)].filter(({ row }) => row >= from && row < from + 500).map(({ row, id }) => ({ row, id, recordType: part.recordType }))));
    known.set(key, found);
  }
  return (await found).find(({ row }) => row === line.row);
}
