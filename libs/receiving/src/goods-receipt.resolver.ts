import type { LocalDate, Quantity, Rate } from '@canteen/kernel';
import {
  type Ctx,
  Day,
  DecimalString,
  Instant,
  Inverse,
  LongText,
  Needs,
  PageInput,
  PageOf,
  PayloadOf,
  QuantityInput,
  RateInput,
  ShortText,
  SortInput,
} from '@canteen/platform';
import { type Ingredient, missingDocuments, ReceiptDocumentKind, requiredDocuments } from '@canteen/catalog';
import { Arg, Ctx as CtxParam, Field, FieldResolver, ID, InputType, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import * as commands from './goods-receipt.commands.ts';
import { GoodsReceipt, RawMaterialTest, ReceiptDocument, ReceiptLine } from './goods-receipt.entity.ts';
import { LineVerdict, ReceiptState, type Verdict } from './goods-receipt.rules.ts';
import { Lot } from './lot.entity.ts';
import { recordRawMaterialTest } from './raw-material-test.commands.ts';

@InputType()
export class ReceiptLineInput implements commands.LineData {
  @Field(() => ID, {
    nullable: true,
    description: 'Of a line that is there already; without it a line is recognised by its place and ingredient',
  })
  id?: string | null;

  @Field(() => ID)
  ingredient!: string;

  @Field(() => ShortText, { nullable: true })
  brand?: string | null;

  @Field(() => ShortText, { nullable: true })
  spec?: string | null;

  @Field(() => ShortText, { nullable: true })
  producer?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'Loose produce has none; it gets a lot code of ours' })
  supplierLot?: string | null;

  @Field(() => Day, { nullable: true })
  productionDate?: LocalDate | null;

  @Field(() => Day, { nullable: true, description: 'Last day of use; none: no shelf life' })
  expiryDate?: LocalDate | null;

  @Field(() => QuantityInput, { nullable: true })
  ordered?: Quantity | null;

  @Field(() => QuantityInput)
  delivered!: Quantity;

  @Field(() => RateInput)
  unitPrice!: Rate;

  @Field(() => DecimalString, { nullable: true, description: 'Surface, °C, as read: also when out of limits' })
  arrivalTemperature?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True unless said otherwise' })
  appearanceOk?: boolean | null;
}

@InputType()
export class ReceiptDocumentInput implements commands.DocumentData {
  @Field(() => ReceiptDocumentKind)
  kind!: ReceiptDocumentKind;

  @Field(() => ShortText, { nullable: true })
  number?: string | null;

  @Field(() => ID, { description: 'An uploaded photo or PDF' })
  file!: string;

  @Field(() => Int, { nullable: true, description: 'Place in `lines` of the line it speaks of, from 0; none: of all lines' })
  line?: number | null;
}

@InputType()
export class GoodsReceiptInput implements commands.GoodsReceiptData {
  @Field(() => ID)
  canteen!: string;

  @Field(() => ID)
  supplier!: string;

  @Field(() => Instant, { nullable: true, description: 'When the goods arrived; now, unless said otherwise' })
  occurredAt?: Date | null;

  @Field(() => ShortText, { nullable: true })
  lateReason?: string | null;

  @Field(() => LongText, { nullable: true })
  note?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Hand it to the second person at once' })
  present?: boolean | null;

  @Field(() => [ReceiptLineInput])
  lines!: ReceiptLineInput[];

  @Field(() => [ReceiptDocumentInput], { nullable: true })
  documents?: ReceiptDocumentInput[] | null;
}

@InputType()
export class VerdictInput implements Verdict {
  @Field(() => ID)
  line!: string;

  @Field(() => Boolean)
  accept!: boolean;

  @Field(() => LongText, { nullable: true, description: 'Required to reject' })
  reason?: string | null;

  @Field(() => ID, { nullable: true, description: 'Required to reject' })
  photo?: string | null;
}

@InputType({ description: "The second person, on the receiver's own phone" })
export class CheckerInput implements commands.Checker {
  @Field(() => ID)
  person!: string;

  @Field(() => ShortText)
  pin!: string;
}

@InputType()
export class GoodsReceiptFilter {
  @Field(() => ShortText, { nullable: true, description: 'Number, note, supplier' })
  q?: string;

