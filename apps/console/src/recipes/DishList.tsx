import type { DishRow } from '../provider/generated.ts';
import { useCan } from '../shell/me.tsx';
import { ButtonTo } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';

const words = {
  title: { zh: '菜品', en: 'Dishes' },
  inUse: { zh: '在用', en: 'In use' },
  unknown: { zh: '过敏原未知', en: 'Unknown allergens' },
  retired: { zh: '已停用', en: 'Retired' },
  all: { zh: '全部', en: 'All' },
  add: { zh: '新建菜品', en: 'New dish' },
  empty: { zh: '还没有菜品。先建菜品、写食谱、定价，再排菜单。', en: 'No dishes yet. Create one, write its recipe, set its price, then plan a menu.' },
  nothing: { zh: '没有您可以查看的菜品。', en: 'There are no dishes that you may see.' },
  name: { zh: '菜名', en: 'Dish' },
  number: { zh: '编号', en: 'Number' },
  category: { zh: '类别', en: 'Category' },
  price: { zh: '价格', en: 'Price' },
  recipe: { zh: '食谱', en: 'Recipe' },
  noPrice: { zh: '未定价', en: 'no price' },
  noRecipe: { zh: '无食谱', en: 'no recipe' },
  allergens: { zh: '过敏原', en: 'Allergens' },
  known: { zh: '已知', en: 'known' },
  version: { zh: '第 {n} 版', en: 'version {n}' },
};

export function DishList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const add = can('recipes:write') && <ButtonTo to="/dishes/create" variant="contained">{say(words.add)}</ButtonTo>;
  const price = (r: DishRow) => (r.price ? format.money(r.price) : can('prices:read') ? <Tone plain tone="bad">{say(words.noPrice)}</Tone> : null);
  const recipe = (r: DishRow) => (r.currentRecipe ? say(words.version, { n: r.currentRecipe.number }) : <Tone plain tone="bad">{say(words.noRecipe)}</Tone>);
  const allergens = (r: DishRow) => (r.allergensUnknown ? <Tone plain tone="warn">{say(words.unknown)}</Tone> : null);
  return (
    <ListPage<DishRow>
      resource="dishes"
      title={say(words.title)}
      sort={{ field: 'pinyin', order: 'ASC' }}
      views={[
        { label: say(words.inUse), filter: { active: true } },
        { label: say(words.unknown), filter: { active: true, allergensUnknown: true } },
        ...['STAPLE', 'MEAT', 'HALF_MEAT', 'VEGETABLE', 'SOUP', 'COLD', 'SNACK'].map((category) => ({ label: labels.of('DishCategory', category), filter: { active: true, category: [category] } })),
        { label: say(words.retired), filter: { active: false } },
        { label: say(words.all), filter: {} },
      ]}
      columns={[
        { key: 'name', label: say(words.name), cell: (r) => format.text(r.name), sort: 'pinyin' },
        { key: 'number', label: say(words.number), cell: (r) => r.number, sort: 'number' },
        { key: 'category', label: say(words.category), cell: (r) => labels.of('DishCategory', r.category), sort: 'category' },
        { key: 'recipe', label: say(words.recipe), cell: recipe },
        { key: 'allergens', label: say(words.allergens), cell: (r) => allergens(r) ?? say(words.known) },
        { key: 'price', label: say(words.price), align: 'right', cell: price },
      ]}
      line={(r) => ({ main: format.text(r.name), side: price(r), sub: labels.of('DishCategory', r.category), state: r.currentRecipe ? allergens(r) : recipe(r) })}
      empty={{ text: say(add ? words.empty : words.nothing), action: add }}
      actions={add}
    />
  );
}
