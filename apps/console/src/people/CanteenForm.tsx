import { useEditContext, useGetList } from 'react-admin';
import { useWatch } from 'react-hook-form';
import type { CanteenRecord, OrganizationRecord } from '../provider/generated.ts';
import { useCan, useMe } from '../shell/me.tsx';
import { useFormat } from '../ui/format.ts';
import { CreatePage, EditPage } from '../ui/FormPage.tsx';
import { BothLanguages, Choice, localized, orNull, Text, Toggle } from '../ui/inputs.tsx';
import { useLabels, useSay } from '../ui/say.ts';

const words = {
  slug: { zh: '公开菜单网址里的名字：小写字母、数字、连字符', en: 'In the address of the public menu: lower-case letters, digits, hyphens' },
  diners: { zh: '平均每餐人数；300 人起须配食品安全总监（市场监管总局令第 60 号）', en: 'Average per meal; from 300 a food-safety director is required (SAMR Order 60)' },
  cold: { zh: '许可证载明冷食类时才能排凉菜', en: 'Cold dishes are planned only where the licence covers them' },
  active: { zh: '停用后不再出现在选择里，记录保留', en: 'No longer offered; its records stay' },
};

function useOrganizations(filter: Record<string, unknown>) {
  const { data } = useGetList<OrganizationRecord>('organizations', { pagination: { page: 1, perPage: 200 }, sort: { field: 'pinyin', order: 'ASC' }, filter });
  return data ?? [];
}

function Inputs({ known }: { known?: CanteenRecord }) {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const operation = useWatch({ name: 'operation' }) as string | undefined;
  const contractors = useOrganizations({ kind: 'CONTRACTOR' });
  const names = new Map([...contractors, ...(known?.contractor ? [known.contractor] : [])].map((each) => [each.id, format.text(each.name)]));
  return (
    <>
      <BothLanguages source="name" label={labels.field('name')} />
      <Text source="slug" label={labels.field('slug')} help={say(words.slug)} required />
      <Text source="diners" label={labels.field('diners')} help={say(words.diners)} decimal required />
      <Choice source="operation" label={labels.field('operation')} of="CanteenOperation" values={['OWN', 'CONTRACTED', 'DELIVERED']} required />
      {operation === 'CONTRACTED' || operation === 'DELIVERED'
        ? <Choice source="contractor" label={labels.field('contractor')} values={[...names.keys()]} names={(id) => names.get(id) ?? id} required />
        : <span />}
      <Text source="address" label={labels.field('address')} wide />
      <Toggle source="coldDishesLicensed" label={labels.field('coldDishesLicensed')} help={say(words.cold)} />
      {known && <Toggle source="active" label={labels.field('active')} help={say(words.active)} />}
    </>
  );
}

const toInput = (values: Record<string, unknown>) => ({
  name: localized(values['name']),
  slug: values['slug'],
  diners: Number(values['diners']),
  operation: values['operation'],
  contractor: values['operation'] === 'OWN' ? null : orNull(values['contractor']),
  address: orNull(values['address']),
  coldDishesLicensed: !!values['coldDishesLicensed'],
});

export function CanteenCreate() {
  const labels = useLabels();
  const format = useFormat();
  const me = useMe();
  const can = useCan();
  const all = useOrganizations({});
  const mine = new Set(me?.grants.map((grant) => grant.organization.id));
  const institutions = all.filter((each) => each.kind !== 'CONTRACTOR' && each.kind !== 'AUTHORITY' && can('organizations:write') && mine.has(each.id));
  return (
    <CreatePage
      resource="canteens"
      start={{ operation: 'OWN', coldDishesLicensed: false, organization: me?.grants[0]?.organization.id }}
      toInput={(values) => ({ ...toInput(values), organization: values['organization'] })}
    >
      <Choice source="organization" label={labels.field('organization')} values={institutions.map((each) => each.id)} names={(id) => format.text(all.find((each) => each.id === id)?.name)} required />
      <span />
      <Inputs />
    </CreatePage>
  );
}

export function CanteenEdit() {
  const format = useFormat();
  return (
    <EditPage<CanteenRecord>
      resource="canteens"
      name={(r) => format.text(r.name)}
      toForm={({ name, slug, diners, operation, contractor, address, coldDishesLicensed, active }) => ({ name, slug, diners, operation, contractor: contractor?.id ?? '', address, coldDishesLicensed, active })}
      toInput={(values) => ({ ...toInput(values), active: !!values['active'] })}
    >
      <Known />
    </EditPage>
  );
}

function Known() {
  const { record } = useEditContext<CanteenRecord>();
  return <Inputs {...(record ? { known: record } : {})} />;
}
