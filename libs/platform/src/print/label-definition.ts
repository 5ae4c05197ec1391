import type { Words } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import type { EntityClass } from '../module.ts';

/** What one label says. The QR leads to the record; a GTIN with a lot makes it a GS1 Digital Link. */
export interface LabelContent {
  recordId: string;
  /** In large type: the dish, the ingredient, the area. */
  title: string;
  /** What the rule asks to stand there, in its order; what must be seen from a step away is `strong`. */
  lines: readonly { label: string; value: string; strong?: boolean }[];
  /** In large type at the foot: the number or lot code. */
  number: string;
  /** A warning in words, in a frame: opened, not enough. */
  note?: string;
  gs1?: { gtin: string; lot: string };
}

/** A kind of label that a module contributes. Whoever may print labels and read the record may print it. */
export interface LabelDefinition {
  /** `sample`, `lot`, `area`, `pack`: stands in the address that the QR code carries. */
  kind: string;
  title: Words;
  /** What the label must carry, and where that comes from. */
  source: Words;
  entity: EntityClass;
  /** The console's resource that a scan opens. */
  resource: string;
  /** Each printing is of another thing (every pack that is filled from a lot), so that a second one is no reprint. */
  eachAnew?: boolean;
  /** One label for each id, in the caller's language; ids come from outside: `ctx.get`. `extra` is what only the person knows: how much went into a decanted pack, when it was filled. */
  contents: (ctx: Ctx, ids: readonly string[], extra: Readonly<Record<string, string>>) => Promise<LabelContent[]>;
  /** The record behind a GTIN and lot code, in the actor's scope. */
  find?: (ctx: Ctx, code: { gtin: string; lot: string }) => Promise<string | null>;
}
