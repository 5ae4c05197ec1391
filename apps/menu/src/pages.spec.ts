import { aPublicDish, aPublicMenu, publicCanteens, theCanteen } from '../../../tests/support/public-menu.ts';
import type { PublicDish, PublicMenu } from './data.ts';
import { renderCanteens, renderMenu, renderNotFound } from './pages.ts';
import { targetOf } from './paths.ts';

/** Wednesday; lunch is served from 11:30 to 12:40. */
const at = (time: string, day = '2026-11-18') => new Date(`${day}T${time}:00+08:00`);

function page(url: string, now = at('11:40'), menus: PublicMenu[] = [aPublicMenu({ revision: 2 }), aPublicMenu({ weekStart: '2026-11-23' })]) {
  return renderMenu({ canteen: theCanteen, menus, now, target: targetOf(url, 'zh')! });
}
const today = (query = '', now = at('11:40')) => page(`/menu/binjiang${query}`, now);

/** What a reader sees, without the markup. */
function read(markup: string): string {
  return markup
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<svg class="sprite".*?<\/svg>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}
const mealOrder = (markup: string) => [...markup.matchAll(/<section class="meal (\w+)" aria-labelledby="(\w+)-([\d-]+)"/g)].map(([, kind, meal, day]) => `${kind} ${meal} ${day}`);
const dishOf = (markup: string, name: string) => markup.split('<li class="dish').find((part) => part.includes(`>${name}</`)) ?? '';

describe('today', () => {
  test.each([
    ['06:30', ['next breakfast 2026-11-18', 'ahead lunch 2026-11-18', 'ahead dinner 2026-11-18']],
    ['08:20', ['next lunch 2026-11-18', 'ahead dinner 2026-11-18', 'over breakfast 2026-11-18']],
    ['11:40', ['next lunch 2026-11-18', 'ahead dinner 2026-11-18', 'over breakfast 2026-11-18']],
    ['12:40', ['next dinner 2026-11-18', 'over breakfast 2026-11-18', 'over lunch 2026-11-18']],
    ['20:00', ['next breakfast 2026-11-19', 'over breakfast 2026-11-18', 'over lunch 2026-11-18', 'over dinner 2026-11-18']],
  ])('at %s the next meal stands first, then the day, what is over last', (time, order) => {
    expect(mealOrder(today('', at(time)))).toEqual(order);
  });

  test('after Friday’s dinner comes Monday', () => {
    expect(mealOrder(today('', at('19:00', '2026-11-20')))[0]).toBe('next breakfast 2026-11-23');
  });

  test('says the meal, its hours and whether it is being served', () => {
    expect(read(today())).toContain('今日 · 11月18日 周三 午餐 11:30–12:40 正在供餐');
    expect(read(today('?lang=en'))).toContain('Today · Wed 18 Nov Lunch 11:30–12:40 Being served');
    expect(read(today('', at('09:00')))).not.toContain('正在供餐');
  });

  test('the days that follow stand under it, without today', () => {
    const days = [...today().matchAll(/<section class="day"><h3>(..) <span class="date">([^<]+)/g)].map(([, weekday, date]) => `${weekday} ${date}`);
    expect(days).toEqual(['周四 11月19日', '周五 11月20日', '周一 11月23日', '周二 11月24日', '周三 11月25日']);
  });

  test('hours are the canteen’s, wherever the server stands', () => {
    const tokyo = { ...theCanteen, timeZone: 'Asia/Tokyo' };
    const markup = renderMenu({ canteen: tokyo, menus: [aPublicMenu()], now: at('11:40'), target: targetOf('/menu/binjiang', 'zh')! });
    expect(markup).toContain('12:30–13:40');
  });
});

