import { column, type Ledger } from '@canteen/platform';
import { Dish } from './dish.entity.ts';
import type { DishFlag } from './dish.rules.ts';
import { allergensUnknownSql } from './dish.views.ts';
import { messages } from './messages.ts';
import { RecipeLine } from './recipe-version.entity.ts';

const flag = (value: DishFlag) => {
  const { zh, en } = messages.enums.DishFlag[value];
  return column(`flag${value[0]}${value.slice(1).toLowerCase()}`, zh, en, { sql: (dish) => `('${value}' = any(${dish}.flags))`, kind: 'yes', needs: null, width: 8 });
};

const dishes: Ledger = {
  name: 'dishes',
  title: { zh: '菜品', en: 'Dishes' },
  entity: Dish,
  columns: [
    column('number', '菜品编号', 'Number', { width: 12 }),
    column('name', '菜名', 'Dish', { width: 22 }),
    column('category', '类别', 'Category', { width: 12 }),
    column('portion', '每份重量', 'Portion', { width: 10 }),
    flag('COLD'),
    flag('RAW'),
    flag('ASSEMBLED'),
    flag('LOCAL'),
    flag('FESTIVE'),
    column('originCounty', '所属县（市、区）', 'County of origin', { width: 16 }),
    column('recipe', '现行食谱版本', 'Recipe version', { path: 'currentRecipe.number', width: 10 }),
    column('adoptedAt', '采用时间', 'Recipe adopted', { path: 'currentRecipe.adoptedAt', width: 17 }),
    column('allergensUnknown', '过敏原未知', 'Unknown allergens', { sql: allergensUnknownSql, kind: 'yes', needs: null, width: 10 }),
    column('description', '说明', 'Description', { width: 40, aside: true }),
    column('active', '在用', 'In use', { width: 8 }),
    column('recordedAt', '记录时间', 'Recorded at', { width: 17 }),
  ],
  at: '/dishes/{id}/show',
  form: {
    title: { zh: '菜品目录', en: 'Dishes' },
    columns: ['number', 'name', 'category', 'portion', 'flagCold', 'flagRaw', 'flagLocal', 'flagFestive', 'recipe', 'allergensUnknown', 'active'],
    signatures: [{ zh: '制表人', en: 'Drawn up by' }, { zh: '负责人', en: 'Person in charge' }],
    source: { zh: '[D] 版式为本系统建议。', en: '[D] Layout proposed by this system.' },
  },
};

/** 带量食谱: what goes into a dish, weighed. */
const recipeLines: Ledger = {
  name: 'recipeLines',
  title: { zh: '带量食谱', en: 'Quantified recipes' },
  entity: RecipeLine,
  columns: [
    column('dishNumber', '菜品编号', 'Dish number', { path: 'recipe.dish.number', width: 12 }),
    column('dish', '菜名', 'Dish', { path: 'recipe.dish.name', width: 22 }),
    column('category', '类别', 'Category', { path: 'recipe.dish.category', width: 12 }),
    column('recipe', '版本', 'Version', { path: 'recipe.number', width: 8 }),
    column('state', '状态', 'State', { path: 'recipe.state', width: 10 }),
    column('portions', '份数', 'Portions', { path: 'recipe.portions', width: 8 }),
    column('lineNo', '行号', 'Line', { width: 6 }),
    column('ingredient', '原料', 'Ingredient', { path: 'ingredient.name', width: 20 }),
    column('main', '主料', 'Main ingredient', { width: 8 }),
    column('net', '净料量', 'Net quantity', { width: 12 }),
    column('yieldRate', '净料率', 'Yield', { width: 8 }),
    // In the unit of the net quantity beside it.
    column('gross', '毛料量', 'Gross quantity', { sql: (line) => `round(${line}.net_value / ${line}.yield_rate, 3)`, kind: 'decimal', needs: null, width: 10 }),
    column('perPortion', '每份净料量', 'Net per portion', {
      sql: (line) => `(select round(${line}.net_value / v.portions, 6) from recipe_version v where v.id = ${line}.recipe_id)`,
      kind: 'decimal', needs: null, width: 10,
    }),
    column('adoptedBy', '采用人', 'Adopted by', { path: 'recipe.adoptedBy.name', width: 12 }),
    column('adoptedAt', '采用时间', 'Adopted at', { path: 'recipe.adoptedAt', width: 17 }),
    column('steps', '做法', 'Method', { path: 'recipe.steps', width: 60, aside: true }),
  ],
  at: '/dishes/{recipe.dish.id}/show',
  form: {
    title: { zh: '带量食谱', en: 'Quantified recipes' },
    columns: ['dish', 'recipe', 'portions', 'ingredient', 'main', 'net', 'yieldRate', 'gross', 'perPortion', 'adoptedBy', 'adoptedAt'],
    signatures: [{ zh: '厨师长', en: 'Head cook' }, { zh: '营养负责人', en: 'Nutritionist' }, { zh: '食品安全员', en: 'Food-safety officer' }],
    landscape: true,
    source: { zh: '[M] 学校每周公示带量食谱为通行要求；版式示意通行做法，不是官方表样。', en: '[M] Weekly quantified recipes are usual in schools; the layout shows usual practice and is not an official form.' },
    record: {
      filter: 'dish',
      resource: 'dishes',
      title: { zh: '菜品带量食谱卡', en: 'Recipe card' },
      head: ['number', 'name', 'category', 'portion', 'recipe', 'adoptedAt', 'allergensUnknown'],
      columns: ['recipe', 'state', 'portions', 'ingredient', 'main', 'net', 'yieldRate', 'gross', 'perPortion', 'adoptedBy'],
    },
  },
};

/** What of this module leaves the house as a sheet or on paper. */
export const ledgers: readonly Ledger[] = [dishes, recipeLines];
