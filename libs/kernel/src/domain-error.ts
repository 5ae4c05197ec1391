/**
 * A refusal: the rules of the house say no, and `code` says which rule.
 * The words for the code live in a module's `messages.ts`; `params` fill them.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly params: Record<string, unknown>;
  /** Path of the offending input, e.g. `input.lines.3.expiryDate`; null when it is the record as a whole. */
  readonly field: string | null;

  constructor(code: string, params: Record<string, unknown> = {}, field: string | null = null) {
    super(field === null ? code : `${code} (${field})`);
    this.name = 'DomainError';
    this.code = code;
    this.params = params;
    this.field = field;
  }
}

/** Several refusals at once, so that a clerk mends a form in one go instead of one line per attempt. */
export class DomainErrors extends Error {
  readonly errors: DomainError[];

  constructor(errors: DomainError[]) {
    super(errors.map((error) => error.message).join('; '));
    this.name = 'DomainErrors';
    this.errors = errors;
  }
}

/** Throws every given refusal together; does nothing when there is none. */
export function refuseAll(errors: DomainError[]): void {
  if (errors.length > 0) throw new DomainErrors(errors);
}

/** Runs every check and returns the refusals it threw, in order. Anything else that is thrown is a bug and passes through. */
export function collect(checks: Iterable<() => unknown>): DomainError[] {
  const errors: DomainError[] = [];
  for (const check of checks) {
    try {
      check();
    } catch (error) {
      if (error instanceof DomainError) errors.push(error);
      else if (error instanceof DomainErrors) errors.push(...error.errors);
      else throw error;
    }
  }
  return errors;
}
