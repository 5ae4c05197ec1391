import { useState } from 'react';
import type { GoodsReceiptRecord } from '../provider/generated.ts';
import { useRecord } from '../provider/useRecord.ts';
import { Failed, Ghost } from '../ui/bits.tsx';
import { useDraft } from '../ui/draft.ts';
import { Capture } from './Capture.tsx';
import { fromRecord } from './lines.ts';
import type { ReceiptDraft } from './lines.ts';

/** A receipt that was saved earlier, opened again on the same screen. */
export function CaptureAgain() {
  const { data, error, refetch } = useRecord<GoodsReceiptRecord>('goodsReceipts');
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Ghost rows={8} />;
  return <Open receipt={data} />;
}

function Open({ receipt }: { receipt: GoodsReceiptRecord }) {
  const [start] = useState(() => fromRecord(receipt));
  const [draft, change, drop] = useDraft<ReceiptDraft>(`receipt.${receipt.id}.${receipt.version}`, start);
  return <Capture draft={draft} change={change} drop={drop} receipt={receipt} />;
}
