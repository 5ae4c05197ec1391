import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { assets, type Asset } from './assets.ts';
import type { PublicMenu } from './data.ts';
import { renderCanteens, renderMenu, renderNotFound } from './pages.ts';
import { addressOf, ASSETS, targetOf, type Target } from './paths.ts';
import { nextChange, type CanteenMenus } from './schedule.ts';

export interface Request {
  method: string | undefined;
  /** Path and query, as it stands in the request line. */
  url: string;
  headers: {
    'accept-language'?: string | undefined;
    'accept-encoding'?: string | string[] | undefined;
    'if-none-match'?: string | undefined;
  };
}

export interface Answer {
  status: 200 | 304 | 404;
  headers: Record<string, string>;
  /** Empty for 304 and for HEAD. */
  body: Buffer;
}

type Coding = 'identity' | 'gzip' | 'br';

interface Entry {
  status: 200 | 404;
  /** Rendered at `from`; at `until` the page reads otherwise. A clock that was set back renders anew. */
  from: number;
  until: number;
  tag: string;
  headers: Record<string, string>;
  plain: Buffer;
  variants: Map<Coding, Answer>;
  bytes: number;
}

const NOTHING = Buffer.alloc(0);

/** Nothing from elsewhere, no script or style in the page itself: a name in a record cannot become either. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The public pages as bytes. It is told what is published and answers from memory; a page is rendered once for
 * each address, language and stretch of time in which it reads the same, and compressed once for each coding.
 */
export class MenuBytes {
  private readonly canteens = new Map<string, CanteenMenus>();
  /** In the order of last use; the oldest go first. */
  private readonly entries = new Map<string, Entry>();
  private readonly targets = new Map<string, { key: string; target: Target } | null>();
  private readonly files = new Map<string, Entry>();
  private size = 0;

  /** `maxBytes` bounds what is kept: filters multiply addresses, and anyone may ask for any of them. */
  constructor(private readonly maxBytes = 32 * 1024 * 1024) {
    for (const asset of Object.values(assets())) this.files.set(ASSETS + asset.name, file(asset));
  }

  /** Takes what a canteen has published now, in place of what it had. Answers whether anything changed. */
  put(canteen: CanteenMenus): boolean {
    const { slug } = canteen.canteen;
    const known = this.canteens.get(slug);
    if (known && fingerprint(known) === fingerprint(canteen)) return false;
    this.canteens.set(slug, canteen);
    this.forget();
    return true;
  }

  /** A canteen that publishes no longer. */
  remove(slug: string): void {
    if (this.canteens.delete(slug)) this.forget();
  }

  slugs(): string[] {
    return [...this.canteens.keys()];
  }

  /** Bytes of pages kept in memory. */
  get kept(): number {
    return this.size;
  }

  /** The answer to a request, or null when the address is not one of the public pages. */
  answer(request: Request, now: Date): Answer | null {
    const { method = 'GET', url, headers } = request;
    if (method !== 'GET' && method !== 'HEAD') return null;
    const fixed = this.files.get(url);
    if (fixed) return serve(fixed, request);
    const entry = this.page(url, headers['accept-language'], now);
    if (!entry) return null;
    const before = entry.bytes;
    const answer = serve(entry, request);
    this.size += entry.bytes - before;
    this.shrink(entry);
    return answer;
  }

  private page(url: string, acceptLanguage: string | undefined, now: Date): Entry | null {
    const asked = this.ask(url, acceptLanguage);
    if (!asked) return null;
    const { key, target } = asked;
    const found = this.entries.get(key);
    if (found && found.from <= now.getTime() && now.getTime() < found.until) {
      this.entries.delete(key);
      this.entries.set(key, found);
      return found;
    }
    const entry = { ...this.render(target, now), from: now.getTime() };
    if (found) this.size -= found.bytes;
    this.entries.delete(key);
    this.entries.set(key, entry);
    this.size += entry.bytes;
    return entry;
  }

  /** The least lately used go, save the one just asked for. */
  private shrink(asked: Entry): void {
    if (this.size <= this.maxBytes) return;
    for (const [key, entry] of this.entries) {
      if (this.size <= this.maxBytes || entry === asked) return;
      this.entries.delete(key);
      this.size -= entry.bytes;
    }
  }

