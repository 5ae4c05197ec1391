/** Marks a GraphQL document, so that build/codegen.ts finds it and types its answer. */
export const gql = String.raw;
