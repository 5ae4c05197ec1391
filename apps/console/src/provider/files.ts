import { ms, uuidv7 } from '@canteen/kernel';
import { headers, NoAnswer, Refused, SignedOut } from './transport.ts';

/**
 * Photos taken where there is no signal. A photo is kept in the browser under a name of its own (`kept:…`) until the API
 * has it; whatever refers to it is sent with the file's real id, so an act can wait in the queue together with its photos.
 */

const KEPT = 'kept:';
/** Long enough to read a stamp on a certificate, and a tenth of what a phone's camera gives. */
const LONGEST_EDGE = 2048;

function store(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('canteen-photos', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('photos');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB'));
  });
}

async function inStore<T>(mode: IDBTransactionMode, work: (photos: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await store();
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = work(db.transaction('photos', mode).objectStore('photos'));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('indexedDB'));
    });
  } finally {
    db.close();
  }
}

export interface KeptPhoto {
  id: string;
  name: string;
  /** For the thumbnail. */
  url: string;
}

/** Scales a photo to at most 2,048 px and keeps it; anything else (a PDF) is kept as it is. */
export async function keep(file: File): Promise<KeptPhoto> {
  const blob = file.type.startsWith('image/') ? await shrink(file) : file;
  const name = blob === file ? file.name : file.name.replace(/\.\w+$/, '') + '.jpg';
  const id = KEPT + uuidv7(new Date());
  await inStore('readwrite', (photos) => photos.put(new File([blob], name, { type: blob.type }), id));
  return { id, name, url: URL.createObjectURL(blob) };
}

async function shrink(file: File): Promise<Blob> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    // Not a picture this browser can read: the API looks at the content and says so.
    return file;
  }
  const scale = Math.min(1, LONGEST_EDGE / Math.max(picture.width, picture.height));
  if (scale === 1 && file.type === 'image/jpeg' && file.size < 600_000) return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return await new Promise<Blob>((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.85);
  });
}

/** A picture to show for a photo of this browser. */
export async function pictureOf(id: string): Promise<string | null> {
  const file = await inStore<File | undefined>('readonly', (photos) => photos.get(id) as IDBRequest<File | undefined>);
  return file ? URL.createObjectURL(file) : null;
}

const SENT = 'canteen.photos.sent';
interface Upload {
  id: string;
  complete: boolean;
}
const sent = (): Record<string, Upload> => JSON.parse(localStorage.getItem(SENT) ?? '{}') as Record<string, Upload>;
const note = (photo: string, upload: Upload | null) => {
  const all = sent();
  if (upload) all[photo] = upload;
  else delete all[photo];
  localStorage.setItem(SENT, JSON.stringify(all));
};

const running = new Map<string, Promise<string>>();

/** Sends a kept photo once; called as soon as it is taken, and again by whatever needs it. Answers the file's id. */
export function upload(id: string): Promise<string> {
  if (!id.startsWith(KEPT)) return Promise.resolve(id);
  const known = sent()[id];
  if (known?.complete) return Promise.resolve(known.id);
  const already = running.get(id);
  if (already) return already;
  const sending = transfer(id, known?.id ?? null).finally(() => running.delete(id));
  running.set(id, sending);
  return sending;
}

interface FileAnswer {
  id: string;
  offset: number;
  complete?: boolean;
  errors?: { code: string; message: string }[];
}

async function ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin', headers: { ...headers(), ...init.headers } });
  } catch {
    throw new NoAnswer();
  }
  if (response.status === 401) throw new SignedOut('401');
  if (response.status >= 502 && response.status <= 504) throw new NoAnswer();
  return response;
}

async function answerOf(response: Response): Promise<FileAnswer> {
  const answer = (await response.json().catch(() => ({}))) as Partial<FileAnswer>;
  if (!response.ok || !answer.id) {
    throw new Refused((answer.errors ?? [{ code: String(response.status), message: `HTTP ${response.status}` }]).map((error) => ({ ...error, field: null })));
  }
  return { offset: 0, ...answer } as FileAnswer;
}

