import { Migration } from '@mikro-orm/migrations';

export class Foundation extends Migration {

  override name = 'Migration20261121231556_foundation';

  override up(): void | Promise<void> {
    this.addSql(`create table "access_log" ("id" uuid not null, "version" int not null default 1, "person_id" uuid null, "record_type" varchar(80) not null, "record_ids" jsonb not null, "at" timestamptz(3) not null, "request_id" varchar(64) not null, primary key ("id"));`);
    this.addSql(`create index "access_log_at_index" on "access_log" ("at");`);

    this.addSql(`create table "counter" ("organization_id" uuid not null, "key" varchar(80) not null, "value" int not null, primary key ("organization_id", "key"));`);

    this.addSql(`create table "idempotency_key" ("person_id" uuid not null, "key" varchar(200) not null, "request_hash" varchar(64) not null, "outcome" jsonb null, "created_at" timestamptz(3) not null, primary key ("person_id", "key"));`);
    this.addSql(`create index "idempotency_key_created_at_index" on "idempotency_key" ("created_at");`);

    this.addSql(`create table "ingredient" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "name_zh" varchar(400) not null, "name_en" varchar(400) null, "pinyin" varchar(200) not null, "category" text not null, "storage" text not null, "label_max_celsius" numeric(5,2) null, "unit" varchar(12) not null, "piece_weight_value" numeric(18,6) null, "piece_weight_unit" varchar(12) null, "shelf_life_days" int null, "by_day" boolean not null, "energy_kj" numeric(9,2) null, "protein_g" numeric(9,3) null, "fat_g" numeric(9,3) null, "carbohydrate_g" numeric(9,3) null, "sodium_mg" numeric(9,2) null, "gtin" varchar(14) null, "active" boolean not null, primary key ("id"));`);
    this.addSql(`create index "ingredient_organization_id_index" on "ingredient" ("organization_id");`);
    this.addSql(`create index "ingredient_gtin_index" on "ingredient" ("gtin");`);

    this.addSql(`create table "ingredient_allergen" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "ingredient_id" uuid not null, "allergen" text not null, "presence" text not null, "source" varchar(200) null, primary key ("id"));`);
    this.addSql(`create index "ingredient_allergen_organization_id_index" on "ingredient_allergen" ("organization_id");`);
    this.addSql(`alter table "ingredient_allergen" add constraint "ingredient_allergen_ingredient_id_allergen_unique" unique ("ingredient_id", "allergen");`);

    this.addSql(`create table "ingredient_pack" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "ingredient_id" uuid not null, "unit" varchar(12) not null, "holds_value" numeric(18,6) not null, "holds_unit" varchar(12) not null, primary key ("id"));`);
    this.addSql(`create index "ingredient_pack_organization_id_index" on "ingredient_pack" ("organization_id");`);
    this.addSql(`alter table "ingredient_pack" add constraint "ingredient_pack_ingredient_id_unit_unique" unique ("ingredient_id", "unit");`);

    this.addSql(`create table "journal_entry" ("id" uuid not null, "organization_id" uuid not null, "canteen_id" uuid null, "seq" int not null, "act" varchar(80) not null, "person_id" uuid null, "person_name" varchar(200) not null, "at" timestamptz(3) not null, "request_id" varchar(64) not null, "prev" varchar(64) not null, "payload_hash" varchar(64) not null, "hash" varchar(64) not null, primary key ("id"));`);
    this.addSql(`alter table "journal_entry" add constraint "journal_entry_organization_id_seq_unique" unique ("organization_id", "seq");`);

    this.addSql(`create table "journal_head" ("organization_id" uuid not null, "seq" int not null, "hash" varchar(64) not null, primary key ("organization_id"));`);

    this.addSql(`create table "journal_payload" ("entry_id" uuid not null, "salt" varchar(32) null, "body" text null, "row_ids" uuid[] not null, primary key ("entry_id"));`);
    this.addSql(`create index "journal_payload_row_ids_index" on "journal_payload" using gin ("row_ids");`);

    this.addSql(`create table "organization" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "name_zh" varchar(400) not null, "name_en" varchar(400) null, "pinyin" varchar(200) not null, "kind" text not null, "time_zone" varchar(60) not null, primary key ("id"));`);
    this.addSql(`create index "organization_organization_id_index" on "organization" ("organization_id");`);

    this.addSql(`create table "canteen" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "name_zh" varchar(400) not null, "name_en" varchar(400) null, "pinyin" varchar(200) not null, "slug" varchar(60) not null, "operation" text not null, "contractor_id" uuid null, "cold_dishes_licensed" boolean not null, "diners" int not null, "address" varchar(200) null, "active" boolean not null, primary key ("id"));`);
    this.addSql(`create index "canteen_organization_id_index" on "canteen" ("organization_id");`);
    this.addSql(`alter table "canteen" add constraint "canteen_slug_unique" unique ("slug");`);

    this.addSql(`create table "menu" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "week_start" date not null, "state" text not null, "revision" int not null, "edits" int not null, primary key ("id"));`);
    this.addSql(`create index "menu_organization_id_index" on "menu" ("organization_id");`);
    this.addSql(`create index "menu_canteen_id_index" on "menu" ("canteen_id");`);
    this.addSql(`create index "menu_week_start_index" on "menu" ("week_start");`);
    this.addSql(`alter table "menu" add constraint "menu_canteen_id_week_start_unique" unique ("canteen_id", "week_start");`);

    this.addSql(`create table "meal_service" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "menu_id" uuid not null, "day" date not null, "meal" text not null, "service_start" timestamptz(3) not null, "service_end" timestamptz(3) not null, "planned_diners" int not null, primary key ("id"));`);
    this.addSql(`create index "meal_service_organization_id_index" on "meal_service" ("organization_id");`);
    this.addSql(`create index "meal_service_canteen_id_index" on "meal_service" ("canteen_id");`);
    this.addSql(`create index "meal_service_day_index" on "meal_service" ("day");`);
    this.addSql(`alter table "meal_service" add constraint "meal_service_menu_id_day_meal_unique" unique ("menu_id", "day", "meal");`);

    this.addSql(`create table "area" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "name_zh" varchar(400) not null, "name_en" varchar(400) null, "pinyin" varchar(200) not null, "kind" text not null, "active" boolean not null, primary key ("id"));`);
    this.addSql(`create index "area_organization_id_index" on "area" ("organization_id");`);
    this.addSql(`create index "area_canteen_id_index" on "area" ("canteen_id");`);

    this.addSql(`create table "person" ("id" uuid not null, "version" int not null default 1, "name" varchar(60) not null, "pinyin" varchar(60) not null, "account" varchar(60) null, "phone" varchar(30) null, "language" text not null, "active" boolean not null, "password_hash" varchar(200) null, "pin_hash" varchar(200) null, primary key ("id"));`);
    this.addSql(`alter table "person" add constraint "person_account_unique" unique ("account");`);

    this.addSql(`create table "menu_publication" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "menu_id" uuid not null, "revision" int not null, "published_at" timestamptz(3) not null, "published_by_id" uuid not null, "content" jsonb not null, "content_hash" varchar(64) not null, "photos" jsonb not null, primary key ("id"));`);
    this.addSql(`create index "menu_publication_organization_id_index" on "menu_publication" ("organization_id");`);
    this.addSql(`create index "menu_publication_canteen_id_index" on "menu_publication" ("canteen_id");`);
    this.addSql(`create index "menu_publication_published_at_index" on "menu_publication" ("published_at");`);
    this.addSql(`alter table "menu_publication" add constraint "menu_publication_menu_id_revision_unique" unique ("menu_id", "revision");`);

    this.addSql(`create table "membership" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "person_id" uuid not null, "canteen_id" uuid null, "role" text not null, "valid_from" date not null, "valid_to" date null, "ended_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "membership_organization_id_index" on "membership" ("organization_id");`);
    this.addSql(`create index "membership_person_id_index" on "membership" ("person_id");`);

    this.addSql(`create table "correction" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "record_type" varchar(60) not null, "record_id" uuid not null, "statement" varchar(4000) not null, "reason" varchar(4000) not null, "declared_by_id" uuid not null, "declared_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "correction_organization_id_index" on "correction" ("organization_id");`);
    this.addSql(`create index "correction_canteen_id_index" on "correction" ("canteen_id");`);
    this.addSql(`create index "correction_record_id_record_type_index" on "correction" ("record_id", "record_type");`);

    this.addSql(`create table "closed_period" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "month" varchar(7) not null, "closed_by_id" uuid not null, "closed_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "closed_period_organization_id_index" on "closed_period" ("organization_id");`);
    this.addSql(`create index "closed_period_canteen_id_index" on "closed_period" ("canteen_id");`);
    this.addSql(`alter table "closed_period" add constraint "closed_period_canteen_id_month_unique" unique ("canteen_id", "month");`);

    this.addSql(`create table "policy_setting" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "policy" varchar(60) not null, "field" varchar(60) not null, "value" jsonb not null, "reason" varchar(4000) not null, primary key ("id"));`);
    this.addSql(`create index "policy_setting_organization_id_index" on "policy_setting" ("organization_id");`);
    this.addSql(`create index "policy_setting_organization_id_policy_field_recorded_at_index" on "policy_setting" ("organization_id", "policy", "field", "recorded_at");`);

    this.addSql(`create table "session" ("id" uuid not null, "version" int not null default 1, "person_id" uuid not null, "token_hash" varchar(64) not null, "method" text not null, "opened_at" timestamptz(3) not null, "last_seen_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "ended_at" timestamptz(3) null, "address" varchar(64) null, "device" varchar(200) null, primary key ("id"));`);
    this.addSql(`create index "session_person_id_index" on "session" ("person_id");`);
    this.addSql(`alter table "session" add constraint "session_token_hash_unique" unique ("token_hash");`);

    this.addSql(`create table "sign_in_attempt" ("key" varchar(64) not null, "failures" int not null, "since" timestamptz(3) not null, "locked_until" timestamptz(3) null, "forget_at" timestamptz(3) not null, primary key ("key"));`);
    this.addSql(`create index "sign_in_attempt_forget_at_index" on "sign_in_attempt" ("forget_at");`);

    this.addSql(`create table "site_setting" ("key" varchar(60) not null, "value" varchar(400) not null, primary key ("key"));`);

    this.addSql(`create table "stored_file" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "name" varchar(200) not null, "content_type" varchar(100) not null, "size" int not null, "hash" varchar(64) null, "uploaded_by" uuid not null, "complete" boolean not null, "received" int not null, "parts" jsonb not null, primary key ("id"));`);
    this.addSql(`create index "stored_file_organization_id_index" on "stored_file" ("organization_id");`);
    this.addSql(`create index "stored_file_complete_recorded_at_index" on "stored_file" ("complete", "recorded_at");`);

    this.addSql(`create table "health_certificate" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "person_id" uuid not null, "number" varchar(60) not null, "valid_from" date not null, "valid_to" date not null, "file_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "health_certificate_organization_id_index" on "health_certificate" ("organization_id");`);
    this.addSql(`create index "health_certificate_canteen_id_index" on "health_certificate" ("canteen_id");`);
    this.addSql(`create index "health_certificate_person_id_index" on "health_certificate" ("person_id");`);

    this.addSql(`create table "dish" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "number" varchar(40) not null, "name_zh" varchar(400) not null, "name_en" varchar(400) null, "pinyin" varchar(200) not null, "category" text not null, "flags" text[] not null default '{}', "origin_county" varchar(200) null, "portion_value" numeric(18,6) not null, "portion_unit" varchar(12) not null, "description_zh" varchar(400) null, "description_en" varchar(400) null, "photo_id" uuid null, "active" boolean not null, "current_recipe_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "dish_organization_id_index" on "dish" ("organization_id");`);
    this.addSql(`alter table "dish" add constraint "dish_organization_id_number_unique" unique ("organization_id", "number");`);

    this.addSql(`create table "recipe_version" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "dish_id" uuid not null, "number" int not null, "state" text not null, "portions" int not null, "steps" varchar(4000) null, "edits" int not null, "adopted_at" timestamptz(3) null, "adopted_by_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "recipe_version_organization_id_index" on "recipe_version" ("organization_id");`);
    this.addSql(`alter table "recipe_version" add constraint "recipe_version_dish_id_number_unique" unique ("dish_id", "number");`);

    this.addSql(`create table "recipe_line" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "recipe_id" uuid not null, "line_no" int not null, "ingredient_id" uuid not null, "net_value" numeric(18,6) not null, "net_unit" varchar(12) not null, "yield_rate" numeric(8,4) not null, "main" boolean not null, primary key ("id"));`);
    this.addSql(`create index "recipe_line_organization_id_index" on "recipe_line" ("organization_id");`);
    this.addSql(`alter table "recipe_line" add constraint "recipe_line_recipe_id_line_no_unique" unique ("recipe_id", "line_no");`);

    this.addSql(`create table "menu_item" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "service_id" uuid not null, "dish_id" uuid not null, "planned_portions" int not null, "position" int not null, "cooking_since" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "menu_item_organization_id_index" on "menu_item" ("organization_id");`);
    this.addSql(`create index "menu_item_canteen_id_index" on "menu_item" ("canteen_id");`);
    this.addSql(`alter table "menu_item" add constraint "menu_item_service_id_dish_id_unique" unique ("service_id", "dish_id");`);

    this.addSql(`create table "production_batch" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "occurred_at" timestamptz(3) not null, "recorded_by_id" uuid not null, "late_entry" boolean not null, "late_reason" varchar(400) null, "countersigned_by_id" uuid null, "countersigned_at" timestamptz(3) null, "number" varchar(40) not null, "service_id" uuid not null, "item_id" uuid not null, "dish_id" uuid not null, "recipe_id" uuid not null, "state" text not null, "portions" int not null, "cook_id" uuid not null, "finished_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "production_batch_organization_id_index" on "production_batch" ("organization_id");`);
    this.addSql(`create index "production_batch_canteen_id_index" on "production_batch" ("canteen_id");`);
    this.addSql(`create index "production_batch_dish_id_index" on "production_batch" ("dish_id");`);
    this.addSql(`create index "production_batch_item_id_index" on "production_batch" ("item_id");`);
    this.addSql(`create index "production_batch_service_id_index" on "production_batch" ("service_id");`);
    this.addSql(`create index "production_batch_canteen_id_occurred_at_index" on "production_batch" ("canteen_id", "occurred_at");`);
    this.addSql(`alter table "production_batch" add constraint "production_batch_organization_id_number_unique" unique ("organization_id", "number");`);

    this.addSql(`create table "retained_sample" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "occurred_at" timestamptz(3) not null, "recorded_by_id" uuid not null, "late_entry" boolean not null, "late_reason" varchar(400) null, "countersigned_by_id" uuid null, "countersigned_at" timestamptz(3) null, "number" varchar(40) not null, "service_id" uuid not null, "batch_id" uuid not null, "dish_id" uuid not null, "grams" numeric(9,3) not null, "retained" boolean not null, "fridge_id" uuid null, "taken_by_id" uuid not null, "kept_since" timestamptz(3) not null, "due_at" timestamptz(3) not null, "state" text not null, "disposed_at" timestamptz(3) null, "disposed_by_id" uuid null, "disposal_method" varchar(200) null, "seal_reason" varchar(200) null, "sealed_at" timestamptz(3) null, "sealed_by_id" uuid null, "release_reason" varchar(200) null, "handed_over_to" varchar(200) null, "handed_over_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "retained_sample_organization_id_index" on "retained_sample" ("organization_id");`);
    this.addSql(`create index "retained_sample_canteen_id_index" on "retained_sample" ("canteen_id");`);
    this.addSql(`create index "retained_sample_service_id_index" on "retained_sample" ("service_id");`);
    this.addSql(`create index "retained_sample_batch_id_index" on "retained_sample" ("batch_id");`);
    this.addSql(`create index "retained_sample_canteen_id_state_due_at_index" on "retained_sample" ("canteen_id", "state", "due_at");`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_organization_id_number_unique" unique ("organization_id", "number");`);

    this.addSql(`create table "dish_price" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "dish_id" uuid not null, "price_fen" bigint not null, "price_currency" varchar(3) not null, "effective_from" date not null, "reason" varchar(200) null, primary key ("id"));`);
    this.addSql(`create index "dish_price_organization_id_index" on "dish_price" ("organization_id");`);
    this.addSql(`create index "dish_price_canteen_id_index" on "dish_price" ("canteen_id");`);
    this.addSql(`create index "dish_price_dish_id_canteen_id_effective_from_index" on "dish_price" ("dish_id", "canteen_id", "effective_from");`);

    this.addSql(`create table "supplier" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "number" varchar(40) not null, "name_zh" varchar(400) not null, "name_en" varchar(400) null, "pinyin" varchar(200) not null, "credit_code" varchar(18) null, "address" varchar(200) null, "contact" varchar(200) null, "phone" varchar(200) null, "state" text not null, "state_reason" varchar(4000) null, "licence_valid_to" date null, "licence_starts_at" timestamptz(3) null, "licence_warn_at" timestamptz(3) null, "licence_ends_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "supplier_organization_id_index" on "supplier" ("organization_id");`);
    this.addSql(`create index "supplier_state_index" on "supplier" ("state");`);

    this.addSql(`create table "goods_receipt" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "occurred_at" timestamptz(3) not null, "recorded_by_id" uuid not null, "late_entry" boolean not null, "late_reason" varchar(400) null, "countersigned_by_id" uuid null, "countersigned_at" timestamptz(3) null, "number" varchar(40) not null, "supplier_id" uuid not null, "state" text not null, "note" varchar(4000) null, "received_by_id" uuid not null, "checked_by_id" uuid null, "checked_at" timestamptz(3) null, "reversed_reason" varchar(4000) null, "total_fen" bigint not null, "total_currency" varchar(3) not null, "saves" int not null default 0, primary key ("id"));`);
    this.addSql(`create index "goods_receipt_organization_id_index" on "goods_receipt" ("organization_id");`);
    this.addSql(`create index "goods_receipt_canteen_id_index" on "goods_receipt" ("canteen_id");`);
    this.addSql(`create index "goods_receipt_number_index" on "goods_receipt" ("number");`);
    this.addSql(`create index "goods_receipt_supplier_id_index" on "goods_receipt" ("supplier_id");`);
    this.addSql(`create index "goods_receipt_state_index" on "goods_receipt" ("state");`);
    this.addSql(`create index "goods_receipt_canteen_id_occurred_at_index" on "goods_receipt" ("canteen_id", "occurred_at");`);

    this.addSql(`create table "receipt_line" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "receipt_id" uuid not null, "line_no" int not null, "ingredient_id" uuid not null, "brand" varchar(200) null, "spec" varchar(200) null, "producer" varchar(200) null, "supplier_lot" varchar(200) null, "production_date" date null, "expiry_date" date null, "ordered_value" numeric(18,6) null, "ordered_unit" varchar(12) null, "delivered_value" numeric(18,6) not null, "delivered_unit" varchar(12) not null, "unit_price_amount" numeric(18,6) not null, "unit_price_currency" varchar(3) not null, "unit_price_unit" varchar(12) not null, "amount_fen" bigint not null, "amount_currency" varchar(3) not null, "arrival_temperature" numeric(5,2) null, "earlier_temperatures" jsonb not null, "appearance_ok" boolean not null, "verdict" text not null, "reject_reason" varchar(4000) null, "reject_photo_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "receipt_line_organization_id_index" on "receipt_line" ("organization_id");`);
    this.addSql(`create index "receipt_line_canteen_id_index" on "receipt_line" ("canteen_id");`);
    this.addSql(`create index "receipt_line_ingredient_id_index" on "receipt_line" ("ingredient_id");`);
    this.addSql(`alter table "receipt_line" add constraint "receipt_line_receipt_id_line_no_unique" unique ("receipt_id", "line_no");`);

    this.addSql(`create table "raw_material_test" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "occurred_at" timestamptz(3) not null, "recorded_by_id" uuid not null, "late_entry" boolean not null, "late_reason" varchar(400) null, "countersigned_by_id" uuid null, "countersigned_at" timestamptz(3) null, "line_id" uuid not null, "item" varchar(200) not null, "measured" numeric(18,6) not null, "limit" numeric(18,6) not null, "unit" varchar(200) not null, "passed" boolean not null, primary key ("id"));`);
    this.addSql(`create index "raw_material_test_organization_id_index" on "raw_material_test" ("organization_id");`);
    this.addSql(`create index "raw_material_test_canteen_id_index" on "raw_material_test" ("canteen_id");`);
    this.addSql(`create index "raw_material_test_line_id_index" on "raw_material_test" ("line_id");`);

    this.addSql(`create table "lot" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "lot_code" varchar(200) not null, "ingredient_id" uuid not null, "supplier_id" uuid null, "line_id" uuid null, "supplier_lot" varchar(200) null, "production_date" date null, "expiry_date" date null, "received_at" timestamptz(3) not null, "received_value" numeric(18,6) not null, "received_unit" varchar(12) not null, "balance_value" numeric(18,6) not null, "balance_unit" varchar(12) not null, "unit_cost_amount" numeric(18,6) null, "unit_cost_currency" varchar(3) null, "unit_cost_unit" varchar(12) null, "hold" text not null, "hold_reason" varchar(4000) null, "opened_on" date null, "expires_at" timestamptz(3) null, "near_expiry_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "lot_organization_id_index" on "lot" ("organization_id");`);
    this.addSql(`create index "lot_canteen_id_index" on "lot" ("canteen_id");`);
    this.addSql(`create index "lot_lot_code_index" on "lot" ("lot_code");`);
    this.addSql(`create index "lot_supplier_id_index" on "lot" ("supplier_id");`);
    this.addSql(`alter table "lot" add constraint "lot_line_id_unique" unique ("line_id");`);
    this.addSql(`create index "lot_canteen_id_ingredient_id_expiry_date_index" on "lot" ("canteen_id", "ingredient_id", "expiry_date");`);

    this.addSql(`create table "stock_movement" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "occurred_at" timestamptz(3) not null, "recorded_by_id" uuid not null, "late_entry" boolean not null, "late_reason" varchar(400) null, "countersigned_by_id" uuid null, "countersigned_at" timestamptz(3) null, "lot_id" uuid not null, "kind" text not null, "quantity_value" numeric(18,6) not null, "quantity_unit" varchar(12) not null, "reason" varchar(4000) null, primary key ("id"));`);
    this.addSql(`create index "stock_movement_organization_id_index" on "stock_movement" ("organization_id");`);
    this.addSql(`create index "stock_movement_canteen_id_index" on "stock_movement" ("canteen_id");`);
    this.addSql(`create index "stock_movement_lot_id_index" on "stock_movement" ("lot_id");`);
    this.addSql(`create index "stock_movement_canteen_id_occurred_at_index" on "stock_movement" ("canteen_id", "occurred_at");`);

    this.addSql(`create table "lot_take" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "batch_id" uuid not null, "ingredient_id" uuid not null, "lot_id" uuid not null, "quantity_value" numeric(18,6) null, "quantity_unit" varchar(12) null, "basis" text not null, "skip_reason" varchar(200) null, primary key ("id"));`);
    this.addSql(`create index "lot_take_organization_id_index" on "lot_take" ("organization_id");`);
    this.addSql(`create index "lot_take_canteen_id_index" on "lot_take" ("canteen_id");`);
    this.addSql(`create index "lot_take_batch_id_index" on "lot_take" ("batch_id");`);
    this.addSql(`create index "lot_take_lot_id_index" on "lot_take" ("lot_id");`);

    this.addSql(`create table "receipt_document" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "receipt_id" uuid not null, "line_id" uuid null, "kind" text not null, "number" varchar(200) null, "file_id" uuid not null, primary key ("id"));`);
    this.addSql(`create index "receipt_document_organization_id_index" on "receipt_document" ("organization_id");`);
    this.addSql(`create index "receipt_document_canteen_id_index" on "receipt_document" ("canteen_id");`);
    this.addSql(`create index "receipt_document_receipt_id_index" on "receipt_document" ("receipt_id");`);

    this.addSql(`create table "supplier_document" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "supplier_id" uuid not null, "kind" text not null, "number" varchar(200) null, "valid_from" date not null, "valid_to" date null, "file_id" uuid null, "starts_at" timestamptz(3) not null, "warn_at" timestamptz(3) null, "ends_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "supplier_document_organization_id_index" on "supplier_document" ("organization_id");`);
    this.addSql(`create index "supplier_document_supplier_id_index" on "supplier_document" ("supplier_id");`);

    this.addSql(`create table "temperature_reading" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "occurred_at" timestamptz(3) not null, "recorded_by_id" uuid not null, "late_entry" boolean not null, "late_reason" varchar(400) null, "countersigned_by_id" uuid null, "countersigned_at" timestamptz(3) null, "batch_id" uuid null, "area_id" uuid null, "kind" text not null, "celsius" numeric(6,2) not null, "limit_min" numeric(6,2) null, "limit_max" numeric(6,2) null, "within" boolean not null, primary key ("id"));`);
    this.addSql(`create index "temperature_reading_organization_id_index" on "temperature_reading" ("organization_id");`);
    this.addSql(`create index "temperature_reading_canteen_id_index" on "temperature_reading" ("canteen_id");`);
    this.addSql(`create index "temperature_reading_batch_id_index" on "temperature_reading" ("batch_id");`);
    this.addSql(`create index "temperature_reading_canteen_id_occurred_at_index" on "temperature_reading" ("canteen_id", "occurred_at");`);

    this.addSql(`create table "corrective_action" ("id" uuid not null, "version" int not null default 1, "organization_id" uuid not null, "recorded_at" timestamptz(3) not null, "canteen_id" uuid not null, "occurred_at" timestamptz(3) not null, "recorded_by_id" uuid not null, "late_entry" boolean not null, "late_reason" varchar(400) null, "countersigned_by_id" uuid null, "countersigned_at" timestamptz(3) null, "batch_id" uuid not null, "reading_id" uuid null, "action" text not null, "note" varchar(400) not null, primary key ("id"));`);
    this.addSql(`create index "corrective_action_organization_id_index" on "corrective_action" ("organization_id");`);
    this.addSql(`create index "corrective_action_canteen_id_index" on "corrective_action" ("canteen_id");`);
    this.addSql(`create index "corrective_action_batch_id_index" on "corrective_action" ("batch_id");`);

    this.addSql(`alter table "ingredient" add constraint "ingredient_category_check" check ("category" in ('MEAT', 'POULTRY', 'AQUATIC', 'EGG', 'DAIRY', 'SOY', 'VEGETABLE', 'FRUIT', 'GRAIN', 'OIL', 'SEASONING', 'DRY_GOODS', 'BEVERAGE', 'OTHER'));`);
    this.addSql(`alter table "ingredient" add constraint "ingredient_storage_check" check ("storage" in ('AMBIENT', 'CHILLED', 'FROZEN'));`);

    this.addSql(`alter table "ingredient_allergen" add constraint "ingredient_allergen_ingredient_id_foreign" foreign key ("ingredient_id") references "ingredient" ("id");`);
    this.addSql(`alter table "ingredient_allergen" add constraint "ingredient_allergen_allergen_check" check ("allergen" in ('GLUTEN', 'CRUSTACEANS', 'FISH', 'EGG', 'PEANUT', 'SOY', 'MILK', 'TREE_NUTS', 'MOLLUSCS', 'SESAME', 'CELERY', 'MUSTARD', 'LUPIN', 'SULPHITE'));`);
    this.addSql(`alter table "ingredient_allergen" add constraint "ingredient_allergen_presence_check" check ("presence" in ('CONTAINS', 'MAY_CONTAIN', 'FREE', 'UNKNOWN'));`);

    this.addSql(`alter table "ingredient_pack" add constraint "ingredient_pack_ingredient_id_foreign" foreign key ("ingredient_id") references "ingredient" ("id");`);

    this.addSql(`alter table "organization" add constraint "organization_kind_check" check ("kind" in ('PARTY_SCHOOL', 'PRIMARY_SCHOOL', 'MIDDLE_SCHOOL', 'KINDERGARTEN', 'UNIVERSITY', 'AGENCY', 'HOSPITAL', 'ENTERPRISE', 'CONTRACTOR', 'AUTHORITY'));`);

    this.addSql(`alter table "canteen" add constraint "canteen_contractor_id_foreign" foreign key ("contractor_id") references "organization" ("id") on delete set null;`);
    this.addSql(`alter table "canteen" add constraint "canteen_operation_check" check ("operation" in ('OWN', 'CONTRACTED', 'DELIVERED'));`);

    this.addSql(`alter table "menu" add constraint "menu_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "menu" add constraint "menu_state_check" check ("state" in ('DRAFT', 'PUBLISHED', 'ARCHIVED'));`);

    this.addSql(`alter table "meal_service" add constraint "meal_service_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "meal_service" add constraint "meal_service_menu_id_foreign" foreign key ("menu_id") references "menu" ("id");`);
    this.addSql(`alter table "meal_service" add constraint "meal_service_meal_check" check ("meal" in ('BREAKFAST', 'LUNCH', 'DINNER', 'SUPPER'));`);

    this.addSql(`alter table "area" add constraint "area_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "area" add constraint "area_kind_check" check ("kind" in ('RECEIVING', 'STORE', 'CHILLED_STORE', 'FROZEN_STORE', 'KITCHEN', 'COLD_ROOM', 'SERVING', 'DINING', 'WASH', 'SAMPLE_FRIDGE'));`);

    this.addSql(`alter table "person" add constraint "person_language_check" check ("language" in ('zh', 'en'));`);

    this.addSql(`alter table "menu_publication" add constraint "menu_publication_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "menu_publication" add constraint "menu_publication_menu_id_foreign" foreign key ("menu_id") references "menu" ("id");`);
    this.addSql(`alter table "menu_publication" add constraint "menu_publication_published_by_id_foreign" foreign key ("published_by_id") references "person" ("id");`);

    this.addSql(`alter table "membership" add constraint "membership_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "membership" add constraint "membership_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id") on delete set null;`);
    this.addSql(`alter table "membership" add constraint "membership_role_check" check ("role" in ('MANAGER', 'STOREKEEPER', 'COOK', 'FOOD_SAFETY_OFFICER', 'FOOD_SAFETY_DIRECTOR', 'DIVISION_LEADER', 'PRINCIPAL', 'SUPERVISOR', 'INSPECTOR', 'CONTRACTOR_MANAGER', 'ADMINISTRATOR'));`);

    this.addSql(`alter table "correction" add constraint "correction_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "correction" add constraint "correction_declared_by_id_foreign" foreign key ("declared_by_id") references "person" ("id");`);

    this.addSql(`alter table "closed_period" add constraint "closed_period_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "closed_period" add constraint "closed_period_closed_by_id_foreign" foreign key ("closed_by_id") references "person" ("id");`);

    this.addSql(`alter table "session" add constraint "session_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "session" add constraint "session_method_check" check ("method" in ('PASSWORD', 'PIN'));`);

    this.addSql(`alter table "health_certificate" add constraint "health_certificate_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "health_certificate" add constraint "health_certificate_person_id_foreign" foreign key ("person_id") references "person" ("id");`);
    this.addSql(`alter table "health_certificate" add constraint "health_certificate_file_id_foreign" foreign key ("file_id") references "stored_file" ("id") on delete set null;`);

    this.addSql(`alter table "dish" add constraint "dish_photo_id_foreign" foreign key ("photo_id") references "stored_file" ("id") on delete set null;`);
    this.addSql(`alter table "dish" add constraint "dish_current_recipe_id_foreign" foreign key ("current_recipe_id") references "recipe_version" ("id") on delete set null;`);
    this.addSql(`alter table "dish" add constraint "dish_category_check" check ("category" in ('STAPLE', 'MEAT', 'HALF_MEAT', 'VEGETABLE', 'SOUP', 'COLD', 'SNACK', 'FRUIT', 'DRINK'));`);
    this.addSql(`alter table "dish" add constraint "dish_flags_check" check ("flags" <@ array['COLD'::text, 'RAW'::text, 'ASSEMBLED'::text, 'LOCAL'::text, 'FESTIVE'::text]);`);

    this.addSql(`alter table "recipe_version" add constraint "recipe_version_dish_id_foreign" foreign key ("dish_id") references "dish" ("id");`);
    this.addSql(`alter table "recipe_version" add constraint "recipe_version_adopted_by_id_foreign" foreign key ("adopted_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "recipe_version" add constraint "recipe_version_state_check" check ("state" in ('DRAFT', 'ADOPTED', 'SUPERSEDED'));`);

    this.addSql(`alter table "recipe_line" add constraint "recipe_line_recipe_id_foreign" foreign key ("recipe_id") references "recipe_version" ("id");`);
    this.addSql(`alter table "recipe_line" add constraint "recipe_line_ingredient_id_foreign" foreign key ("ingredient_id") references "ingredient" ("id");`);

    this.addSql(`alter table "menu_item" add constraint "menu_item_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "menu_item" add constraint "menu_item_service_id_foreign" foreign key ("service_id") references "meal_service" ("id");`);
    this.addSql(`alter table "menu_item" add constraint "menu_item_dish_id_foreign" foreign key ("dish_id") references "dish" ("id");`);

    this.addSql(`alter table "production_batch" add constraint "production_batch_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "production_batch" add constraint "production_batch_recorded_by_id_foreign" foreign key ("recorded_by_id") references "person" ("id");`);
    this.addSql(`alter table "production_batch" add constraint "production_batch_countersigned_by_id_foreign" foreign key ("countersigned_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "production_batch" add constraint "production_batch_service_id_foreign" foreign key ("service_id") references "meal_service" ("id");`);
    this.addSql(`alter table "production_batch" add constraint "production_batch_item_id_foreign" foreign key ("item_id") references "menu_item" ("id");`);
    this.addSql(`alter table "production_batch" add constraint "production_batch_dish_id_foreign" foreign key ("dish_id") references "dish" ("id");`);
    this.addSql(`alter table "production_batch" add constraint "production_batch_recipe_id_foreign" foreign key ("recipe_id") references "recipe_version" ("id");`);
    this.addSql(`alter table "production_batch" add constraint "production_batch_cook_id_foreign" foreign key ("cook_id") references "person" ("id");`);
    this.addSql(`alter table "production_batch" add constraint "production_batch_state_check" check ("state" in ('COOKING', 'FINISHED', 'DISCARDED'));`);

    this.addSql(`alter table "retained_sample" add constraint "retained_sample_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_recorded_by_id_foreign" foreign key ("recorded_by_id") references "person" ("id");`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_countersigned_by_id_foreign" foreign key ("countersigned_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_service_id_foreign" foreign key ("service_id") references "meal_service" ("id");`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_batch_id_foreign" foreign key ("batch_id") references "production_batch" ("id");`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_dish_id_foreign" foreign key ("dish_id") references "dish" ("id");`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_fridge_id_foreign" foreign key ("fridge_id") references "area" ("id") on delete set null;`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_taken_by_id_foreign" foreign key ("taken_by_id") references "person" ("id");`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_disposed_by_id_foreign" foreign key ("disposed_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_sealed_by_id_foreign" foreign key ("sealed_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "retained_sample" add constraint "retained_sample_state_check" check ("state" in ('STORED', 'SEALED', 'DISPOSED', 'HANDED_OVER'));`);

    this.addSql(`alter table "dish_price" add constraint "dish_price_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "dish_price" add constraint "dish_price_dish_id_foreign" foreign key ("dish_id") references "dish" ("id");`);

    this.addSql(`alter table "supplier" add constraint "supplier_state_check" check ("state" in ('APPLICANT', 'APPROVED', 'RESTRICTED', 'FROZEN', 'REMOVED'));`);

    this.addSql(`alter table "goods_receipt" add constraint "goods_receipt_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "goods_receipt" add constraint "goods_receipt_recorded_by_id_foreign" foreign key ("recorded_by_id") references "person" ("id");`);
    this.addSql(`alter table "goods_receipt" add constraint "goods_receipt_countersigned_by_id_foreign" foreign key ("countersigned_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "goods_receipt" add constraint "goods_receipt_supplier_id_foreign" foreign key ("supplier_id") references "supplier" ("id");`);
    this.addSql(`alter table "goods_receipt" add constraint "goods_receipt_received_by_id_foreign" foreign key ("received_by_id") references "person" ("id");`);
    this.addSql(`alter table "goods_receipt" add constraint "goods_receipt_checked_by_id_foreign" foreign key ("checked_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "goods_receipt" add constraint "goods_receipt_state_check" check ("state" in ('DRAFT', 'INSPECTING', 'ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED', 'REVERSED'));`);

    this.addSql(`alter table "receipt_line" add constraint "receipt_line_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "receipt_line" add constraint "receipt_line_receipt_id_foreign" foreign key ("receipt_id") references "goods_receipt" ("id");`);
    this.addSql(`alter table "receipt_line" add constraint "receipt_line_ingredient_id_foreign" foreign key ("ingredient_id") references "ingredient" ("id");`);
    this.addSql(`alter table "receipt_line" add constraint "receipt_line_reject_photo_id_foreign" foreign key ("reject_photo_id") references "stored_file" ("id") on delete set null;`);
    this.addSql(`alter table "receipt_line" add constraint "receipt_line_verdict_check" check ("verdict" in ('PENDING', 'ACCEPTED', 'REJECTED'));`);

    this.addSql(`alter table "raw_material_test" add constraint "raw_material_test_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "raw_material_test" add constraint "raw_material_test_recorded_by_id_foreign" foreign key ("recorded_by_id") references "person" ("id");`);
    this.addSql(`alter table "raw_material_test" add constraint "raw_material_test_countersigned_by_id_foreign" foreign key ("countersigned_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "raw_material_test" add constraint "raw_material_test_line_id_foreign" foreign key ("line_id") references "receipt_line" ("id");`);

    this.addSql(`alter table "lot" add constraint "lot_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "lot" add constraint "lot_ingredient_id_foreign" foreign key ("ingredient_id") references "ingredient" ("id");`);
    this.addSql(`alter table "lot" add constraint "lot_supplier_id_foreign" foreign key ("supplier_id") references "supplier" ("id") on delete set null;`);
    this.addSql(`alter table "lot" add constraint "lot_line_id_foreign" foreign key ("line_id") references "receipt_line" ("id") on delete set null;`);
    this.addSql(`alter table "lot" add constraint "lot_hold_check" check ("hold" in ('NONE', 'QUARANTINED', 'SCRAPPED'));`);

    this.addSql(`alter table "stock_movement" add constraint "stock_movement_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "stock_movement" add constraint "stock_movement_recorded_by_id_foreign" foreign key ("recorded_by_id") references "person" ("id");`);
    this.addSql(`alter table "stock_movement" add constraint "stock_movement_countersigned_by_id_foreign" foreign key ("countersigned_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "stock_movement" add constraint "stock_movement_lot_id_foreign" foreign key ("lot_id") references "lot" ("id");`);
    this.addSql(`alter table "stock_movement" add constraint "stock_movement_kind_check" check ("kind" in ('RECEIPT', 'ISSUE', 'RETURN', 'ADJUST', 'SCRAP'));`);

    this.addSql(`alter table "lot_take" add constraint "lot_take_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "lot_take" add constraint "lot_take_batch_id_foreign" foreign key ("batch_id") references "production_batch" ("id");`);
    this.addSql(`alter table "lot_take" add constraint "lot_take_ingredient_id_foreign" foreign key ("ingredient_id") references "ingredient" ("id");`);
    this.addSql(`alter table "lot_take" add constraint "lot_take_lot_id_foreign" foreign key ("lot_id") references "lot" ("id");`);
    this.addSql(`alter table "lot_take" add constraint "lot_take_basis_check" check ("basis" in ('ISSUED', 'OPENED_BY_DAY'));`);

    this.addSql(`alter table "receipt_document" add constraint "receipt_document_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "receipt_document" add constraint "receipt_document_receipt_id_foreign" foreign key ("receipt_id") references "goods_receipt" ("id");`);
    this.addSql(`alter table "receipt_document" add constraint "receipt_document_line_id_foreign" foreign key ("line_id") references "receipt_line" ("id") on delete set null;`);
    this.addSql(`alter table "receipt_document" add constraint "receipt_document_file_id_foreign" foreign key ("file_id") references "stored_file" ("id");`);
    this.addSql(`alter table "receipt_document" add constraint "receipt_document_kind_check" check ("kind" in ('INVOICE', 'QUARANTINE_CERT', 'INSPECTION_CERT', 'TEST_REPORT', 'CONFORMITY_CERT', 'OTHER'));`);

    this.addSql(`alter table "supplier_document" add constraint "supplier_document_supplier_id_foreign" foreign key ("supplier_id") references "supplier" ("id");`);
    this.addSql(`alter table "supplier_document" add constraint "supplier_document_file_id_foreign" foreign key ("file_id") references "stored_file" ("id") on delete set null;`);
    this.addSql(`alter table "supplier_document" add constraint "supplier_document_kind_check" check ("kind" in ('BUSINESS_LICENCE', 'FOOD_LICENCE', 'PRODUCTION_LICENCE', 'TEST_REPORT', 'CONTRACT', 'OTHER'));`);

    this.addSql(`alter table "temperature_reading" add constraint "temperature_reading_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "temperature_reading" add constraint "temperature_reading_recorded_by_id_foreign" foreign key ("recorded_by_id") references "person" ("id");`);
    this.addSql(`alter table "temperature_reading" add constraint "temperature_reading_countersigned_by_id_foreign" foreign key ("countersigned_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "temperature_reading" add constraint "temperature_reading_batch_id_foreign" foreign key ("batch_id") references "production_batch" ("id") on delete set null;`);
    this.addSql(`alter table "temperature_reading" add constraint "temperature_reading_area_id_foreign" foreign key ("area_id") references "area" ("id") on delete set null;`);
    this.addSql(`alter table "temperature_reading" add constraint "temperature_reading_kind_check" check ("kind" in ('CORE', 'STORAGE'));`);

    this.addSql(`alter table "corrective_action" add constraint "corrective_action_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");`);
    this.addSql(`alter table "corrective_action" add constraint "corrective_action_recorded_by_id_foreign" foreign key ("recorded_by_id") references "person" ("id");`);
    this.addSql(`alter table "corrective_action" add constraint "corrective_action_countersigned_by_id_foreign" foreign key ("countersigned_by_id") references "person" ("id") on delete set null;`);
    this.addSql(`alter table "corrective_action" add constraint "corrective_action_batch_id_foreign" foreign key ("batch_id") references "production_batch" ("id");`);
    this.addSql(`alter table "corrective_action" add constraint "corrective_action_reading_id_foreign" foreign key ("reading_id") references "temperature_reading" ("id") on delete set null;`);
    this.addSql(`alter table "corrective_action" add constraint "corrective_action_action_check" check ("action" in ('REHEATED', 'DISCARDED', 'OTHER'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "ingredient_allergen" drop constraint "ingredient_allergen_ingredient_id_foreign";`);
    this.addSql(`alter table "ingredient_pack" drop constraint "ingredient_pack_ingredient_id_foreign";`);
    this.addSql(`alter table "recipe_line" drop constraint "recipe_line_ingredient_id_foreign";`);
    this.addSql(`alter table "receipt_line" drop constraint "receipt_line_ingredient_id_foreign";`);
    this.addSql(`alter table "lot" drop constraint "lot_ingredient_id_foreign";`);
    this.addSql(`alter table "lot_take" drop constraint "lot_take_ingredient_id_foreign";`);
    this.addSql(`alter table "canteen" drop constraint "canteen_contractor_id_foreign";`);
    this.addSql(`alter table "menu" drop constraint "menu_canteen_id_foreign";`);
    this.addSql(`alter table "meal_service" drop constraint "meal_service_canteen_id_foreign";`);
    this.addSql(`alter table "area" drop constraint "area_canteen_id_foreign";`);
    this.addSql(`alter table "menu_publication" drop constraint "menu_publication_canteen_id_foreign";`);
    this.addSql(`alter table "membership" drop constraint "membership_canteen_id_foreign";`);
    this.addSql(`alter table "correction" drop constraint "correction_canteen_id_foreign";`);
    this.addSql(`alter table "closed_period" drop constraint "closed_period_canteen_id_foreign";`);
    this.addSql(`alter table "health_certificate" drop constraint "health_certificate_canteen_id_foreign";`);
    this.addSql(`alter table "menu_item" drop constraint "menu_item_canteen_id_foreign";`);
    this.addSql(`alter table "production_batch" drop constraint "production_batch_canteen_id_foreign";`);
    this.addSql(`alter table "retained_sample" drop constraint "retained_sample_canteen_id_foreign";`);
    this.addSql(`alter table "dish_price" drop constraint "dish_price_canteen_id_foreign";`);
    this.addSql(`alter table "goods_receipt" drop constraint "goods_receipt_canteen_id_foreign";`);
    this.addSql(`alter table "receipt_line" drop constraint "receipt_line_canteen_id_foreign";`);
    this.addSql(`alter table "raw_material_test" drop constraint "raw_material_test_canteen_id_foreign";`);
    this.addSql(`alter table "lot" drop constraint "lot_canteen_id_foreign";`);
    this.addSql(`alter table "stock_movement" drop constraint "stock_movement_canteen_id_foreign";`);
    this.addSql(`alter table "lot_take" drop constraint "lot_take_canteen_id_foreign";`);
    this.addSql(`alter table "receipt_document" drop constraint "receipt_document_canteen_id_foreign";`);
    this.addSql(`alter table "temperature_reading" drop constraint "temperature_reading_canteen_id_foreign";`);
    this.addSql(`alter table "corrective_action" drop constraint "corrective_action_canteen_id_foreign";`);
    this.addSql(`alter table "meal_service" drop constraint "meal_service_menu_id_foreign";`);
    this.addSql(`alter table "menu_publication" drop constraint "menu_publication_menu_id_foreign";`);
    this.addSql(`alter table "menu_item" drop constraint "menu_item_service_id_foreign";`);
    this.addSql(`alter table "production_batch" drop constraint "production_batch_service_id_foreign";`);
    this.addSql(`alter table "retained_sample" drop constraint "retained_sample_service_id_foreign";`);
    this.addSql(`alter table "retained_sample" drop constraint "retained_sample_fridge_id_foreign";`);
    this.addSql(`alter table "temperature_reading" drop constraint "temperature_reading_area_id_foreign";`);
    this.addSql(`alter table "menu_publication" drop constraint "menu_publication_published_by_id_foreign";`);
    this.addSql(`alter table "membership" drop constraint "membership_person_id_foreign";`);
    this.addSql(`alter table "correction" drop constraint "correction_declared_by_id_foreign";`);
    this.addSql(`alter table "closed_period" drop constraint "closed_period_closed_by_id_foreign";`);
    this.addSql(`alter table "session" drop constraint "session_person_id_foreign";`);
    this.addSql(`alter table "health_certificate" drop constraint "health_certificate_person_id_foreign";`);
    this.addSql(`alter table "recipe_version" drop constraint "recipe_version_adopted_by_id_foreign";`);
    this.addSql(`alter table "production_batch" drop constraint "production_batch_recorded_by_id_foreign";`);
    this.addSql(`alter table "production_batch" drop constraint "production_batch_countersigned_by_id_foreign";`);
    this.addSql(`alter table "production_batch" drop constraint "production_batch_cook_id_foreign";`);
    this.addSql(`alter table "retained_sample" drop constraint "retained_sample_recorded_by_id_foreign";`);
    this.addSql(`alter table "retained_sample" drop constraint "retained_sample_countersigned_by_id_foreign";`);
    this.addSql(`alter table "retained_sample" drop constraint "retained_sample_taken_by_id_foreign";`);
    this.addSql(`alter table "retained_sample" drop constraint "retained_sample_disposed_by_id_foreign";`);
    this.addSql(`alter table "retained_sample" drop constraint "retained_sample_sealed_by_id_foreign";`);
    this.addSql(`alter table "goods_receipt" drop constraint "goods_receipt_recorded_by_id_foreign";`);
    this.addSql(`alter table "goods_receipt" drop constraint "goods_receipt_countersigned_by_id_foreign";`);
    this.addSql(`alter table "goods_receipt" drop constraint "goods_receipt_received_by_id_foreign";`);
    this.addSql(`alter table "goods_receipt" drop constraint "goods_receipt_checked_by_id_foreign";`);
    this.addSql(`alter table "raw_material_test" drop constraint "raw_material_test_recorded_by_id_foreign";`);
    this.addSql(`alter table "raw_material_test" drop constraint "raw_material_test_countersigned_by_id_foreign";`);
    this.addSql(`alter table "stock_movement" drop constraint "stock_movement_recorded_by_id_foreign";`);
    this.addSql(`alter table "stock_movement" drop constraint "stock_movement_countersigned_by_id_foreign";`);
    this.addSql(`alter table "temperature_reading" drop constraint "temperature_reading_recorded_by_id_foreign";`);
    this.addSql(`alter table "temperature_reading" drop constraint "temperature_reading_countersigned_by_id_foreign";`);
    this.addSql(`alter table "corrective_action" drop constraint "corrective_action_recorded_by_id_foreign";`);
    this.addSql(`alter table "corrective_action" drop constraint "corrective_action_countersigned_by_id_foreign";`);
    this.addSql(`alter table "health_certificate" drop constraint "health_certificate_file_id_foreign";`);
    this.addSql(`alter table "dish" drop constraint "dish_photo_id_foreign";`);
    this.addSql(`alter table "receipt_line" drop constraint "receipt_line_reject_photo_id_foreign";`);
    this.addSql(`alter table "receipt_document" drop constraint "receipt_document_file_id_foreign";`);
    this.addSql(`alter table "supplier_document" drop constraint "supplier_document_file_id_foreign";`);
    this.addSql(`alter table "recipe_version" drop constraint "recipe_version_dish_id_foreign";`);
    this.addSql(`alter table "menu_item" drop constraint "menu_item_dish_id_foreign";`);
    this.addSql(`alter table "production_batch" drop constraint "production_batch_dish_id_foreign";`);
    this.addSql(`alter table "retained_sample" drop constraint "retained_sample_dish_id_foreign";`);
    this.addSql(`alter table "dish_price" drop constraint "dish_price_dish_id_foreign";`);
    this.addSql(`alter table "dish" drop constraint "dish_current_recipe_id_foreign";`);
    this.addSql(`alter table "recipe_line" drop constraint "recipe_line_recipe_id_foreign";`);
    this.addSql(`alter table "production_batch" drop constraint "production_batch_recipe_id_foreign";`);
    this.addSql(`alter table "production_batch" drop constraint "production_batch_item_id_foreign";`);
    this.addSql(`alter table "retained_sample" drop constraint "retained_sample_batch_id_foreign";`);
    this.addSql(`alter table "lot_take" drop constraint "lot_take_batch_id_foreign";`);
    this.addSql(`alter table "temperature_reading" drop constraint "temperature_reading_batch_id_foreign";`);
    this.addSql(`alter table "corrective_action" drop constraint "corrective_action_batch_id_foreign";`);
    this.addSql(`alter table "goods_receipt" drop constraint "goods_receipt_supplier_id_foreign";`);
    this.addSql(`alter table "lot" drop constraint "lot_supplier_id_foreign";`);
    this.addSql(`alter table "supplier_document" drop constraint "supplier_document_supplier_id_foreign";`);
    this.addSql(`alter table "receipt_line" drop constraint "receipt_line_receipt_id_foreign";`);
    this.addSql(`alter table "receipt_document" drop constraint "receipt_document_receipt_id_foreign";`);
    this.addSql(`alter table "raw_material_test" drop constraint "raw_material_test_line_id_foreign";`);
    this.addSql(`alter table "lot" drop constraint "lot_line_id_foreign";`);
    this.addSql(`alter table "receipt_document" drop constraint "receipt_document_line_id_foreign";`);
    this.addSql(`alter table "stock_movement" drop constraint "stock_movement_lot_id_foreign";`);
    this.addSql(`alter table "lot_take" drop constraint "lot_take_lot_id_foreign";`);
    this.addSql(`alter table "corrective_action" drop constraint "corrective_action_reading_id_foreign";`);

    this.addSql(`drop table if exists "access_log" cascade;`);
    this.addSql(`drop table if exists "counter" cascade;`);
    this.addSql(`drop table if exists "idempotency_key" cascade;`);
    this.addSql(`drop table if exists "ingredient" cascade;`);
    this.addSql(`drop table if exists "ingredient_allergen" cascade;`);
    this.addSql(`drop table if exists "ingredient_pack" cascade;`);
    this.addSql(`drop table if exists "journal_entry" cascade;`);
    this.addSql(`drop table if exists "journal_head" cascade;`);
    this.addSql(`drop table if exists "journal_payload" cascade;`);
    this.addSql(`drop table if exists "organization" cascade;`);
    this.addSql(`drop table if exists "canteen" cascade;`);
    this.addSql(`drop table if exists "menu" cascade;`);
    this.addSql(`drop table if exists "meal_service" cascade;`);
    this.addSql(`drop table if exists "area" cascade;`);
    this.addSql(`drop table if exists "person" cascade;`);
    this.addSql(`drop table if exists "menu_publication" cascade;`);
    this.addSql(`drop table if exists "membership" cascade;`);
    this.addSql(`drop table if exists "correction" cascade;`);
    this.addSql(`drop table if exists "closed_period" cascade;`);
    this.addSql(`drop table if exists "policy_setting" cascade;`);
    this.addSql(`drop table if exists "session" cascade;`);
    this.addSql(`drop table if exists "sign_in_attempt" cascade;`);
    this.addSql(`drop table if exists "site_setting" cascade;`);
    this.addSql(`drop table if exists "stored_file" cascade;`);
    this.addSql(`drop table if exists "health_certificate" cascade;`);
    this.addSql(`drop table if exists "dish" cascade;`);
    this.addSql(`drop table if exists "recipe_version" cascade;`);
    this.addSql(`drop table if exists "recipe_line" cascade;`);
    this.addSql(`drop table if exists "menu_item" cascade;`);
    this.addSql(`drop table if exists "production_batch" cascade;`);
    this.addSql(`drop table if exists "retained_sample" cascade;`);
    this.addSql(`drop table if exists "dish_price" cascade;`);
    this.addSql(`drop table if exists "supplier" cascade;`);
    this.addSql(`drop table if exists "goods_receipt" cascade;`);
    this.addSql(`drop table if exists "receipt_line" cascade;`);
    this.addSql(`drop table if exists "raw_material_test" cascade;`);
    this.addSql(`drop table if exists "lot" cascade;`);
    this.addSql(`drop table if exists "stock_movement" cascade;`);
    this.addSql(`drop table if exists "lot_take" cascade;`);
    this.addSql(`drop table if exists "receipt_document" cascade;`);
    this.addSql(`drop table if exists "supplier_document" cascade;`);
    this.addSql(`drop table if exists "temperature_reading" cascade;`);
    this.addSql(`drop table if exists "corrective_action" cascade;`);
  }

}
