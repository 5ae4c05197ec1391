export type Lang = 'zh' | 'en';

/**
 * Content in Chinese, and in English where somebody wrote it.
 * Holds plain properties, since the database layer restores it without calling the constructor; make one with `of`.
 */
export class LocalizedText {
  constructor(
    readonly zh: string,
    readonly en: string | null,
  ) {}

  static of(zh: string, en?: string | null): LocalizedText {
    return new LocalizedText(zh, en ?? null);
  }

  /** Falls back to Chinese, which is always there. */
  in(lang: Lang): string {
    return lang === 'en' && this.en ? this.en : this.zh;
  }

  eq(other: LocalizedText): boolean {
    return this.zh === other.zh && (this.en ?? null) === (other.en ?? null);
  }

  toString(): string {
    return this.zh;
  }

  toJSON(): { zh: string; en: string | null } {
    return { zh: this.zh, en: this.en ?? null };
  }
}