describe('a dish', () => {
  test('has name, price, grams, allergens in words, origin, and how long its sample is kept', () => {
    const text = read(today());
    expect(text).toContain('酱油水巴浪鱼 ¥9.50 150 克');
    expect(read(dishOf(today(), '酱油水巴浪鱼'))).toMatch(/含 麸质谷物、 鱼类、 大豆 可能含 甲壳类/);
    expect(text).toContain('巴浪鱼来自海兴水产行（石狮祥芝）');
    expect(text).toContain('每道菜留样 48 小时');
  });

  test('reads in English too, with the Chinese name to ask for at the counter', () => {
    const markup = dishOf(today('?lang=en'), 'Scad braised in soy sauce');
    expect(markup).toContain('<span lang="zh-Hans">酱油水巴浪鱼</span>');
    expect(read(markup)).toMatch(/150 g Contains gluten cereals, fish, soy May contain crustaceans Scad from Haixing Seafood, Xiangzhi, Shishi/);
  });

  test('unknown is said as unknown, in both languages and in every view', () => {
    for (const view of ['', '/week', '/board']) {
      expect(read(page(`/menu/binjiang${view}`))).toContain('未知：花生');
      expect(read(page(`/menu/binjiang${view}?lang=en`))).toContain('Unknown: peanut');
    }
  });

  const one = (dish: Partial<PublicDish>) => {
    const full = { ...aPublicDish({ name: { zh: '咸饭', en: null } }), ...dish };
    return page('/menu/binjiang', at('11:40'), [aPublicMenu({ dishes: [full] })]);
  };

  test('without any statement it is unknown, not free', () => {
    const markup = one({ allergens: [], unknownAllergens: [] });
    expect(read(markup)).toContain('八类过敏原均未知');
    expect(read(markup)).not.toContain('不含八类过敏原');
  });

  test('says "none of the eight" only where all eight are declared free', () => {
    expect(read(one({}))).toContain('不含八类过敏原');
    expect(read(one({ unknownAllergens: ['MILK'] }))).not.toContain('不含八类过敏原');
  });

  test('has a picture only if a photo exists', () => {
    expect(dishOf(today(), '姜母鸭')).toContain(`<img src="/menu/-/photo/${'a'.repeat(64)}" alt="姜母鸭" width="96" height="96" loading="lazy"`);
    expect(dishOf(today(), '海蛎煎')).not.toContain('<img');
  });

  test('sample hours that differ stand at each dish', () => {
    const dishes = [aPublicDish({ name: { zh: '甲', en: null } }), { ...aPublicDish({ name: { zh: '乙', en: null } }), sampleKeptHours: 72 }, { ...aPublicDish({ name: { zh: '丙', en: null } }), sampleKeptHours: null }];
    const markup = page('/menu/binjiang', at('11:40'), [aPublicMenu({ dishes })]);
    expect(read(markup)).not.toContain('每道菜留样');
    expect(dishOf(markup, '甲')).toContain('留样 48 小时');
    expect(dishOf(markup, '乙')).toContain('留样 72 小时');
    expect(dishOf(markup, '丙')).not.toContain('留样');
  });

  test('other currencies and whole amounts', () => {
    expect(read(one({ price: { amount: '6', currency: 'CNY' } }))).toContain('¥6.00');
    expect(read(one({ price: { amount: '6.5', currency: 'EUR' } }))).toContain('EUR 6.50');
  });
});

describe('what people type stays text', () => {
  const evil = `<script>alert("1")</script>'&`;
  const dish = aPublicDish({ name: { zh: evil, en: evil }, county: evil, flags: ['LOCAL'], description: { zh: evil, en: evil }, origin: { ingredient: { zh: evil, en: evil }, supplier: { zh: evil, en: evil }, place: { zh: evil, en: evil } }, photo: '"><script>' });
  const canteen = { ...theCanteen, name: { zh: evil, en: evil }, organization: { zh: evil, en: evil } };
  const menus = [aPublicMenu({ canteen, dishes: [dish] })];

  test.each(['', '/week', '/board', '?lang=en', '/week?lang=en&without=PEANUT', '/board?lang=en'])('in %s', (path) => {
    const markup = renderMenu({ canteen, menus, now: at('11:40'), target: targetOf(`/menu/binjiang${path}`, 'zh')! });
    expect(markup.match(/<script/g)).toEqual(['<script']);
    expect(markup).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;');
  });

  test('in the list of canteens', () => {
    const markup = renderCanteens([{ canteen, menus }], at('11:40'), targetOf('/', 'zh')!);
    expect(markup.match(/<script/g)).toEqual(['<script']);
  });

  test('no page holds script, style or handlers of its own', () => {
    for (const path of ['', '/week', '/board']) {
      expect(page(`/menu/binjiang${path}`)).not.toMatch(/<script>|<style|\sstyle=|\son[a-z]+=|javascript:/i);
    }
  });
});

