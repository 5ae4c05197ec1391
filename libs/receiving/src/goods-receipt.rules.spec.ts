import fc from 'fast-check';
import { LocalDate, Money, Quantity, Rate } from '@canteen/kernel';
import {
  acceptanceProblems,
  arrivalLimit,
  checkReversible,
  checkSecondPerson,
  lineAmount,
  lineProblems,
  outcome,
  readingsBefore,
  receiptLife,
  receiptTotal,
  stockOf,
  unitCostOf,
  verdictProblems,
  type InspectedLine,
  type LineFigures,
} from './goods-receipt.rules.ts';

const policy = { chilledLabelMaxC: 8, chilledToleranceC: 3, frozenMaxC: -9, maxLineQuantity: 100_000, maxUnitPrice: 100_000 };
const today = LocalDate.of('2026-11-21');

describe('the life of a receipt', () => {
  it.each([
    ['DRAFT', ['SAVE', 'PRESENT']],
    ['INSPECTING', ['SAVE', 'ACCEPT']],
    ['ACCEPTED', ['REVERSE']],
    ['PARTLY_ACCEPTED', ['REVERSE']],
    ['REJECTED', []],
    ['REVERSED', []],
  ] as const)('%s allows %j', (state, actions) => {
    expect(receiptLife.actionsOf(state)).toEqual(actions);
  });

  it.each([
    [['ACCEPTED', 'ACCEPTED'], 'ACCEPTED'],
    [['ACCEPTED', 'REJECTED'], 'PARTLY_ACCEPTED'],
    [['REJECTED', 'REJECTED'], 'REJECTED'],
  ] as const)('%j makes it %s', (verdicts, state) => {
    expect(outcome(verdicts)).toBe(state);
  });
});

describe('arrival temperature', () => {
  it.each([
    ['CHILLED', null, '11'],
    ['CHILLED', '4', '7'],
    ['FROZEN', null, '-9'],
    ['FROZEN', '-18', '-9'],
    ['AMBIENT', null, undefined],
  ] as const)('%s with label %s: at most %s', (storage, labelMaxCelsius, limit) => {
    expect(arrivalLimit({ storage, labelMaxCelsius }, policy)?.toString()).toBe(limit);
  });
});

describe('accepting a line', () => {
  const good: InspectedLine = {
    ingredient: '鲜牛奶',
    storage: 'CHILLED',
    labelMaxCelsius: null,
    productionDate: LocalDate.of('2026-11-20'),
    expiryDate: today,
    arrivalTemperature: '4.5',
    appearanceOk: true,
    missing: [],
    failedTests: [],
  };
  const codes = (over: Partial<InspectedLine>) => acceptanceProblems({ ...good, ...over }, today, policy, 'verdicts.3').map((e) => e.code);

  it.each<[string, Partial<InspectedLine>, string[]]>([
    ['as it should be, on its last day', {}, []],
    ['one day past it', { expiryDate: LocalDate.of('2026-11-20') }, ['LINE_EXPIRED']],
    ['without a shelf life', { expiryDate: null, productionDate: null }, []],
    ['dated tomorrow (早产奶)', { productionDate: LocalDate.of('2026-11-22') }, ['PRODUCTION_DATE_IN_FUTURE']],
    ['chilled at 11 °C', { arrivalTemperature: '11' }, []],
    ['chilled at 11.1 °C', { arrivalTemperature: '11.1' }, ['TEMP_OUT_OF_RANGE']],
    ['chilled at 12 °C', { arrivalTemperature: '12' }, ['TEMP_OUT_OF_RANGE']],
    ['chilled, not measured', { arrivalTemperature: null }, ['TEMP_MISSING']],
    ['frozen at −8.9 °C', { storage: 'FROZEN', arrivalTemperature: '-8.9' }, ['TEMP_OUT_OF_RANGE']],
    ['frozen at −9 °C', { storage: 'FROZEN', arrivalTemperature: '-9' }, []],
    ['ambient, not measured', { storage: 'AMBIENT', arrivalTemperature: null }, []],
    ['of bad appearance', { appearanceOk: false }, ['APPEARANCE_NOT_OK']],
    ['without its papers', { missing: ['TEST_REPORT'] }, ['DOC_MISSING']],
    ['failed a test', { failedTests: [{ item: '抑制率', measured: '61', limit: '50', unit: '%' }] }, ['TEST_FAILED']],
    [
      'wrong in every way',
      { expiryDate: LocalDate.of('2026-11-01'), arrivalTemperature: '12', appearanceOk: false, missing: ['INVOICE'] },
      ['LINE_EXPIRED', 'TEMP_OUT_OF_RANGE', 'APPEARANCE_NOT_OK', 'DOC_MISSING'],
    ],
  ])('%s', (_name, over, expected) => {
    expect(codes(over)).toEqual(expected);
  });

  it('each refusal stands at its verdict', () => {
    const [problem] = acceptanceProblems({ ...good, arrivalTemperature: '12' }, today, policy, 'verdicts.3');
    expect(problem).toMatchObject({ field: 'verdicts.3', params: { ingredient: '鲜牛奶', given: '12' } });
  });
});

