import { Ctx as CtxParam, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Ctx } from '../ctx.ts';
import { fileUrl } from './link.ts';
import { StoredFile } from './stored-file.entity.ts';

@Resolver(() => StoredFile)
export class StoredFileResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where to read it: for the asking person alone, and for 15 to 20 minutes. Null for who is not a person.',
  })
  url(@Root() file: StoredFile, @CtxParam() ctx: Ctx): string | null {
    const personId = ctx.actor?.personId;
    return personId && file.complete ? fileUrl(ctx.host.secret, file.id, personId, ctx.now()) : null;
  }
}
