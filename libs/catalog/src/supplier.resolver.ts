import type { LocalDate, LocalizedText } from '@canteen/kernel';
import {
  type Ctx,
  Day,
  LocalizedTextInput,
  LongText,
  Needs,
  PageInput,
  PageOf,
  PayloadOf,
  ShortText,
  SortInput,
} from '@canteen/platform';
import { Arg, Ctx as CtxParam, Field, ID, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import * as commands from './supplier.commands.ts';
import { Supplier, SupplierDocument } from './supplier.entity.ts';
import { DocumentStatus, LicenceStatus, SupplierDocumentKind, SupplierState } from './supplier.rules.ts';

@InputType()
export class CreateSupplierInput implements commands.SupplierData {
  @Field(() => LocalizedTextInput)
  name!: LocalizedText;

  @Field(() => ShortText, { nullable: true, description: 'Unified social credit code: 18 capital letters and digits' })
  creditCode?: string | null;

  @Field(() => ShortText, { nullable: true })
  address?: string | null;

  @Field(() => ShortText, { nullable: true })
  contact?: string | null;

  @Field(() => ShortText, { nullable: true })
  phone?: string | null;
}

@InputType()
export class UpdateSupplierInput implements Partial<commands.SupplierData> {
  @Field(() => Int)
  version!: number;

  @Field(() => LocalizedTextInput, { nullable: true })
  name?: LocalizedText;

  @Field(() => ShortText, { nullable: true })
  creditCode?: string | null;

  @Field(() => ShortText, { nullable: true })
  address?: string | null;

  @Field(() => ShortText, { nullable: true })
  contact?: string | null;

  @Field(() => ShortText, { nullable: true })
  phone?: string | null;
}

@InputType()
export class SupplierDocumentInput implements commands.SupplierDocumentData {
  @Field(() => SupplierDocumentKind)
  kind!: SupplierDocumentKind;

  @Field(() => ShortText, { nullable: true })
  number?: string | null;

  @Field(() => Day, { description: 'First day' })
  validFrom!: LocalDate;

  @Field(() => Day, { nullable: true, description: 'Last day; none: until further notice' })
  validTo?: LocalDate | null;

  @Field(() => ID, { nullable: true, description: 'An uploaded photo or PDF' })
  file?: string | null;
}

@InputType()
export class SupplierFilter {
  @Field(() => ShortText, { nullable: true, description: 'Number, name, initials or credit code' })
  q?: string;

  @Field(() => [SupplierState], { nullable: true })
  state?: SupplierState[];

  @Field(() => [LicenceStatus], { nullable: true })
  licenceStatus?: LicenceStatus[];
}

@InputType()
export class SupplierDocumentFilter {
  @Field(() => ShortText, { nullable: true })
  q?: string;

  @Field(() => ID, { nullable: true })
  supplier?: string;

  @Field(() => [SupplierDocumentKind], { nullable: true })
  kind?: SupplierDocumentKind[];

  @Field(() => [DocumentStatus], { nullable: true })
  status?: DocumentStatus[];

  @Field(() => Day, { nullable: true })
  validToFrom?: LocalDate;

  @Field(() => Day, { nullable: true })
  validToTo?: LocalDate;
}

@Resolver(() => Supplier)
export class SupplierResolver {
  @Query(() => PageOf(Supplier))
  @Needs('catalog:read')
  suppliers(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput,
    @Arg('filter', () => SupplierFilter, { nullable: true }) filter?: SupplierFilter,
  ) {
    return ctx.page(Supplier, { page, sort, filter, orderBy: { number: 'asc' } });
  }

  @Query(() => Supplier, { nullable: true })
  @Needs('catalog:read')
  supplier(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(Supplier, id);
  }

  @Query(() => PageOf(SupplierDocument))
  @Needs('catalog:read')
  supplierDocuments(
    @CtxParam() ctx: Ctx,
    @Arg('page', () => PageInput, { nullable: true }) page?: PageInput,
    @Arg('sort', () => SortInput, { nullable: true }) sort?: SortInput,
    @Arg('filter', () => SupplierDocumentFilter, { nullable: true }) filter?: SupplierDocumentFilter,
  ) {
    return ctx.page(SupplierDocument, { page, sort, filter, orderBy: { validTo: 'asc' } });
  }

  @Query(() => SupplierDocument, { nullable: true })
  @Needs('catalog:read')
  supplierDocument(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return ctx.get(SupplierDocument, id);
  }

  @Mutation(() => PayloadOf(Supplier))
  @Needs('catalog:write')
  createSupplier(@CtxParam() ctx: Ctx, @Arg('input', () => CreateSupplierInput) input: CreateSupplierInput) {
    return commands.createSupplier(ctx, input);
  }

  @Mutation(() => PayloadOf(Supplier), { description: 'Absent means unchanged, null means cleared.' })
  @Needs('catalog:write')
  updateSupplier(
    @CtxParam() ctx: Ctx,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateSupplierInput) input: UpdateSupplierInput,
  ) {
    return commands.updateSupplier(ctx, id, input);
  }

  @Mutation(() => PayloadOf(Supplier), { description: 'Refused without a licence on file that covers today.' })
  @Needs('catalog:write')
  approveSupplier(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string) {
    return commands.approveSupplier(ctx, id);
  }

  @Mutation(() => PayloadOf(Supplier))
  @Needs('catalog:write')
  restrictSupplier(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('reason', () => LongText) reason: string) {
    return commands.restrictSupplier(ctx, id, reason);
  }

  @Mutation(() => PayloadOf(Supplier), { description: 'From now on nothing of this supplier is accepted.' })
  @Needs('catalog:write')
  freezeSupplier(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('reason', () => LongText) reason: string) {
    return commands.freezeSupplier(ctx, id, reason);
  }

  @Mutation(() => PayloadOf(Supplier))
  @Needs('catalog:write')
  removeSupplier(@CtxParam() ctx: Ctx, @Arg('id', () => ID) id: string, @Arg('reason', () => LongText) reason: string) {
    return commands.removeSupplier(ctx, id, reason);
  }

  @Mutation(() => PayloadOf(SupplierDocument), { description: 'Appends; a renewal does not replace what it renews.' })
  @Needs('catalog:write')
  addSupplierDocument(
    @CtxParam() ctx: Ctx,
    @Arg('supplier', () => ID) supplier: string,
    @Arg('input', () => SupplierDocumentInput) input: SupplierDocumentInput,
  ) {
    return commands.addSupplierDocument(ctx, supplier, input);
  }
}
