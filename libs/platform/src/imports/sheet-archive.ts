import { StringDecoder } from 'node:string_decoder';
import { DomainError } from '@canteen/kernel';
import yauzl, { type Entry, type ZipFile } from 'yauzl';

const MB = 1024 * 1024;
/** What a sheet may hold, so that none can fill this server (a ZIP of 40 kB can announce itself as gigabytes). */
export const SHEET_LIMITS = { fileBytes: 50 * MB, inflatedBytes: 400 * MB, sharedCharacters: 64 * MB, entries: 2000, ratio: 250, rows: 200_000, columns: 200, cellCharacters: 32_000, headingWithin: 20 };
/** Below this a high ratio is only a sheet of equal cells. */
const RATIO_FROM = 20 * MB;

const damaged = () => new DomainError('SHEET_DAMAGED', {}, 'file');
const bomb = () => new DomainError('SHEET_INFLATES_TOO_FAR', { maxMegabytes: SHEET_LIMITS.inflatedBytes / MB }, 'file');

/** The parts of an XLSX file, checked by their announcements before anything is inflated, and by their bytes while it is. */
export class SheetArchive {
  private inflated = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws DomainError SHEET_DAMAGED, SHEET_ENCRYPTED, SHEET_NOT_XLSX, SHEET_BINARY, SHEET_INFLATES_TOO_FAR, SHEET_TOO_MANY_PARTS */
  static async open(bytes: Buffer): Promise<SheetArchive> {
    const zip = await new Promise<ZipFile>((resolve, reject) =>
      // yauzl itself refuses absolute paths, `..` and backslashes, and entries whose real size is not the announced one.
      yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, opened) => (error ? reject(damaged()) : resolve(opened))));
    const entries = await new Promise<Map<string, Entry>>((resolve, reject) => {
      const found = new Map<string, Entry>();
      let announced = 0;
      zip.on('entry', (entry) => {
        announced += entry.uncompressedSize;
        if (entry.isEncrypted()) return reject(new DomainError('SHEET_ENCRYPTED', {}, 'file'));
        if (found.size >= SHEET_LIMITS.entries) return reject(new DomainError('SHEET_TOO_MANY_PARTS', { max: SHEET_LIMITS.entries }, 'file'));
        if (announced > SHEET_LIMITS.inflatedBytes) return reject(bomb());
        if (entry.uncompressedSize > RATIO_FROM && entry.uncompressedSize > entry.compressedSize * SHEET_LIMITS.ratio) return reject(bomb());
        if (found.has(entry.fileName)) return reject(damaged());
        found.set(entry.fileName, entry);
        zip.readEntry();
      });
      zip.on('end', () => resolve(found));
      zip.on('error', () => reject(damaged()));
      zip.readEntry();
    });
    const archive = new SheetArchive(zip, entries);
    if (!archive.has('xl/workbook.xml')) {
      if (archive.has('xl/workbook.bin')) throw new DomainError('SHEET_BINARY', {}, 'file');
      throw new DomainError('SHEET_NOT_XLSX', {}, 'file');
    }
    return archive;
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The text of a part, piece by piece; nothing where there is no such part. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name);
    if (!entry) return;
    const stream = await new Promise<NodeJS.ReadableStream & { destroy(): void }>((resolve, reject) => this.zip.openReadStream(entry, (error, opened) => (error ? reject(damaged()) : resolve(opened))));
    const decoder = new StringDecoder('utf8');
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.inflated += chunk.length;
        // A sheet is read twice at most: once for what stands behind its rows.
        if (this.inflated > 2 * SHEET_LIMITS.inflatedBytes) throw bomb();
        // Neither XML nor a database has a zero.
        if (chunk.includes(0)) throw damaged();
        yield decoder.write(chunk);
      }
    } catch (error) {
      throw error instanceof DomainError ? error : damaged();
    } finally {
      stream.destroy();
    }
    yield decoder.end();
  }
}
