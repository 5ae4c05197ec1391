import type { LocalDate } from '@canteen/kernel';
import { cols, Day, Derived, ReadNeeds, StoredFile } from '@canteen/platform';
import type { Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { CanteenRow } from './canteen-row.ts';
import { CertificateStatus, certificateStatus } from './health-certificate.rules.ts';
import { Person } from './person.entity.ts';

registerEnumType(CertificateStatus, { name: 'CertificateStatus' });

/**
 * 健康证 of someone who handles ready-to-eat food (Food Safety Law Art 45), as filed at the canteen where they do; another
 * employer of the same person files its own copy.
 */
@ObjectType()
@ReadNeeds('health:read')
@Entity()
export class HealthCertificate extends CanteenRow {
  static search = ['number'];
  static logReads = true;

  @Field(() => Person)
  @ManyToOne(() => Person, { ref: true })
  @Index()
  person!: Ref<Person>;

  @Field(() => String)
  @Property(cols.text(60))
  number!: string;

  @Field(() => Day)
  @Property(cols.date)
  validFrom!: LocalDate;

  @Field(() => Day, { description: 'Last day' })
  @Property(cols.date)
  validTo!: LocalDate;

  @Field(() => StoredFile, { nullable: true })
  @ManyToOne(() => StoredFile, { ref: true, nullable: true })
  file: Ref<StoredFile> | null = null;

  @Derived(() => CertificateStatus, certificateStatus)
  status!: CertificateStatus;
}
