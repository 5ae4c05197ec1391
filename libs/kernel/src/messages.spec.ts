import { collect, DomainError, DomainErrors, refuseAll } from './domain-error.ts';
import { LocalizedText } from './localized-text.ts';
import { fill } from './messages.ts';
import { Money } from './money.ts';
import { Quantity } from './quantity.ts';

describe('fill', () => {
  it('says values in the words of the language', () => {
    const words = { zh: '{dish}：{left}，{price}，到期 {dueAt}', en: '{dish}: {left}, {price}, due {dueAt}' };
    const params = {
      dish: LocalizedText.of('红烧肉', 'Braised pork'),
      left: [Quantity.of('1.5', 'kg'), Quantity.of(2, 'box')],
      price: Money.of('12'),
      dueAt: new Date('2026-03-04T11:59:00Z'),
    };
    expect(fill(words, params, 'zh')).toBe('红烧肉：1.5 公斤、2 箱，¥12.00，到期 2026-03-04 19:59');
    expect(fill(words, params, 'en')).toBe('Braised pork: 1.5 kg, 2 box, ¥12.00, due 2026-03-04 19:59');
    expect(fill(words.zh, params, 'zh')).toBe(fill(words, params, 'zh'));
    expect(fill(words, params, 'en', 'UTC')).toContain('due 2026-03-04 11:59');
  });

  it('leaves a missing parameter visible, and reads no inherited one', () => {
    const words = { zh: '{a}{b}{toString}', en: '{a}{b}{toString}' };
    expect(fill(words, { a: null }, 'zh')).toBe('无{b}{toString}');
    expect(fill(words, { a: true }, 'en')).toBe('yes{b}{toString}');
  });
});

describe('refusals', () => {
  it('come all at once', () => {
    const errors = collect([
      () => undefined,
      () => {
        throw new DomainError('LINE_EXPIRED', {}, 'verdicts.0');
      },
      () => refuseAll([new DomainError('DOC_MISSING'), new DomainError('TEST_FAILED')]),
    ]);
    expect(errors.map((error) => error.code)).toEqual(['LINE_EXPIRED', 'DOC_MISSING', 'TEST_FAILED']);
    expect(() => refuseAll(errors)).toThrow(DomainErrors);
    expect(() => refuseAll([])).not.toThrow();
  });

  it('do not swallow bugs', () => {
    expect(() =>
      collect([
        () => {
          throw new TypeError('bug');
        },
      ]),
    ).toThrow(TypeError);
  });
});

it('LocalizedText falls back to Chinese', () => {
  expect(LocalizedText.of('汤', 'Soup').in('en')).toBe('Soup');
  expect([LocalizedText.of('汤').in('en'), LocalizedText.of('汤', '').in('en')]).toEqual(['汤', '汤']);
});