describe('the filter', () => {
  const markup = today('?without=peanut,GLUTEN');

  test('says of each dish whether it suits, and why not', () => {
    expect(dishOf(markup, '姜母鸭')).toMatch(/^ fits/);
    expect(read(dishOf(markup, '姜母鸭'))).toContain('已声明不含麸质谷物、花生');
    expect(dishOf(markup, '酱油水巴浪鱼')).toMatch(/^ out/);
    expect(read(dishOf(markup, '酱油水巴浪鱼'))).toContain('含麸质谷物');
    expect(dishOf(markup, '海蛎煎')).toMatch(/^ out/);
    expect(read(dishOf(markup, '海蛎煎'))).toContain('花生未知');
    expect(read(dishOf(today('?without=CRUSTACEANS&lang=en'), 'Oyster omelette'))).toContain('May contain crustaceans');
  });

  test('hides no dish', () => {
    expect(markup.match(/<li class="dish/g)?.length).toBe(today().match(/<li class="dish/g)?.length);
  });

  test('counts different dishes', () => {
    const dishes = [aPublicDish({ name: { zh: '甲', en: null } }), aPublicDish({ name: { zh: '乙', en: null }, allergens: 'p' })];
    expect(read(page('/menu/binjiang?without=PEANUT', at('11:40'), [aPublicMenu({ dishes })]))).toContain('本页 2 种菜，1 种已声明不含');
  });

  test('is ticked, stays in the links, and can be cleared', () => {
    expect(markup).toContain('value="PEANUT" checked');
    expect(markup).toContain('href="/menu/binjiang/week?without=GLUTEN,PEANUT"');
    expect(markup).toContain('href="/menu/binjiang?without=GLUTEN,PEANUT&amp;lang=en"');
    expect(markup).toContain('<a class="clear" href="/menu/binjiang">');
    expect(today()).not.toContain(' checked');
  });

  test('offers the eight, and of the others those that are declared somewhere', () => {
    const offered = [...today().matchAll(/name="without" value="(\w+)"/g)].map(([, value]) => value);
    expect(offered).toEqual(['GLUTEN', 'CRUSTACEANS', 'FISH', 'EGG', 'PEANUT', 'SOY', 'MILK', 'TREE_NUTS', 'MOLLUSCS', 'SESAME']);
  });

  test('keeps language and week when it is sent', () => {
    const form = page('/menu/binjiang/week?week=2026-11-23&lang=en');
    expect(form).toContain('method="get" action="/menu/binjiang/week"');
    expect(form).toContain('<input type="hidden" name="lang" value="en">');
    expect(form).toContain('<input type="hidden" name="week" value="2026-11-23">');
  });
});