  @Field(() => ID, { nullable: true })
  canteen?: string;

  @Field(() => ID, { nullable: true })
  supplier?: string;

  @Field(() => [ReceiptState], { nullable: true })
  state?: ReceiptState[];

  @Field(() => Boolean, { nullable: true })
  lateEntry?: boolean;

  @Field(() => Instant, { nullable: true })
  occurredAtFrom?: Date;

  @Field(() => Instant, { nullable: true })
  occurredAtTo?: Date;
}

@InputType()
export class ReceiptLineFilter {
  @Field(() => ShortText, { nullable: true, description: "Ingredient, specification, producer, supplier's lot" })
  q?: string;

  @Field(() => ID, { nullable: true })
  canteen?: string;

  @Field(() => ID, { nullable: true })
  receipt?: string;

  @Field(() => ID, { nullable: true })
  supplier?: string;

  @Field(() => [ReceiptState], { nullable: true, description: 'Of the receipt' })
  state?: ReceiptState[];

  @Field(() => ID, { nullable: true })
  ingredient?: string;

  @Field(() => [LineVerdict], { nullable: true })
  verdict?: LineVerdict[];

  @Field(() => Boolean, { nullable: true })
  appearanceOk?: boolean;

  @Field(() => Boolean, { nullable: true })
  lateEntry?: boolean;

  @Field(() => Day, { nullable: true })
  expiryDateFrom?: LocalDate;

  @Field(() => Day, { nullable: true })
  expiryDateTo?: LocalDate;

  @Field(() => Instant, { nullable: true, description: 'Arrival' })
  occurredAtFrom?: Date;

  @Field(() => Instant, { nullable: true, description: 'Arrival' })
  occurredAtTo?: Date;
}

@InputType()
export class RawMaterialTestFilter {
  @Field(() => ID, { nullable: true })
  canteen?: string;

  @Field(() => ID, { nullable: true })
  line?: string;

  @Field(() => Boolean, { nullable: true })
  passed?: boolean;

  @Field(() => Boolean, { nullable: true })
  lateEntry?: boolean;

  @Field(() => Instant, { nullable: true })
  occurredAtFrom?: Date;

  @Field(() => Instant, { nullable: true })
  occurredAtTo?: Date;
}

@Resolver(() => GoodsReceipt)
export class GoodsReceiptResolver {
  @Query(() => PageOf(GoodsReceipt))
  @Needs('receiving:read')
  goodsReceipts(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput,
    @Arg('filter', () => GoodsReceiptFilter, { nullable: true }) filter?: GoodsReceiptFilter,
  ) {
    return ctx.page(GoodsReceipt, { page, sort, filter, orderBy: { occurredAt: 'desc' } });
  }

  @Query(() => GoodsReceipt, { nullable: true })
  @Needs('receiving:read')
  goodsReceipt(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(GoodsReceipt, id);
  }

  @Query(() => GoodsReceipt, { nullable: true, description: 'The last accepted delivery of a supplier, to prefill the next one.' })
  @Needs('receiving:read')
  lastDelivery(@CtxParam() ctx: Ctx, @Arg('canteen', () => ID) canteen: string, @Arg('supplier', () => ID) supplier: string) {
    return commands.lastDelivery(ctx, canteen, supplier);
  }

  @Mutation(() => PayloadOf(GoodsReceipt), { description: 'Readings are saved as read; only accepting them is refused.' })
  @Needs('receiving:write')
  openGoodsReceipt(@CtxParam() ctx: Ctx, @Arg('input', () => GoodsReceiptInput) input: GoodsReceiptInput) {
    return commands.openGoodsReceipt(ctx, input);
  }

  @Mutation(() => PayloadOf(GoodsReceipt), {
    description: 'Replaces lines and papers. A presented receipt keeps all its lines and papers; papers can be added.',
  })
  @Needs('receiving:write')
  saveGoodsReceipt(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Arg('input', () => GoodsReceiptInput) input: GoodsReceiptInput,
  ) {
    return commands.saveGoodsReceipt(ctx, id, version, input);
  }

  @Mutation(() => PayloadOf(GoodsReceipt), { description: 'Hands it to the second person.' })
  @Needs('receiving:write')
  presentGoodsReceipt(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return commands.presentGoodsReceipt(ctx, id);
  }

