import { Migration } from '@mikro-orm/migrations';

export class InAndOut extends Migration {

  override name = 'Migration20261122000000_in_and_out';

  override up(): void | Promise<void> {
    this.addSql(`create table "alert" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "key" varchar(200) not null, "canteen_id" uuid null, "kind" varchar(60) not null, "severity" text not null, "title_zh" varchar(400) not null, "title_en" varchar(400) null, "text_zh" varchar(400) not null, "text_en" varchar(400) null, "record_type" varchar(60) not null, "record_id" uuid not null, "audience" varchar(60) not null, "escalation" varchar(60) null, "state" text not null, "standing" boolean not null, "raised_at" timestamptz(3) not null, "due_at" timestamptz(3) null, "acknowledged_at" timestamptz(3) null, "acknowledged_by_id" uuid null, "acknowledged_by_name" varchar(60) null, "resolved_at" timestamptz(3) null, "resolved_by" text null, "resolved_by_name" varchar(60) null, "resolved_reason" varchar(4000) null, "escalated_at" timestamptz(3) null, "times" int not null, primary key ("id"));`);
    this.addSql(`create index "alert_organization_id_index" on "alert" ("organization_id");`);
    this.addSql(`create index "alert_record_id_index" on "alert" ("record_id");`);
    this.addSql(`create index "alert_open_index" on "alert" ("organization_id") where state <> 'RESOLVED' or standing;`);
    this.addSql(`create index "alert_organization_id_raised_at_index" on "alert" ("organization_id", "raised_at");`);
    this.addSql(`alter table "alert" add constraint "alert_organization_id_key_unique" unique ("organization_id", "key");`);

    this.addSql(`create table "alert_rule_setting" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "kind" varchar(60) not null, "is_on" boolean not null, "reason" varchar(4000) not null, primary key ("id"));`);
    this.addSql(`create index "alert_rule_setting_organization_id_index" on "alert_rule_setting" ("organization_id");`);
    this.addSql(`create index "alert_rule_setting_organization_id_kind_recorded_at_index" on "alert_rule_setting" ("organization_id", "kind", "recorded_at");`);

    this.addSql(`create table "calendar_feed" ("id" uuid not null, "version" int not null default 1, "person_id" uuid not null, "token_hash" varchar(64) not null, "created_at" timestamptz(3) not null, "ended_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`alter table "calendar_feed" add constraint "calendar_feed_token_hash_unique" unique ("token_hash");`);
    this.addSql(`create index "calendar_feed_person_id_index" on "calendar_feed" ("person_id");`);

    this.addSql(`create table "channel" ("id" uuid not null, "version" int not null default 1, "person_id" uuid null, "organization_id" uuid null, "canteen_id" uuid null, "name" varchar(60) not null, "kind" text not null, "format" text null, "target" varchar(500) null, "secret" varchar(200) null, "active" boolean not null, "min_severity" text not null, "quiet_from" varchar(5) null, "quiet_to" varchar(5) null, "quiet_for_critical" boolean not null, "digest" text not null, "digest_hour" int not null, "failing_since" timestamptz(3) null, "last_error" varchar(60) null, "last_error_params" jsonb null, "ended_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "channel_organization_id_index" on "channel" ("organization_id");`);
    this.addSql(`create index "channel_person_id_index" on "channel" ("person_id");`);

    this.addSql(`create table "closed_day" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen" uuid not null, "day" date not null, "closed_at" timestamptz(3) not null, "sections" jsonb not null, primary key ("id"));`);
    this.addSql(`create index "closed_day_organization_id_index" on "closed_day" ("organization_id");`);
    this.addSql(`create index "closed_day_day_index" on "closed_day" ("day");`);
    this.addSql(`alter table "closed_day" add constraint "closed_day_canteen_day_unique" unique ("canteen", "day");`);

    this.addSql(`create table "delivery" ("id" uuid not null, "version" int not null default 1, "channel_id" uuid not null, "kind" text not null, "alert_id" uuid null, "organization_id" uuid null, "canteen_id" uuid null, "person_id" uuid null, "person_name" varchar(60) not null, "severity" text not null, "title_zh" varchar(400) not null, "title_en" varchar(400) null, "text_zh" varchar(400) not null, "text_en" varchar(400) null, "due_at" timestamptz(3) null, "state" text not null, "held_for" text null, "queued_at" timestamptz(3) not null, "next_at" timestamptz(3) null, "attempts" int not null default 0, "sent_at" timestamptz(3) null, "answer" varchar(400) null, "error" varchar(60) null, "error_params" jsonb null, primary key ("id"));`);
    this.addSql(`create index "delivery_channel_id_index" on "delivery" ("channel_id");`);
    this.addSql(`create index "delivery_due_index" on "delivery" ("channel_id", "next_at") where "state" in ('QUEUED', 'HELD');`);
    this.addSql(`create index "delivery_alert_id_index" on "delivery" ("alert_id");`);
    this.addSql(`create index "delivery_organization_id_queued_at_index" on "delivery" ("organization_id", "queued_at");`);
    this.addSql(`create index "delivery_person_id_queued_at_index" on "delivery" ("person_id", "queued_at");`);

    this.addSql(`create table "import_before" ("id" uuid not null, "version" int not null default 1, "import_id" uuid not null, "table_name" varchar(63) not null, "record_id" uuid not null, "was" jsonb not null, primary key ("id"));`);
    this.addSql(`create index "import_before_import_id_index" on "import_before" ("import_id");`);

    this.addSql(`create table "import_line" ("id" uuid not null, "version" int not null default 1, "import_id" uuid not null, "row" int not null, "outcome" text not null, "label" varchar(400) not null, "cells" jsonb not null, "errors_told" jsonb null, "remarks_told" jsonb null, "differences" jsonb null, "known_type" varchar(60) null, "known_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "import_line_import_id_row_index" on "import_line" ("import_id", "row");`);

    this.addSql(`create table "import_mapping" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "kind" varchar(40) not null, "headings" varchar(64) not null, "mapping" jsonb not null, primary key ("id"));`);
    this.addSql(`alter table "import_mapping" add constraint "import_mapping_organization_id_kind_headings_unique" unique ("organization_id", "kind", "headings");`);

    this.addSql(`create table "import_part" ("id" uuid not null, "version" int not null default 1, "import_id" uuid not null, "first_row" int not null, "last_row" int not null, "record_type" varchar(60) not null, "packed" bytea not null, primary key ("id"));`);
    this.addSql(`create index "import_part_import_id_first_row_index" on "import_part" ("import_id", "first_row");`);

    this.addSql(`create table "journal_bulk" ("id" uuid not null, "entry_id" uuid not null, "organization_id" uuid not null, "table_name" varchar(63) not null, "first_id" uuid not null, "last_id" uuid not null, "count" int not null, "packed" bytea null, primary key ("id"));`);
    this.addSql(`create index "journal_bulk_entry_id_index" on "journal_bulk" ("entry_id");`);
    this.addSql(`create index "journal_bulk_first_id_last_id_index" on "journal_bulk" ("first_id", "last_id");`);
    this.addSql(`create index "journal_bulk_organization_id_table_name_first_id_index" on "journal_bulk" ("organization_id", "table_name", "first_id");`);

    this.addSql(`create table "publication_refusal" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "canteen_id" uuid not null, "menu_id" uuid not null, "refused_at" timestamptz(3) not null, "problems" int not null, primary key ("id"));`);
    this.addSql(`create index "publication_refusal_organization_id_index" on "publication_refusal" ("organization_id");`);
    this.addSql(`alter table "publication_refusal" add constraint "publication_refusal_menu_id_unique" unique ("menu_id");`);

    this.addSql(`create table "label_print" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen" uuid null, "kind" varchar(20) not null, "record_ids" jsonb not null, "size" varchar(20) not null, "copies" int not null, "reprint" boolean not null, "reprint_reason" varchar(200) null, "printed_by_id" uuid not null, "printed_by_name" varchar(200) not null, "file_id" uuid not null, primary key ("id"));`);
    this.addSql(`create index "label_print_organization_id_index" on "label_print" ("organization_id");`);
    this.addSql(`create index label_print_record_ids_index on label_print using gin (record_ids jsonb_path_ops);`);
    this.addSql(`create index "label_print_canteen_recorded_at_index" on "label_print" ("canteen", "recorded_at");`);

    this.addSql(`create table "import" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen" uuid null, "kind" varchar(40) not null, "file_name" varchar(200) not null, "file_id" uuid not null, "sheets" jsonb not null, "sheet" varchar(200) not null, "heading_row" int not null, "headings" jsonb not null, "mapping" jsonb not null, "state" text not null, "rows" int null, "creates" int null, "updates" int null, "same" int null, "refused" int null, "problems_told" jsonb not null, "remarks_told" jsonb not null, "checks" jsonb not null, "checked_at" timestamptz(3) null, "imported_at" timestamptz(3) null, "undone_at" timestamptz(3) null, "undone_reason" varchar(4000) null, "by_id" uuid not null, "by_name" varchar(200) not null, "work_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "import_organization_id_index" on "import" ("organization_id");`);
    this.addSql(`create index "import_kind_index" on "import" ("kind");`);
    this.addSql(`create index "import_state_index" on "import" ("state");`);
    this.addSql(`create index "import_organization_id_recorded_at_index" on "import" ("organization_id", "recorded_at");`);

    this.addSql(`create table "export" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "ledger" varchar(60) not null, "format" text not null, "language" text not null, "filter" jsonb null, "sort" jsonb null, "columns" jsonb null, "canteen" uuid null, "requested_by_id" uuid not null, "requested_by_name" varchar(60) not null, "requested_at" timestamptz(3) not null, "rows" int null, "file_id" uuid null, "sha256" varchar(64) null, "journal_head" varchar(90) null, "finished_at" timestamptz(3) null, "expired" boolean not null default false, primary key ("id"));`);
    this.addSql(`create index "export_organization_id_index" on "export" ("organization_id");`);
    this.addSql(`create index "export_ledger_index" on "export" ("ledger");`);
    this.addSql(`create index "export_requested_by_id_requested_at_index" on "export" ("requested_by_id", "requested_at");`);

    this.addSql(`create table "work" ("id" uuid not null, "version" int not null default 1, "kind" varchar(40) not null, "subject_id" uuid not null, "person_id" uuid not null, "organization_id" uuid null, "state" text not null, "done" int not null default 0, "total" int null, "cancel_asked" boolean not null default false, "attempts" int not null default 0, "queued_at" timestamptz(3) not null, "started_at" timestamptz(3) null, "heartbeat_at" timestamptz(3) null, "finished_at" timestamptz(3) null, "failure" varchar(80) null, "failure_params" jsonb null, primary key ("id"));`);
    this.addSql(`create index "work_subject_id_index" on "work" ("subject_id");`);
    this.addSql(`create index "work_organization_id_index" on "work" ("organization_id");`);
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

    this.addSql(`create index "lot_organization_id_near_expiry_at_index" on "lot" ("organization_id", "near_expiry_at") where hold = 'NONE' and balance_value > 0;`);

    this.addSql(`drop index "stock_movement_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "stock_movement" add "import_id" uuid null;`);
    this.addSql(`create index "stock_movement_canteen_id_recorded_at_index" on "stock_movement" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null and import_id is null;`);

    this.addSql(`drop index "temperature_reading_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "temperature_reading" add "import_id" uuid null;`);
    this.addSql(`create index "temperature_reading_canteen_id_recorded_at_index" on "temperature_reading" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null and import_id is null;`);

    this.addSql(`drop index "corrective_action_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "corrective_action" add "import_id" uuid null;`);
    this.addSql(`create index "corrective_action_canteen_id_recorded_at_index" on "corrective_action" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null and import_id is null;`);

    this.addSql(`alter table "alert" add constraint "alert_severity_check" check ("severity" in ('INFO', 'WARN', 'CRITICAL'));`);
    this.addSql(`alter table "alert" add constraint "alert_state_check" check ("state" in ('RAISED', 'ACKNOWLEDGED', 'RESOLVED'));`);
    this.addSql(`alter table "alert" add constraint "alert_resolved_by_check" check ("resolved_by" in ('FACTS', 'PERSON'));`);

    this.addSql(`alter table "channel" add constraint "channel_kind_check" check ("kind" in ('EMAIL', 'WEBHOOK', 'SMS'));`);
    this.addSql(`alter table "channel" add constraint "channel_format_check" check ("format" in ('WECOM', 'DINGTALK', 'JSON'));`);
    this.addSql(`alter table "channel" add constraint "channel_min_severity_check" check ("min_severity" in ('INFO', 'WARN', 'CRITICAL'));`);
    this.addSql(`alter table "channel" add constraint "channel_digest_check" check ("digest" in ('NONE', 'DAILY'));`);

    this.addSql(`alter table "delivery" add constraint "delivery_channel_id_foreign" foreign key ("channel_id") references "channel" ("id");`);
    this.addSql(`alter table "delivery" add constraint "delivery_kind_check" check ("kind" in ('ALERT', 'TEST'));`);
    this.addSql(`alter table "delivery" add constraint "delivery_severity_check" check ("severity" in ('INFO', 'WARN', 'CRITICAL'));`);
    this.addSql(`alter table "delivery" add constraint "delivery_state_check" check ("state" in ('QUEUED', 'HELD', 'SENT', 'FAILED', 'DROPPED'));`);
    this.addSql(`alter table "delivery" add constraint "delivery_held_for_check" check ("held_for" in ('QUIET', 'DIGEST'));`);

    this.addSql(`alter table "import_line" add constraint "import_line_outcome_check" check ("outcome" in ('CREATE', 'UPDATE', 'SAME', 'REFUSED'));`);

    this.addSql(`alter table "label_print" add constraint "label_print_file_id_foreign" foreign key ("file_id") references "stored_file" ("id");`);

    this.addSql(`alter table "import" add constraint "import_file_id_foreign" foreign key ("file_id") references "stored_file" ("id");`);
    this.addSql(`alter table "import" add constraint "import_state_check" check ("state" in ('UPLOADED', 'CHECKING', 'CHECKED', 'IMPORTING', 'IMPORTED', 'UNDONE', 'FAILED', 'CANCELLED'));`);

    this.addSql(`alter table "export" add constraint "export_file_id_foreign" foreign key ("file_id") references "stored_file" ("id") on delete set null;`);
    this.addSql(`alter table "export" add constraint "export_format_check" check ("format" in ('XLSX', 'CSV', 'JSONL', 'PDF'));`);
    this.addSql(`alter table "export" add constraint "export_language_check" check ("language" in ('zh', 'en'));`);

    this.addSql(`alter table "work" add constraint "work_state_check" check ("state" in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "delivery" drop constraint "delivery_channel_id_foreign";`);

    this.addSql(`drop table if exists "alert" cascade;`);
    this.addSql(`drop table if exists "alert_rule_setting" cascade;`);
    this.addSql(`drop table if exists "calendar_feed" cascade;`);
    this.addSql(`drop table if exists "channel" cascade;`);
    this.addSql(`drop table if exists "closed_day" cascade;`);
    this.addSql(`drop table if exists "delivery" cascade;`);
    this.addSql(`drop table if exists "import_before" cascade;`);
    this.addSql(`drop table if exists "import_line" cascade;`);
    this.addSql(`drop table if exists "import_mapping" cascade;`);
    this.addSql(`drop table if exists "import_part" cascade;`);
    this.addSql(`drop table if exists "journal_bulk" cascade;`);
    this.addSql(`drop table if exists "publication_refusal" cascade;`);
    this.addSql(`drop table if exists "label_print" cascade;`);
    this.addSql(`drop table if exists "import" cascade;`);
    this.addSql(`drop table if exists "export" cascade;`);
    this.addSql(`drop table if exists "work" cascade;`);

    this.addSql(`drop index "corrective_action_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "corrective_action" drop column "import_id";`);
    this.addSql(`create index "corrective_action_canteen_id_recorded_at_index" on "corrective_action" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null;`);

    this.addSql(`drop index "goods_receipt_canteen_id_recorded_at_index";`);
    this.addSql(`alter table "goods_receipt" drop column "import_id";`);
    this.addSql(`create index "goods_receipt_canteen_id_recorded_at_index" on "goods_receipt" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null;`);

    this.addSql(`drop index "lot_organization_id_near_expiry_at_index";`);

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