describe('the week', () => {
  test('shows its days in order and marks today', () => {
    const markup = page('/menu/binjiang/week');
    expect([...markup.matchAll(/<section class="day[^"]*"><h3>(..)/g)].map(([, day]) => day)).toEqual(['周一', '周二', '周三', '周四', '周五']);
    expect(markup.match(/is-today/g)?.length).toBe(1);
    expect(read(markup)).toContain('11月16日–22日');
    expect(read(markup)).toContain('第 2 次公布，11月14日 周六 16:20');
  });

  test('leads to the other published weeks', () => {
    expect(read(page('/menu/binjiang/week'))).toContain('本周 下周');
    const next = page('/menu/binjiang/week?week=2026-11-25');
    expect(read(next)).toContain('11月23日–29日');
    expect(next).toContain('<a href="/menu/binjiang/week?week=2026-11-23" aria-current="page">下周</a>');
    expect(next).toContain('<a href="/menu/binjiang/week">本周</a>');
  });

  test('a week that is not published says so', () => {
    expect(read(page('/menu/binjiang/week?week=2026-12-28&lang=en'))).toContain('No menu published yet for 28 Dec – 3 Jan');
    expect(read(page('/menu/binjiang/week?week=2026-02-31'))).toContain('11月16日–22日');
  });
});

describe('the board', () => {
  const screens = (markup: string) => markup.split('<section class="screen"').slice(1);

  test('one meal per screen, at most eight dishes, all of today’s that is still to come', () => {
    const shown = screens(page('/menu/binjiang/board')).map((screen) => [/<h2>(..)/.exec(screen)?.[1], screen.match(/<li class="dish/g)?.length]);
    expect(shown).toEqual([['午餐', 5], ['午餐', 5], ['晚餐', 7]]);
  });

  test('in the evening it shows the next day', () => {
    const evening = page('/menu/binjiang/board', at('19:00'));
    expect(read(evening)).toContain('明天 · 11月19日 周四');
    expect(screens(evening)).toHaveLength(3);
  });

  test('never more screens than turn, nor an empty one', () => {
    const dishes = Array.from({ length: 60 }, (_, i) => aPublicDish({ name: { zh: `菜${i}`, en: null } }));
    expect(screens(page('/menu/binjiang/board', at('06:00'), [aPublicMenu({ dishes })]))).toHaveLength(8);
    const none = page('/menu/binjiang/board', at('06:00'), []);
    expect(screens(none)).toHaveLength(1);
    expect(read(none)).toContain('还没有公布菜单');
  });
});

describe('nothing to show', () => {
  test.each([['', '还没有公布菜单'], ['?lang=en', 'No menu published yet'], ['/week', '11月16日–22日还没有公布菜单']])('no menu published: %s', (path, said) => {
    const markup = page(`/menu/binjiang${path}`, at('11:40'), []);
    expect(read(markup)).toContain(said);
    expect(markup).not.toContain('class="filter"');
  });

  test('all published meals are over', () => {
    const markup = page('/menu/binjiang', at('19:00', '2026-11-20'), [aPublicMenu()]);
    expect(read(markup)).toContain('今天没有更多餐次');
    expect(mealOrder(markup)).toHaveLength(3);
  });

  test('no such canteen', () => {
    expect(read(renderNotFound(targetOf('/menu/nowhere', 'zh')!))).toContain('没有这个食堂');
    expect(read(renderNotFound(targetOf('/menu/nowhere?lang=en', 'zh')!))).toContain('No such canteen');
  });

  test('no canteen at all', () => {
    expect(read(renderCanteens([], at('11:40'), targetOf('/', 'zh')!))).toContain('还没有食堂公布菜单');
  });
});

test('the list of canteens names their institution and next meal', () => {
  const text = read(renderCanteens(publicCanteens(), at('11:40'), targetOf('/?lang=en', 'zh')!));
  expect(text).toContain('Binjiang Cadre College, Quanzhou Trainees’ Canteen Lunch · Being served until 12:40');
  expect(text).toContain('Fengze District Service Centre 机关食堂 No menu published yet');
});

test('demo data say so on every page, real ones do not', () => {
  for (const path of ['', '/week', '/board']) expect(page(`/menu/binjiang${path}`)).toContain('演示数据');
  const real = { ...theCanteen, demo: false };
  expect(renderMenu({ canteen: real, menus: [aPublicMenu()], now: at('11:40'), target: targetOf('/menu/binjiang', 'zh')! })).not.toContain('演示数据');
});

test('the same input gives the same bytes', () => {
  expect(today()).toBe(today());
});
