import { LocalDate } from '@canteen/kernel';
import { Canteen } from '@canteen/people';
import { currentPublications, isPublishedPhoto, publicationStamp } from '@canteen/menus';
import type { Menu } from '@canteen/menus';
import type { Dish } from '@canteen/recipes';
import { aFile, aMenu, aServableDish } from '../../../tests/support/builders.ts';
import { aWorld, startApi } from '../../../tests/support/api.ts';
import type { TestApi, World } from '../../../tests/support/api.ts';

const MONDAY = '2026-11-23';
const PUBLIC = `query ($slug: ShortText!, $day: Day) { publicMenu(slug: $slug, day: $day) {
  canteen { slug name { zh en } organization { zh } timeZone demo } weekStart revision publishedAt
  days { day meals { meal serviceStart serviceEnd dishes {
    id name { zh en } price { amount currency } portionGrams category flags photo allergens { allergen presence } unknownAllergens
    originCounty origin { ingredient { zh } supplier { zh } place { zh } } description { zh } sampleKeptHours plannedPortions } } } } }`;

describe('the public menu', () => {
  let api: TestApi;
  let w: World;
  let dish: Dish;
  let photo: string;
  let menu: Menu;
  beforeAll(async () => {
    api = await startApi();
    w = await aWorld(api);
    const file = await aFile(api, w, w.manager);
    photo = file.hash!;
    dish = await aServableDish(api, w, { photo: file.id, description: { zh: '清淡', en: null } as never });
    menu = await aMenu(api, w, { weekStart: MONDAY, meals: [{ day: MONDAY, dishes: [dish] }] });
  });
  afterAll(() => api.close());

  const em = () => api.orm.em.fork();
  const window = { from: LocalDate.of(MONDAY) };
  const stamp = () => publicationStamp(em(), window);
  const act = (name: string) => w.manager.ask(`mutation ($id: ID!) { ${name}(id: $id) { errors { code } } }`, { id: menu.id });
  const shown = async (day = MONDAY, slug = 'first') => (await api.anyone.ask(PUBLIC, { slug, day })).data!.publicMenu;

  // One story, in its order.
  it('shows nothing of a draft, not even its photo', async () => {
    expect(await shown()).toBeNull();
    expect(await currentPublications(em(), window)).toEqual([]);
    expect(await isPublishedPhoto(em(), photo)).toBe(false);
  });

  it('shows to everyone, without an account, what was published', async () => {
    const before = await stamp();
    await act('publishMenu');
    expect(await stamp()).not.toBe(before);
    const [publication, ...rest] = await currentPublications(em(), window);
    expect(rest).toEqual([]);
    expect(publication).toMatchObject({ slug: 'first', canteenId: w.canteen.id, weekStart: MONDAY, revision: 1, publishedAt: new Date('2026-11-20T22:00:00Z') });
    const answer = await shown('2026-11-29');
    expect(answer).toMatchObject({ weekStart: MONDAY, revision: 1, canteen: { slug: 'first', demo: false } });
    expect(answer.days[0].meals[0].dishes[0]).toEqual({
      ...publication!.content.days[0]!.meals[0]!.dishes[0]!,
      name: { zh: dish.name.zh, en: dish.name.en },
      description: { zh: '清淡' },
      price: { amount: '12.00', currency: 'CNY' },
    });
  });

  it('is the week of the day, of that canteen alone', async () => {
    expect(await shown('2026-11-22')).toBeNull();
    expect(await shown('2026-11-30')).toBeNull();
    expect(await shown(MONDAY, 'second')).toBeNull();
    expect(await shown(MONDAY, "first' or '1'='1")).toBeNull();
    expect((await api.anyone.ask(PUBLIC, { slug: 'first' })).data!.publicMenu).toBeNull();
    api.clock('2026-11-22T16:00:00Z');
    expect((await api.anyone.ask(PUBLIC, { slug: 'first' })).data!.publicMenu.weekStart).toBe(MONDAY);
    api.clock('2026-11-20T22:00:00Z');
    expect(await currentPublications(em(), { from: LocalDate.of('2026-11-30') })).toEqual([]);
    expect(await currentPublications(em(), { from: LocalDate.of('2026-11-16'), to: LocalDate.of('2026-11-16') })).toEqual([]);
  });

  it('stays word for word, whatever is edited since', async () => {
    const before = await shown();
    const unchanged = await stamp();
    await w.manager.ask('mutation ($id: ID!, $input: UpdateDishInput!) { updateDish(id: $id, input: $input) { errors { code } } }', { id: dish.id, input: { version: dish.version, name: { zh: '改名' }, photo: null } });
    await act('reviseMenu');
    expect(await shown()).toEqual(before);
    expect(await stamp()).toBe(unchanged);
    expect(await isPublishedPhoto(em(), photo)).toBe(true);
  });

  it('changes with the next publication, and with it the photos that everyone may see', async () => {
    const before = await stamp();
    await act('publishMenu');
    expect(await stamp()).not.toBe(before);
    const [day] = (await shown()).days;
    expect(day.meals[0].dishes[0]).toMatchObject({ name: { zh: '改名' }, photo: null });
    expect(await isPublishedPhoto(em(), photo)).toBe(false);
    expect(await isPublishedPhoto(em(), "' or true --")).toBe(false);
  });

  it('vanishes while the canteen is closed, and for good when the week is archived', async () => {
    const open = await stamp();
    await em().nativeUpdate(Canteen, { id: w.canteen.id }, { active: false });
    expect(await shown()).toBeNull();
    expect(await stamp()).not.toBe(open);
    await em().nativeUpdate(Canteen, { id: w.canteen.id }, { active: true });
    expect(await stamp()).toBe(open);
    await act('archiveMenu');
    expect(await shown()).toBeNull();
    expect(await currentPublications(em(), window)).toEqual([]);
    expect(await stamp()).not.toBe(open);
  });
});
