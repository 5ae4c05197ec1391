import type { DishCategory, DishFlag } from '@canteen/recipes';
import type { InstitutionKey, Two } from './institutions.ts';

/** Per 100 portions: ingredient, net in stock units, yield; the first line is the main ingredient. */
export type LineSeed = readonly [ingredient: string, net: string, yieldRate?: string];

export interface DishSeed {
  key: string;
  name: Two;
  category: DishCategory;
  portion: number;
  /** CNY per portion */
  price: string;
  lines: readonly LineSeed[];
  flags?: readonly DishFlag[];
  county?: string;
  description?: Two;
  steps?: string;
  /** written down, but no price was set yet */
  unpriced?: boolean;
  /** who has it on the list; everybody unless said */
  at?: readonly InstitutionKey[];
}

const adults = ['party-school', 'agency'] as const;
const guests = ['party-school'] as const;

/** The kitchen's list. Seasonings that stand open are named without being weighed: `1` bottle or bag a hundred portions. */
export const dishes: readonly DishSeed[] = [
  // staples
  { key: 'rice', name: ['米饭', 'Steamed rice'], category: 'STAPLE', portion: 200, price: '1.00', lines: [['rice', '10']] },
  { key: 'salted-rice', name: ['咸饭', 'Minnan savoury rice'], category: 'STAPLE', portion: 300, price: '4.00', flags: ['LOCAL'], lines: [['rice', '11'], ['pork', '3', '0.95'], ['carrot', '3', '0.9'], ['cabbage', '4', '0.85'], ['shiitake', '0.3'], ['soy-oil', '0.8'], ['soy-sauce', '0.5'], ['salt', '0.3']], description: ['闽南家常一锅饭，香菇、猪肉与蔬菜同煮。', 'The one-pot rice of Minnan homes, cooked with pork, shiitake and vegetables.'] },
  { key: 'lor-mee', name: ['卤面', 'Lor mee, noodles in thick broth'], category: 'STAPLE', portion: 400, price: '6.00', flags: ['LOCAL'], lines: [['noodles', '16'], ['pork', '3', '0.95'], ['egg', '2', '0.88'], ['shiitake', '0.3'], ['cabbage', '3', '0.85'], ['starch', '1'], ['soy-sauce', '0.5'], ['pepper', '0.1'], ['salt', '0.3']], description: ['泉州卤面，勾芡成羹。', 'Quanzhou noodles in a thickened broth.'] },
  { key: 'hutou-noodles', name: ['湖头炒米粉', 'Fried Hutou rice vermicelli'], category: 'STAPLE', portion: 300, price: '6.00', flags: ['LOCAL'], county: '安溪', at: adults, lines: [['rice-noodles', '8'], ['pork', '3', '0.95'], ['shrimp', '1', '0.8'], ['cabbage', '4', '0.85'], ['soy-oil', '1'], ['soy-sauce', '0.4'], ['salt', '0.2']], description: ['一县一桌菜·安溪。', 'One county, one table: Anxi.'] },
  { key: 'buns', name: ['馒头', 'Steamed buns'], category: 'STAPLE', portion: 100, price: '1.00', at: adults, lines: [['buns', '10']] },
  { key: 'congee', name: ['白粥', 'Plain congee'], category: 'STAPLE', portion: 300, price: '0.50', at: adults, lines: [['rice', '4']] },
  // breakfast
  { key: 'misua', name: ['面线糊', 'Misua soup'], category: 'SNACK', portion: 350, price: '5.00', flags: ['LOCAL'], county: '鲤城', at: adults, lines: [['misua', '4'], ['pork', '3', '0.95'], ['dried-shrimp', '0.4'], ['starch', '1'], ['scallion', '0.5', '0.9'], ['rice-wine', '0.2'], ['pepper', '0.1'], ['salt', '0.3']], description: ['泉州早晨的一碗，可配油条。', 'What Quanzhou has for breakfast.'] },
  { key: 'boiled-egg', name: ['水煮蛋', 'Boiled egg'], category: 'SNACK', portion: 50, price: '1.50', at: adults, lines: [['egg', '5']] },
  { key: 'hot-milk', name: ['热牛奶', 'Hot milk'], category: 'DRINK', portion: 200, price: '3.50', lines: [['milk', '20']] },
  // meat and fish
  { key: 'ginger-duck', name: ['姜母鸭', 'Ginger duck'], category: 'MEAT', portion: 180, price: '16.00', flags: ['LOCAL'], at: adults, lines: [['duck', '18', '0.85'], ['ginger', '3', '0.9'], ['sesame-oil', '0.5'], ['rice-wine', '1'], ['soy-sauce', '0.4'], ['salt', '0.2']], description: ['红面番鸭与老姜慢炖，立冬进补。', 'Muscovy duck braised with old ginger, eaten from the beginning of winter.'] },
  { key: 'vinegar-pork', name: ['醋肉', 'Fried vinegar pork'], category: 'MEAT', portion: 120, price: '9.00', flags: ['LOCAL'], at: adults, lines: [['pork', '12', '0.95'], ['starch', '3'], ['egg', '1', '0.88'], ['soy-oil', '3'], ['vinegar', '0.6'], ['garlic', '0.5', '0.9'], ['five-spice', '0.1'], ['salt', '0.2']], description: ['猪腿肉以永春老醋腌制后酥炸。', 'Pork marinated in Yongchun vinegar and fried crisp.'] },
  { key: 'hongshao-pork', name: ['红烧肉', 'Red-braised pork belly'], category: 'MEAT', portion: 120, price: '10.00', at: adults, lines: [['pork-belly', '13', '0.95'], ['soy-sauce', '0.5'], ['sugar', '0.4'], ['ginger', '0.5', '0.9'], ['rice-wine', '0.4']] },
  { key: 'satay-beef', name: ['沙茶牛肉', 'Beef with shacha'], category: 'MEAT', portion: 130, price: '13.00', at: adults, lines: [['beef', '10', '0.9'], ['celery', '5', '0.8'], ['satay', '0.5'], ['soy-oil', '0.8'], ['starch', '0.5']] },
  { key: 'potato-chicken', name: ['土豆烧鸡', 'Chicken with potatoes'], category: 'MEAT', portion: 180, price: '8.00', lines: [['chicken', '10', '0.92'], ['potato', '8', '0.85'], ['ginger', '0.3', '0.9'], ['soy-sauce', '0.4'], ['soy-oil', '0.6'], ['salt', '0.2']] },
  { key: 'hairtail', name: ['红烧带鱼', 'Braised hairtail'], category: 'MEAT', portion: 130, price: '10.00', lines: [['hairtail', '13', '0.85'], ['ginger', '0.5', '0.9'], ['scallion', '0.4', '0.9'], ['soy-oil', '1'], ['soy-sauce', '0.4'], ['sugar', '0.2']] },
  { key: 'chicken-feet', name: ['洪濑鸡爪', 'Honglai braised chicken feet'], category: 'MEAT', portion: 120, price: '8.00', flags: ['LOCAL'], county: '南安', at: guests, lines: [['chicken-feet', '11', '0.95'], ['soy-sauce', '0.5'], ['five-spice', '0.1'], ['sugar', '0.3'], ['rice-wine', '0.3']], description: ['一县一桌菜·南安。', 'One county, one table: Nan’an.'] },
  { key: 'oyster-omelette', name: ['海蛎煎', 'Oyster omelette'], category: 'SNACK', portion: 180, price: '12.00', flags: ['LOCAL'], at: adults, lines: [['oyster', '8', '0.95'], ['egg', '6', '0.88'], ['starch', '3'], ['scallion', '1', '0.9'], ['soy-oil', '1'], ['salt', '0.2']], description: ['当日海蛎现煎。', 'Made of the day’s oysters.'] },
  { key: 'five-spice-roll', name: ['五香卷', 'Five-spice rolls'], category: 'SNACK', portion: 100, price: '7.00', flags: ['LOCAL'], at: guests, lines: [['pork', '7', '0.95'], ['dried-tofu', '2'], ['starch', '1.5'], ['five-spice', '0.2'], ['scallion', '0.5', '0.9'], ['soy-oil', '2'], ['salt', '0.2']] },
  // half and half
  { key: 'pepper-pork', name: ['青椒肉丝', 'Pork with green pepper'], category: 'HALF_MEAT', portion: 160, price: '7.00', lines: [['pork', '6', '0.95'], ['green-pepper', '9', '0.8'], ['soy-oil', '0.7'], ['soy-sauce', '0.3'], ['starch', '0.3'], ['salt', '0.2']] },
  { key: 'tomato-egg', name: ['番茄炒蛋', 'Eggs with tomato'], category: 'HALF_MEAT', portion: 180, price: '5.00', lines: [['egg', '7', '0.88'], ['tomato', '11', '0.92'], ['soy-oil', '0.8'], ['sugar', '0.2'], ['salt', '0.2']] },
  { key: 'home-tofu', name: ['家常豆腐', 'Home-style tofu'], category: 'HALF_MEAT', portion: 180, price: '5.00', lines: [['tofu', '14'], ['pork', '2', '0.95'], ['black-fungus', '0.8', '5'], ['soy-oil', '0.8'], ['oyster-sauce', '0.3'], ['salt', '0.2']] },
  { key: 'celery-shrimp', name: ['西芹虾仁', 'Shrimp with celery'], category: 'HALF_MEAT', portion: 150, price: '11.00', at: adults, lines: [['shrimp', '5', '0.8'], ['celery', '9', '0.8'], ['soy-oil', '0.6'], ['starch', '0.3'], ['salt', '0.2']] },
  { key: 'runbing', name: ['润饼菜', 'Runbing, fresh spring rolls'], category: 'SNACK', portion: 250, price: '8.00', flags: ['LOCAL', 'ASSEMBLED', 'FESTIVE'], at: guests, lines: [['spring-skins', '5'], ['cabbage', '6', '0.85'], ['carrot', '4', '0.9'], ['pork', '3', '0.95'], ['oyster', '1.5', '0.95'], ['peanuts', '1'], ['laver', '0.1'], ['soy-oil', '0.8'], ['salt', '0.2']], description: ['清明与尾牙的味道，花生末与海苔当场包入。', 'The taste of Qingming, wrapped at the counter with ground peanuts and laver.'] },
  // vegetables
  { key: 'bok-choy', name: ['蒜蓉上海青', 'Bok choy with garlic'], category: 'VEGETABLE', portion: 150, price: '3.00', lines: [['bok-choy', '15', '0.85'], ['garlic', '0.5', '0.9'], ['soy-oil', '0.5'], ['salt', '0.2']] },
  { key: 'cabbage', name: ['手撕包菜', 'Hand-torn cabbage'], category: 'VEGETABLE', portion: 150, price: '3.00', lines: [['cabbage', '15', '0.85'], ['garlic', '0.3', '0.9'], ['soy-oil', '0.5'], ['soy-sauce', '0.2'], ['salt', '0.2']] },
  { key: 'cauliflower', name: ['清炒花菜', 'Stir-fried cauliflower'], category: 'VEGETABLE', portion: 150, price: '3.50', lines: [['cauliflower', '15', '0.75'], ['carrot', '1', '0.9'], ['soy-oil', '0.5'], ['salt', '0.2']] },
  { key: 'celtuce', name: ['木耳莴笋', 'Celtuce with black fungus'], category: 'VEGETABLE', portion: 150, price: '3.50', at: adults, lines: [['celtuce', '13', '0.4'], ['black-fungus', '1.5', '5'], ['soy-oil', '0.5'], ['salt', '0.2']] },
  { key: 'mustard-greens', name: ['蒜炒芥菜', 'Leaf mustard with garlic'], category: 'VEGETABLE', portion: 150, price: '3.00', at: adults, lines: [['mustard-greens', '15', '0.85'], ['garlic', '0.4', '0.9'], ['soy-oil', '0.5'], ['salt', '0.2']] },
  // soups
  { key: 'laver-soup', name: ['紫菜蛋花汤', 'Laver and egg soup'], category: 'SOUP', portion: 250, price: '1.00', lines: [['laver', '0.3'], ['egg', '2', '0.88'], ['sesame-oil', '0.1'], ['salt', '0.3']] },
  { key: 'rib-soup', name: ['萝卜排骨汤', 'Radish and rib soup'], category: 'SOUP', portion: 300, price: '4.00', lines: [['pork-ribs', '5', '0.95'], ['radish', '10', '0.85'], ['ginger', '0.2', '0.9'], ['salt', '0.3']] },
  { key: 'beef-soup', name: ['牛肉羹', 'Beef potage'], category: 'SOUP', portion: 300, price: '7.00', flags: ['LOCAL'], at: adults, lines: [['beef', '6', '0.9'], ['starch', '2'], ['ginger', '0.3', '0.9'], ['pepper', '0.1'], ['salt', '0.3']] },
  { key: 'fish-ball-soup', name: ['深沪鱼丸汤', 'Shenhu fish ball soup'], category: 'SOUP', portion: 300, price: '5.00', flags: ['LOCAL'], county: '晋江', lines: [['fish-balls', '7'], ['scallion', '0.4', '0.9'], ['pepper', '0.1'], ['salt', '0.2']], description: ['一县一桌菜·晋江。', 'One county, one table: Jinjiang.'] },
  { key: 'fish-roll-soup', name: ['崇武鱼卷汤', 'Chongwu fish roll soup'], category: 'SOUP', portion: 300, price: '6.00', flags: ['LOCAL'], county: '惠安', at: guests, lines: [['fish-roll', '7'], ['radish', '4', '0.85'], ['scallion', '0.3', '0.9'], ['salt', '0.2']], description: ['一县一桌菜·惠安。', 'One county, one table: Hui’an.'] },
  { key: 'clam-soup', name: ['姜丝花蛤汤', 'Clam soup with ginger'], category: 'SOUP', portion: 300, price: '4.00', at: adults, lines: [['clam', '12', '0.9'], ['ginger', '0.4', '0.9'], ['salt', '0.2']] },
  // cold, sweet, fruit
  { key: 'cucumber', name: ['凉拌黄瓜', 'Cucumber salad'], category: 'COLD', portion: 120, price: '3.00', at: adults, lines: [['cucumber', '12', '0.9'], ['garlic', '0.4', '0.9'], ['vinegar', '0.3'], ['sesame-oil', '0.2'], ['salt', '0.2']] },
  { key: 'four-fruit-soup', name: ['四果汤', 'Four-fruit sweet soup'], category: 'COLD', portion: 250, price: '5.00', flags: ['LOCAL'], at: guests, lines: [['agar', '0.3'], ['red-beans', '2'], ['banana', '3', '0.65'], ['sugar', '0.8']], description: ['石花膏、红豆、水果，冰镇不加热。', 'Agar jelly, red beans and fruit, served cold.'] },
  { key: 'yuanxiao', name: ['元宵圆', 'Yuanxiao balls'], category: 'SNACK', portion: 120, price: '4.00', flags: ['LOCAL', 'FESTIVE'], at: guests, lines: [['glutinous-flour', '6'], ['peanuts', '1.5'], ['sesame', '0.5'], ['sugar', '1']], description: ['花生与芝麻馅，浮而不破。', 'Filled with peanut and sesame.'] },
  { key: 'ponkan', name: ['芦柑', 'Ponkan'], category: 'FRUIT', portion: 150, price: '2.00', lines: [['ponkan', '15']] },
  { key: 'banana', name: ['香蕉', 'Banana'], category: 'FRUIT', portion: 140, price: '1.50', lines: [['banana', '14']] },
  // written down for next week, the price is still open
  { key: 'turtle-cake', name: ['榜舍龟', 'Bangshe glutinous cake'], category: 'SNACK', portion: 100, price: '5.00', flags: ['LOCAL', 'FESTIVE'], county: '永春', unpriced: true, at: guests, lines: [['glutinous-flour', '5'], ['red-beans', '2'], ['sugar', '1']], description: ['一县一桌菜·永春。', 'One county, one table: Yongchun.'] },
];
