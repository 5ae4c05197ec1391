import type { Words } from '@canteen/kernel';
import type { Ctx } from '../ctx.ts';
import type { EntityClass } from '../module.ts';

/** What one label says. The QR leads to the record; a GTIN with a lot makes it a GS1 Digital Link. */
export interface LabelContent {
  recordId: string;
  /** In large type: the dish, the ingredient, the area. */
  title: string;
  /** What the rule asks to stand there, in its order. */
  lines: readonly { label: string; value: string }[];
  /** In large type at the foot: the number or lot code. */
  number: string;
  /** Warnings in words, such as "opened" or "near expiry". */
  note?: string;
  gs1?: { gtin: string; lot: string; expiry?: string };
}

/** A kind of label that a module contributes. */
export interface LabelDefinition {
  /** `sample`, `lot`, `area`, `pack`. */
  kind: string;
  title: Words;
  /** What the label must carry, and where that comes from. */
  source: Words;
  entity: EntityClass;
  /** The permission to print one. */
  needs: string;
  /** The console's resource that a scan opens. */
  resource: string;
  /** One label for each id, in the caller's language; ids come from outside: `ctx.get`. `extra` is what only the person knows: how much went into a decanted pack, when it was filled. */
  contents: (ctx: Ctx, ids: readonly string[], extra: Readonly<Record<string, string>>) => Promise<LabelContent[]>;
}