/** Announces the photo, then sends its bytes from where an earlier attempt broke off. */
async function transfer(photo: string, begun: string | null): Promise<string> {
  const file = await inStore<File | undefined>('readonly', (photos) => photos.get(photo) as IDBRequest<File | undefined>);
  if (!file) throw new Refused([{ code: 'PHOTO_GONE', message: '照片已不在本机，请重新拍摄。The photo is no longer on this device: take it again.', field: null }]);

  let id = begun;
  let offset = 0;
  if (id) {
    const so = await ask(`/files/${id}`, { method: 'HEAD', headers: {} });
    if (so.ok) offset = Number(so.headers.get('upload-offset') ?? 0);
    else id = null;
  }
  if (!id) {
    const answer = await answerOf(await ask('/files', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: file.name, size: file.size }) }));
    id = answer.id;
    offset = answer.offset;
    note(photo, { id, complete: false });
  }
  if (offset < file.size) {
    const response = await ask(`/files/${id}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/octet-stream', 'Upload-Offset': String(offset) },
      body: file.slice(offset),
    });
    if (response.status === 409) throw new NoAnswer();
    const answer = await answerOf(response).catch((error: unknown) => {
      note(photo, null);
      throw error;
    });
    if (!answer.complete) throw new NoAnswer();
  }
  note(photo, { id, complete: true });
  return id;
}

/** Pieces of a sheet: what a broken connection costs at most, and how often progress is told. */
const PIECE = 2 * 1024 * 1024;
const ATTEMPTS = 5;

/** Sends a sheet in pieces, going on where it broke off; answers the file's id. `tell` hears the share that has arrived. */
export async function sendSheet(file: File, tell: (share: number) => void, signal: AbortSignal): Promise<string> {
  const purpose = { 'X-File-Purpose': 'sheet' };
  const { id } = await answerOf(await ask('/files', { method: 'POST', headers: { ...purpose, 'Content-Type': 'application/json' }, body: JSON.stringify({ name: file.name, size: file.size }), signal }));
  let offset = 0;
  let left = ATTEMPTS;
  for (;;) {
    try {
      const response = await ask(`/files/${id}`, {
        method: 'PATCH',
        headers: { ...purpose, 'Content-Type': 'application/octet-stream', 'Upload-Offset': String(offset) },
        body: file.slice(offset, offset + PIECE),
        signal,
      });
      if (response.status === 409) offset = Number(response.headers.get('upload-offset') ?? 0);
      else {
        const answer = await answerOf(response);
        offset = answer.offset;
        if (answer.complete) return id;
      }
      left = ATTEMPTS;
      tell(offset / file.size);
    } catch (error) {
      if (signal.aborted || !(error instanceof NoAnswer) || --left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const so = await ask(`/files/${id}`, { method: 'HEAD', headers: {}, signal }).catch(() => null);
      if (so?.ok) offset = Number(so.headers.get('upload-offset') ?? 0);
    }
  }
}

const TWO_WEEKS = 14 * ms.day;

/** Photos that were sent, or that belonged to a draft nobody finished, do not stay on a shared phone for ever. */
export async function forgetOldPhotos(now: Date): Promise<void> {
  const keys = (await inStore<IDBValidKey[]>('readonly', (photos) => photos.getAllKeys())).map(String);
  for (const key of keys) {
    // A UUIDv7 begins with the millisecond it was made in.
    const made = Number.parseInt(key.slice(KEPT.length).replaceAll('-', '').slice(0, 12), 16);
    if (now.getTime() - made < TWO_WEEKS) continue;
    await inStore('readwrite', (photos) => photos.delete(key));
    note(key, null);
  }
}

/** A copy of an act's variables in which every kept photo is replaced by the file it became. */
export async function uploadKept<T>(value: T): Promise<T> {
  if (typeof value === 'string') return (value.startsWith(KEPT) ? await upload(value) : value) as T;
  if (Array.isArray(value)) return (await Promise.all(value.map(uploadKept))) as T;
  if (value && typeof value === 'object') {
    const entries = await Promise.all(Object.entries(value).map(async ([key, part]) => [key, await uploadKept(part)] as const));
    return Object.fromEntries(entries) as T;
  }
  return value;
}
