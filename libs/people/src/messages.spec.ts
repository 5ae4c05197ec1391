import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { messages as platform } from '@canteen/platform/messages';
import { messages } from './messages.ts';

const folder = import.meta.dirname;
const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).map((name) => readFileSync(path.join(folder, name), 'utf8'));

test('every refusal has words in both languages', () => {
  const codes = new Set(sources.flatMap((source) => [...source.matchAll(/DomainError\('([A-Z_]+)'/g), ...source.matchAll(/'(SIGN_IN_THROTTLED|PIN_LOCKED)'/g)].map((match) => match[1]!)));
  expect(codes.size).toBeGreaterThan(40);
  for (const code of codes) {
    const words = messages.errors?.[code] ?? platform.errors?.[code];
    expect([code, words]).toEqual([code, { zh: expect.stringMatching(/./), en: expect.stringMatching(/./) }]);
  }
  for (const code of Object.keys(messages.errors ?? {})) expect(codes).toContain(code);
});

test('both languages fill in the same figures', () => {
  const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const words of [messages.errors, messages.words, messages.fields].flatMap((some) => Object.values(some ?? {}))) {
    expect(names(words.en)).toEqual(names(words.zh));
    expect(words.zh).not.toBe('');
    expect(words.en).not.toBe('');
  }
});

test('every enum value has words', () => {
  const enums = Object.fromEntries(sources.flatMap((source) => [...source.matchAll(/export const (\w+) = enumOf\(([^)]*)\)/g)].map((match) => [match[1]!, [...match[2]!.matchAll(/'(\w+)'/g)].map((value) => value[1]!)])));
  for (const [name, values] of Object.entries(enums)) expect([name, Object.keys(messages.enums?.[name] ?? {}).sort()]).toEqual([name, [...values].sort()]);
});

test('every mutation has a name', () => {
  const mutations = sources.flatMap((source) => [...source.matchAll(/@Mutation\([\s\S]*?\n {2}(?:async )?(\w+)\(/g)].map((match) => match[1]!));
  expect(mutations.length).toBeGreaterThanOrEqual(20);
  expect(mutations.filter((name) => !messages.actions?.[name])).toEqual([]);
});

test('every field has a label', () => {
  const labels = messages.fields ?? {};
  const missing = sources.flatMap((source) => {
    const type = /export (?:abstract )?class (\w+) extends (?:Tenant|Canteen|Event)?Row/.exec(source)?.[1];
    if (!type) return [];
    const fields = [...source.matchAll(/@(?:Field|Derived)\([\s\S]*?\n {2}(\w+)[!:]/g)].map((match) => match[1]!);
    return fields.filter((name) => !labels[name] && !labels[`${type}.${name}`] && !platform.fields?.[name]).map((name) => `${type}.${name}`);
  });
  expect(missing).toEqual([]);
});
