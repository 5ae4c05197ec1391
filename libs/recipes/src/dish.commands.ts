import type { LocalizedText, Quantity } from '@canteen/kernel';
import { DomainError, collect, refuseAll } from '@canteen/kernel';
import { StoredFile, checkVersion, pinyinInitials } from '@canteen/platform';
import type { Ctx } from '@canteen/platform';
import { Dish } from './dish.entity.ts';
import { checkPortion, flagsOf } from './dish.rules.ts';
import type { DishCategory, DishFlag, PortionLimits } from './dish.rules.ts';

export interface DishInput {
  name: LocalizedText;
  category: DishCategory;
  portion: Quantity;
  flags?: DishFlag[] | null;
  originCounty?: string | null;
  description?: LocalizedText | null;
  photo?: string | null;
}

/** Absent is unchanged; null clears what may be empty. */
export type DishChanges = { [K in keyof DishInput]?: DishInput[K] | null } & { version: number };

/** Takes a dish into the institution's list; it can be cooked once a recipe of it is adopted. */
export async function createDish(ctx: Ctx, input: DishInput): Promise<Dish> {
  const organizationId = ctx.organizationId();
  checkPortion(input.portion, await ctx.policy<PortionLimits>('recipes', organizationId));
  return ctx.create(Dish, {
    organizationId,
    number: await ctx.nextNumber('DI', organizationId, ctx.today()),
    name: input.name,
    pinyin: pinyinInitials(input.name.zh),
    category: input.category,
    flags: flagsOf(input.category, input.flags ?? []),
    originCounty: input.originCounty || null,
    portion: input.portion,
    description: input.description ?? null,
    photo: input.photo ? await photoOf(ctx, input.photo) : null,
    active: true,
    currentRecipe: null,
  });
}

export async function updateDish(ctx: Ctx, id: string, input: DishChanges): Promise<Dish> {
  const dish = await ctx.lock(Dish, id, 'id');
  checkVersion(dish, input.version);
  checkActive(dish, null);
  refuseAll(
    collect(
      (['name', 'category', 'portion'] as const).map((field) => () => {
        if (input[field] === null) throw new DomainError('TEXT_REQUIRED', {}, `input.${field}`);
      }),
    ),
  );
  if (input.name) {
    dish.name = input.name;
    dish.pinyin = pinyinInitials(input.name.zh);
  }
  if (input.portion) {
    checkPortion(input.portion, await ctx.policy<PortionLimits>('recipes', dish.organizationId));
    dish.portion = input.portion;
  }
  if (input.category) dish.category = input.category;
  const flags = flagsOf(dish.category, input.flags === undefined ? dish.flags : (input.flags ?? []));
  if (flags.join() !== dish.flags.join()) dish.flags = flags;
  if (input.originCounty !== undefined) dish.originCounty = input.originCounty || null;
  if (input.description !== undefined) dish.description = input.description;
  // The photo it has may be sent back by someone who did not upload it.
  if (input.photo !== undefined && input.photo !== (dish.photo?.id ?? null)) {
    dish.photo = input.photo ? refOf(ctx, await photoOf(ctx, input.photo)) : null;
  }
  return dish;
}

/** Ends a dish: what was cooked and published stays, no menu takes it up again. */
export async function retireDish(ctx: Ctx, id: string): Promise<Dish> {
  const dish = await ctx.lock(Dish, id, 'id');
  checkActive(dish, 'id');
  dish.active = false;
  return dish;
}

export function checkActive(dish: Dish, field: string | null): void {
  if (!dish.active) throw new DomainError('DISH_RETIRED', { dish: dish.name }, field);
}

async function photoOf(ctx: Ctx, id: string): Promise<StoredFile> {
  const file = await ctx.get(StoredFile, id, 'input.photo');
  if (!file.contentType.startsWith('image/')) {
    throw new DomainError('PHOTO_NOT_AN_IMAGE', { given: file.contentType }, 'input.photo');
  }
  return file;
}

const refOf = (ctx: Ctx, file: StoredFile) => ctx.em.getReference(StoredFile, file.id, { wrapped: true });
