const COUNTER_SPAN = 2 ** 26;
let counter = COUNTER_SPAN;

/** Random bytes are asked for many at a time: an import makes a hundred thousand ids. */
const PER_ID = 10;
const pool = new Uint8Array(PER_ID * 400);
let used = pool.length;

/**
 * UUID version 7 (RFC 9562): 48 bits of milliseconds, then a 26-bit counter (method 1, section 6.2) so that ids made
 * one after another under the same clock reading also sort one after another, then 48 random bits. The counter runs on
 * when the reading changes: a seed or a test makes ids by a clock of its own and by the machine's in turn.
 */
export function uuidv7(now: Date): string {
  const time = now.getTime();
  if (used + PER_ID > pool.length) {
    globalThis.crypto.getRandomValues(pool);
    used = 0;
  }
  const from = used;
  used += PER_ID;
  const byte = (index: number) => pool[from + index] ?? 0;
  counter += 1;
  // Starting in the lower half leaves room to count.
  if (counter >= COUNTER_SPAN) counter = ((byte(6) << 17) | (byte(7) << 9) | (byte(8) << 1) | (byte(9) & 1)) % (COUNTER_SPAN / 2);
  const stamp = hex(time, 12);
  const high = hex(0x7000 | (counter >>> 14), 4);
  const low = hex(0x8000 | (counter & 0x3fff), 4);
  const tail = hex((byte(0) << 16) | (byte(1) << 8) | byte(2), 6) + hex((byte(3) << 16) | (byte(4) << 8) | byte(5), 6);
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-${high}-${low}-${tail}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
