import { deflateSync } from 'node:zlib';

/** A paper of one page: a heading, lines under it, and a note that it is drawn for the demonstration. */
export function pdf(heading: string, lines: readonly string[]): Buffer {
  const shown = [heading, ...lines, '', '演示数据，非真实单据 / Demonstration, not a real document'];
  const content = shown
    .map((line, i) => `BT /F1 ${i === 0 ? 15 : 9} Tf 36 ${553 - i * 17 - (i > 0 ? 10 : 0)} Td <${Buffer.from(line, 'utf16le').swap16().toString('hex')}> Tj ET`)
    .join('\n') + '\n0.6 w 36 544 m 384 544 l S';
  // One of the Chinese fonts that every PDF reader brings (ISO 32000-1, 9.7.5.2), so that none has to be embedded.
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R>>',
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[5 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]/FontDescriptor 6 0 R>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const table = ['0000000000 65535 f ', ...offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n `)].join('\n');
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n${table}\ntrailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1');
}

const segments: Readonly<Record<string, string>> = {
  '0': 'abcdef', '1': 'bc', '2': 'abged', '3': 'abgcd', '4': 'fgbc', '5': 'afgcd', '6': 'afgedc', '7': 'abc', '8': 'abcdefg', '9': 'abcdfg', '-': 'g', '.': 'p',
};

/** A drawn probe thermometer that shows a reading: what a photo of a refused delivery proves. */
export function thermometer(celsius: string): Buffer {
  const width = 320;
  const height = 200;
  const pixels = Buffer.alloc(width * height, 0);
  const fill = (x: number, y: number, w: number, h: number, colour: number) => {
    for (let row = y; row < y + h; row++) pixels.fill(colour, row * width + x, row * width + x + w);
  };
  fill(30, 30, 260, 140, 1);
  fill(46, 48, 228, 104, 2);
  let x = 64;
  for (const sign of celsius) {
    const lit = segments[sign] ?? '';
    if (sign === '.') {
      fill(x, 128, 8, 8, 3);
      x += 16;
      continue;
    }
    if (lit.includes('a')) fill(x + 6, 62, 28, 6, 3);
    if (lit.includes('g')) fill(x + 6, 96, 28, 6, 3);
    if (lit.includes('d')) fill(x + 6, 130, 28, 6, 3);
    if (lit.includes('f')) fill(x, 66, 6, 32, 3);
    if (lit.includes('b')) fill(x + 34, 66, 6, 32, 3);
    if (lit.includes('e')) fill(x, 100, 6, 32, 3);
    if (lit.includes('c')) fill(x + 34, 100, 6, 32, 3);
    x += 50;
  }
  return png(width, height, pixels, ['f2efe8', '3f4a50', 'c9d6bd', '1d2420']);
}

/** An image of a few colours (ISO/IEC 15948). */
function png(width: number, height: number, pixels: Buffer, palette: readonly string[]): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) pixels.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head), chunk('PLTE', Buffer.from(palette.join(''), 'hex')), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), data.length + 8);
  return whole;
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}
