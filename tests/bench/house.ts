import pg from 'pg';
import { LocalDate } from '@canteen/kernel';
import { startPostgres } from '../../apps/api/src/postgres.ts';
import { dataDir, runProcess, signInAt, startProcess, type Running, type Session } from '../support/process.ts';

export interface Size {
  receipts: number;
  lines: number;
  suppliers: number;
  ingredients: number;
  dishes: number;
  /** Lines of the ledger that is taken over. */
  imported: number;
  /** Rows of the ledger that is exported. */
  exported: number;
}

/** A canteen of a few thousand diners after some two years. */
export const USUAL: Size = { receipts: 2000, lines: 12, suppliers: 300, ingredients: 400, dishes: 36, imported: 100_000, exported: 1_000_000 };
/** To see that the bench itself works. */
export const TINY: Size = { receipts: 60, lines: 12, suppliers: 10, ingredients: 20, dishes: 4, imported: 3000, exported: 20_000 };

export const sizeOf = ({ receipts, lines, suppliers, ingredients, dishes }: Size): string =>
  `${receipts} receipts × ${lines} lines, ${suppliers} suppliers, ${ingredients} ingredients; a menu of 7 days × 3 meals × ${Math.min(dishes, 6)} dishes`;

/** An installation with a data set, its server started as a user would start it. */
export interface House {
  env: Record<string, string>;
  running: Running;
  port: number;
  cookie: string;
  canteen: string;
  /** Publishes a week's menu and answers the address of its public page. */
  publishMenu(): Promise<string>;
  /** For the competitor: the same database, as its owner. */
  databaseUrl: string;
  /** The database's first process. */
  postgresPid: number;
  /** Ends the server; the data stays. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

const ACCOUNT = 'bench-admin';
const PASSWORD = 'long-ladle-copper-7';
const SLUG = 'bench';
/** All dishes are called so, with a number. */
export const DISH = '量度菜肴';

export async function buildHouse(size: Size): Promise<House> {
  const data = dataDir();
  // The one setting that is not the default: one address asks more than 50 times a second here, which nobody's does.
  const env = { DATA_DIR: data.path, RATE_LIMIT: '1000000', LOG_LEVEL: 'info' };
  let running: Running | undefined;
  const stop = async () => {
    const was = running;
    running = undefined;
    await was?.end('SIGTERM');
  };
  const remove = async () => {
    await stop();
    data.remove();
  };
  try {
    const made = await runProcess(env, 'create-admin.js', ['--account', ACCOUNT, '--name', '林秤', '--organization', '量度学校', '--kind', 'PARTY_SCHOOL', '--lang', 'en'], `${PASSWORD}\n`);
    if (made.code !== 0) throw new Error(`The administrator could not be made:\n${made.output}`);
    running = await startProcess(env);
    const { address } = running;
    const session = await signInAt(() => address, ACCOUNT, PASSWORD);
    const canteen = await openCanteen(session);
    // The server's own process answers for the database; this only asks where it is.
    const { ownerUrl: databaseUrl, pid: postgresPid } = await startPostgres({ dataDir: data.path });
    await fill(databaseUrl, canteen, size);
    return {
      env, running, canteen, databaseUrl, postgresPid, stop, remove, port: Number(new URL(address).port), cookie: session.cookie,
      publishMenu: async () => `/menu/${SLUG}/week?week=${String(await publishWeek(session, canteen, size))}`,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function act(session: Session, mutation: string, variables: Record<string, unknown>): Promise<Record<string, string>> {
  const answer = await session.ask(mutation, variables);
  const payload = Object.values(answer.data ?? {})[0] as { record: Record<string, string> | null } | undefined;
  if (!payload?.record) throw new Error(`The data set could not be made: ${JSON.stringify(answer)}`);
  return payload.record;
}

/** The administrator made by command keeps no canteen's books; here they also manage the one there is. */
async function openCanteen(session: Session): Promise<string> {
  const { id } = await act(session, `mutation($input: CreateCanteenInput!) { createCanteen(input: $input) { record { id } errors { code } } }`, {
    input: { name: { zh: '秤食堂', en: 'Scales canteen' }, slug: SLUG, operation: 'OWN', diners: 1200 },
  });
  const { data } = await session.ask('{ me { person { id } } }');
  await act(session, `mutation($input: MembershipInput!) { grantMembership(input: $input) { record { id } errors { code } } }`, {
    input: { person: data!['me'].person.id, role: 'MANAGER' },
  });
  return id!;
}

/** Two years of deliveries, straight into the tables with all their constraints: by commands it would take minutes, which no figure here is about. */
async function fill(ownerUrl: string, canteen: string, size: Size): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    const { rows: [place] } = await client.query<{ organization: string; person: string }>(
      'select c.organization_id as organization, p.id as person from canteen c, person p where c.id = $1 and p.account = $2', [canteen, ACCOUNT]);
    const { organization, person } = place!;
    await client.query(
      `insert into supplier (id, organization_id, recorded_at, number, name_zh, name_en, pinyin, credit_code, address, contact, phone, state)
       select uuidv7(), $1, now(), 'SU-' || lpad(n::text, 4, '0'), '供货商' || n || '号食品有限公司', 'Supplier No. ' || n, 'ghs' || n, null, '量度路' || n || '号', '陈' || n, '0595' || lpad(n::text, 7, '0'), 'APPROVED'
         from generate_series(1, $2::int) n`, [organization, size.suppliers]);
    await client.query(
      `insert into ingredient (id, organization_id, recorded_at, name_zh, name_en, pinyin, category, storage, unit, by_day, active)
       select uuidv7(), $1, now(), '原料' || n, 'Ingredient ' || n, 'yl' || n, (array['MEAT','AQUATIC','VEGETABLE','GRAIN','OIL','SEASONING'])[1 + n % 6], (array['AMBIENT','CHILLED','FROZEN'])[1 + n % 3], 'kg', false, true
         from generate_series(1, $2::int) n`, [organization, size.ingredients]);
    // Which suppliers deliver and what they bring does not follow the order in which they were written.
    await client.query(
      `insert into goods_receipt (id, organization_id, recorded_at, canteen_id, occurred_at, recorded_by_id, late_entry, number, supplier_id, state, received_by_id, checked_by_id, checked_at, total_fen, total_currency)
       select uuidv7(at - now()), $1, at + interval '7 minutes', $2, at, $3, r.n % 40 = 0, 'GR-' || to_char(at, 'YYYYMMDD') || '-' || lpad(r.n::text, 4, '0'), s.id, 'ACCEPTED', $3, $3, at + interval '20 minutes', 0, 'CNY'
         from (select n, date_trunc('minute', now()) - interval '2 years' * (1 - n::float / $4) as at from generate_series(1, $4::int) n) r
         join (select id, row_number() over (order by md5(id::text)) as n from supplier where organization_id = $1) s on s.n = 1 + r.n * 7 % $5`,
      [organization, canteen, person, size.receipts, size.suppliers]);
    await client.query(
      `insert into receipt_line (id, organization_id, recorded_at, canteen_id, receipt_id, line_no, ingredient_id, brand, supplier_lot, production_date, expiry_date,
         delivered_value, delivered_unit, unit_price_amount, unit_price_currency, unit_price_unit, amount_fen, amount_currency, arrival_temperature, earlier_temperatures, appearance_ok, verdict)
       select uuidv7(r.occurred_at - now()), $1, r.recorded_at, $2, r.id, l, i.id, '牌' || l, 'L' || r.n || '-' || l, r.occurred_at::date - 2, r.occurred_at::date + 28,
              v, 'kg', p, 'CNY', 'kg', round(v * p * 100), 'CNY', 4.5, '[]', true, 'ACCEPTED'
         from (select *, row_number() over (order by id) as n from goods_receipt where canteen_id = $2) r
         cross join generate_series(1, $3::int) l
         cross join lateral (select (1 + (r.n * 13 + l * 7) % 400) / 8.0 as v, (200 + (r.n * 31 + l * 17) % 3000) / 100.0 as p) f
         join (select id, row_number() over (order by md5(id::text)) as n from ingredient where organization_id = $1) i on i.n = 1 + (r.n * 5 + l * 11) % $4`,
      [organization, canteen, size.lines, size.ingredients]);
    await client.query('update goods_receipt r set total_fen = (select sum(amount_fen) from receipt_line l where l.receipt_id = r.id) where canteen_id = $1', [canteen]);
    await client.query('commit');
    await client.query('vacuum analyze supplier, ingredient, goods_receipt, receipt_line');
  } finally {
    await client.end();
  }
}

const MEALS = [['BREAKFAST', '07:00', '08:00'], ['LUNCH', '11:30', '12:30'], ['DINNER', '17:30', '18:30']] as const;

/** Next week's menu, by the product's own verbs: no meal of it has begun, whatever day it is. */
async function publishWeek(session: Session, canteen: string, { dishes: count, ingredients }: Size): Promise<LocalDate> {
  const found = (await session.ask('{ ingredients(page: { size: 200 }) { items { id } } }')).data!['ingredients'].items as { id: string }[];
  const today = LocalDate.at(new Date(), 'Asia/Shanghai');
  const week = today.startOfWeek().plusDays(7);
  const dishes: string[] = [];
  for (let n = 0; n < count; n++) {
    const dish = await act(session, `mutation($input: CreateDishInput!) { createDish(input: $input) { record { id } errors { code } } }`, {
      input: { name: { zh: `${DISH}${n + 1}`, en: `Measured dish ${n + 1}` }, category: (['MEAT', 'VEGETABLE', 'SOUP', 'STAPLE'] as const)[n % 4], portion: { value: '180', unit: 'g' }, description: { zh: '文火慢炖，趁热食用。', en: 'Slowly braised, best eaten hot.' } },
    });
    const recipe = await act(session, `mutation($input: DraftRecipeInput!) { draftRecipe(input: $input) { record { id } errors { code } } }`, {
      input: { dish: dish['id'], portions: 100, lines: [0, 1, 2].map((l) => ({ ingredient: found[(n * 3 + l) % Math.min(found.length, ingredients)]!.id, net: { value: '6', unit: 'kg' } })) },
    });
    await act(session, `mutation($id: ID!) { adoptRecipe(id: $id) { record { id } errors { code } } }`, { id: recipe['id'] });
    await act(session, `mutation($input: DishPriceInput!) { setDishPrice(input: $input) { record { id } errors { code } } }`, {
      input: { canteen, dish: dish['id'], price: { amount: `${6 + (n % 9)}.50` }, effectiveFrom: String(today) },
    });
    dishes.push(dish['id']!);
  }
  const menu = await act(session, `mutation($input: CreateMenuInput!) { createMenu(input: $input) { record { id version } errors { code } } }`, { input: { canteen, weekStart: String(week) } });
  const perMeal = Math.min(dishes.length, 6);
  const meals = Array.from({ length: 7 }, (_, day) => MEALS.map(([meal, serviceStart, serviceEnd], at) => ({
    day: String(week.plusDays(day)), meal, serviceStart, serviceEnd, plannedDiners: 400,
    items: Array.from({ length: perMeal }, (_, n) => ({ dish: dishes[((day * 3 + at) * 5 + n) % dishes.length], plannedPortions: 120 })),
  }))).flat();
  await act(session, `mutation($id: ID!, $version: Int!, $meals: [MealInput!]!) { saveMenu(id: $id, version: $version, meals: $meals) { record { id } errors { code message field } } }`, { id: menu['id'], version: menu['version'], meals });
  await act(session, `mutation($id: ID!) { publishMenu(id: $id) { record { id } errors { code message field } } }`, { id: menu['id'] });
  return week;
}
