import { useState } from 'react';
import { useNotify } from 'react-admin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { resourceNamed } from '../provider/resource.ts';
import type { GoodsReceiptRecord, SupplierRow } from '../provider/generated.ts';
import { NoAnswer, send } from '../provider/transport.ts';
import { useCanteen, useMe } from '../shell/me.tsx';
import { useDraft } from '../ui/draft.ts';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { PickerList } from '../ui/Picker.tsx';
import { useSay } from '../ui/say.ts';
import { State } from '../ui/Tone.tsx';
import { Capture } from './Capture.tsx';
import { emptyDraft, fromLast } from './lines.ts';
import type { ReceiptDraft } from './lines.ts';

const words = {
  title: { zh: '收货：选供货者', en: 'Receive goods: choose the supplier' },
  go: { zh: '继续未完成的收货：{supplier}，{n} 行', en: 'Go on with {supplier}, {n} lines' },
  offline: { zh: '没有网络，取不到上次的货单；可以逐行添加。', en: 'No network: the last delivery cannot be read; add the lines one by one.' },
};

async function lastDelivery(canteen: string, supplier: string): Promise<GoodsReceiptRecord | null> {
  const { fragment } = resourceNamed('goodsReceipts');
  const data = await send<{ lastDelivery: GoodsReceiptRecord | null }>(
    `query LastDelivery($canteen: ID!, $supplier: ID!) { lastDelivery(canteen: $canteen, supplier: $supplier) { ...GoodsReceiptRecord } }\n${fragment}`,
    { canteen, supplier },
  );
  return data.lastDelivery;
}

/** Who delivers; then what they brought last time, ready to be corrected. */
export function CaptureNew() {
  const say = useSay();
  const format = useFormat();
  const notify = useNotify();
  const canteen = useCanteen();
  const me = useMe();
  const [draft, change, drop] = useDraft<ReceiptDraft>(`receipt.${canteen?.id}.${me?.person.id}`, emptyDraft);
  const [open, setOpen] = useState(false);
  if (!canteen) return null;

  if (open && draft.supplier) return <Capture draft={draft} change={change} drop={drop} />;
  const begin = async (supplier: SupplierRow) => {
    const last = await lastDelivery(canteen.id, supplier.id).catch((error: unknown) => {
      if (!(error instanceof NoAnswer)) throw error;
      notify(say(words.offline), { type: 'warning' });
      return null;
    });
    change({
      ...emptyDraft,
      supplier: { id: supplier.id, name: supplier.name },
      lines: last ? fromLast(last, format.today(), format.timeZone) : [],
    });
    setOpen(true);
  };
  return (
    <Page title={say(words.title)} back="/goodsReceipts" width="form">
      {draft.supplier && draft.lines.length > 0 && (
        <Button fullWidth variant="contained" sx={{ mb: 2, minHeight: 56, whiteSpace: 'normal' }} onClick={() => setOpen(true)}>
          {say(words.go, { supplier: format.text(draft.supplier.name), n: draft.lines.length })}
        </Button>
      )}
      <PickerList<SupplierRow>
        title={say(words.title)}
        resource="suppliers"
        filter={{ state: ['APPROVED', 'RESTRICTED', 'FROZEN'] }}
        line={(supplier) => ({
          main: <Box component="span" sx={{ fontWeight: 500 }}>{format.text(supplier.name)}</Box>,
          sub: supplier.number,
          side: supplier.state === 'FROZEN' ? <State of="SupplierState" value="FROZEN" /> : supplier.licenceStatus === 'VALID' ? null : <State of="LicenceStatus" value={supplier.licenceStatus} />,
        })}
        onPick={(supplier) => void begin(supplier)}
        onClose={() => undefined}
      />
    </Page>
  );
}
