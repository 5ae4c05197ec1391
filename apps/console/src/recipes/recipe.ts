import { Quantity, isUnit } from '@canteen/kernel';
import type { Allergen, AllergenPresence } from '../provider/generated.ts';

/** What has to be taken from the store for a net weight: net ÷ yield. */
export function grossOf(net: { value: string; unit: string }, yieldRate: string): { value: string; unit: string } | null {
  try {
    return isUnit(net.unit) ? Quantity.of(net.value, net.unit).div(yieldRate).round(3).toJSON() : null;
  } catch {
    return null;
  }
}

/** What an ingredient says of allergens. */
export interface Stated {
  unknownAllergens: Allergen[];
  allergens: { allergen: Allergen; presence: AllergenPresence }[];
}

/** What the recipe being written would declare; the API's own roll-up stands once it is adopted. */
export function preview(ingredients: Stated[]): { contains: Allergen[]; mayContain: Allergen[]; unknown: Allergen[] } {
  const contains = new Set<Allergen>();
  const may = new Set<Allergen>();
  const unknown = new Set<Allergen>();
  for (const ingredient of ingredients) {
    for (const { allergen, presence } of ingredient.allergens) {
      if (presence === 'CONTAINS') contains.add(allergen);
      if (presence === 'MAY_CONTAIN') may.add(allergen);
    }
    for (const allergen of ingredient.unknownAllergens) unknown.add(allergen);
  }
  return {
    contains: [...contains],
    mayContain: [...may].filter((allergen) => !contains.has(allergen)),
    unknown: [...unknown].filter((allergen) => !contains.has(allergen) && !may.has(allergen)),
  };
}
