import { Migration } from '@mikro-orm/migrations';

export class InAndOut extends Migration {

  override name = 'Migration20261122000000_in_and_out';

  override up(): void | Promise<void> {
    this.addSql(`create table "journal_bulk" ("id" uuid not null, "entry_id" uuid not null, "organization_id" uuid not null, "table_name" varchar(63) not null, "first_id" uuid not null, "last_id" uuid not null, "count" int not null, "packed" bytea null, primary key ("id"));`);
    this.addSql(`create index "journal_bulk_entry_id_index" on "journal_bulk" ("entry_id");`);
    this.addSql(`create index "journal_bulk_first_id_last_id_index" on "journal_bulk" ("first_id", "last_id");`);
    this.addSql(`create index "journal_bulk_organization_id_table_name_first_id_index" on "journal_bulk" ("organization_id", "table_name", "first_id");`);

    this.addSql(`create table "work" ("id" uuid not null, "version" int not null default 1, "kind" varchar(40) not null, "subject_id" uuid not null, "person_id" uuid not null, "state" text not null, "done" int not null default 0, "total" int null, "cancel_asked" boolean not null default false, "attempts" int not null default 0, "queued_at" timestamptz(3) not null, "started_at" timestamptz(3) null, "heartbeat_at" timestamptz(3) null, "finished_at" timestamptz(3) null, "failure" varchar(80) null, "failure_params" jsonb null, primary key ("id"));`);
    this.addSql(`create index "work_subject_id_index" on "work" ("subject_id");`);
    this.addSql(`create index "work_state_index" on "work" ("state");`);
    this.addSql(`create index "work_person_id_queued_at_index" on "work" ("person_id", "queued_at");`);

    this.addSql(`alter table "person" add "email" varchar(200) null;`);

    this.addSql(`alter table "stored_file" add "purpose" varchar(10) null;`);

    this.addSql(`drop index "production_batch_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "production_batch" add "import_id" uuid null;`);
    this.addSql(`create index "production_batch_canteen_id_recorded_at_index" on "production_batch" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null and import_id is null;`);

    this.addSql(`drop index "retained_sample_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "retained_sample" add "import_id" uuid null;`);
    this.addSql(`create index "retained_sample_canteen_id_recorded_at_index" on "retained_sample" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null and import_id is null;`);

    this.addSql(`drop index "goods_receipt_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "goods_receipt" add "import_id" uuid null;`);
    this.addSql(`create index "goods_receipt_canteen_id_recorded_at_index" on "goods_receipt" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null and import_id is null;`);

    this.addSql(`drop index "raw_material_test_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "raw_material_test" add "import_id" uuid null;`);
    this.addSql(`create index "raw_material_test_canteen_id_recorded_at_index" on "raw_material_test" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null and import_id is null;`);

    this.addSql(`drop index "stock_movement_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "stock_movement" add "import_id" uuid null;`);
    this.addSql(`create index "stock_movement_canteen_id_recorded_at_index" on "stock_movement" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null and import_id is null;`);

    this.addSql(`drop index "temperature_reading_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "temperature_reading" add "import_id" uuid null;`);
    this.addSql(`create index "temperature_reading_canteen_id_recorded_at_index" on "temperature_reading" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null and import_id is null;`);

    this.addSql(`drop index "corrective_action_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "corrective_action" add "import_id" uuid null;`);
    this.addSql(`create index "corrective_action_canteen_id_recorded_at_index" on "corrective_action" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null and import_id is null;`);

    this.addSql(`alter table "work" add constraint "work_state_check" check ("state" in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "journal_bulk" cascade;`);
    this.addSql(`drop table if exists "work" cascade;`);

    this.addSql(`drop index "corrective_action_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "corrective_action" drop column "import_id";`);
    this.addSql(`create index "corrective_action_canteen_id_recorded_at_index" on "corrective_action" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null;`);

    this.addSql(`drop index "goods_receipt_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "goods_receipt" drop column "import_id";`);
    this.addSql(`create index "goods_receipt_canteen_id_recorded_at_index" on "goods_receipt" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null;`);

    this.addSql(`alter table "person" drop column "email";`);

    this.addSql(`drop index "production_batch_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "production_batch" drop column "import_id";`);
    this.addSql(`create index "production_batch_canteen_id_recorded_at_index" on "production_batch" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null;`);

    this.addSql(`drop index "raw_material_test_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "raw_material_test" drop column "import_id";`);
    this.addSql(`create index "raw_material_test_canteen_id_recorded_at_index" on "raw_material_test" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null;`);

    this.addSql(`drop index "retained_sample_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "retained_sample" drop column "import_id";`);
    this.addSql(`create index "retained_sample_canteen_id_recorded_at_index" on "retained_sample" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null;`);

    this.addSql(`drop index "stock_movement_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "stock_movement" drop column "import_id";`);
    this.addSql(`create index "stock_movement_canteen_id_recorded_at_index" on "stock_movement" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null;`);

    this.addSql(`alter table "stored_file" drop column "purpose";`);

    this.addSql(`drop index "temperature_reading_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "temperature_reading" drop column "import_id";`);
    this.addSql(`create index "temperature_reading_canteen_id_recorded_at_index" on "temperature_reading" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null;`);
  }

}
