import { aLot, aMenu, anIngredient, aReceipt, aServableDish, aSupplier } from '../../../tests/support/builders.ts';
import { publishMenu } from '@canteen/menus';
import { aWorld, startApi, type Caller, type TestApi, type World } from '../../../tests/support/api.ts';

let api: TestApi;
let w: World;
beforeEach(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterEach(() => api.close());

interface Duty {
  kind: string;
  title: { zh: string };
  severity: string;
  dueAt: string | null;
  done: boolean;
  forRoles: string[];
  mine: boolean;
}
const TODAY = 'query ($canteen: ID!) { today(canteen: $canteen) { kind title { zh } severity dueAt done forRoles mine } }';
const duties = async (person: Caller, canteen = w.canteen.id) => (await person.ask(TODAY, { canteen })).data!['today'] as Duty[];
const one = async (person: Caller, kind: string) => (await duties(person)).find((duty) => duty.kind === kind);

it('says whose work each duty is, and whether it is the caller’s', async () => {
  await aReceipt(api, w);
  await aSupplier(api, w, { licenceTo: '2026-12-01' });
  await aLot(api, w, { ingredient: await anIngredient(api, w), expiryDate: '2026-11-20' });
  const accepts = ['MANAGER', 'STOREKEEPER', 'FOOD_SAFETY_OFFICER', 'FOOD_SAFETY_DIRECTOR', 'CONTRACTOR_MANAGER'];
  expect(await one(w.storekeeper, 'RECEIPT_TO_CHECK')).toMatchObject({ forRoles: accepts, mine: true, done: false, dueAt: '2026-11-20T23:00:00.000Z' });
  expect(await one(w.principal, 'RECEIPT_TO_CHECK')).toMatchObject({ forRoles: accepts, mine: false });
  expect(await one(w.storekeeper, 'SUPPLIER_LICENCE')).toMatchObject({ forRoles: ['MANAGER', 'CONTRACTOR_MANAGER', 'ADMINISTRATOR'], mine: false });
  expect(await one(w.manager, 'SUPPLIER_LICENCE')).toMatchObject({ mine: true });
  expect(await one(w.cook, 'LOT_EXPIRED')).toMatchObject({ forRoles: accepts, mine: false });
  // an inspector sees what is due and has nothing to do here
  const seen = await duties(w.inspector);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((duty) => duty.mine)).toEqual([]);
  expect(await w.other.manager.ask(TODAY, { canteen: w.canteen.id })).toRefuse('NOT_FOUND');
});

it('asks for the menu of a day that has none, and of the next', async () => {
  const dish = await aServableDish(api, w);
  const menu = await aMenu(api, w, { weekStart: '2026-11-16', meals: [{ day: '2026-11-21', dishes: [dish] }, { day: '2026-11-22', dishes: [dish] }] });
  const missing = async () => (await duties(w.manager)).filter((duty) => duty.kind === 'MENU_MISSING').map(({ title, severity, mine }) => [title.zh, severity, mine]);
  expect(await missing()).toEqual([['11月21日没有已公布的菜单', 'critical', true], ['11月22日没有已公布的菜单', 'warn', true]]);
  await api.act(w.manager, (ctx) => publishMenu(ctx, menu.id));
  expect(await missing()).toEqual([]);
});
