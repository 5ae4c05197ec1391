import fc from 'fast-check';
import { LocalDate } from '@canteen/kernel';
import {
  checkCreditCode,
  checkCreditCodeDigit,
  licenceCovers,
  licenceStatusAt,
  licenceStretch,
  licenceStretches,
  supplierLife,
  supplierProblems,
  validityClock,
  warningStep,
  type DocumentPeriod,
} from './supplier.rules.ts';

const day = (text: string) => LocalDate.of(text);
const paper = (kind: DocumentPeriod['kind'], from: string, to: string | null): DocumentPeriod => ({
  kind,
  validFrom: day(from),
  validTo: to === null ? null : day(to),
});

describe('the life of a supplier', () => {
  it.each([
    ['APPLICANT', ['APPROVE', 'REMOVE']],
    ['APPROVED', ['RESTRICT', 'FREEZE', 'REMOVE']],
    ['RESTRICTED', ['APPROVE', 'FREEZE', 'REMOVE']],
    ['FROZEN', ['APPROVE', 'REMOVE']],
    ['REMOVED', []],
  ] as const)('%s allows %j', (state, actions) => {
    expect(supplierLife.actionsOf(state)).toEqual(actions);
  });
});

describe('a licence covers a day', () => {
  const licence = paper('FOOD_LICENCE', '2026-01-01', '2026-11-20');
  it.each([
    ['the day before it begins', '2025-12-31', false],
    ['its first day', '2026-01-01', true],
    ['its last day', '2026-11-20', true],
    ['the day after', '2026-11-21', false],
  ])('%s', (_name, on, covered) => {
    expect(licenceCovers([licence], day(on))).toBe(covered);
  });

  it('a grower without a food licence is judged by the business licence', () => {
    expect(licenceCovers([paper('BUSINESS_LICENCE', '2020-01-01', null)], day('2026-11-21'))).toBe(true);
  });

  it('a business licence does not stand in for a food licence that ended', () => {
    expect(licenceCovers([paper('BUSINESS_LICENCE', '2020-01-01', null), licence], day('2026-11-21'))).toBe(false);
  });

  it('contracts and reports license nothing', () => {
    expect(licenceCovers([paper('CONTRACT', '2020-01-01', null), paper('TEST_REPORT', '2020-01-01', null)], day('2026-11-21'))).toBe(false);
  });
});

describe('stretches', () => {
  const texts = (documents: DocumentPeriod[]) => licenceStretches(documents).map(({ from, to }) => [String(from), to && String(to)]);

  it('a renewal that begins the day after joins the licence before it', () => {
    expect(texts([paper('FOOD_LICENCE', '2027-01-01', '2031-12-31'), paper('FOOD_LICENCE', '2022-01-01', '2026-12-31')])).toEqual([
      ['2022-01-01', '2031-12-31'],
    ]);
  });

  it('a gap of one day parts them, and the day inside decides which one tells', () => {
    const documents = [paper('FOOD_LICENCE', '2022-01-01', '2026-12-30'), paper('FOOD_LICENCE', '2027-01-01', null)];
    expect(texts(documents)).toEqual([['2022-01-01', '2026-12-30'], ['2027-01-01', null]]);
    expect(licenceStretch(documents, day('2026-12-30'))?.to).toEqual(day('2026-12-30'));
    expect(licenceStretch(documents, day('2026-12-31'))?.to).toBeNull();
  });

  it('a day is in a stretch exactly when a licence covers it', () => {
    const at = fc.integer({ min: 0, max: 400 }).map((n) => day('2026-01-01').plusDays(n));
    const licence = fc.tuple(at, fc.option(fc.integer({ min: 0, max: 120 }))).map(([from, days]) => ({
      kind: 'FOOD_LICENCE' as const,
      validFrom: from,
      validTo: days === null ? null : from.plusDays(days),
    }));
    fc.assert(
      fc.property(fc.array(licence, { maxLength: 5 }), at, (documents, on) => {
        const inside = licenceStretches(documents).some((s) => s.from.lte(on) && (s.to === null || on.lte(s.to)));
        expect(inside).toBe(licenceCovers(documents, on));
      }),
    );
  });
});