  @Mutation(() => PayloadOf(GoodsReceipt), {
    description:
      'The second person accepts or rejects every line, as the actor or by PIN. Refused as a whole, with every reason for every line (`verdicts.N`).',
  })
  @Needs('receiving:accept')
  acceptGoodsReceipt(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('verdicts', () => [VerdictInput]) verdicts: VerdictInput[],
    @Arg('checker', () => CheckerInput, { nullable: true }) checker?: CheckerInput,
  ) {
    return commands.acceptGoodsReceipt(ctx, id, verdicts, checker);
  }

  @Mutation(() => PayloadOf(GoodsReceipt), { description: 'Only while nothing was done with its lots; appends, deletes nothing.' })
  @Needs('receiving:accept')
  reverseGoodsReceipt(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('reason', () => LongText) reason: string) {
    return commands.reverseGoodsReceipt(ctx, id, reason);
  }
}

@Resolver(() => ReceiptLine)
export class ReceiptLineResolver {
  @Query(() => PageOf(ReceiptLine), { description: '进货查验记录, line by line, the latest arrival first; sorted also by `occurredAt`.' })
  @Needs('receiving:read')
  receiptLines(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput,
    @Arg('filter', () => ReceiptLineFilter, { nullable: true }) filter?: ReceiptLineFilter,
  ) {
    const { supplier, state, lateEntry, occurredAtFrom, occurredAtTo, ...own } = filter ?? {};
    const byArrival = !sort || sort.field === 'occurredAt';
    return ctx.page(ReceiptLine, {
      page,
      sort: byArrival ? null : sort,
      filter: own,
      through: { receipt: { supplier, state, lateEntry, occurredAtFrom, occurredAtTo } },
      orderBy: { receipt: { occurredAt: sort?.order === 'ASC' ? 'asc' : 'desc', id: 'desc' }, lineNo: 'asc' },
    });
  }

  @Inverse(() => Lot, 'line', { description: 'What it became in stock; none unless accepted' })
  lots!: Lot[];

  @FieldResolver(() => [ReceiptDocumentKind], { description: 'Papers its category needs that are not here yet' })
  async missingDocuments(@Root() line: ReceiptLine, @CtxParam() ctx: Ctx) {
    const ingredient = await ctx.load<Ingredient>(line.ingredient);
    const required = await requiredDocuments(ctx, ingredient.category, line.organizationId);
    const papers = await ctx.list(ReceiptDocument, 'receipt', line.receipt.id);
    return missingDocuments(
      required,
      papers.filter((paper) => paper.line === null || paper.line.id === line.id).map((paper) => paper.kind),
    );
  }
}

@Resolver(() => RawMaterialTest)
export class RawMaterialTestResolver {
  @Query(() => PageOf(RawMaterialTest))
  @Needs('receiving:read')
  rawMaterialTests(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput,
    @Arg('filter', () => RawMaterialTestFilter, { nullable: true }) filter?: RawMaterialTestFilter,
  ) {
    return ctx.page(RawMaterialTest, { page, sort, filter, orderBy: { occurredAt: 'desc' } });
  }

  @Query(() => RawMaterialTest, { nullable: true })
  @Needs('receiving:read')
  rawMaterialTest(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(RawMaterialTest, id);
  }

  @Mutation(() => PayloadOf(RawMaterialTest), {
    description: 'As measured, passed or not. Without a limit, a percentage is pesticide inhibition and its limit the policy\'s.',
  })
  @Needs('receiving:accept')
  recordRawMaterialTest(
    @CtxParam() ctx: Ctx,
    @Arg('line', () => ID) line: string,
    @Arg('item', () => ShortText) item: string,
    @Arg('measured', () => DecimalString) measured: string,
    @Arg('unit', () => ShortText) unit: string,
    @Arg('limit', () => DecimalString, { nullable: true }) limit?: string,
    @Arg('occurredAt', () => Instant, { nullable: true }) occurredAt?: Date,
    @Arg('lateReason', () => ShortText, { nullable: true }) lateReason?: string,
  ) {
    return recordRawMaterialTest(ctx, { line, item, measured, limit, unit, occurredAt, lateReason });
  }
}