describe('verdicts', () => {
  const lines = [
    { id: 'a', lineNo: 1, ingredient: '豆腐' },
    { id: 'b', lineNo: 2, ingredient: '虾' },
  ];
  const found = (verdicts: Parameters<typeof verdictProblems>[0]) => verdictProblems(verdicts, lines).map((e) => [e.code, e.field]);

  it('one for every line', () => {
    expect(found([{ line: 'a', accept: true }, { line: 'b', accept: false, reason: '软壳', photo: 'f' }])).toEqual([]);
    expect(found([{ line: 'a', accept: true }])).toEqual([['VERDICT_MISSING', 'verdicts']]);
    expect(found([{ line: 'a', accept: true }, { line: 'a', accept: true }, { line: 'b', accept: true }])).toEqual([['VERDICT_TWICE', 'verdicts.1.line']]);
    expect(found([{ line: 'x', accept: true }, { line: 'a', accept: true }, { line: 'b', accept: true }])).toEqual([['NOT_FOUND', 'verdicts.0.line']]);
  });

  it('a rejection is proved', () => {
    expect(found([{ line: 'a', accept: true }, { line: 'b', accept: false, reason: ' ' }])).toEqual([
      ['REJECT_REASON_REQUIRED', 'verdicts.1.reason'],
      ['REJECT_PHOTO_REQUIRED', 'verdicts.1.photo'],
    ]);
  });

  it('by another than who received', () => {
    expect(() => checkSecondPerson('p1', 'p2', 'checker')).not.toThrow();
    expect(() => checkSecondPerson('p1', 'p1', 'checker')).toThrow('SAME_PERSON_CHECK (checker)');
    expect(() => checkSecondPerson('p1', null, 'checker')).toThrow('SAME_PERSON_CHECK');
  });
});

describe('what cannot be a fact', () => {
  const eggs = { unit: 'kg' as const, conversion: { pieceWeight: Quantity.of('60', 'g'), packs: [{ unit: 'box' as const, holds: Quantity.of('360', 'piece') }] } };
  const good: LineFigures = {
    delivered: Quantity.of('2', 'box'),
    ordered: Quantity.of('40', 'kg'),
    unitPrice: Rate.of('9.8', 'kg'),
    productionDate: null,
    expiryDate: null,
    arrivalTemperature: null,
  };
  const found = (over: Partial<LineFigures>) => lineProblems({ ...good, ...over }, eggs, today, policy, 'input.lines.0').map((e) => [e.code, e.field?.split('.').at(-1)]);

  it.each<[string, Partial<LineFigures>, [string, string][]]>([
    ['a usual line', {}, []],
    ['a negative quantity', { delivered: Quantity.of('-2', 'box') }, [['QUANTITY_NOT_POSITIVE', 'delivered']]],
    ['nothing', { delivered: Quantity.of('0', 'kg') }, [['QUANTITY_NOT_POSITIVE', 'delivered']]],
    ['less than stock can count', { delivered: Quantity.of('0.000001', 'g') }, [['QUANTITY_NOT_POSITIVE', 'delivered']]],
    ['five thousand boxes', { delivered: Quantity.of('5000', 'box') }, [['QUANTITY_ABSURD', 'delivered']]],
    ['litres of eggs', { delivered: Quantity.of('3', 'l') }, [['UNIT_MISMATCH', 'delivered']]],
    ['ordered in bottles', { ordered: Quantity.of('3', 'bottle') }, [['UNIT_MISMATCH', 'ordered']]],
    ['a price per bag', { unitPrice: Rate.of('9', 'bag') }, [['UNIT_MISMATCH', 'unitPrice']]],
    ['a negative price', { unitPrice: Rate.of('-1', 'kg') }, [['PRICE_NEGATIVE', 'unitPrice']]],
    ['a gift', { unitPrice: Rate.of('0', 'kg') }, []],
    ['a price beyond reason', { unitPrice: Rate.of('100001', 'kg') }, [['PRICE_ABSURD', 'unitPrice']]],
    ['40 °C in summer', { arrivalTemperature: '40' }, []],
    ['a slipped point', { arrivalTemperature: '451' }, [['TEMPERATURE_ABSURD', 'arrivalTemperature']]],
    ['made after it expires', { productionDate: LocalDate.of('2026-11-20'), expiryDate: LocalDate.of('2026-11-19') }, [['EXPIRY_BEFORE_PRODUCTION', 'expiryDate']]],
    ['expired, as read', { expiryDate: LocalDate.of('2026-11-01') }, []],
    ['the year 2206', { expiryDate: LocalDate.of('2206-11-21') }, [['DATE_ABSURD', 'expiryDate']]],
  ])('%s', (_name, over, expected) => {
    expect(found(over)).toEqual(expected);
  });
});

