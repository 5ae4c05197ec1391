// What a newcomer brings on the first day: suppliers and ingredients as kept in a spreadsheet of their own, in their own headings,
// with the slips such sheets have. All names and codes are invented; the same on every run.
import { aBook, type CellGiven } from './sheets.ts';

export interface Mistake {
  /** As people see it in the sheet: `D57`. */
  cell: string;
  row: number;
  /** The column of the kind that is refused. */
  column: string;
  code: string;
  /** What belongs into the sheet instead, by heading. */
  mended: Record<string, CellGiven>;
}

export interface NewcomersSheet {
  name: string;
  rows: number;
  mistakes: Mistake[];
  /** As it was brought. */
  bytes: () => Promise<Buffer>;
  /** As it is once every mistake was understood. */
  mended: () => Promise<Buffer>;
}

interface Slip {
  /** Place among the rows, from 0. */
  at: number;
  heading: string;
  column: string;
  code: string;
  wrong: Record<string, CellGiven>;
  /** Where the right value is not the one the row was made with. */
  mended?: Record<string, CellGiven>;
}

type Made = Record<string, CellGiven>;

/** A title over the table, then the headings: so the first row of things is the third. */
const FIRST = 3;
const letter = (at: number): string => String.fromCharCode(65 + at);

function sheetOf(name: string, title: string, headings: readonly string[], made: readonly Made[], slips: readonly Slip[]): NewcomersSheet {
  const cells = (row: Made): CellGiven[] => headings.map((heading) => row[heading] ?? null);
  const book = (rows: readonly Made[]) => aBook([{ name, rows: [[title], headings, ...rows.map(cells)], merges: [`A1:${letter(headings.length - 1)}1`] }]);
  const bent = made.map((row, i) => Object.assign({}, row, ...slips.filter(({ at }) => at === i).map(({ wrong }) => wrong)) as Made);
  const right = made.map((row, i) => Object.assign({}, row, ...slips.filter(({ at }) => at === i).map(({ mended }) => mended ?? {})) as Made);
  return {
    name,
    rows: made.length,
    mistakes: slips.map(({ at, heading, column, code, wrong, mended }) => ({
      cell: `${letter(headings.indexOf(heading))}${at + FIRST}`, row: at + FIRST, column, code,
      mended: mended ?? Object.fromEntries(Object.keys(wrong).map((key) => [key, made[at]![key] ?? null])),
    })),
    bytes: () => book(bent),
    mended: () => book(right),
  };
}

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** GB 32100-2015; the region 350599 is nobody's. */
export function creditCodeOf(n: number): string {
  const body = `92350599MA${String(n).padStart(7, '0')}`;
  const sum = [...body].reduce((total, sign, i) => total + SIGNS.indexOf(sign) * (3 ** i % 31), 0);
  return body + SIGNS[(31 - (sum % 31)) % 31];
}

