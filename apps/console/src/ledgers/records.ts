import { useQueries } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { Words } from '@canteen/kernel';
import { resourceOf } from '../provider/resource.ts';
import type { Text } from '../ui/format.ts';
import { useFormat } from '../ui/format.ts';
import { useLabels, useLang } from '../ui/say.ts';

/** Kinds of record that have no list of their own. */
const PARTS: Record<string, Words> = {
  ReceiptLine: { zh: '收货明细', en: 'Receipt line' },
  ReceiptDocument: { zh: '随货证明', en: 'Delivery paper' },
  RawMaterialTest: { zh: '原料快检', en: 'Raw-material test' },
  StockMovement: { zh: '出入库', en: 'Stock movement' },
  SupplierDocument: { zh: '供货者证件', en: 'Supplier document' },
  IngredientPack: { zh: '包装', en: 'Pack' },
  IngredientAllergen: { zh: '过敏原声明', en: 'Allergen statement' },
  RecipeVersion: { zh: '食谱', en: 'Recipe' },
  RecipeLine: { zh: '食谱用料', en: 'Recipe line' },
  DishPrice: { zh: '菜价', en: 'Dish price' },
  Menu: { zh: '周菜单', en: 'Week menu' },
  MealService: { zh: '餐次', en: 'Meal' },
  MenuItem: { zh: '菜单菜品', en: 'Menu item' },
  MenuPublication: { zh: '菜单公示', en: 'Menu publication' },
  ProductionBatch: { zh: '制作批', en: 'Production batch' },
  LotTake: { zh: '取用批次', en: 'Lot take' },
  TemperatureReading: { zh: '温度记录', en: 'Temperature reading' },
  CorrectiveAction: { zh: '纠偏', en: 'Corrective action' },
  RetainedSample: { zh: '留样', en: 'Retained sample' },
  Membership: { zh: '岗位', en: 'Role' },
  Session: { zh: '登录', en: 'Session' },
  SiteSetting: { zh: '站点设置', en: 'Site setting' },
  PolicySetting: { zh: '限值', en: 'Limit' },
  StoredFile: { zh: '文件', en: 'File' },
};

/** What a kind of record is called. */
export function recordWords(type: string): Words {
  return resourceOf(type)?.label ?? PARTS[type] ?? { zh: type, en: type };
}

/** Kinds that are read in a list only. */
const LISTS: Record<string, string> = { Correction: '/declaredCorrections', PolicySetting: '/policies', ClosedPeriod: '/periods' };

/** Where a record is read; null where it has no page of its own. */
export function addressOfRecord(type: string, id: string): string | null {
  const resource = resourceOf(type);
  if (resource?.show) return `/${resource.name}/${id}/show`;
  return LISTS[type] ?? null;
}

export interface RecordRef {
  type: string;
  id: string;
}

/** What a list line of a record may say of itself. */
interface Told {
  id: string;
  number?: string | null;
  lotCode?: string | null;
  name?: string | Text | null;
  weekStart?: string;
  role?: string;
  person?: { id: string; name: string };
  canteen?: { id: string };
}

/** Kinds whose page is that of what they belong to. Not health certificates: naming them here would read them. */
const PARTS_OF: Record<string, (record: Told) => string | null> = {
  Membership: (record) => (record.person ? `/persons/${record.person.id}/show` : null),
  Area: (record) => (record.canteen ? `/canteens/${record.canteen.id}/show` : null),
};

/** How many are asked for in one request: the API admits sixty aliases. */
const AT_ONCE = 40;

export interface NamedRecord {
  name: string | null;
  to: string | null;
}

/** The number or name of each record, and where it is read; a few requests for all of them. */
export function useRecordNames(refs: RecordRef[]): (ref: RecordRef) => NamedRecord {
  const provider = useDataProvider();
  const labels = useLabels();
  const format = useFormat();
  const lang = useLang();
  const byType = new Map<string, Set<string>>();
  for (const { type, id } of refs) {
    if (resourceOf(type)?.show || type in PARTS_OF) byType.set(type, (byType.get(type) ?? new Set<string>()).add(id));
  }
  const parts = [...byType].flatMap(([type, ids]) => {
    const all = [...ids].sort();
    return Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, index) => ({ type, ids: all.slice(index * AT_ONCE, (index + 1) * AT_ONCE) }));
  });
  const answers = useQueries({
    queries: parts.map(({ type, ids }) => ({
      queryKey: ['names', type, ids, lang],
      queryFn: async () => (await provider.getMany<Told>(resourceOf(type)!.name, { ids })).data.map((record) => ({ type, record })),
      staleTime: 60_000,
      // Without the permission for a kind its records stay nameless; the journal is read all the same.
      retry: false,
    })),
  });
  const nameOf = (record: Told): string | null => {
    if (record.role && record.person) return `${record.person.name} · ${labels.of('Role', record.role)}`;
    if (record.name) return typeof record.name === 'string' ? record.name : format.text(record.name);
    return record.number ?? record.lotCode ?? (record.weekStart ? format.day(record.weekStart) : null);
  };
  const told = new Map(answers.flatMap(({ data }) => data ?? []).map(({ type, record }) => [record.id, { name: nameOf(record), to: PARTS_OF[type]?.(record) ?? addressOfRecord(type, record.id) }]));
  return ({ type, id }) => told.get(id) ?? { name: null, to: addressOfRecord(type, id) };
}
