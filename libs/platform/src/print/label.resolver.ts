import { Arg, Ctx as CtxParam, Field, FieldResolver, Float, ID, InputType, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { LocalizedText } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import { StoredFile } from '../files/stored-file.entity.ts';
import { Needs, readPermissionOf, SignedIn } from '../needs.ts';
import { PageInput, PageOf } from '../page.ts';
import { PayloadOf } from '../payload.ts';
import { Json, LocalizedTextType, ShortText } from '../scalars.ts';
import { readCode } from './address.ts';
import type { LabelDefinition } from './label-definition.ts';
import { LabelPrint } from './label-print.entity.ts';
import { LABEL_SIZES } from './label-sizes.ts';
import { printingsOf, printLabels } from './label.commands.ts';

const said = ({ zh, en }: { zh: string; en: string }) => LocalizedText.of(zh, en);

@ObjectType('LabelSize', { description: 'A label printer or a sheet of labels.' })
export class LabelSizeInfo {
  @Field(() => String)
  key!: string;
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
  @Field(() => Float)
  widthMm!: number;
  @Field(() => Float)
  heightMm!: number;
  @Field(() => Int, { description: 'Labels on a page; 1 on a label printer.' })
  perSheet!: number;
}

@ObjectType({ description: 'What can be printed to be stuck on a thing.' })
export class LabelKind {
  @Field(() => String)
  kind!: string;
  @Field(() => LocalizedTextType)
  title!: LocalizedText;
  @Field(() => LocalizedTextType, { description: 'What the label must carry, and where that comes from.' })
  source!: LocalizedText;
  @Field(() => String, { description: 'The permission to read the record, besides `labels:print`.' })
  needs!: string;
  @Field(() => String, { description: "The console's resource whose records bear it." })
  resource!: string;
  @Field(() => [LabelSizeInfo])
  sizes!: LabelSizeInfo[];
}

@ObjectType({ description: 'The record behind a scanned code.' })
export class ScanTarget {
  @Field(() => String)
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
  @Field(() => String, { description: "The console's resource." })
  resource!: string;
}

@InputType()
export class LabelInput {
  @Field(() => ShortText)
  kind!: string;
  @Field(() => [ID], { description: 'The records, of one canteen.' })
  ids!: string[];
  @Field(() => ShortText, { description: 'By its key: `60x40`, `a4-3x8` …' })
  size!: string;
  @Field(() => Int, { nullable: true, description: 'Of each label; 1 unless said.' })
  copies?: number | null;
  @Field(() => Json, { nullable: true, description: 'Short texts that only the person knows: for a pack `{quantity, openedOn}`.' })
  extra?: unknown;
  @Field(() => ShortText, { nullable: true, description: 'Why a label is printed again; required if it is.' })
  reprintReason?: string | null;
}

@InputType()
export class LabelPrintFilter {
  @Field(() => ID, { nullable: true })
  canteen?: string;
  @Field(() => ID, { nullable: true })
  recordId?: string;
  @Field(() => ShortText, { nullable: true })
  kind?: string;
  @Field(() => Boolean, { nullable: true })
  reprint?: boolean;
}

const definitionsOf = (ctx: Ctx): LabelDefinition[] => ctx.host.modules.flatMap((module) => [...(module.labels ?? [])]);

@Resolver(() => LabelPrint)
export class LabelResolver {
  @Query(() => [LabelKind], { description: 'The labels that the caller may print.' })
  @SignedIn()
  labelKinds(@CtxParam() ctx: Ctx): LabelKind[] {
    if (!ctx.can('labels:print')) return [];
    return definitionsOf(ctx)
      .filter(({ entity }) => ctx.can(readPermissionOf(entity)) || readPermissionOf(entity) === '*')
      .map(({ kind, title, source, entity, resource }) => ({
        kind, title: said(title), source: said(source), needs: readPermissionOf(entity), resource,
        sizes: LABEL_SIZES.map(({ key, title: name, width, height, sheet }) => ({ key, title: said(name), widthMm: width, heightMm: height, perSheet: sheet ? sheet.across * sheet.down : 1 })),
      }));
  }

  @Query(() => PageOf(LabelPrint), { description: 'Labels that were printed, the latest first.' })
  @Needs('labels:print')
  async labelPrints(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('filter', () => LabelPrintFilter, { nullable: true }) filter: LabelPrintFilter | null,
  ) {
    const { recordId, ...rest } = filter ?? {};
    return ctx.page(LabelPrint, { page, filter: rest, where: recordId ? { id: { $in: await printingsOf(ctx, recordId) } } : {}, orderBy: { recordedAt: 'desc' } });
  }

  // The permission is asked of each record: the file belongs to the institution, which a grant on one canteen does not reach.
  @Mutation(() => PayloadOf(LabelPrint), { description: 'Makes the labels as a PDF; that it was done is on record. Needs `labels:print` where the records are.' })
  @SignedIn()
  printLabels(@CtxParam() ctx: Ctx, @Arg('input', () => LabelInput) input: LabelInput) {
    return printLabels(ctx, input);
  }

  @FieldResolver(() => StoredFile, { nullable: true, description: 'The PDF for the printer; for who may read what is printed on it.' })
  file(@Root() print: LabelPrint, @CtxParam() ctx: Ctx): Promise<StoredFile | null> | null {
    const definition = definitionsOf(ctx).find(({ kind }) => kind === print.kind);
    return definition && ctx.sees(readPermissionOf(definition.entity), print) ? ctx.byKey(StoredFile, print.file.id) : null;
  }

  @Query(() => ScanTarget, { nullable: true, description: 'The record that a label leads to; null for unknown codes and for what the caller may not see.' })
  @SignedIn()
  async scanned(@CtxParam() ctx: Ctx, @Arg('code', () => ShortText) code: string): Promise<ScanTarget | null> {
    const read = readCode(code);
    if (!read) return null;
    const definitions = definitionsOf(ctx);
    if ('kind' in read) {
      const definition = definitions.find(({ kind }) => kind === read.kind);
      return definition ? visible(ctx, definition, read.id) : null;
    }
    for (const definition of definitions) {
      const id = await definition.find?.(ctx, read);
      if (id) return visible(ctx, definition, id);
    }
    return null;
  }
}

async function visible(ctx: Ctx, { entity, resource }: LabelDefinition, id: string): Promise<ScanTarget | null> {
  const [row] = await ctx.find(entity, { id });
  return row ? { recordType: entity.name, recordId: id, resource } : null;
}
