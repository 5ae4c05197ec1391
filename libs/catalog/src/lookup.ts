import type { Ctx } from '@canteen/platform';
import { Ingredient } from './ingredient.entity.ts';
import { Supplier } from './supplier.entity.ts';

/** Suppliers of an organization that bear one of these names or credit codes, in one query: what a sheet knows them by. */
export async function suppliersLike(ctx: Ctx, organizationId: string, names: readonly string[], codes: readonly string[] = []): Promise<Supplier[]> {
  const either = [...(names.length ? [{ name: { zh: { $in: [...new Set(names)] } } }] : []), ...(codes.length ? [{ creditCode: { $in: [...new Set(codes)] } }] : [])];
  return either.length ? ctx.find(Supplier, { organizationId, $or: either }) : [];
}

/** Ingredients of an organization that bear one of these names or GTINs, with their packs, in two queries. */
export async function ingredientsLike(ctx: Ctx, organizationId: string, names: readonly string[], gtins: readonly string[] = []): Promise<Ingredient[]> {
  const either = [...(names.length ? [{ name: { zh: { $in: [...new Set(names)] } } }] : []), ...(gtins.length ? [{ gtin: { $in: [...new Set(gtins)] } }] : [])];
  if (either.length === 0) return [];
  const found = await ctx.find(Ingredient, { organizationId, $or: either });
  await ctx.em.populate(found, ['packs']);
  return found;
}
