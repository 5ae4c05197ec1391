import { Migration } from '@mikro-orm/migrations';

/**
 * The database itself refuses to change or delete what the journal says, whoever asks. One exception: a payload may be
 * withheld (body and salt set to null), after which the chain still verifies by its hash.
 */
export class JournalGuard extends Migration {
  override up(): void {
    this.addSql(`
create function journal_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;`);
    this.addSql(`
create function journal_payload_guard() returns trigger language plpgsql as $$
begin
  if new.entry_id = old.entry_id and new.body is null and new.salt is null and new.row_ids = old.row_ids then return new; end if;
  raise exception 'the journal is append-only: a payload can only be withheld' using errcode = 'restrict_violation';
end $$;`);
    for (const table of ['journal_entry', 'journal_payload']) {
      this.addSql(`create trigger ${table}_no_delete before delete on ${table} for each row execute function journal_refuse();`);
      this.addSql(`create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function journal_refuse();`);
    }
    this.addSql('create trigger journal_entry_no_update before update on journal_entry for each row execute function journal_refuse();');
    this.addSql('create trigger journal_payload_no_update before update on journal_payload for each row execute function journal_payload_guard();');
    this.addSql('create trigger journal_head_no_delete before delete on journal_head for each row execute function journal_refuse();');
  }

  override down(): void {
    for (const table of ['journal_entry', 'journal_payload']) {
      this.addSql(`drop trigger ${table}_no_delete on ${table};`);
      this.addSql(`drop trigger ${table}_no_truncate on ${table};`);
      this.addSql(`drop trigger ${table}_no_update on ${table};`);
    }
    this.addSql('drop trigger journal_head_no_delete on journal_head;');
    this.addSql('drop function journal_refuse();');
    this.addSql('drop function journal_payload_guard();');
  }
}
