import type { Allergen, IngredientCategory, Storage } from '@canteen/catalog';
import type { Two } from './institutions.ts';

/** Which of a canteen's suppliers brings it. */
export type Round = 'meat' | 'greens' | 'sea' | 'dry';

export interface IngredientSeed {
  key: string;
  name: Two;
  category: IngredientCategory;
  storage: Storage;
  /** stock unit */
  unit: 'kg' | 'l' | 'bottle' | 'bag';
  round: Round;
  /**
   * How it is bought: `day` by the scale for the day's need and nothing over; otherwise in steps of so many stock
   * units, to last until the next round.
   */
  buy: 'day' | string;
  /** CNY per stock unit */
  price: number;
  shelfLifeDays?: number;
  /** opened seasoning, attributed by day; `buy` is then how many come each month */
  byDay?: boolean;
  pieceGrams?: number;
  packs?: readonly (readonly [unit: 'box' | 'bag' | 'bottle' | 'pack' | 'piece', holds: string, of: 'kg' | 'l' | 'g' | 'ml'])[];
  spec?: string;
  producer?: string;
  brand?: string;
  contains?: readonly Allergen[];
  may?: readonly Allergen[];
  /** of these nobody has said anything yet; of the other mandatory classes the source below says "free" */
  silent?: readonly Allergen[] | 'all others';
  /** what the statements rest on */
  source?: 'single' | 'label';
  /** per 100 g: kJ, protein g, fat g, carbohydrate g, sodium mg; only where a table gives it */
  per100g?: readonly [kj: string, protein: string, fat: string, carbohydrate: string, sodium: string];
}

