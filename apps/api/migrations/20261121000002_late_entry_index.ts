import { Migration } from '@mikro-orm/migrations';

const events = ['corrective_action', 'goods_receipt', 'production_batch', 'raw_material_test', 'retained_sample', 'stock_movement', 'temperature_reading'];

/** The few late entries that wait for a countersign are asked for on every home page; they must not be looked for among all events. */
export class LateEntryIndex extends Migration {
  override up(): void {
    for (const table of events) {
      this.addSql(`create index "${table}_canteen_id_recorded_at_index" on "${table}" ("canteen_id", "recorded_at") where late_entry and countersigned_at is null;`);
    }
  }

  override down(): void {
    for (const table of events) this.addSql(`drop index "${table}_canteen_id_recorded_at_index";`);
  }
}
