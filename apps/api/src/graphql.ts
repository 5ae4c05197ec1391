import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import { GraphQLError, Kind, type GraphQLSchema } from 'graphql';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '@canteen/kernel';
import { formatError, refusalsOf, type Ctx, type Host } from '@canteen/platform';

/** One request, one act: an idempotency key stands for one mutation, and half-done requests cannot exist. */
const oneMutation: ApolloServerPlugin<Ctx> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation !== 'mutation') return;
        const fields = operation.selectionSet.selections.filter((selection) => !(selection.kind === Kind.FIELD && selection.name.value === '__typename'));
        if (fields.length !== 1 || fields[0]!.kind !== Kind.FIELD) {
          const refusal = new DomainError('ONE_MUTATION_PER_REQUEST', {});
          throw new GraphQLError(refusal.code, { originalError: refusal, extensions: { http: { status: 400 } } });
        }
      },
    };
  },
};

/** Errors leave in the caller's language and without anything of the house in them; bugs are logged whole. */
function spokenErrors(host: Host): ApolloServerPlugin<Ctx> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue, operationName }) {
          for (const error of errors) {
            let cause: unknown = error;
            while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
            if (cause instanceof GraphQLError || refusalsOf(cause)) continue;
            host.log.error({ requestId: contextValue?.requestId, operationName, err: cause }, 'a request failed');
          }
        },
        async willSendResponse({ response, errors, contextValue }) {
          if (response.body.kind !== 'single' || !errors?.length) return;
          const formatted = response.body.singleResult.errors ?? [];
          response.body.singleResult.errors = formatted.map((error, index) =>
            formatError(error, errors[index], host.words, contextValue.lang, contextValue.requestId),
          );
        },
      };
    },
  };
}

/** Apollo with limits on what one query may ask, and with our own errors. */
export function buildApollo(app: FastifyInstance, host: Host, schema: GraphQLSchema, onOperation: (name: string, type: string) => void): ApolloServer<Ctx> {
  const { plugins, validationRules, ...limits } = new ApolloArmor({
    maxDepth: { n: 14 },
    maxAliases: { n: 60 },
    // Its own count throws where the server takes that for a fault of the house (500); the parser below counts as well.
    maxTokens: { enabled: false },
    maxDirectives: { n: 20 },
    // Pages are bounded to 200 rows already; the cost of nesting is bounded here.
    costLimit: { maxCost: 60_000, depthCostFactor: 1.3 },
    blockFieldSuggestion: { enabled: false },
  }).protect();
  return new ApolloServer<Ctx>({
    schema,
    ...limits,
    validationRules,
    parseOptions: { maxTokens: 4000 },
    // The SDL is published with the product; hiding it from its users protects nothing.
    introspection: true,
    csrfPrevention: true,
    // With its own signal handling the embedded database would be left behind.
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    plugins: [
      ...(plugins as ApolloServerPlugin<Ctx>[]),
      fastifyApolloDrainPlugin(app as never) as ApolloServerPlugin<Ctx>,
      // No answer of ours may be cached by others; the plugin would put a function of its own around each field to find that out.
      ApolloServerPluginCacheControlDisabled(),
      oneMutation,
      spokenErrors(host),
      {
        async requestDidStart() {
          return {
            async didResolveOperation({ operation, operationName }) {
              onOperation(operationName ?? 'anonymous', operation?.operation ?? 'unknown');
            },
          };
        },
      },
    ],
  });
}
