import type { CanteenRecord } from '../provider/generated.ts';
import { useCan } from '../shell/me.tsx';
import { ButtonTo } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useLabels, useSay } from '../ui/say.ts';
import { Tone } from '../ui/Tone.tsx';

const words = {
  title: { zh: '食堂与场所', en: 'Canteens & areas' },
  active: { zh: '在用', en: 'In use' },
  contracted: { zh: '承包', en: 'Contracted' },
  all: { zh: '全部', en: 'All' },
  closed: { zh: '已停用', en: 'Not in use' },
  add: { zh: '新增食堂', en: 'Add a canteen' },
  empty: { zh: '还没有食堂。', en: 'No canteens yet.' },
  diners: { zh: '{n} 人/餐', en: '{n} per meal' },
};

export default function CanteenList() {
  const say = useSay();
  const labels = useLabels();
  const format = useFormat();
  const can = useCan();
  const add = can('organizations:write') && <ButtonTo to="/canteens/create" variant="contained">{say(words.add)}</ButtonTo>;
  return (
    <ListPage<CanteenRecord>
      resource="canteens"
      title={say(words.title)}
      sort={{ field: 'pinyin', order: 'ASC' }}
      views={[
        { label: say(words.active), filter: { active: true } },
        { label: say(words.contracted), filter: { active: true, operation: 'CONTRACTED' } },
        { label: say(words.all), filter: {} },
      ]}
      columns={[
        { key: 'name', label: labels.field('canteen'), cell: (r) => <>{format.text(r.name)} {!r.active && <Tone tone="done" plain>{say(words.closed)}</Tone>}</>, sort: 'pinyin' },
        { key: 'organization', label: labels.field('organization'), cell: (r) => format.text(r.organization.name) },
        { key: 'operation', label: labels.field('operation'), cell: (r) => labels.of('CanteenOperation', r.operation), sort: 'operation' },
        { key: 'contractor', label: labels.field('contractor'), cell: (r) => format.text(r.contractor?.name) },
        { key: 'diners', label: labels.field('diners'), align: 'right', cell: (r) => format.number(r.diners), sort: 'diners' },
      ]}
      line={(r) => ({ main: format.text(r.name), side: say(words.diners, { n: r.diners }), sub: format.text(r.organization.name), state: r.active ? labels.of('CanteenOperation', r.operation) : <Tone tone="done" plain>{say(words.closed)}</Tone> })}
      empty={{ text: say(words.empty), action: add }}
      actions={add}
    />
  );
}
