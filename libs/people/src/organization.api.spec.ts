import { Area, Canteen, Membership, Organization } from '@canteen/people';
import { aWorld, startApi, type TestApi, type World } from '../../../tests/support/api.ts';

const ERRORS = 'errors { code field message params }';
const CREATE_ORGANIZATION = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { record { id version name { zh en } pinyin kind timeZone organizationId } ${ERRORS} } }`;
const UPDATE_ORGANIZATION = `mutation ($id: ID!, $input: UpdateOrganizationInput!) { updateOrganization(id: $id, input: $input) { record { id version name { zh } } ${ERRORS} } }`;
const CREATE_CANTEEN = `mutation ($input: CreateCanteenInput!) { createCanteen(input: $input) { record { id version slug pinyin operation contractor { id name { zh } } organization { id } } ${ERRORS} } }`;
const UPDATE_CANTEEN = `mutation ($id: ID!, $input: UpdateCanteenInput!) { updateCanteen(id: $id, input: $input) { record { id version diners address operation contractor { id } } ${ERRORS} } }`;
const CREATE_AREA = `mutation ($input: CreateAreaInput!) { createArea(input: $input) { record { id version name { zh } kind canteen { id } } ${ERRORS} } }`;
const UPDATE_AREA = `mutation ($id: ID!, $input: UpdateAreaInput!) { updateArea(id: $id, input: $input) { record { id version active kind } ${ERRORS} } }`;
const CANTEENS = 'query ($filter: CanteenFilter, $page: PageInput) { canteens(filter: $filter, page: $page) { total items { id slug } } }';

let api: TestApi;
let w: World;
beforeAll(async () => {
  api = await startApi();
  w = await aWorld(api);
});
afterAll(() => api?.close());

let number = 0;
const canteenInput = (own: object = {}) => ({ name: { zh: '二食堂', en: 'Second canteen' }, slug: `canteen-${++number}`, operation: 'OWN', diners: 300, ...own });

test('an administrator adds a contractor and administers it; the canteen names it', async () => {
  const added = await w.administrator.ask(CREATE_ORGANIZATION, { input: { name: { zh: '味好餐饮', en: 'Good Taste Catering' }, kind: 'CONTRACTOR' } });
  expect(added).toBeDone();
  const contractor = added.data?.['createOrganization'].record;
  expect(contractor).toMatchObject({ pinyin: 'whcy', timeZone: 'Asia/Shanghai', organizationId: contractor.id });
  expect(await api.count(Membership, { organizationId: contractor.id, role: 'ADMINISTRATOR', person: w.administrator.id })).toBe(1);

  const canteen = await w.administrator.ask(CREATE_CANTEEN, { input: canteenInput({ operation: 'CONTRACTED', contractor: contractor.id, organization: w.org.id }) });
  expect(canteen).toBeDone();
  expect(canteen.data?.['createCanteen'].record).toMatchObject({ contractor: { id: contractor.id, name: { zh: '味好餐饮' } }, organization: { id: w.org.id } });
});

test.each([
  ['the contractor is missing', { operation: 'DELIVERED' }, 'CONTRACTOR_REQUIRED', 'input.contractor'],
  ['there are too many diners', { diners: 2_000_000 }, 'DINERS_OUT_OF_RANGE', 'input.diners'],
  ['there are fewer than none', { diners: -1 }, 'DINERS_OUT_OF_RANGE', 'input.diners'],
  ['the address name is none', { slug: 'Zhang San; drop table' }, 'SLUG_MALFORMED', 'input.slug'],
  ['the address name is the site\'s own', { slug: 'graphql' }, 'SLUG_MALFORMED', 'input.slug'],
  ['the address name is taken, be it by a stranger', { slug: 'second' }, 'SLUG_TAKEN', 'input.slug'],
  ['the name is too long', { name: { zh: '长'.repeat(10_000) } }, 'TEXT_TOO_LONG', undefined],
  ['the name is empty', { name: { zh: ' ' } }, 'TEXT_REQUIRED', 'input.name.zh'],
])('no canteen is added when %s', async (_case, own, code, field) => {
  const before = await api.count(Canteen);
  expect(await w.administrator.ask(CREATE_CANTEEN, { input: canteenInput({ organization: w.org.id, ...own }) })).toRefuse(code, field);
  expect(await api.count(Canteen)).toBe(before);
});

test('a canteen is not added to, or contracted to, an organization one does not see', async () => {
  const before = await api.count(Canteen);
  expect(await w.administrator.ask(CREATE_CANTEEN, { input: canteenInput({ organization: w.other.org.id }) })).toRefuse('NOT_FOUND', 'input.organization');
  expect(await w.administrator.ask(CREATE_CANTEEN, { input: canteenInput({ organization: w.org.id, operation: 'CONTRACTED', contractor: w.other.org.id }) })).toRefuse('NOT_FOUND', 'input.contractor');
  expect(await api.count(Canteen)).toBe(before);
});

test('who may not add organizations and canteens is told so, and nothing is added', async () => {
  const [organizations, canteens] = [await api.count(Organization), await api.count(Canteen)];
  for (const person of [w.manager, w.principal, w.cook, w.inspector]) {
    expect(await person.ask(CREATE_ORGANIZATION, { input: { name: { zh: '某' }, kind: 'AGENCY' } })).toRefuse('FORBIDDEN');
    expect(await person.ask(CREATE_CANTEEN, { input: canteenInput() })).toRefuse('FORBIDDEN');
  }
  expect(await api.anyone.ask(CREATE_CANTEEN, { input: canteenInput() })).toRefuse('UNAUTHENTICATED');
  expect([await api.count(Organization), await api.count(Canteen)]).toEqual([organizations, canteens]);
});

test('an edit changes what it says, clears what it nulls, and is refused over somebody else\'s', async () => {
  const { version } = await api.reload(Canteen, w.canteen.id);
  const first = await w.manager.ask(UPDATE_CANTEEN, { id: w.canteen.id, input: { version, address: '人民路 1 号' } });
  expect(first).toBeDone();
  expect(first.data?.['updateCanteen'].record).toMatchObject({ version: version + 1, address: '人民路 1 号', diners: 400, operation: 'OWN' });
  const stale = await w.administrator.ask(UPDATE_CANTEEN, { id: w.canteen.id, input: { version, diners: 5 } });
  expect(stale).toRefuse('STALE_RECORD', 'input.version');
  expect(await api.reload(Canteen, w.canteen.id)).toMatchObject({ diners: 400, version: version + 1 });
  const cleared = await w.manager.ask(UPDATE_CANTEEN, { id: w.canteen.id, input: { version: version + 1, address: null } });
  expect(cleared.data?.['updateCanteen'].record.address).toBeNull();
  expect(await w.manager.ask(UPDATE_CANTEEN, { id: w.canteen.id, input: { version: version + 2, operation: 'CONTRACTED' } })).toRefuse('CONTRACTOR_REQUIRED', 'input.contractor');
});

test('of two edits at once one wins, and the other is told', async () => {
  const { version } = await api.reload(Canteen, w.canteen.id);
  const answers = await Promise.all([401, 402].map((diners) => w.manager.ask(UPDATE_CANTEEN, { id: w.canteen.id, input: { version, diners } })));
  expect(answers.filter((answer) => answer.data?.['updateCanteen'].errors.length === 0)).toHaveLength(1);
  expect(answers.find((answer) => answer.data?.['updateCanteen'].errors.length > 0)).toRefuse('STALE_RECORD');
  expect((await api.reload(Canteen, w.canteen.id)).version).toBe(version + 1);
});

test('an organization is renamed by its administrator alone', async () => {
  const { version } = await api.reload(Organization, w.org.id);
  expect(await w.principal.ask(UPDATE_ORGANIZATION, { id: w.org.id, input: { version, name: { zh: '新名' } } })).toRefuse('FORBIDDEN');
  expect(await w.administrator.ask(UPDATE_ORGANIZATION, { id: w.other.org.id, input: { version: 1, name: { zh: '新名' } } })).toRefuse('NOT_FOUND', 'id');
  expect(await w.administrator.ask(UPDATE_ORGANIZATION, { id: w.org.id, input: { version, timeZone: 'Asia/Atlantis' } })).toRefuse('TIME_ZONE_UNKNOWN', 'input.timeZone');
  expect(await w.administrator.ask(UPDATE_ORGANIZATION, { id: w.org.id, input: { version, name: { zh: '甲机关', en: 'Agency A' } } })).toBeDone();
  expect((await api.reload(Organization, w.other.org.id)).name.zh).toBe('乙机关');
});

test('areas are added and closed by whoever runs the canteen, in that canteen', async () => {
  const added = await w.manager.ask(CREATE_AREA, { input: { canteen: w.canteen.id, name: { zh: '留样冰箱', en: 'Sample fridge' }, kind: 'SAMPLE_FRIDGE' } });
  expect(added).toBeDone();
  const area = added.data?.['createArea'].record;
  expect(area).toMatchObject({ canteen: { id: w.canteen.id }, kind: 'SAMPLE_FRIDGE' });
  const closed = await w.manager.ask(UPDATE_AREA, { id: area.id, input: { version: area.version, active: false } });
  expect(closed.data?.['updateArea'].record).toMatchObject({ active: false, kind: 'SAMPLE_FRIDGE' });

  const before = await api.count(Area);
  expect(await w.manager.ask(CREATE_AREA, { input: { canteen: w.other.canteen.id, name: { zh: '库' }, kind: 'STORE' } })).toRefuse('NOT_FOUND', 'input.canteen');
  expect(await w.cook.ask(CREATE_AREA, { input: { canteen: w.canteen.id, name: { zh: '库' }, kind: 'STORE' } })).toRefuse('FORBIDDEN');
  expect(await w.other.manager.ask(UPDATE_AREA, { id: area.id, input: { version: area.version + 1, active: true } })).toRefuse('NOT_FOUND', 'id');
  expect(await api.count(Area)).toBe(before);
  expect((await api.reload(Area, area.id)).active).toBe(false);
});

test('each sees the canteens of their own grants, and an id of elsewhere is nothing', async () => {
  const seen = async (person: { ask: World['manager']['ask'] }) => ((await person.ask(CANTEENS)).data?.['canteens'].items as { id: string }[]).map((canteen) => canteen.id);
  expect(await seen(w.inspector)).toEqual([w.canteen.id]);
  expect(await seen(w.other.cook)).toEqual([w.other.canteen.id]);
  expect(await seen(w.manager)).toContain(w.canteen.id);
  expect(await seen(w.manager)).not.toContain(w.other.canteen.id);
  expect((await w.inspector.ask('query ($id: ID!) { canteen(id: $id) { id } }', { id: w.other.canteen.id })).data).toEqual({ canteen: null });
  expect(await w.manager.ask(CANTEENS, { filter: { organizationId: w.other.org.id } })).toMatchObject({ data: { canteens: { total: 0, items: [] } } });
  expect((await w.manager.ask(CANTEENS, { filter: { q: 'FIRST' } })).data?.['canteens'].items).toEqual([{ id: w.canteen.id, slug: 'first' }]);
  expect((await w.manager.ask(CANTEENS, { filter: { q: "%' or 1=1" } })).data?.['canteens'].total).toBe(0);
  expect(await w.manager.ask(CANTEENS, { page: { size: 201 } })).toRefuse('PAGE_SIZE_OUT_OF_RANGE');
});
