import type { SupplierRow } from '../provider/generated.ts';
import { useCan } from '../shell/me.tsx';
import { ButtonTo } from '../ui/bits.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useSay } from '../ui/say.ts';
import { State } from '../ui/Tone.tsx';

const words = {
  title: { zh: '供货者', en: 'Suppliers' },
  inUse: { zh: '在用', en: 'In use' },
  licence: { zh: '许可证有问题', en: 'Licence not all right' },
  applicants: { zh: '待准入', en: 'Applicants' },
  stopped: { zh: '冻结或清退', en: 'Frozen or removed' },
  all: { zh: '全部', en: 'All' },
  empty: { zh: '还没有供货者。先登记一家，再收它的货。', en: 'No suppliers yet. Add one before receiving its goods.' },
  nothing: { zh: '没有您可以查看的供货者。供货者的许可证在收货单上。', en: 'There are no suppliers that you may see. A goods receipt shows the licence of its supplier.' },
  add: { zh: '登记供货者', en: 'Add supplier' },
  name: { zh: '名称', en: 'Name' },
  number: { zh: '编号', en: 'Number' },
  state: { zh: '状态', en: 'State' },
  licenceColumn: { zh: '许可证', en: 'Licence' },
  until: { zh: '有效至', en: 'Valid to' },
  contact: { zh: '联系人', en: 'Contact' },
};

export function SupplierList() {
  const say = useSay();
  const format = useFormat();
  const can = useCan();
  const add = can('catalog:write') && <ButtonTo to="/suppliers/create" variant="contained">{say(words.add)}</ButtonTo>;
  return (
    <ListPage<SupplierRow>
      resource="suppliers"
      title={say(words.title)}
      sort={{ field: 'pinyin', order: 'ASC' }}
      views={[
        { label: say(words.inUse), filter: { state: ['APPROVED', 'RESTRICTED'] } },
        { label: say(words.licence), filter: { licenceStatus: ['ENDING_SOON', 'EXPIRED', 'MISSING'] } },
        { label: say(words.applicants), filter: { state: ['APPLICANT'] } },
        { label: say(words.stopped), filter: { state: ['FROZEN', 'REMOVED'] } },
        { label: say(words.all), filter: {} },
      ]}
      columns={[
        { key: 'name', wrap: true, label: say(words.name), cell: (r) => format.text(r.name), sort: 'pinyin' },
        { key: 'number', label: say(words.number), cell: (r) => r.number, sort: 'number' },
        { key: 'state', label: say(words.state), cell: (r) => <State of="SupplierState" value={r.state} /> },
        { key: 'licence', label: say(words.licenceColumn), cell: (r) => <State of="LicenceStatus" value={r.licenceStatus} /> },
        { key: 'until', label: say(words.until), cell: (r) => format.day(r.licenceValidTo), sort: 'licenceValidTo' },
        { key: 'contact', label: say(words.contact), cell: (r) => [r.contact, r.phone].filter(Boolean).join(' ') },
      ]}
      line={(r) => ({ main: format.text(r.name), side: <State of="LicenceStatus" value={r.licenceStatus} />, sub: `${r.number} · ${format.day(r.licenceValidTo)}`, state: r.state === 'APPROVED' ? null : <State of="SupplierState" value={r.state} /> })}
      empty={{ text: say(add ? words.empty : words.nothing), action: add }}
      actions={add}
    />
  );
}
