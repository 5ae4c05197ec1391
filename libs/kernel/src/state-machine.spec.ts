import { enumOf, stateMachine } from './state-machine.ts';

type State = 'STORED' | 'SEALED' | 'DISPOSED';
type Action = 'SEAL' | 'DISPOSE' | 'RELEASE';

const life = stateMachine<State, Action>({
  STORED: { SEAL: 'SEALED', DISPOSE: 'DISPOSED' },
  SEALED: { RELEASE: 'STORED' },
  DISPOSED: {},
});

describe('stateMachine', () => {
  it('goes where the table says', () => {
    expect(life.next('STORED', 'SEAL')).toBe('SEALED');
    expect(life.actionsOf('STORED')).toEqual(['SEAL', 'DISPOSE']);
    expect(life.states).toEqual(['STORED', 'SEALED', 'DISPOSED']);
    expect(life.actions).toEqual(['SEAL', 'DISPOSE', 'RELEASE']);
  });

  it('refuses every step that does not stand in it', () => {
    for (const state of life.states) {
      for (const action of life.actions) {
        if (life.can(state, action)) expect(life.states).toContain(life.next(state, action));
        else {
          expect(() => life.next(state, action)).toThrow(
            expect.objectContaining({ code: 'ACTION_NOT_ALLOWED', params: { state, action } }),
          );
        }
      }
    }
  });

  it('writes itself as SQL', () => {
    expect(life.caseSql('s.state')).toBe(
      "case s.state when 'STORED' then array['SEAL', 'DISPOSE']::text[] when 'SEALED' then array['RELEASE']::text[] else array[]::text[] end",
    );
    expect(life.caseSql('s.state', ['DISPOSE'])).toBe("case s.state when 'STORED' then array['DISPOSE']::text[] else array[]::text[] end");
    expect(life.caseSql('s.state', [])).toBe('array[]::text[]');
  });

  it('does not take a table that leads nowhere, or a name that SQL could misread', () => {
    expect(() => stateMachine({ A: { GO: 'B' } } as unknown as Record<'A', { GO: 'A' }>)).toThrow(RangeError);
    expect(() => stateMachine({ "A'": {} })).toThrow(RangeError);
  });
});

it('enumOf names its values by themselves', () => {
  expect(enumOf('CONTAINS', 'FREE')).toEqual({ CONTAINS: 'CONTAINS', FREE: 'FREE' });
});
