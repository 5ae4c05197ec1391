import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { DomainError, DomainErrors, fill, LocalDate, LocalizedText, Quantity, type Lang, type Words } from '@canteen/kernel';
import { Json } from './scalars.ts';

/** A refusal as data: what rule, in the caller's language, for which input (design decision 9). */
@ObjectType({ description: 'A refusal: the rule, what was given, and what to do, in the caller\'s language.' })
export class UserError {
  @Field(() => String, { description: 'Stable code, e.g. `SAMPLE_RETENTION_NOT_ELAPSED`.' })
  code!: string;
  @Field(() => String, { description: "For people, in the caller's language." })
  message!: string;
  @Field(() => String, { nullable: true, description: 'Path of the input that is refused: `input.lines.3.expiryDate`.' })
  field!: string | null;
  @Field(() => Json, { nullable: true, description: 'The figures in the message.' })
  params!: Record<string, unknown> | null;
}

export type ErrorWords = Record<string, Words>;

/** The refusals in an error, or null where it is none (a bug, a lost database). */
export function refusalsOf(error: unknown): DomainError[] | null {
  if (error instanceof DomainErrors) return error.errors;
  if (error instanceof DomainError) return [error];
  return null;
}

/** What people are told of a fault. The database adds the row it stumbled over on a line of its own, which is for the log alone. */
export const faultLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300);

const TIME_ZONE = 'Asia/Shanghai';

function wordsFor(value: unknown, lang: Lang): unknown {
  if (value instanceof LocalizedText) return value.in(lang);
  if (value instanceof Quantity) return value.toString(lang);
  if (value instanceof Date) {
    return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: TIME_ZONE, dateStyle: 'medium', timeStyle: 'short' }).format(value);
  }
  if (Array.isArray(value)) return value.map((item) => wordsFor(item, lang)).join(lang === 'zh' ? '、' : ', ');
  return value === null || value === undefined ? '' : String(value);
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof LocalDate) return String(value);
  if (value instanceof LocalizedText) return { zh: value.zh, en: value.en };
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === 'object') return 'toJSON' in value ? (value as { toJSON(): unknown }).toJSON() : String(value);
  return value;
}

/** Plain object, never an Error: graphql-js throws any Error that a resolver returns. */
export function userError(error: DomainError, words: ErrorWords, lang: Lang): UserError {
  const template = words[error.code];
  const params = Object.fromEntries(Object.entries(error.params).map(([key, value]) => [key, wordsFor(value, lang)]));
  return {
    code: error.code,
    message: template ? fill(template[lang], params, lang) : error.code,
    field: error.field,
    params: Object.keys(error.params).length ? Object.fromEntries(Object.entries(error.params).map(([key, value]) => [key, plain(value)])) : null,
  };
}

export class NotSignedIn extends GraphQLError {
  constructor() {
    super('UNAUTHENTICATED', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
  }
}
export class Forbidden extends GraphQLError {
  constructor(permission: string) {
    super('FORBIDDEN', { extensions: { code: 'FORBIDDEN', permission } });
  }
}

/** "input.lines[0].delivered.value" of a graphql-js coercion message, in our own notation. */
function pathIn(message: string): string | null {
  const at = /at "([^"]+)"/.exec(message)?.[1] ?? /^Variable "\$([^"]+)"/.exec(message)?.[1] ?? null;
  return at ? at.replace(/\[(\d+)\]/g, '.$1') : null;
}

const CLIENT_CODES = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'PERSISTED_QUERY_NOT_FOUND', 'OPERATION_RESOLUTION_FAILURE', 'BAD_REQUEST']);

/**
 * Every GraphQL error on its way out: a malformed value keeps its code and path, a known refusal its words;
 * of a bug only the request's id is told, so that no stack, SQL or path leaves the house.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown, words: ErrorWords, lang: Lang, requestId: string): GraphQLFormattedError {
  let cause: unknown = error;
  for (let depth = 0; depth < 6 && cause instanceof GraphQLError && cause.originalError; depth++) cause = cause.originalError;
  const refusal = refusalsOf(cause)?.[0];
  if (refusal) {
    const said = userError(refusal, words, lang);
    return { message: said.message, ...(formatted.path ? { path: formatted.path } : {}), extensions: { code: said.code, field: said.field ?? pathIn(formatted.message), params: said.params } };
  }
  const code = String(formatted.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR');
  const message = words[code];
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') {
    return { message: message ? message[lang] : code, ...(formatted.path ? { path: formatted.path } : {}), extensions: { code } };
  }
  if (CLIENT_CODES.has(code)) {
    // graphql-js speaks of the query text the client itself sent; nothing of ours is in it.
    return { message: formatted.message, ...(formatted.locations ? { locations: formatted.locations } : {}), extensions: { code, field: pathIn(formatted.message) } };
  }
  const bug = words['INTERNAL_SERVER_ERROR'];
  return {
    message: bug ? fill(bug[lang], { requestId }, lang) : 'INTERNAL_SERVER_ERROR',
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  };
}