  /** Reading an address costs more than the rest of an answer, so it is remembered too. */
  private ask(url: string, acceptLanguage: string | undefined): { key: string; target: Target } | null {
    const raw = `${url}\n${acceptLanguage ?? ''}`;
    const known = this.targets.get(raw);
    if (known !== undefined) return known;
    const target = targetOf(url, acceptLanguage);
    const asked = target && { key: `${target.lang} ${addressOf(target)}`, target };
    if (this.targets.size >= 4096) this.targets.clear();
    if (raw.length < 1024) this.targets.set(raw, asked);
    return asked;
  }

  private render(target: Target, now: Date): Entry {
    if (target.view === 'canteens') {
      const list = [...this.canteens.values()];
      return page(200, renderCanteens(list, now, target), target, nextChange(list, now));
    }
    const canteen = this.canteens.get(target.slug);
    if (!canteen) return page(404, renderNotFound(target), target, Infinity);
    return page(200, renderMenu({ ...canteen, now, target }), target, nextChange([canteen], now));
  }

  private forget(): void {
    this.entries.clear();
    this.size = 0;
  }
}

function fingerprint({ canteen, menus }: CanteenMenus): string {
  return JSON.stringify([canteen, menus.map((menu: PublicMenu) => [menu.weekStart, menu.revision, menu.publishedAt])]);
}

function page(status: 200 | 404, markup: string, target: Target, until: number): Entry {
  return entry(status, markup, until, {
    'content-type': 'text/html; charset=utf-8',
    'content-language': target.lang === 'zh' ? 'zh-Hans' : 'en',
    // Asked again each time, answered with 304: a publication is seen by the next look at the page.
    'cache-control': 'no-cache',
    vary: 'accept-encoding, accept-language',
    'content-security-policy': POLICY,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
}

function file(asset: Asset): Entry {
  return entry(200, asset.content, Infinity, {
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  });
}

function entry(status: 200 | 404, text: string, until: number, headers: Record<string, string>): Entry {
  const plain = Buffer.from(text);
  // Weak: the same tag stands for the page in every coding.
  const tag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { status, from: 0, until, tag, headers: { ...headers, etag: tag }, plain, variants: new Map(), bytes: plain.length };
}

function serve(entry: Entry, { method, headers }: Request): Answer {
  const accepted = headers['accept-encoding'];
  const variant = variantOf(entry, codingOf(Array.isArray(accepted) ? accepted.join(',') : accepted));
  if (entry.status === 200 && matches(headers['if-none-match'], entry.tag)) {
    const { 'content-length': _length, 'content-encoding': _coding, ...rest } = variant.headers;
    return { status: 304, headers: rest, body: NOTHING };
  }
  return method === 'HEAD' ? { ...variant, body: NOTHING } : variant;
}

function variantOf(entry: Entry, coding: Coding): Answer {
  const known = entry.variants.get(coding);
  if (known) return known;
  const body = compressed(entry.plain, coding);
  const variant: Answer = {
    status: entry.status,
    headers: { ...entry.headers, ...(coding !== 'identity' && { 'content-encoding': coding }), 'content-length': String(body.length) },
    body,
  };
  entry.variants.set(coding, variant);
  if (coding !== 'identity') entry.bytes += body.length;
  return variant;
}

/** Middle strengths: a page of the week takes about two milliseconds, since a first look must not wait. */
function compressed(plain: Buffer, coding: Coding): Buffer {
  if (coding === 'br') {
    return brotliCompressSync(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    });
  }
  return coding === 'gzip' ? gzipSync(plain, { level: 6 }) : plain;
}

function codingOf(accepted: string | undefined): Coding {
  if (!accepted) return 'identity';
  const offers = accepted.toLowerCase().split(',').map((offer) => offer.trim());
  const takes = (coding: string) => offers.some((offer) => offer === coding || (offer.startsWith(`${coding};`) && !/;\s*q=0(\.0*)?$/.test(offer)));
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}

function matches(header: string | undefined, tag: string): boolean {
  if (!header) return false;
  const opaque = tag.replace(/^W\//, '');
  return header.split(',').some((given) => given.trim() === '*' || given.trim().replace(/^W\//, '') === opaque);
}
