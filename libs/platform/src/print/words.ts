import { LocalDate, type Lang, type Words } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';

/** The word for a value of an enum, from whichever module has it; in the caller's language unless said. */
export function enumLabel(ctx: Ctx, name: string, value: string, lang: Lang = ctx.lang): string {
  for (const module of ctx.host.modules) {
    const words: Words | undefined = module.messages.enums?.[name]?.[value];
    if (words) return words[lang];
  }
  return value;
}

/** By the clock on the wall of the canteen, alike in both languages: 2026-11-21 06:12. */
export function printedTime(at: Date, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return `${String(LocalDate.at(at, timeZone))} ${time}`;
}

