import { LocalizedText } from '@canteen/kernel';
import { Canteen } from '@canteen/people';
import type { Ctx, DutyItem } from '@canteen/platform';
import { raw } from '@mikro-orm/core';
import { Dish } from './dish.entity.ts';
import { allergensUnknownSql } from './dish.views.ts';

/** More names than these do not fit a line of the list. */
const named = 3;

/** The dishes that are, or would be, published with an unknown allergen: one line, for those who can mend it. */
export async function recipeDuties(ctx: Ctx, canteenId: string): Promise<DutyItem[]> {
  if (!ctx.can('recipes:write')) return [];
  const canteen = await ctx.get(Canteen, canteenId, 'canteen');
  const dishes = await ctx.find(
    Dish,
    {
      organizationId: canteen.organizationId,
      active: true,
      currentRecipe: { $ne: null },
      $and: [{ [raw((alias) => allergensUnknownSql(alias))]: true }],
    },
    { orderBy: { number: 'asc' } },
  );
  const [first] = dishes;
  if (!first) return [];
  const names = (lang: 'zh' | 'en', comma: string) => dishes.slice(0, named).map((dish) => dish.name.in(lang)).join(comma);
  const more = dishes.length > named;
  return [
    {
      key: `recipes:unknown-allergens:${canteen.organizationId}`,
      kind: 'ALLERGENS_UNKNOWN',
      for: 'recipes:write',
      title: LocalizedText.of(
        `${dishes.length} 道菜过敏原未知：${names('zh', '、')}${more ? '等' : ''}`,
        `${dishes.length} ${dishes.length === 1 ? 'dish' : 'dishes'} with unknown allergens: ${names('en', ', ')}${more ? ', …' : ''}`,
      ),
      dueAt: null,
      severity: 'warn',
      done: false,
      recordType: 'Dish',
      recordId: first.id,
      count: dishes.length,
    },
  ];
}
