import type { OrganizationRecord } from '../provider/generated.ts';
import { useCan } from '../shell/me.tsx';
import { ButtonTo } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';

const words = {
  title: { zh: '单位', en: 'Organizations' },
  all: { zh: '全部', en: 'All' },
  contractors: { zh: '承包企业', en: 'Contractors' },
  authorities: { zh: '监管部门', en: 'Authorities' },
  add: { zh: '新增单位', en: 'Add an organization' },
  empty: { zh: '没有您可以查看的单位。', en: 'There are no organizations that you may see.' },
};

export default function OrganizationList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const add = can('organizations:write') && <ButtonTo to="/organizations/create" variant="contained">{say(words.add)}</ButtonTo>;
  return (
    <ListPage<OrganizationRecord>
      resource="organizations"
      title={say(words.title)}
      sort={{ field: 'pinyin', order: 'ASC' }}
      views={[
        { label: say(words.all), filter: {} },
        { label: say(words.contractors), filter: { kind: 'CONTRACTOR' } },
        { label: say(words.authorities), filter: { kind: 'AUTHORITY' } },
      ]}
      columns={[
        { key: 'name', label: labels.field('name'), cell: (r) => format.text(r.name), sort: 'pinyin' },
        { key: 'kind', label: labels.field('Organization.kind'), cell: (r) => labels.of('OrganizationKind', r.kind), sort: 'kind' },
        { key: 'zone', label: labels.field('timeZone'), cell: (r) => r.timeZone },
      ]}
      line={(r) => ({ main: format.text(r.name), sub: labels.of('OrganizationKind', r.kind) })}
      empty={{ text: say(words.empty), action: add }}
      actions={add}
    />
  );
}
