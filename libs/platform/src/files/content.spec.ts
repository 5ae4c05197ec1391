import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkWhole, cleanName, contentDisposition, contentKey, typeOf } from './content.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, 'fixtures', name));
const refusal = (code: string) => expect.objectContaining({ code }) as Error;

describe('typeOf', () => {
  it.each([
    ['photo.jpg', 'image/jpeg'],
    ['photo.png', 'image/png'],
    ['photo.webp', 'image/webp'],
    ['certificate.pdf', 'application/pdf'],
  ])('knows %s by its content', async (name, type) => {
    const bytes = fixture(name);
    expect(await typeOf(bytes)).toBe(type);
    expect(() => checkWhole(type, bytes)).not.toThrow();
  });

  it("knows a phone's HEIC", async () => {
    expect(await typeOf(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))).toBe('image/heic');
  });

  it.each([
    ['a Windows program', Buffer.from(`MZ${'\0'.repeat(5000)}`)],
    ['a Linux program', Buffer.from(`\x7fELF\x02\x01\x01${'\0'.repeat(5000)}`, 'latin1')],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing that can carry script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['an archive', Buffer.from('PK\x03\x04\x14\0\0\0\0\0', 'latin1')],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0', 'latin1')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s', async (_what, bytes) => {
    await expect(typeOf(bytes)).rejects.toThrow(refusal('FILE_TYPE_NOT_ALLOWED'));
  });
});

describe('checkWhole', () => {
  it.each(['photo.jpg', 'photo.png', 'photo.webp', 'certificate.pdf'])('refuses %s cut off at every tenth', async (name) => {
    const bytes = fixture(name);
    const type = await typeOf(bytes);
    for (const tenths of [3, 5, 7, 9]) {
      expect(() => checkWhole(type, bytes.subarray(0, Math.floor((bytes.length * tenths) / 10)))).toThrow(refusal('FILE_DAMAGED'));
    }
  });

  it('takes what phones append to a photo', () => {
    expect(() => checkWhole('image/jpeg', Buffer.concat([fixture('photo.jpg'), Buffer.from('motion photo')]))).not.toThrow();
  });

  it('is not misled by the end of a preview in the head of a photo', () => {
    const bytes = fixture('photo.jpg');
    const preview = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 6]), Buffer.from([0xff, 0xd8, 0xff, 0xd9])]);
    const withPreview = Buffer.concat([bytes.subarray(0, 2), preview, bytes.subarray(2)]);
    expect(() => checkWhole('image/jpeg', withPreview)).not.toThrow();
    expect(() => checkWhole('image/jpeg', withPreview.subarray(0, -2))).toThrow(refusal('FILE_DAMAGED'));
  });
});

describe('names', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\王\\检验报告.pdf', '检验报告.pdf'],
    ['a\r\nSet-Cookie: x=1.jpg', 'aSet-Cookie: x=1.jpg'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['.htaccess', 'htaccess'],
    ['', 'file'],
    ['字'.repeat(300), '字'.repeat(150)],
  ])('%j becomes %j', (given, clean) => {
    expect(cleanName(given)).toBe(clean);
  });

  it('stay within the header, and end as the content does', () => {
    expect(contentDisposition('红烧肉 "一".jpg', 'image/jpeg')).toBe(
      `inline; filename="___ ___.jpg"; filename*=UTF-8''%E7%BA%A2%E7%83%A7%E8%82%89%20%22%E4%B8%80%22.jpg`,
    );
    expect(contentDisposition('run.exe', 'image/png')).toBe(`inline; filename="run.exe.png"; filename*=UTF-8''run.exe.png`);
    expect(contentDisposition("o'clock (1).jpeg", 'image/jpeg')).toBe(`inline; filename="o'clock (1).jpeg"; filename*=UTF-8''o%27clock%20%281%29.jpeg`);
    expect(contentDisposition('report.pdf', 'application/pdf')).toMatch(/^attachment; /);
  });

  it('never become a place in the store', () => {
    expect(() => contentKey('../secret')).toThrow(RangeError);
  });
});
