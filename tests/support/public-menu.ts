import { LocalDate } from '@canteen/kernel';
import type {
  PublicAllergen, PublicCanteen, PublicCategory, PublicDish, PublicFlag, PublicMeal, PublicMenu, PublicOrigin, Text,
} from '@canteen/menu-pages';

/** Published menus as a canteen in Quanzhou might have them, for the specs of the public pages. All of it is invented. */

const MANDATORY: PublicAllergen[] = ['GLUTEN', 'CRUSTACEANS', 'FISH', 'EGG', 'PEANUT', 'SOY', 'MILK', 'TREE_NUTS'];
const LETTERS: Record<string, PublicAllergen> = {
  g: 'GLUTEN', k: 'CRUSTACEANS', f: 'FISH', e: 'EGG', p: 'PEANUT', s: 'SOY', m: 'MILK', n: 'TREE_NUTS', o: 'MOLLUSCS', x: 'SESAME', c: 'CELERY',
};

const text = (zh: string, en: string | null): Text => ({ zh, en });

export const theCanteen: PublicCanteen = {
  slug: 'binjiang',
  name: text('学员餐厅', 'Trainees’ Canteen'),
  organization: text('泉州市滨江干部学院', 'Binjiang Cadre College, Quanzhou'),
  timeZone: 'Asia/Shanghai',
  demo: true,
};

interface Given {
  name: Text;
  price: string;
  grams: number;
  category: PublicCategory;
  /** Contains; after a slash may contain; after another, unknown. */
  allergens?: string;
  origin?: PublicOrigin;
  flags?: PublicFlag[];
  county?: string;
  description?: Text;
  photo?: string;
}

/** A dish whose mandatory classes are all declared, save those that `allergens` says to be unknown. */
export function aPublicDish(given: Partial<Given> & { name: Text }): PublicDish {
  const [contains = '', may = '', unknown = ''] = (given.allergens ?? '').split('/');
  const classes = (letters: string) => [...letters].flatMap((letter) => LETTERS[letter] ?? []);
  const stated = [...classes(contains), ...classes(may), ...classes(unknown)];
  return {
    id: `dish-${given.name.zh}`,
    name: given.name,
    price: { amount: given.price ?? '6.00', currency: 'CNY' },
    portionGrams: given.grams ?? 150,
    category: given.category ?? 'VEGETABLE',
    flags: given.flags ?? [],
    photo: given.photo ?? null,
    allergens: [
      ...classes(contains).map((allergen) => ({ allergen, presence: 'CONTAINS' as const })),
      ...classes(may).map((allergen) => ({ allergen, presence: 'MAY_CONTAIN' as const })),
      ...MANDATORY.filter((allergen) => !stated.includes(allergen)).map((allergen) => ({ allergen, presence: 'FREE' as const })),
    ],
    unknownAllergens: classes(unknown),
    originCounty: given.county ?? null,
    origin: given.origin ?? null,
    description: given.description ?? null,
    sampleKeptHours: 48,
    plannedPortions: 120,
  };
}

const from = (ingredient: Text, supplier: Text, place: Text | null): PublicOrigin => ({ ingredient, supplier, place });
const haixing = text('海兴水产行', 'Haixing Seafood');
const anhai = text('安海禽业', 'Anhai Poultry');
const qingyuan = text('清源蔬菜合作社', 'Qingyuan Vegetable Co-operative');
const fengze = text('丰泽粮油', 'Fengze Grain and Oil');
const pork = from(text('猪肉', 'Pork'), text('南安恒丰肉类', 'Hengfeng Meat'), text('南安', 'Nan’an'));
const greens = (zh: string, en: string) => from(text(zh, en), qingyuan, text('洛江', 'Luojiang'));

