/** Adds up exact decimals of at most six digits after the point, without an object for each: both halves stay safe integers. */
export class Sum {
  private whole = 0;
  private millionths = 0;

  add(text: string): void {
    const point = text.indexOf('.');
    if (point < 0) {
      this.whole += Number(text);
      return;
    }
    const fraction = Number(text.slice(point + 1, point + 7).padEnd(6, '0'));
    this.whole += Number(text.slice(0, point));
    this.millionths += text.startsWith('-') ? -fraction : fraction;
  }

  toString(): string {
    const carry = Math.trunc(this.millionths / 1_000_000);
    const total = BigInt(this.whole + carry) * 1_000_000n + BigInt(this.millionths - carry * 1_000_000);
    const digits = String(total < 0n ? -total : total).padStart(7, '0');
    const fraction = digits.slice(-6).replace(/0+$/, '');
    return `${total < 0n ? '-' : ''}${digits.slice(0, -6)}${fraction ? `.${fraction}` : ''}`;
  }
}
