import { Migration } from '@mikro-orm/migrations';

export class InAndOut extends Migration {

  override name = 'Migration20261122000000_in_and_out';

  override up(): void | Promise<void> {
    this.addSql(`create table "work" ("id" uuid not null, "version" int not null default 1, "kind" varchar(40) not null, "subject_id" uuid not null, "person_id" uuid not null, "state" text not null, "done" int not null default 0, "total" int null, "cancel_asked" boolean not null default false, "attempts" int not null default 0, "queued_at" timestamptz(3) not null, "started_at" timestamptz(3) null, "heartbeat_at" timestamptz(3) null, "finished_at" timestamptz(3) null, "failure" varchar(80) null, "failure_params" jsonb null, primary key ("id"));`);
    this.addSql(`create index "work_subject_id_index" on "work" ("subject_id");`);
    this.addSql(`create index "work_state_index" on "work" ("state");`);
    this.addSql(`create index "work_person_id_queued_at_index" on "work" ("person_id", "queued_at");`);

    this.addSql(`alter table "person" add "email" varchar(200) null;`);

    this.addSql(`alter table "stored_file" add "purpose" varchar(10) null;`);

    this.addSql(`alter table "work" add constraint "work_state_check" check ("state" in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "work" cascade;`);

    this.addSql(`alter table "person" drop column "email";`);

    this.addSql(`alter table "stored_file" drop column "purpose";`);
  }

}
