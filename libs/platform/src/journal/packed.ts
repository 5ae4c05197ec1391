/** Ids and digests of many rows in one value: 16 + 32 bytes each, in the order of the ids. */
export const PACKED_ROW = 48;

/** The digest of what was removed. */
export const GONE = '0'.repeat(64);

const idAt = (packed: Buffer, at: number): string => {
  const hex = packed.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

export const unpack = (packed: Buffer, at: number): { id: string; digest: string } => ({ id: idAt(packed, at), digest: packed.toString('hex', at + 16, at + PACKED_ROW) });

/** All of them; for a part, not for a ledger. */
export function* unpackAll(packed: Buffer): Generator<{ id: string; digest: string }> {
  for (let at = 0; at < packed.length; at += PACKED_ROW) yield unpack(packed, at);
}

/** Is the row among them? */
export function holds(packed: Buffer, id: string): boolean {
  const sought = Buffer.from(id.replaceAll('-', ''), 'hex');
  let low = 0;
  let high = packed.length / PACKED_ROW;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = packed.compare(sought, 0, 16, middle * PACKED_ROW, middle * PACKED_ROW + 16);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}