/** EAN-13 with its check digit; 2… is for use inside a shop. */
export function gtinOf(n: number): string {
  const body = `2${String(n).padStart(11, '0')}`;
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const full = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const serial = (year: number, month: number, day: number) => ({ day: Date.UTC(year, month - 1, day) / 86_400_000 + 25_569 });

/** A day as one writes it, the next one as another does. */
function dayAs(i: number, year: number, month: number, day: number): CellGiven {
  switch (i % 5) {
    case 0:
      return serial(year, month, day);
    case 1:
      return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    case 2:
      return `${year}年${month}月${day}日`;
    case 3:
      return full(`${year}年${month}月${day}日`);
    default:
      return `${year}/${month}/${day} `;
  }
}

const PLACES = ['笋江', '青屿', '云麓', '石亭', '白渚', '南芗', '虹溪', '松崎', '金淘', '雁洲', '梅岭', '竹坑', '东桥', '西埔', '北峰', '沙堤', '龙湫', '凤里', '鹭江', '清源'];
const BRANDS = ['丰禾', '百味', '顺发', '鲜达', '益农', '乐源', '广济', '同心', '佳惠', '瑞康', '聚福', '永盛', '新泰', '恒信', '嘉禾', '春晖', '万家', '星野', '安泽', '和润'];
const TRADES = ['粮油', '蔬菜', '水产', '肉类', '副食', '调味品', '豆制品', '禽蛋', '水果', '冷链'];
const FORMS = ['商行', '有限公司', '配送中心', '经营部', '合作社'];
const SURNAMES = '陈林黄张吴李王郑蔡许';

const supplierName = (i: number): string => `${PLACES[i % 20]}${BRANDS[Math.floor(i / 20) % 20]}${TRADES[i % 10]}${FORMS[i % 5]}`;

const SUPPLIER_HEADINGS = ['序号', '供应商名称', '统一信用代码', '经营地址', '联系人', '联系电话', '食品经营许可证号', '食品经营许可证发证日期', '食品经营许可证有效期至', '准入状态', '开户行'];

function supplier(i: number): Made {
  const phone = `059${5 + (i % 3)}${String(2_000_000 + i * 137)}`;
  return {
    序号: i + 1,
    供应商名称: i % 17 === 0 ? `${supplierName(i)}  ` : supplierName(i),
    统一信用代码: i % 13 === 0 ? creditCodeOf(i).toLowerCase() : creditCodeOf(i),
    经营地址: `${PLACES[i % 20]}镇集贸路${1 + i}号`,
    联系人: `${SURNAMES[i % 10]}${['先生', '女士', '经理'][i % 3]}`,
    联系电话: i % 7 === 0 ? full(phone) : phone,
    食品经营许可证号: `JY1350599${String(i).padStart(7, '0')}`,
    食品经营许可证发证日期: dayAs(i, 2025, 1 + (i % 12), 1 + (i % 28)),
    食品经营许可证有效期至: i % 19 === 0 ? '长期' : dayAs(i + 2, 2030, 1 + (i % 12), 1 + (i % 28)),
    准入状态: i % 3 === 0 ? '已准入' : i % 3 === 1 ? null : '申请中',
    开户行: '农信社',
  };
}

/** 400 suppliers, 15 of whose rows are wrong. */
export function newcomersSuppliers(): NewcomersSheet {
  const made = Array.from({ length: 400 }, (_, i) => supplier(i));
  const code = '统一信用代码';
  const [from, to, number] = ['食品经营许可证发证日期', '食品经营许可证有效期至', '食品经营许可证号'];
  const slips: Slip[] = [
    { at: 6, heading: code, column: 'creditCode', code: 'CREDIT_CODE_DIGIT_WRONG', wrong: { [code]: creditCodeOf(6).replace('MA', 'MB') } },
    { at: 31, heading: code, column: 'creditCode', code: 'CREDIT_CODE_INVALID', wrong: { [code]: creditCodeOf(31).slice(0, 17) } },
    { at: 58, heading: '供应商名称', column: 'name', code: 'IMPORT_CELL_REQUIRED', wrong: { 供应商名称: null } },
    { at: 77, heading: code, column: 'creditCode', code: 'IMPORT_ROW_TWICE', wrong: made[20]! },
    { at: 104, heading: '供应商名称', column: 'name', code: 'IMPORT_ROW_TWICE', wrong: { 供应商名称: supplierName(90), [code]: null } },
    { at: 129, heading: to, column: 'foodTo', code: 'DOCUMENT_ENDS_BEFORE_START', wrong: { [from]: '2025-06-01', [to]: '2020-05-31' }, mended: { [from]: '2025-06-01', [to]: '2030-05-31' } },
    { at: 150, heading: from, column: 'foodFrom', code: 'IMPORT_DAY_IMPOSSIBLE', wrong: { [from]: '2025-02-30' }, mended: { [from]: '2025-02-28' } },
    { at: 171, heading: from, column: 'foodFrom', code: 'IMPORT_DAY_WITHOUT_YEAR', wrong: { [from]: '5月1日' } },
    { at: 198, heading: to, column: 'foodTo', code: 'IMPORT_NOT_A_DAY', wrong: { [to]: '见附件' } },
    { at: 222, heading: '联系电话', column: 'phone', code: 'IMPORT_CELL_ERROR', wrong: { 联系电话: { e: '#REF!' } } },
    { at: 247, heading: '经营地址', column: 'address', code: 'TEXT_TOO_LONG', wrong: { 经营地址: '自云麓镇集贸路向东过桥再向北'.repeat(20) } },
    { at: 280, heading: from, column: 'foodFrom', code: 'IMPORT_LICENCE_WITHOUT_START', wrong: { [from]: null } },
    { at: 311, heading: code, column: 'creditCode', code: 'IMPORT_NUMBER_IMPRECISE', wrong: { [code]: 913505990000031200 } },
    { at: 333, heading: '准入状态', column: 'state', code: 'SUPPLIER_LICENCE_EXPIRED', wrong: { [number]: 'JY13505990000333', [from]: '2019-07-01', [to]: '2024-06-30' } },
    { at: 390, heading: '准入状态', column: 'state', code: 'IMPORT_CHOICE_UNKNOWN', wrong: { 准入状态: '暂停合作' } },
  ];
  return sheetOf('供应商', '云麓中学食堂供应商台账', SUPPLIER_HEADINGS, made, slips);
}

const KINDS: readonly [category: string, storage: string, unit: string, names: string][] = [
  ['蔬菜', '冷藏', '千克', '西兰花 菠菜 生菜 芹菜 空心菜 大白菜 花菜 包菜 莴笋 韭菜 番茄 黄瓜 茄子 青椒 丝瓜 冬瓜 南瓜 苦瓜 豆角 荷兰豆'],
  ['蔬菜', '常温', '斤', '土豆 红薯 洋葱 大蒜 生姜 芋头 山药 莲藕 胡萝卜 白萝卜'],
  ['肉', '冷藏', 'kg', '猪里脊 猪五花 猪前腿 猪排骨 牛腩 牛腱 羊腿 肉末'],
  ['家禽', '冷冻', 'KG', '鸡腿 鸡翅中 鸡胸 鸭腿 整鸭 凤爪'],
  ['水产品', '冷冻', '公斤', '带鱼 巴浪鱼 鱿鱼 虾仁 鲈鱼 海蛎'],
  ['蛋', '阴凉', '枚', '鸡蛋 鸭蛋 咸鸭蛋 皮蛋'],
  ['豆制品', '冷藏', 'kg', '老豆腐 嫩豆腐 豆干 千张 油豆腐'],
  ['粮食', '常温', '公斤', '籼米 粳米 面粉 糯米 小米 玉米糁 挂面 米粉'],
  ['调料', '常温', '升', '酱油 老抽 米醋 料酒 蚝油'],
  ['水果', '保鲜', '斤', '芦柑 苹果 香蕉 西瓜 龙眼 枇杷 蜜柚 葡萄'],
];
const BASES = KINDS.flatMap(([category, storage, unit, names]) => names.split(' ').map((name) => ({ category, storage, unit, name })));
const SORTS = ['', '本地', '有机', '精选', '特级', '大份', '小份', '净选', '散装', '礼盒'];

const INGREDIENT_HEADINGS = ['序号', '食材名称', '分类', '储存方式', '单位', '规格', '保质期（天）', '过敏原', '不含', '不含的依据', '能量 kJ/100g', '蛋白质(g)', '条形码', '备注'];

const ingredientName = (i: number): string => `${SORTS[Math.floor(i / BASES.length)]}${BASES[i % BASES.length]!.name}`;

function ingredient(i: number): Made {
  const { category, storage, unit, name } = BASES[i % BASES.length]!;
  const days = 1 + (i % 300);
  return {
    序号: i + 1,
    食材名称: ingredientName(i),
    分类: category,
    储存方式: storage,
    单位: unit,
    规格: unit === '枚' ? '箱=360枚' : i % 4 === 0 ? '箱＝１０公斤' : null,
    '保质期（天）': i % 6 === 0 ? full(String(days)) : i % 6 === 1 ? { f: `${days - 1}+1`, v: days } : days,
    过敏原: /豆/.test(name) && category === '豆制品' ? '大豆' : /酱油|老抽/.test(name) ? '大豆、麸质' : category === '水产品' ? '鱼' : category === '蛋' ? '鸡蛋' : i % 5 ? null : '无',
    不含: null,
    不含的依据: null,
    '能量 kJ/100g': i % 2 ? 141 + (i % 900) : `${141 + (i % 900)}.5`,
    '蛋白质(g)': i % 3 ? 3.5 : null,
    条形码: unit === '升' ? gtinOf(i) : null,
    备注: null,
  };
}

/** 800 ingredients, 15 of whose rows are wrong. */
export function newcomersIngredients(): NewcomersSheet {
  const made = Array.from({ length: 800 }, (_, i) => ingredient(i));
  const slips: Slip[] = [
    { at: 12, heading: '食材名称', column: 'name', code: 'IMPORT_CELL_REQUIRED', wrong: { 食材名称: null } },
    { at: 55, heading: '分类', column: 'category', code: 'IMPORT_CHOICE_UNKNOWN', wrong: { 分类: '熟食' } },
    { at: 101, heading: '储存方式', column: 'storage', code: 'IMPORT_CHOICE_UNKNOWN', wrong: { 储存方式: '地窖' } },
    { at: 166, heading: '单位', column: 'unit', code: 'IMPORT_CHOICE_UNKNOWN', wrong: { 单位: '扎' } },
    { at: 203, heading: '单位', column: 'unit', code: 'IMPORT_CELL_REQUIRED', wrong: { 单位: '  ' } },
    { at: 251, heading: '条形码', column: 'gtin', code: 'GTIN_INVALID', wrong: { 条形码: '2000000002510' }, mended: { 条形码: gtinOf(251) } },
    { at: 309, heading: '条形码', column: 'gtin', code: 'GTIN_INVALID', wrong: { 条形码: '20000003' }, mended: { 条形码: gtinOf(309) } },
    { at: 350, heading: '过敏原', column: 'contains', code: 'IMPORT_CHOICE_UNKNOWN', wrong: { 过敏原: '大豆、味精' }, mended: { 过敏原: '大豆' } },
    { at: 402, heading: '保质期（天）', column: 'shelfLifeDays', code: 'IMPORT_NOT_A_NUMBER', wrong: { '保质期（天）': '三天' } },
    { at: 466, heading: '蛋白质(g)', column: 'proteinG', code: 'NUTRIENT_OUT_OF_RANGE', wrong: { '蛋白质(g)': 350 }, mended: { '蛋白质(g)': 3.5 } },
    { at: 518, heading: '保质期（天）', column: 'shelfLifeDays', code: 'SHELF_LIFE_OUT_OF_RANGE', wrong: { '保质期（天）': 0 } },
    { at: 577, heading: '食材名称', column: 'name', code: 'IMPORT_ROW_TWICE', wrong: { 食材名称: ingredientName(570) } },
    { at: 640, heading: '规格', column: 'packs', code: 'IMPORT_PACK_UNREADABLE', wrong: { 规格: '大箱装' } },
    { at: 699, heading: '不含的依据', column: 'freeSource', code: 'ALLERGEN_FREE_NEEDS_SOURCE', wrong: { 不含: '花生' }, mended: { 不含: '花生', 不含的依据: '供货者规格书' } },
    { at: 777, heading: '能量 kJ/100g', column: 'energyKj', code: 'IMPORT_CELL_ERROR', wrong: { '能量 kJ/100g': { e: '#DIV/0!' } } },
  ];
  return sheetOf('食材', '云麓中学食堂食材清单', INGREDIENT_HEADINGS, made, slips);
}
