import { cols } from '@canteen/platform';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * Counted tries, kept in the database because several API nodes must count together. The key is a digest: neither
 * accounts that were tried nor addresses are worth keeping in clear.
 */
@Entity()
export class SignInAttempt {
  @PrimaryKey(cols.text(64))
  key!: string;

  @Property(cols.int)
  failures!: number;

  @Property(cols.instant)
  since!: Date;

  @Property(cols.nullable(cols.instant))
  lockedUntil: Date | null = null;

  @Property(cols.instant)
  @Index()
  forgetAt!: Date;
}
