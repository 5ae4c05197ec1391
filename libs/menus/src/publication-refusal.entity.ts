import { cols, Row } from '@canteen/platform';
import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';

/**
 * That a week could not be published when somebody last tried. Written outside the refused act, so it is no part of the journal
 * and points to nothing: the menu's row is locked by the act that is being refused.
 */
@Entity()
export class PublicationRefusal extends Row {
  static journaled = false;

  @Property({ type: 'uuid' })
  @Index()
  organizationId!: string;

  @Property({ type: 'uuid' })
  canteenId!: string;

  @Property({ type: 'uuid' })
  @Unique()
  menuId!: string;

  @Property(cols.instant)
  refusedAt!: Date;

  /** How many reasons there were. */
  @Property(cols.int)
  problems!: number;
}