describe('status by the clock', () => {
  const clock = validityClock({ from: day('2026-01-01'), to: day('2026-11-21') }, 90, 'Asia/Shanghai');
  it.each([
    ['2025-12-31T15:59:59.999Z', 'MISSING'],
    ['2025-12-31T16:00:00.000Z', 'VALID'],
    ['2026-08-23T15:59:59.999Z', 'VALID'],
    ['2026-08-23T16:00:00.000Z', 'ENDING_SOON'],
    ['2026-11-21T15:59:59.999Z', 'ENDING_SOON'],
    ['2026-11-21T16:00:00.000Z', 'EXPIRED'],
  ])('at %s it is %s', (now, status) => {
    expect(licenceStatusAt(clock, new Date(now))).toBe(status);
  });

  it('no licence is missing, one without an end stays valid', () => {
    const now = new Date('2026-11-21T00:00:00Z');
    expect(licenceStatusAt(validityClock(null, 90, 'Asia/Shanghai'), now)).toBe('MISSING');
    expect(licenceStatusAt(validityClock({ from: day('2026-01-01'), to: null }, 90, 'Asia/Shanghai'), now)).toBe('VALID');
  });
});

describe('may goods be accepted', () => {
  const licence = [paper('FOOD_LICENCE', '2026-01-01', '2027-01-01')];
  const codes = (state: 'APPLICANT' | 'APPROVED' | 'RESTRICTED' | 'FROZEN' | 'REMOVED', documents: DocumentPeriod[]) =>
    supplierProblems({ state, name: '泉港菜场' }, documents, day('2026-11-21')).map((problem) => problem.code);

  it.each([
    ['APPROVED', licence, []],
    ['RESTRICTED', licence, []],
    ['FROZEN', licence, ['SUPPLIER_FROZEN']],
    ['APPLICANT', licence, ['SUPPLIER_NOT_APPROVED']],
    ['REMOVED', licence, ['SUPPLIER_NOT_APPROVED']],
    ['APPROVED', [], ['SUPPLIER_LICENCE_EXPIRED']],
    ['FROZEN', [], ['SUPPLIER_FROZEN', 'SUPPLIER_LICENCE_EXPIRED']],
  ] as const)('%s with %# papers: %j', (state, documents, expected) => {
    expect(codes(state, [...documents])).toEqual(expected);
  });
});

describe('licence warnings', () => {
  it.each([[91, null], [90, 90], [61, 90], [60, 60], [31, 60], [30, 30], [8, 30], [7, 7], [0, 7], [-1, 0]])(
    'with %i days left the step is %p',
    (left, step) => {
      expect(warningStep(left, [90, 60, 30, 7])).toBe(step);
    },
  );
});

describe('a unified social credit code', () => {
  it('has 18 capital letters and digits', () => {
    expect(() => checkCreditCode('91350500MA31234567')).not.toThrow();
    expect(() => checkCreditCode('91350500ma31234567', 'input.creditCode')).toThrow('CREDIT_CODE_INVALID (input.creditCode)');
    expect(() => checkCreditCode('9135050')).toThrow('CREDIT_CODE_INVALID');
  });

  it.each(['91110000802100433B', '91440300708461136T'])('of a sheet ends in its check sign: %s', (code) => {
    expect(() => checkCreditCodeDigit(code)).not.toThrow();
    expect(() => checkCreditCodeDigit(code.replace('00', '01'), 'creditCode')).toThrow('CREDIT_CODE_DIGIT_WRONG (creditCode)');
    // letters that GB 32100 leaves out, because they look like digits
    expect(() => checkCreditCodeDigit(code.replace('0', 'O'))).toThrow('CREDIT_CODE_DIGIT_WRONG');
  });
});
