import { Migration } from '@mikro-orm/migrations';

/** What the journal says of rows written many at a time is as fixed as the rest of it; a part may be withheld, as a payload may. */
export class JournalBulkGuard extends Migration {
  override up(): void {
    this.addSql(`
create function journal_bulk_guard() returns trigger language plpgsql as $$
begin
  if new.packed is null and row(new.id, new.entry_id, new.organization_id, new.table_name, new.first_id, new.last_id, new.count)
       is not distinct from row(old.id, old.entry_id, old.organization_id, old.table_name, old.first_id, old.last_id, old.count) then return new; end if;
  raise exception 'the journal is append-only: a part can only be withheld' using errcode = 'restrict_violation';
end $$;`);
    this.addSql('create trigger journal_bulk_no_delete before delete on journal_bulk for each row execute function journal_refuse();');
    this.addSql('create trigger journal_bulk_no_truncate before truncate on journal_bulk for each statement execute function journal_refuse();');
    this.addSql('create trigger journal_bulk_no_update before update on journal_bulk for each row execute function journal_bulk_guard();');
    // Digests do not shrink by compression; trying to costs time for each part.
    this.addSql('alter table journal_bulk alter column packed set storage external;');
  }

  override down(): void {
    this.addSql('drop trigger journal_bulk_no_delete on journal_bulk;');
    this.addSql('drop trigger journal_bulk_no_truncate on journal_bulk;');
    this.addSql('drop trigger journal_bulk_no_update on journal_bulk;');
    this.addSql('drop function journal_bulk_guard();');
  }
}
