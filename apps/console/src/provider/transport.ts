import type { Lang } from '@canteen/kernel';

/** A refusal as the API tells it: the rule, what was given, and the input it concerns. */
export interface UserError {
  code: string;
  message: string;
  field: string | null;
  params?: Record<string, unknown> | null;
}

/** The API understood and refused; nothing was changed. */
export class Refused extends Error {
  /** react-admin shows `errors` beside the inputs of a form, and `root.serverError` above it. It looks for a property of the error's own: a getter is passed over. */
  readonly body: { errors: Record<string, unknown> };

  constructor(readonly errors: UserError[]) {
    super(errors.map((error) => error.message).join('\n'));
    this.body = { errors: {} };
    for (const error of errors) {
      const field = inputPath(error.field);
      if (field) this.body.errors[field] ??= error.message;
      else this.body.errors['root'] ??= { serverError: error.message };
    }
  }
  get status() {
    return 422;
  }
}

/** No answer came: the act may be sent again with the same key. */
export class NoAnswer extends Error {
  constructor() {
    super(speaker.lang === 'en' ? 'No network.' : '没有网络。');
  }
}

/** No session, or it has ended. */
export class SignedOut extends Error {
  readonly status = 401;
}

/** The form's own path: `input.lines.3.expiryDate` is `lines.3.expiryDate` there. */
export function inputPath(field: string | null | undefined): string | null {
  return field ? field.replace(/^input\./, '') : null;
}

/** What every request says about itself; set by the shell. */
export const speaker: { lang: Lang; organization: string | null; canteen: string | null } = { lang: 'zh', organization: null, canteen: null };

interface GraphQLAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string; field?: string | null; params?: Record<string, unknown> | null } }[];
}

export function headers(key?: string): Record<string, string> {
  return {
    'Accept-Language': speaker.lang,
    // A browser sends this header across origins only after a preflight, which the API does not grant: the CSRF guard.
    'X-Requested-With': 'canteen-console',
    ...(speaker.organization ? { 'X-Organization': speaker.organization } : {}),
    ...(key ? { 'Idempotency-Key': key } : {}),
  };
}

/** Sends one document. `key` makes a repeat of the same act answer with its first outcome. */
export async function send<T>(query: string, variables: object, key?: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', ...headers(key) },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(30_000),
    });
  } catch {
    throw new NoAnswer();
  }
  if (response.status >= 502 && response.status <= 504) throw new NoAnswer();
  const answer = (await response.json().catch(() => null)) as GraphQLAnswer | null;
  if (response.status === 401) throw new SignedOut(answer?.errors?.[0]?.message ?? '401');
  if (!answer) throw new Refused([{ code: String(response.status), message: `HTTP ${response.status}`, field: null }]);
  if (answer.errors?.length) {
    if (answer.errors.some((error) => error.extensions?.code === 'UNAUTHENTICATED')) throw new SignedOut(answer.errors[0]?.message);
    const whole = answer.errors.filter((error) => (error.path?.length ?? 0) <= 1);
    if (whole.length || !answer.data) {
      throw new Refused(
        answer.errors.map(({ message, extensions }) => ({
          code: extensions?.code ?? 'ERROR',
          message,
          field: extensions?.field ?? null,
          params: extensions?.params ?? null,
        })),
      );
    }
  }
  return answer.data as T;
}