const DISHES: Record<string, Given> = {
  duck: { name: text('姜母鸭', 'Ginger duck'), price: '14.00', grams: 180, category: 'MEAT', allergens: 'sx', flags: ['LOCAL'], county: '同安', origin: from(text('番鸭', 'Duck'), anhai, text('晋江', 'Jinjiang')), photo: 'a'.repeat(64) },
  pork: { name: text('醋肉', 'Quanzhou vinegar pork'), price: '10.00', grams: 120, category: 'MEAT', allergens: 'ge/s', flags: ['LOCAL'], county: '泉州', origin: pork },
  fish: { name: text('酱油水巴浪鱼', 'Scad braised in soy sauce'), price: '9.50', grams: 150, category: 'MEAT', allergens: 'fsg/k', origin: from(text('巴浪鱼', 'Scad'), haixing, text('石狮祥芝', 'Xiangzhi, Shishi')) },
  beef: { name: text('牛肉羹', 'Quanzhou beef broth'), price: '8.00', grams: 300, category: 'SOUP', allergens: '//gs', flags: ['LOCAL'], county: '泉州', origin: from(text('牛腿肉', 'Beef'), text('永春山里牧场', 'Shanli Farm'), text('永春', 'Yongchun')) },
  oyster: { name: text('海蛎煎', 'Oyster omelette'), price: '12.00', grams: 200, category: 'HALF_MEAT', allergens: 'eo/k/p', flags: ['LOCAL'], county: '惠安', origin: from(text('海蛎', 'Oysters'), haixing, text('惠安崇武', 'Chongwu, Hui’an')), description: text('现点现煎，配甜辣酱', 'Fried to order, with sweet chilli sauce') },
  eggs: { name: text('番茄炒蛋', 'Tomato and scrambled egg'), price: '6.00', grams: 180, category: 'HALF_MEAT', allergens: 'e', origin: from(text('鸡蛋', 'Eggs'), anhai, text('晋江', 'Jinjiang')) },
  tofu: { name: text('肉末烧豆腐', 'Tofu with minced pork'), price: '6.50', grams: 200, category: 'HALF_MEAT', allergens: 'sg', origin: from(text('豆腐', 'Tofu'), text('鲤城老街豆坊', 'Laojie Tofu'), text('鲤城', 'Licheng')) },
  spinach: { name: text('蒜蓉菠菜', 'Spinach with garlic'), price: '4.00', grams: 180, category: 'VEGETABLE', origin: greens('菠菜', 'Spinach') },
  cabbage: { name: text('手撕包菜', 'Hand-torn cabbage'), price: '4.00', grams: 180, category: 'VEGETABLE', allergens: 's', origin: greens('包菜', 'Cabbage') },
  water: { name: text('清炒空心菜', 'Water spinach'), price: '4.00', grams: 180, category: 'VEGETABLE', origin: greens('空心菜', 'Water spinach') },
  yam: { name: text('山药木耳', 'Yam with wood-ear'), price: '5.00', grams: 160, category: 'VEGETABLE', origin: from(text('淮山', 'Yam'), text('安溪长坑农场', 'Changkeng Farm'), text('安溪', 'Anxi')) },
  clam: { name: text('丝瓜花蛤汤', 'Loofah and clam soup'), price: '5.00', grams: 250, category: 'SOUP', allergens: 'o', origin: from(text('花蛤', 'Clams'), haixing, text('晋江', 'Jinjiang')) },
  seaweed: { name: text('紫菜蛋花汤', 'Seaweed and egg soup'), price: '2.00', grams: 250, category: 'SOUP', allergens: 'e/kf', origin: from(text('紫菜', 'Seaweed'), haixing, text('泉港', 'Quangang')) },
  rice: { name: text('米饭', 'Rice'), price: '1.00', grams: 200, category: 'STAPLE', origin: from(text('大米', 'Rice'), fengze, text('建宁', 'Jianning')) },
  salty: { name: text('芋头咸饭', 'Savoury taro rice'), price: '5.00', grams: 300, category: 'STAPLE', allergens: 's/k', flags: ['LOCAL'], county: '泉州', origin: from(text('槟榔芋', 'Taro'), qingyuan, text('洛江', 'Luojiang')) },
  lumian: { name: text('泉州卤面', 'Quanzhou braised noodles'), price: '8.00', grams: 400, category: 'STAPLE', allergens: 'gkeo/f', flags: ['LOCAL'], county: '泉州', origin: from(text('碱面', 'Noodles'), fengze, null) },
  misua: { name: text('面线糊', 'Vermicelli paste soup'), price: '4.00', grams: 350, category: 'STAPLE', allergens: 'gk/o', flags: ['LOCAL'], county: '泉州', origin: from(text('面线', 'Vermicelli'), fengze, text('南安', 'Nan’an')) },
  bun: { name: text('馒头', 'Steamed bun'), price: '1.00', grams: 90, category: 'STAPLE', allergens: 'g//m', origin: from(text('小麦粉', 'Wheat flour'), fengze, null) },
  porridge: { name: text('地瓜粥', 'Sweet-potato porridge'), price: '1.50', grams: 300, category: 'STAPLE', origin: from(text('地瓜', 'Sweet potato'), qingyuan, text('惠安', 'Hui’an')) },
  teaEgg: { name: text('茶叶蛋', 'Tea egg'), price: '2.00', grams: 55, category: 'SNACK', allergens: 'esg', origin: from(text('鸡蛋', 'Eggs'), anhai, text('晋江', 'Jinjiang')) },
  peanutSoup: { name: text('花生汤', 'Sweet peanut soup'), price: '3.00', grams: 250, category: 'SNACK', allergens: 'p/n', flags: ['LOCAL'], county: '泉州', origin: from(text('花生仁', 'Peanuts'), fengze, text('惠安', 'Hui’an')) },
  mantian: { name: text('满煎糕', 'Griddle cake with peanut and sesame'), price: '3.00', grams: 120, category: 'SNACK', allergens: 'gpx//m', flags: ['LOCAL'], county: '泉州' },
  jelly: { name: text('四果汤', 'Four-fruit ice'), price: '5.00', grams: 300, category: 'COLD', allergens: '//gpsmn', flags: ['COLD', 'LOCAL'], county: '泉州' },
  soyMilk: { name: text('豆浆', 'Soy milk'), price: '1.50', grams: 250, category: 'DRINK', allergens: 's', origin: from(text('黄豆', 'Soybeans'), fengze, text('黑龙江', 'Heilongjiang')) },
  milk: { name: text('巴氏鲜奶', 'Pasteurised milk'), price: '3.50', grams: 200, category: 'DRINK', allergens: 'm', origin: from(text('鲜奶', 'Milk'), text('长富乳品', 'Changfu Dairy'), text('南平', 'Nanping')) },
  orange: { name: text('永春芦柑', 'Yongchun ponkan'), price: '2.00', grams: 150, category: 'FRUIT', county: '永春', flags: ['LOCAL'], origin: from(text('芦柑', 'Ponkan'), text('永春东关果园', 'Dongguan Orchard'), text('永春', 'Yongchun')) },
};