describe('money and stock', () => {
  const eggs = { pieceWeight: Quantity.of('60', 'g'), packs: [{ unit: 'box' as const, holds: Quantity.of('360', 'piece') }] };

  it('two boxes of 360 eggs of 60 g are 43.2 kg', () => {
    expect(stockOf(Quantity.of('2', 'box'), 'kg', eggs).toString()).toBe('43.2 kg');
  });

  it('is rounded to the fen once, at the line', () => {
    expect(lineAmount({ unitPrice: Rate.of('8.571', 'kg'), delivered: Quantity.of('12.5', 'kg') }, {}).amount).toBe('107.14');
    expect(lineAmount({ unitPrice: Rate.of('200', 'box'), delivered: Quantity.of('2', 'box') }, eggs).amount).toBe('400.00');
  });

  it('a price per box becomes a cost per kg', () => {
    expect(unitCostOf(Rate.of('216', 'box'), 'kg', eggs).toString()).toBe('¥10/kg');
    expect(unitCostOf(Rate.of('200', 'box'), 'kg', eggs).amount).toBe('9.259259');
  });

  it('the total is the sum of what was not rejected, to the fen', () => {
    const verdict = fc.constantFrom('PENDING' as const, 'ACCEPTED' as const, 'REJECTED' as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 10_000_000 }), verdict)), (rows) => {
        const lines = rows.map(([fen, v]) => ({ amount: Money.fen(fen), verdict: v }));
        const expected = rows.reduce((sum, [fen, v]) => sum + (v === 'REJECTED' ? 0 : fen), 0);
        expect(receiptTotal(lines).fen).toBe(expected);
      }),
    );
  });
});

it('a temperature taken again stands beside the first', () => {
  expect(readingsBefore([], null, '12')).toEqual([]);
  expect(readingsBefore([], '12', '5')).toEqual(['12']);
  expect(readingsBefore(['12'], '5', '5')).toEqual(['12']);
  expect(readingsBefore(['12'], '5', null)).toEqual(['12', '5']);
});

describe('reversal', () => {
  const kg = (value: number) => Quantity.of(value, 'kg');
  const lot = { lotCode: 'A1', received: kg(5), balance: kg(5), hold: 'NONE', movements: 1 };
  it.each([
    ['untouched', {}, true],
    ['quarantined', { hold: 'QUARANTINED' }, true],
    ['issued from', { balance: kg(4), movements: 2 }, false],
    ['counted, and found right', { movements: 2 }, false],
    ['scrapped', { hold: 'SCRAPPED', balance: kg(0), movements: 2 }, false],
  ])('%s', (_name, over, allowed) => {
    const check = () => checkReversible([lot, { ...lot, lotCode: 'B2', ...over }]);
    if (allowed) expect(check).not.toThrow();
    else expect(check).toThrow('RECEIPT_ALREADY_USED');
  });
});