/** Brands and producers are invented. Nutrition: rounded figures as Chinese food composition tables commonly give them. */
export const ingredients: readonly IngredientSeed[] = [
  // meat and poultry
  { key: 'pork', name: ['猪后腿肉', 'Pork leg'], category: 'MEAT', storage: 'CHILLED', unit: 'kg', round: 'meat', buy: 'day', price: 30.5, shelfLifeDays: 3, producer: '南安市诗山定点屠宰场', source: 'single', per100g: ['598', '20.3', '6.2', '1.5', '57.5'] },
  { key: 'pork-belly', name: ['五花肉', 'Pork belly'], category: 'MEAT', storage: 'CHILLED', unit: 'kg', round: 'meat', buy: 'day', price: 34, shelfLifeDays: 3, producer: '南安市诗山定点屠宰场', source: 'single' },
  { key: 'pork-ribs', name: ['猪排骨', 'Pork ribs'], category: 'MEAT', storage: 'CHILLED', unit: 'kg', round: 'meat', buy: 'day', price: 46, shelfLifeDays: 3, producer: '南安市诗山定点屠宰场', source: 'single' },
  { key: 'beef', name: ['牛腿肉', 'Beef round'], category: 'MEAT', storage: 'FROZEN', unit: 'kg', round: 'sea', buy: '5', price: 72, shelfLifeDays: 365, spec: '5 kg/箱', packs: [['box', '5', 'kg']], producer: '福建山海牧业有限公司', source: 'single' },
  { key: 'duck', name: ['红面番鸭', 'Muscovy duck'], category: 'POULTRY', storage: 'CHILLED', unit: 'kg', round: 'meat', buy: 'day', price: 38, shelfLifeDays: 3, pieceGrams: 2200, producer: '永春县桃溪家禽养殖场', source: 'single' },
  { key: 'chicken', name: ['鸡腿肉', 'Chicken thigh'], category: 'POULTRY', storage: 'FROZEN', unit: 'kg', round: 'sea', buy: '10', price: 19.8, shelfLifeDays: 365, spec: '10 kg/箱', packs: [['box', '10', 'kg']], producer: '福建山海牧业有限公司', source: 'single' },
  { key: 'chicken-feet', name: ['鸡爪', 'Chicken feet'], category: 'POULTRY', storage: 'FROZEN', unit: 'kg', round: 'sea', buy: '5', price: 26, shelfLifeDays: 365, spec: '5 kg/箱', producer: '福建山海牧业有限公司', source: 'single' },
  // from the sea
  { key: 'oyster', name: ['海蛎', 'Oysters, shucked'], category: 'AQUATIC', storage: 'CHILLED', unit: 'kg', round: 'sea', buy: 'day', price: 36, shelfLifeDays: 2, producer: '惠安县大港湾养殖区', contains: ['MOLLUSCS'], source: 'single' },
  { key: 'clam', name: ['花蛤', 'Clams'], category: 'AQUATIC', storage: 'CHILLED', unit: 'kg', round: 'sea', buy: 'day', price: 14, shelfLifeDays: 2, producer: '晋江市围头湾养殖区', contains: ['MOLLUSCS'], source: 'single' },
  { key: 'hairtail', name: ['带鱼段', 'Hairtail, cut'], category: 'AQUATIC', storage: 'FROZEN', unit: 'kg', round: 'sea', buy: '10', price: 32, shelfLifeDays: 270, spec: '10 kg/箱', packs: [['box', '10', 'kg']], producer: '石狮市祥芝渔港', contains: ['FISH'], source: 'single' },
  { key: 'shrimp', name: ['虾仁', 'Shrimp, shelled'], category: 'AQUATIC', storage: 'FROZEN', unit: 'kg', round: 'sea', buy: '2', price: 68, shelfLifeDays: 365, spec: '2 kg/袋', packs: [['bag', '2', 'kg']], producer: '漳浦县海丰水产', contains: ['CRUSTACEANS'], may: ['FISH', 'MOLLUSCS'], source: 'label' },
  { key: 'fish-balls', name: ['深沪鱼丸', 'Shenhu fish balls'], category: 'AQUATIC', storage: 'FROZEN', unit: 'kg', round: 'sea', buy: '5', price: 28, shelfLifeDays: 180, spec: '2.5 kg/袋', packs: [['bag', '2.5', 'kg']], producer: '晋江市深沪浪花食品厂', contains: ['FISH', 'EGG', 'GLUTEN'], may: ['CRUSTACEANS'], silent: ['MILK'], source: 'label' },
  { key: 'fish-roll', name: ['崇武鱼卷', 'Chongwu fish roll'], category: 'AQUATIC', storage: 'FROZEN', unit: 'kg', round: 'sea', buy: '5', price: 42, shelfLifeDays: 180, spec: '5 kg/箱', producer: '惠安县崇武古城鱼卷坊', contains: ['FISH', 'EGG'], silent: ['GLUTEN', 'SOY', 'MILK'], source: 'label' },
  // eggs, milk, soy
  { key: 'egg', name: ['鸡蛋', 'Eggs'], category: 'EGG', storage: 'AMBIENT', unit: 'kg', round: 'meat', buy: '5', price: 9.6, shelfLifeDays: 40, pieceGrams: 50, spec: '15 kg/箱', packs: [['box', '15', 'kg']], producer: '安溪县龙涓禽蛋场', contains: ['EGG'], source: 'single', per100g: ['602', '13.3', '8.8', '2.8', '131.5'] },
  { key: 'milk', name: ['鲜牛奶', 'Fresh milk'], category: 'DAIRY', storage: 'CHILLED', unit: 'l', round: 'meat', buy: 'day', price: 12.4, shelfLifeDays: 7, spec: '200 ml/盒', packs: [['pack', '0.2', 'l']], brand: '晨牧', producer: '泉州晨牧乳业有限公司', contains: ['MILK'], source: 'label', per100g: ['226', '3.0', '3.2', '3.4', '37.2'] },
  { key: 'tofu', name: ['豆腐', 'Tofu'], category: 'SOY', storage: 'CHILLED', unit: 'kg', round: 'meat', buy: 'day', price: 5.6, shelfLifeDays: 2, producer: '晋江市豆香豆制品厂', contains: ['SOY'], source: 'label', per100g: ['339', '8.1', '3.7', '4.2', '7.2'] },
  { key: 'dried-tofu', name: ['豆干', 'Dried tofu'], category: 'SOY', storage: 'CHILLED', unit: 'kg', round: 'meat', buy: 'day', price: 11, shelfLifeDays: 5, producer: '晋江市豆香豆制品厂', contains: ['SOY'], may: ['GLUTEN'], source: 'label' },
  // vegetables and fruit: loose, without a shelf life of their own
  { key: 'bok-choy', name: ['上海青', 'Bok choy'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 4.8, producer: '南安市水头绿丰基地', source: 'single' },
  { key: 'cabbage', name: ['包菜', 'Cabbage'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 3.2, producer: '惠安县走马埭基地', source: 'single' },
  { key: 'cauliflower', name: ['花菜', 'Cauliflower'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 6.4, producer: '惠安县走马埭基地', source: 'single' },
  { key: 'celery', name: ['西芹', 'Celery'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 6.8, producer: '南安市水头绿丰基地', contains: ['CELERY'], source: 'single' },
  { key: 'celtuce', name: ['莴笋', 'Celtuce'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 5.2, producer: '南安市水头绿丰基地', source: 'single' },
  { key: 'mustard-greens', name: ['芥菜', 'Leaf mustard'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 3.6, producer: '永春县岵山基地', contains: ['MUSTARD'], source: 'single' },
  { key: 'radish', name: ['白萝卜', 'White radish'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 2.4, producer: '惠安县走马埭基地', source: 'single' },
  { key: 'carrot', name: ['胡萝卜', 'Carrot'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 3.8, producer: '晋江市东石沙地基地', source: 'single' },
  { key: 'potato', name: ['土豆', 'Potato'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 3.4, producer: '晋江市东石沙地基地', source: 'single' },
  { key: 'tomato', name: ['番茄', 'Tomato'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 6.2, producer: '南安市水头绿丰基地', source: 'single' },
  { key: 'green-pepper', name: ['青椒', 'Green pepper'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 7.2, producer: '南安市水头绿丰基地', source: 'single' },
  { key: 'cucumber', name: ['黄瓜', 'Cucumber'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 5.4, producer: '永春县岵山基地', source: 'single' },
  { key: 'ginger', name: ['老姜', 'Old ginger'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 13, producer: '安溪县感德基地', source: 'single' },
  { key: 'garlic', name: ['蒜头', 'Garlic'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 9.8, producer: '惠安县走马埭基地', source: 'single' },
  { key: 'scallion', name: ['小葱', 'Scallion'], category: 'VEGETABLE', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '0.5', price: 8.5, producer: '永春县岵山基地', source: 'single' },
  { key: 'ponkan', name: ['永春芦柑', 'Yongchun ponkan'], category: 'FRUIT', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '1', price: 7.6, pieceGrams: 150, producer: '永春县岵山果场', source: 'single' },
  { key: 'banana', name: ['香蕉', 'Banana'], category: 'FRUIT', storage: 'AMBIENT', unit: 'kg', round: 'greens', buy: '1', price: 5.8, pieceGrams: 140, producer: '南安市翔云果场', source: 'single' },
  // grain and oil
  { key: 'rice', name: ['大米', 'Rice'], category: 'GRAIN', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '25', price: 5.1, shelfLifeDays: 365, spec: '25 kg/袋', packs: [['bag', '25', 'kg']], brand: '闽禾', producer: '福建闽禾粮油有限公司', source: 'single', per100g: ['1448', '7.4', '0.8', '77.9', '3.8'] },
  { key: 'misua', name: ['面线', 'Misua, thin wheat noodles'], category: 'GRAIN', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '5', price: 11, shelfLifeDays: 240, spec: '5 kg/箱', producer: '南安市码头手工面线坊', contains: ['GLUTEN'], source: 'label' },
  { key: 'noodles', name: ['碱水面', 'Alkaline noodles'], category: 'GRAIN', storage: 'CHILLED', unit: 'kg', round: 'meat', buy: 'day', price: 6.6, shelfLifeDays: 3, producer: '笋江区老街面坊', contains: ['GLUTEN'], may: ['EGG'], source: 'label' },
  { key: 'rice-noodles', name: ['湖头米粉', 'Hutou rice vermicelli'], category: 'GRAIN', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '5', price: 12.5, shelfLifeDays: 365, spec: '5 kg/箱', producer: '安溪县湖头米粉厂', may: ['GLUTEN'], source: 'label' },
  { key: 'buns', name: ['速冻馒头', 'Steamed buns, frozen'], category: 'GRAIN', storage: 'FROZEN', unit: 'kg', round: 'sea', buy: '6', price: 9.5, shelfLifeDays: 180, spec: '6 kg/箱', producer: '福建麦香食品有限公司', contains: ['GLUTEN'], may: ['MILK', 'SOY', 'EGG'], source: 'label' },
  { key: 'spring-skins', name: ['润饼皮', 'Runbing skins'], category: 'GRAIN', storage: 'CHILLED', unit: 'kg', round: 'meat', buy: 'day', price: 18, shelfLifeDays: 2, producer: '鲤城区西街润饼铺', contains: ['GLUTEN'], silent: 'all others', source: 'label' },
  { key: 'starch', name: ['地瓜粉', 'Sweet potato starch'], category: 'GRAIN', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '5', price: 9.2, shelfLifeDays: 540, spec: '25 kg/袋', producer: '安溪县官桥淀粉厂', source: 'single' },
  { key: 'glutinous-flour', name: ['糯米粉', 'Glutinous rice flour'], category: 'GRAIN', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '5', price: 8.4, shelfLifeDays: 365, spec: '5 kg/袋', producer: '福建闽禾粮油有限公司', may: ['GLUTEN'], source: 'label' },
  { key: 'soy-oil', name: ['大豆油', 'Soybean oil'], category: 'OIL', storage: 'AMBIENT', unit: 'l', round: 'dry', buy: '20', price: 9.9, shelfLifeDays: 540, spec: '20 l/桶', packs: [['bottle', '20', 'l']], brand: '闽禾', producer: '福建闽禾粮油有限公司', contains: ['SOY'], source: 'label' },
  // dry goods
  { key: 'laver', name: ['紫菜', 'Laver'], category: 'DRY_GOODS', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '1', price: 86, shelfLifeDays: 365, spec: '500 g/包', packs: [['pack', '0.5', 'kg']], producer: '石狮市祥芝海产合作社', may: ['CRUSTACEANS', 'FISH', 'MOLLUSCS'], source: 'label' },
  { key: 'black-fungus', name: ['黑木耳（干）', 'Black fungus, dried'], category: 'DRY_GOODS', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '1', price: 80, shelfLifeDays: 540, spec: '1 kg/袋', producer: '德化县戴云菌业', source: 'single' },
  { key: 'shiitake', name: ['香菇（干）', 'Shiitake, dried'], category: 'DRY_GOODS', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '1', price: 96, shelfLifeDays: 540, spec: '1 kg/袋', producer: '德化县戴云菌业', silent: ['GLUTEN'], source: 'single' },
  { key: 'dried-shrimp', name: ['虾皮', 'Dried small shrimp'], category: 'DRY_GOODS', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '1', price: 58, shelfLifeDays: 240, spec: '1 kg/袋', producer: '石狮市祥芝海产合作社', contains: ['CRUSTACEANS'], may: ['FISH'], source: 'label' },
  { key: 'peanuts', name: ['花生仁', 'Peanuts'], category: 'DRY_GOODS', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '2', price: 14.5, shelfLifeDays: 300, spec: '25 kg/袋', producer: '晋江市东石沙地基地', contains: ['PEANUT'], source: 'single' },
  { key: 'sesame', name: ['白芝麻', 'White sesame'], category: 'DRY_GOODS', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '1', price: 24, shelfLifeDays: 365, spec: '1 kg/袋', producer: '福建闽禾粮油有限公司', contains: ['SESAME'], may: ['PEANUT', 'TREE_NUTS'], source: 'label' },
  { key: 'red-beans', name: ['红豆', 'Red beans'], category: 'DRY_GOODS', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '2', price: 15, shelfLifeDays: 365, spec: '5 kg/袋', producer: '福建闽禾粮油有限公司', source: 'single' },
  { key: 'agar', name: ['石花菜（干）', 'Agar weed, dried'], category: 'DRY_GOODS', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '1', price: 130, shelfLifeDays: 540, spec: '500 g/包', producer: '惠安县崇武海产合作社', silent: ['CRUSTACEANS', 'FISH'], source: 'single' },
  // seasonings that stand open in the kitchen
  { key: 'salt', name: ['食盐', 'Salt'], category: 'SEASONING', storage: 'AMBIENT', unit: 'bag', round: 'dry', buy: '40', price: 2.5, shelfLifeDays: 1080, byDay: true, spec: '400 g/袋', brand: '清晶', producer: '福建清晶有限公司', source: 'label', per100g: ['0', '0', '0', '0', '39311'] },
  { key: 'soy-sauce', name: ['生抽', 'Light soy sauce'], category: 'SEASONING', storage: 'AMBIENT', unit: 'bottle', round: 'dry', buy: '12', price: 9.8, shelfLifeDays: 540, byDay: true, spec: '1.9 l/瓶', brand: '海丝', producer: '晋江市安海酿造厂', contains: ['SOY', 'GLUTEN'], source: 'label' },
  { key: 'rice-wine', name: ['红曲料酒', 'Red yeast cooking wine'], category: 'SEASONING', storage: 'AMBIENT', unit: 'bottle', round: 'dry', buy: '10', price: 8.2, shelfLifeDays: 1080, byDay: true, spec: '1.5 l/瓶', producer: '永春县老醋酒坊', may: ['GLUTEN'], source: 'label' },
  { key: 'vinegar', name: ['永春老醋', 'Yongchun aged vinegar'], category: 'SEASONING', storage: 'AMBIENT', unit: 'bottle', round: 'dry', buy: '6', price: 11, shelfLifeDays: 1080, byDay: true, spec: '1 l/瓶', producer: '永春县老醋酒坊', may: ['GLUTEN', 'SESAME'], source: 'label' },
  { key: 'sugar', name: ['白砂糖', 'Sugar'], category: 'SEASONING', storage: 'AMBIENT', unit: 'kg', round: 'dry', buy: '10', price: 7.4, shelfLifeDays: 720, byDay: true, spec: '1 kg/袋', producer: '福建甘源糖业有限公司', source: 'label' },
  { key: 'sesame-oil', name: ['芝麻油', 'Sesame oil'], category: 'SEASONING', storage: 'AMBIENT', unit: 'bottle', round: 'dry', buy: '6', price: 26, shelfLifeDays: 540, byDay: true, spec: '900 ml/瓶', producer: '福建闽禾粮油有限公司', contains: ['SESAME'], may: ['PEANUT'], source: 'label' },
  { key: 'oyster-sauce', name: ['蚝油', 'Oyster sauce'], category: 'SEASONING', storage: 'AMBIENT', unit: 'bottle', round: 'dry', buy: '6', price: 14, shelfLifeDays: 540, byDay: true, spec: '2.2 kg/瓶', brand: '海丝', producer: '晋江市安海酿造厂', contains: ['MOLLUSCS', 'SOY', 'GLUTEN'], source: 'label' },
  { key: 'satay', name: ['沙茶酱', 'Shacha paste'], category: 'SEASONING', storage: 'AMBIENT', unit: 'bottle', round: 'dry', buy: '4', price: 32, shelfLifeDays: 540, byDay: true, spec: '2.5 kg/桶', producer: '晋江市安海酿造厂', contains: ['PEANUT', 'SOY', 'CRUSTACEANS', 'FISH', 'SESAME'], silent: ['TREE_NUTS', 'GLUTEN', 'MILK'], source: 'label' },
  { key: 'five-spice', name: ['五香粉', 'Five-spice powder'], category: 'SEASONING', storage: 'AMBIENT', unit: 'bag', round: 'dry', buy: '5', price: 16, shelfLifeDays: 540, byDay: true, spec: '500 g/袋', producer: '笋江区老街香料铺', silent: 'all others' },
  { key: 'pepper', name: ['白胡椒粉', 'White pepper'], category: 'SEASONING', storage: 'AMBIENT', unit: 'bag', round: 'dry', buy: '4', price: 48, shelfLifeDays: 720, byDay: true, spec: '500 g/袋', producer: '福建闽禾粮油有限公司', may: ['MUSTARD'], source: 'label' },
];

/** Where "free" rests on: whoever has an allergy relies on it, so it is said. */
export const statementSources = {
  single: '单一农产品原料，未添加其他配料（验收时核对）',
  label: '预包装食品标签（GB 7718）配料表与致敏物质提示',
} as const;
