import type { Lang, Messages, Words } from '@canteen/kernel';
import { messages as catalog } from '@canteen/catalog/messages';
import { messages as menus } from '@canteen/menus/messages';
import { messages as recipes } from '@canteen/recipes/messages';
import type { PublicAllergen } from './data.ts';

/** What the public pages say of their own. Labels of meals, courses, flags and allergens are the modules'. */
export const messages = {
  words: {
    today: { zh: '今日', en: 'Today' },
    tomorrow: { zh: '明天', en: 'Tomorrow' },
    week: { zh: '本周', en: 'Week' },
    thisWeek: { zh: '本周', en: 'This week' },
    lastWeek: { zh: '上周', en: 'Last week' },
    nextWeek: { zh: '下周', en: 'Next week' },
    weekOf: { zh: '一周菜单', en: 'Menu of the week' },
    weeks: { zh: '各周菜单', en: 'Weeks' },
    pages: { zh: '页面', en: 'Pages' },
    board: { zh: '大屏', en: 'Hall board' },
    canteens: { zh: '食堂', en: 'Canteens' },
    allCanteens: { zh: '全部食堂', en: 'All canteens' },
    menuTitle: { zh: '菜单', en: 'Menu' },
    chooseCanteen: { zh: '选择食堂，看今天吃什么', en: 'Choose a canteen to see what is on the table' },
    skip: { zh: '跳到菜单', en: 'Skip to the menu' },
    demo: { zh: '演示数据：机构、人物、菜品均为虚构', en: 'Demo data: institutions, people and dishes are invented' },
    serving: { zh: '正在供餐', en: 'Being served' },
    servingUntil: { zh: '正在供餐，至 {end}', en: 'Being served until {end}' },
    startsAt: { zh: '{start} 开餐', en: 'Starts at {start}' },
    over: { zh: '已结束', en: 'Over' },
    nextMeal: { zh: '下一餐', en: 'Next meal' },
    restOfDay: { zh: '今日其他餐次', en: 'The rest of today' },
    restOfWeek: { zh: '接下来几天', en: 'The days ahead' },
    wholeWeek: { zh: '看整周菜单', en: 'See the whole week' },
    print: { zh: '打印', en: 'Print' },
    gram: { zh: '克', en: 'g' },
    perPortion: { zh: '每份', en: 'per portion' },
    contains: { zh: '含', en: 'Contains' },
    mayContain: { zh: '可能含', en: 'May contain' },
    unknown: { zh: '未知', en: 'Unknown' },
    allUnknown: { zh: '八类过敏原均未知', en: 'All eight allergens unknown' },
    none: { zh: '不含八类过敏原', en: 'None of the eight allergens' },
    and: { zh: '、', en: ', ' },
    then: { zh: '；', en: ' · ' },
    colon: { zh: '：', en: ': ' },
    origin: { zh: '{ingredient}来自{supplier}', en: '{ingredient} from {supplier}' },
    place: { zh: '（{place}）', en: ', {place}' },
    localOf: { zh: '{county}地方菜', en: 'Local dish of {county}' },
    sampleAll: { zh: '每道菜留样 {hours} 小时，自供餐结束起算，备查。', en: 'A sample of every dish is kept for {hours} hours after service, in case of questions.' },
    sample: { zh: '留样 {hours} 小时', en: 'sample kept {hours} h' },
    filter: { zh: '忌口', en: 'I avoid' },
    filterAsk: { zh: '有忌口？点这里筛选', en: 'Anything you must avoid?' },
    filterLegend: { zh: '我不能吃', en: 'I must avoid' },
    filterDo: { zh: '标出能吃的菜', en: 'Mark what I can eat' },
    filterClear: { zh: '取消忌口', en: 'Clear' },
    filterCount: { zh: '本页 {all} 种菜，{ok} 种已声明不含', en: '{ok} of the {all} dishes on this page are declared free' },
    filterNote: {
      zh: '含、可能含、未知的菜会变淡，并写明原因；不会藏起来。',
      en: 'Dishes that contain it, may contain it, or for which it is unknown are greyed and say why; none is hidden.',
    },
    verdictContains: { zh: '含{x}', en: 'Contains {x}' },
    verdictMay: { zh: '可能含{x}', en: 'May contain {x}' },
    verdictUnknown: { zh: '{x}未知', en: 'Unknown: {x}' },
    verdictFree: { zh: '已声明不含{x}', en: 'Declared free of {x}' },
    allergenNote: {
      zh: '过敏原按菜谱的每种原料汇总。未写出的八类，供应商已声明不含；“未知”表示还没有人声明。厨房共用锅具，严重过敏请先问窗口。',
      en: 'Allergens are rolled up from every ingredient of the recipe. Of the eight classes, those not named are declared free by the supplier; “unknown” means that nobody has declared it. The kitchen shares its pans: with a severe allergy, ask at the counter first.',
    },
    published: { zh: '第 {revision} 次公布，{at}', en: 'Publication no. {revision}, {at}' },
    noMenu: { zh: '还没有公布菜单', en: 'No menu published yet' },
    noMenuHint: { zh: '菜单一经公布，就会出现在这里。', en: 'It appears here as soon as it is published.' },
    noMenuWeek: { zh: '{span}还没有公布菜单', en: 'No menu published yet for {span}' },
    noMoreMeals: { zh: '今天没有更多餐次', en: 'No more meals today' },
    noMoreHint: { zh: '之后的菜单还没有公布。', en: 'What follows is not published yet.' },
    noMealDay: { zh: '不供餐', en: 'No meals' },
    noCanteens: { zh: '还没有食堂公布菜单', en: 'No canteen has published a menu yet' },
    notFound: { zh: '没有这个食堂', en: 'No such canteen' },
    notFoundHint: { zh: '地址可能写错了，或者这个食堂不再公布菜单。', en: 'The address may be mistyped, or this canteen no longer publishes its menu.' },
    hold: { zh: '停在这一屏', en: 'Hold this screen' },
    boardScreen: { zh: '第 {n} 屏，共 {all} 屏', en: 'Screen {n} of {all}' },
    phone: { zh: '手机菜单', en: 'Menu for phones' },
  },
} satisfies Messages;

export type Word = keyof typeof messages.words;

/** One phrase in the page's language. */
export function say(lang: Lang, word: Word, params: Record<string, string | number> = {}): string {
  return messages.words[word][lang].replace(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap));
}

type Label = 'Meal' | 'DishCategory' | 'DishFlag' | 'Allergen';
const labels: Record<Label, Record<string, Words> | undefined> = {
  Meal: menus.enums.Meal,
  DishCategory: recipes.enums.DishCategory,
  DishFlag: recipes.enums.DishFlag,
  Allergen: catalog.enums?.['Allergen'],
};

/** The label of an enum's value, as the console has it. */
export function label(lang: Lang, name: Label, value: string): string {
  return labels[name]?.[value]?.[lang] ?? value;
}

/** The name of an allergen within a sentence. */
export function allergenName(lang: Lang, allergen: PublicAllergen): string {
  return label(lang, 'Allergen', allergen).toLowerCase();
}