const TURNS: Record<Exclude<PublicMeal, 'SUPPER'>, string[][]> = {
  BREAKFAST: [
    ['misua', 'porridge', 'bun', 'teaEgg', 'soyMilk'], ['porridge', 'bun', 'mantian', 'teaEgg', 'milk'], ['misua', 'bun', 'peanutSoup', 'teaEgg', 'soyMilk', 'milk'],
    ['porridge', 'bun', 'mantian', 'teaEgg', 'soyMilk'], ['misua', 'bun', 'peanutSoup', 'teaEgg', 'milk'],
  ],
  LUNCH: [
    ['pork', 'fish', 'tofu', 'cabbage', 'spinach', 'seaweed', 'rice', 'orange'], ['duck', 'oyster', 'eggs', 'water', 'yam', 'clam', 'rice'],
    ['duck', 'fish', 'oyster', 'eggs', 'spinach', 'yam', 'beef', 'rice', 'salty', 'orange'],
    ['pork', 'fish', 'tofu', 'cabbage', 'water', 'seaweed', 'rice', 'lumian'], ['duck', 'pork', 'eggs', 'spinach', 'yam', 'beef', 'rice', 'jelly'],
  ],
  DINNER: [
    ['fish', 'eggs', 'water', 'clam', 'rice', 'bun'], ['pork', 'tofu', 'cabbage', 'seaweed', 'rice', 'lumian'], ['pork', 'tofu', 'water', 'clam', 'rice', 'lumian', 'jelly'],
    ['duck', 'eggs', 'spinach', 'beef', 'rice'], ['fish', 'oyster', 'cabbage', 'clam', 'salty'],
  ],
};
const HOURS = { BREAKFAST: ['07:00', '08:20'], LUNCH: ['11:30', '12:40'], DINNER: ['17:30', '18:40'] } as const;

/** A week with three meals on each of its days. */
export function aPublicMenu(given: { weekStart?: string; days?: number; revision?: number; canteen?: PublicCanteen; dishes?: PublicDish[] } = {}): PublicMenu {
  const monday = LocalDate.of(given.weekStart ?? '2026-11-16');
  const canteen = given.canteen ?? theCanteen;
  return {
    canteen,
    weekStart: monday.iso,
    revision: given.revision ?? 1,
    publishedAt: monday.plusDays(-2).instantAt('16:20', canteen.timeZone).toISOString(),
    days: Array.from({ length: given.days ?? 5 }, (_, i) => {
      const day = monday.plusDays(i);
      return {
        day: day.iso,
        meals: (['BREAKFAST', 'LUNCH', 'DINNER'] as const).map((meal) => ({
          meal,
          serviceStart: day.instantAt(HOURS[meal][0], canteen.timeZone).toISOString(),
          serviceEnd: day.instantAt(HOURS[meal][1], canteen.timeZone).toISOString(),
          dishes: given.dishes ?? (TURNS[meal][i % 5] ?? []).flatMap((key) => (DISHES[key] ? [aPublicDish(DISHES[key])] : [])),
        })),
      };
    }),
  };
}

/** Three canteens of three institutions: two weeks published, one week of seven days, and none yet. */
export function publicCanteens(): { canteen: PublicCanteen; menus: PublicMenu[] }[] {
  const school: PublicCanteen = { slug: 'tonghua', name: text('学生食堂', 'Pupils’ Canteen'), organization: text('鲤城区桐花实验小学', 'Tonghua Primary School, Licheng'), timeZone: 'Asia/Shanghai', demo: true };
  const agency: PublicCanteen = { slug: 'jiguan', name: text('机关食堂', null), organization: text('丰泽区机关事务服务中心', 'Fengze District Service Centre'), timeZone: 'Asia/Shanghai', demo: true };
  return [
    { canteen: theCanteen, menus: [aPublicMenu({ revision: 2 }), aPublicMenu({ weekStart: '2026-11-23' })] },
    { canteen: school, menus: [aPublicMenu({ canteen: school, days: 7 })] },
    { canteen: agency, menus: [] },
  ];
}
