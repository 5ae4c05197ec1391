import type { LotRow } from '../provider/generated.ts';
import { useCanteen } from '../shell/me.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useSay } from '../ui/say.ts';
import { State, Tone } from '../ui/Tone.tsx';

const words = {
  title: { zh: '批次库存', en: 'Lots in stock' },
  usable: { zh: '可用', en: 'Usable' },
  near: { zh: '临期', en: 'Near expiry' },
  expired: { zh: '过期', en: 'Expired' },
  held: { zh: '封存', en: 'Quarantined' },
  gone: { zh: '用完', en: 'Used up' },
  all: { zh: '全部', en: 'All' },
  empty: { zh: '库里还没有批次。收货验收后自动入库。', en: 'Nothing in stock yet. Accepted deliveries become lots by themselves.' },
  code: { zh: '批号', en: 'Lot' },
  ingredient: { zh: '原料', en: 'Ingredient' },
  status: { zh: '状态', en: 'Status' },
  left: { zh: '结存', en: 'In stock' },
  until: { zh: '保质期至', en: 'Expires' },
  came: { zh: '入库', en: 'Received' },
  supplier: { zh: '供货者', en: 'Supplier' },
  open: { zh: '已开封', en: 'opened' },
};

export function LotList() {
  const say = useSay();
  const format = useFormat();
  const canteen = useCanteen();
  const until = (r: LotRow) => (r.expiryDate ? `${format.day(r.expiryDate)} · ${format.near(r.expiryDate)}` : '—');
  return (
    <ListPage<LotRow>
      resource="lots"
      title={say(words.title)}
      filter={{ canteen: canteen?.id }}
      sort={{ field: 'expiryDate', order: 'ASC' }}
      views={[
        { label: say(words.usable), filter: { status: ['AVAILABLE', 'NEAR_EXPIRY'] } },
        { label: say(words.near), filter: { status: ['NEAR_EXPIRY'] } },
        { label: say(words.expired), filter: { status: ['EXPIRED'] } },
        { label: say(words.held), filter: { status: ['QUARANTINED'] } },
        { label: say(words.gone), filter: { status: ['DEPLETED', 'SCRAPPED'] } },
        { label: say(words.all), filter: {} },
      ]}
      columns={[
        { key: 'ingredient', label: say(words.ingredient), cell: (r) => format.text(r.ingredient?.name) },
        { key: 'code', label: say(words.code), cell: (r) => r.lotCode, sort: 'lotCode' },
        { key: 'status', label: say(words.status), cell: (r) => <>{<State of="LotStatus" value={r.status} />} {r.openedOn && <Tone plain tone="todo">{say(words.open)}</Tone>}</> },
        { key: 'left', label: say(words.left), align: 'right', cell: (r) => format.qty(r.balance) },
        { key: 'until', label: say(words.until), cell: until, sort: 'expiryDate' },
        { key: 'came', label: say(words.came), cell: (r) => format.when(r.receivedAt), sort: 'receivedAt' },
        { key: 'supplier', wrap: true, label: say(words.supplier), cell: (r) => format.text(r.supplier?.name) },
      ]}
      line={(r) => ({ main: format.text(r.ingredient?.name), side: format.qty(r.balance), sub: `${r.lotCode} · ${until(r)}`, state: <State of="LotStatus" value={r.status} plain /> })}
      empty={{ text: say(words.empty) }}
    />
  );
}
