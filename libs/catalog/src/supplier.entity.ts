import { LocalizedText, type LocalDate } from '@canteen/kernel';
import { Actions, cols, Day, Derived, LocalizedTextType, ReadNeeds, StoredFile, TenantRow } from '@canteen/platform';
import { Collection, type Ref } from '@mikro-orm/core';
import { Embedded, Entity, Enum, Index, ManyToOne, OneToMany, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { referenceScope } from './reference.scope.ts';
import {
  DocumentStatus,
  documentStatusAt,
  documentStatusSql,
  LicenceStatus,
  licenceStatusAt,
  licenceStatusSql,
  SupplierAction,
  SupplierDocumentKind,
  supplierLife,
  SupplierState,
} from './supplier.rules.ts';

registerEnumType(SupplierState, { name: 'SupplierState' });
registerEnumType(SupplierAction, { name: 'SupplierAction' });
registerEnumType(SupplierDocumentKind, { name: 'SupplierDocumentKind' });
registerEnumType(LicenceStatus, { name: 'LicenceStatus' });
registerEnumType(DocumentStatus, { name: 'DocumentStatus' });

/** Who delivers. Name, address and contact are what Food Safety Law Art 53 asks of every purchase record. */
@ObjectType()
@ReadNeeds('catalog:read')
@Entity()
export class Supplier extends TenantRow {
  static search = ['number', 'name.zh', 'name.en', 'pinyin', 'creditCode'];
  static scope = referenceScope;

  @Field(() => String)
  @Property(cols.text(40))
  number!: string;

  @Field(() => LocalizedTextType)
  @Embedded(() => LocalizedText, { prefix: 'name_' })
  name!: LocalizedText;

  @Field(() => String, { description: 'Initials of the Chinese name, for typing on a phone' })
  @Property(cols.text(200))
  pinyin!: string;

  @Field(() => String, { nullable: true, description: 'Unified social credit code (统一社会信用代码)' })
  @Property(cols.nullable(cols.text(18)))
  creditCode: string | null = null;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(200)))
  address: string | null = null;

  @Field(() => String, { nullable: true, description: 'Name of the person to call' })
  @Property(cols.nullable(cols.text(200)))
  contact: string | null = null;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(200)))
  phone: string | null = null;

  @Field(() => SupplierState)
  @Enum({ items: () => SupplierState })
  @Index()
  state!: SupplierState;

  @Field(() => String, { nullable: true, description: 'Why it was restricted, frozen or removed' })
  @Property(cols.nullable(cols.text(4000)))
  stateReason: string | null = null;

  @Field(() => [SupplierDocument])
  @OneToMany(() => SupplierDocument, (document) => document.supplier, { orderBy: { validFrom: 'asc', id: 'asc' } })
  documents = new Collection<SupplierDocument>(this);

  @Field(() => Day, { nullable: true, description: 'Last day its licences cover without a gap; none: no end, or no licence' })
  @Property(cols.nullable(cols.date))
  licenceValidTo: LocalDate | null = null;

  // The licence as instants, written with the documents: a status then needs no calendar, neither here nor in SQL.
  @Property(cols.nullable(cols.instant))
  licenceStartsAt: Date | null = null;

  @Property(cols.nullable(cols.instant))
  licenceWarnAt: Date | null = null;

  @Property(cols.nullable(cols.instant))
  licenceEndsAt: Date | null = null;

  @Derived<Supplier>(
    () => LicenceStatus,
    {
      js: (s, now) =>
        licenceStatusAt({ startsAt: s.licenceStartsAt, warnAt: s.licenceWarnAt, endsAt: s.licenceEndsAt }, now),
      sql: licenceStatusSql,
    },
    { description: 'Do its licences cover today?' },
  )
  licenceStatus!: LicenceStatus;

  @Actions(() => SupplierAction, supplierLife, {
    APPROVE: 'catalog:write',
    RESTRICT: 'catalog:write',
    FREEZE: 'catalog:write',
    REMOVE: 'catalog:write',
  })
  availableActions!: SupplierAction[];
}

/** A paper the supplier has on file with us. Never overwritten: a renewal is a new one, so any past day can be judged. */
@ObjectType()
@ReadNeeds('catalog:read')
@Entity()
export class SupplierDocument extends TenantRow {
  static search = ['number'];
  static scope = referenceScope;

  @Field(() => Supplier)
  @ManyToOne(() => Supplier, { ref: true })
  @Index()
  supplier!: Ref<Supplier>;

  @Field(() => SupplierDocumentKind)
  @Enum({ items: () => SupplierDocumentKind })
  kind!: SupplierDocumentKind;

  @Field(() => String, { nullable: true })
  @Property(cols.nullable(cols.text(200)))
  number: string | null = null;

  @Field(() => Day, { description: 'First day' })
  @Property(cols.date)
  validFrom!: LocalDate;

  @Field(() => Day, { nullable: true, description: 'Last day; none: until further notice (长期)' })
  @Property(cols.nullable(cols.date))
  validTo: LocalDate | null = null;

  @Field(() => StoredFile, { nullable: true })
  @ManyToOne(() => StoredFile, { ref: true, nullable: true })
  file: Ref<StoredFile> | null = null;

  @Property(cols.instant)
  startsAt!: Date;

  @Property(cols.nullable(cols.instant))
  warnAt: Date | null = null;

  @Property(cols.nullable(cols.instant))
  endsAt: Date | null = null;

  @Derived<SupplierDocument>(() => DocumentStatus, { js: documentStatusAt, sql: documentStatusSql })
  status!: DocumentStatus;
}
