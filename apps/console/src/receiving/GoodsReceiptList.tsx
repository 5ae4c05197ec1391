import type { GoodsReceiptRow } from '../provider/generated.ts';
import { useCan, useCanteen } from '../shell/me.tsx';
import { ButtonTo } from '../ui/bits.tsx';
import { Late } from '../ui/Event.tsx';
import { useFormat } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useSay } from '../ui/say.ts';
import { State } from '../ui/Tone.tsx';

const words = {
  title: { zh: '收货单', en: 'Goods receipts' },
  week: { zh: '本周', en: 'This week' },
  open: { zh: '未完成', en: 'Open' },
  late: { zh: '补录', en: 'Late entries' },
  rejected: { zh: '有拒收', en: 'With rejections' },
  all: { zh: '全部', en: 'All' },
  start: { zh: '开始收货', en: 'Receive goods' },
  empty: { zh: '这周还没有收货单。货到时点「开始收货」。', en: 'No goods receipts this week yet. When goods arrive, press “Receive goods”.' },
  nothing: { zh: '这周还没有收货单。', en: 'No goods receipts this week yet.' },
  number: { zh: '编号', en: 'Number' },
  supplier: { zh: '供货者', en: 'Supplier' },
  state: { zh: '状态', en: 'State' },
  arrived: { zh: '到货', en: 'Arrived' },
  lines: { zh: '品种', en: 'Lines' },
  total: { zh: '金额', en: 'Total' },
  by: { zh: '收货人', en: 'Received by' },
  checked: { zh: '验收人', en: 'Accepted by' },
  n: { zh: '{n} 种', en: '{n} items' },
};

export function GoodsReceiptList() {
  const say = useSay();
  const format = useFormat();
  const can = useCan();
  const canteen = useCanteen();
  const start = can('receiving:write') && <ButtonTo to="/goodsReceipts/create" variant="contained">{say(words.start)}</ButtonTo>;
  const monday = format.today().startOfWeek().startsAt(format.timeZone).toISOString();
  return (
    <ListPage<GoodsReceiptRow>
      resource="goodsReceipts"
      title={say(words.title)}
      filter={{ canteen: canteen?.id }}
      sort={{ field: 'occurredAt', order: 'DESC' }}
      views={[
        { label: say(words.week), filter: { occurredAtFrom: monday } },
        { label: say(words.open), filter: { state: ['DRAFT', 'INSPECTING'] } },
        { label: say(words.rejected), filter: { state: ['PARTLY_ACCEPTED', 'REJECTED'] } },
        { label: say(words.late), filter: { lateEntry: true } },
        { label: say(words.all), filter: {} },
      ]}
      columns={[
        { key: 'number', label: say(words.number), cell: (r) => r.number, sort: 'number' },
        { key: 'arrived', label: say(words.arrived), cell: (r) => <>{format.when(r.occurredAt)} <Late record={r} /></>, sort: 'occurredAt' },
        { key: 'supplier', wrap: true, label: say(words.supplier), cell: (r) => format.text(r.supplier?.name) },
        { key: 'state', label: say(words.state), cell: (r) => <State of="ReceiptState" value={r.state} />, sort: 'state' },
        { key: 'lines', label: say(words.lines), align: 'right', cell: (r) => r.lines.length },
        { key: 'total', label: say(words.total), align: 'right', cell: (r) => format.money(r.total) },
        { key: 'by', label: say(words.by), cell: (r) => r.receivedBy.name },
        { key: 'checked', label: say(words.checked), cell: (r) => r.checkedBy?.name ?? '—' },
      ]}
      line={(r) => ({
        main: format.text(r.supplier?.name),
        side: format.money(r.total),
        sub: <>{format.when(r.occurredAt)} · {say(words.n, { n: r.lines.length })} · {r.number.slice(-4)}</>,
        state: <>{r.lateEntry ? <Late record={r} /> : <State of="ReceiptState" value={r.state} />}</>,
      })}
      empty={{ text: say(start ? words.empty : words.nothing), action: start }}
      actions={start}
    />
  );
}
