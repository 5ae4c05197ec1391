import type { IngredientRow } from '../provider/generated.ts';
import { useCan } from '../shell/me.tsx';
import { ButtonTo } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';

const words = {
  title: { zh: '原料', en: 'Ingredients' },
  inUse: { zh: '使用中', en: 'In use' },
  chilled: { zh: '冷藏', en: 'Chilled' },
  frozen: { zh: '冷冻', en: 'Frozen' },
  byDay: { zh: '按日归集', en: 'Attributed by day' },
  all: { zh: '全部', en: 'All' },
  empty: { zh: '还没有原料。先建原料，再收货和写食谱。', en: 'No ingredients yet. Create them before receiving goods and writing recipes.' },
  nothing: { zh: '没有您可以查看的原料。', en: 'There are no ingredients that you may see.' },
  add: { zh: '新建原料', en: 'New ingredient' },
  name: { zh: '名称', en: 'Name' },
  category: { zh: '类别', en: 'Category' },
  storage: { zh: '贮存', en: 'Storage' },
  unit: { zh: '库存单位', en: 'Stock unit' },
  life: { zh: '保质期', en: 'Shelf life' },
  days: { zh: '{n} 天', en: '{n} days' },
  allergens: { zh: '过敏原', en: 'Allergens' },
  unknown: { zh: '{n} 类未知', en: '{n} unknown' },
  declared: { zh: '已声明', en: 'declared' },
};

export function IngredientList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const add = can('catalog:write') && <ButtonTo to="/ingredients/create" variant="contained">{say(words.add)}</ButtonTo>;
  const allergens = (r: IngredientRow) => (r.unknownAllergens.length ? say(words.unknown, { n: r.unknownAllergens.length }) : say(words.declared));
  return (
    <ListPage<IngredientRow>
      resource="ingredients"
      title={say(words.title)}
      sort={{ field: 'pinyin', order: 'ASC' }}
      views={[
        { label: say(words.inUse), filter: { active: true } },
        { label: say(words.chilled), filter: { active: true, storage: ['CHILLED'] } },
        { label: say(words.frozen), filter: { active: true, storage: ['FROZEN'] } },
        { label: say(words.byDay), filter: { active: true, byDay: true } },
        { label: say(words.all), filter: {} },
      ]}
      columns={[
        { key: 'name', label: say(words.name), cell: (r) => format.text(r.name), sort: 'pinyin' },
        { key: 'category', label: say(words.category), cell: (r) => labels.of('IngredientCategory', r.category), sort: 'category' },
        { key: 'storage', label: say(words.storage), cell: (r) => labels.of('Storage', r.storage), sort: 'storage' },
        { key: 'unit', label: say(words.unit), cell: (r) => format.unit(r.unit) },
        { key: 'life', label: say(words.life), align: 'right', cell: (r) => (r.shelfLifeDays ? say(words.days, { n: r.shelfLifeDays }) : '—') },
        { key: 'allergens', label: say(words.allergens), cell: (r) => <Tone plain tone={r.unknownAllergens.length ? 'warn' : 'done'}>{allergens(r)}</Tone> },
      ]}
      line={(r) => ({
        main: format.text(r.name),
        side: format.unit(r.unit),
        sub: `${labels.of('IngredientCategory', r.category)} · ${labels.of('Storage', r.storage)}`,
        state: r.unknownAllergens.length ? <Tone plain tone="warn">{allergens(r)}</Tone> : null,
      })}
      empty={{ text: say(add ? words.empty : words.nothing), action: add }}
      actions={add}
    />
  );
}
