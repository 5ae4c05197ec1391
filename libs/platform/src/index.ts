import 'reflect-metadata';
import { messages } from './messages.ts';
import { defineModule } from './module.ts';
import { JournalBulk, JournalEntry, JournalHead, JournalPayload } from './journal/journal.entity.ts';
import { JournalResolver } from './journal/journal.resolver.ts';
import { AccessLog, Counter, IdempotencyKey, SiteSetting } from './store.entity.ts';
import { PolicyResolver, PolicySetting } from './policy.ts';
import { upkeepJobs } from './upkeep.ts';
import { TodayResolver } from './duties.ts';
import { CalendarFeed } from './calendar/calendar-feed.entity.ts';
import { CalendarResolver } from './calendar/calendar.resolver.ts';
import { alertPolicies } from './alerts/alert.policies.ts';
import { Alert, AlertRuleSetting } from './alerts/alert.entity.ts';
import { AlertResolver } from './alerts/alert.resolver.ts';
import { platformAlerts } from './alerts/platform-alerts.ts';
import { watchJobs } from './alerts/watch.ts';
import { Import, ImportBefore, ImportLine, ImportMapping, ImportPart } from './imports/import.entity.ts';
import { importJobs } from './imports/import.jobs.ts';
import { ImportLineResolver, ImportResolver } from './imports/import.resolver.ts';
import { Work, WorkState } from './work/work.entity.ts';
import { JobResolver } from './work/job.resolver.ts';
import { WorkResolver } from './work/work.resolver.ts';
import { LabelPrint } from './print/label-print.entity.ts';
import { LabelResolver } from './print/label.resolver.ts';
import { ClosedDay } from './report/closed-day.entity.ts';
import { reportJobs } from './report/close-days.ts';
import { DayReportResolver } from './report/day-report.resolver.ts';
import { exportDayJobs } from './report/export-day.ts';
import { Export } from './ledgers/export.entity.ts';
import { exportJobs } from './ledgers/export.jobs.ts';
import { ExportResolver } from './ledgers/export.resolver.ts';
import { ownLedgers } from './ledgers/own-ledgers.ts';
import { Channel, Delivery } from './delivery/index.ts';
import { ChannelResolver, DeliveryResolver } from './delivery/delivery.resolver.ts';
import { deliveryJobs } from './delivery/send-due.ts';
import { StoredFile } from './files/stored-file.entity.ts';
import { StoredFileResolver } from './files/stored-file.resolver.ts';

export * from './actor.ts';
export * from './act.ts';
export * from './build-api.ts';
export * from './columns.ts';
export * from './ctx.ts';
export * from './errors.ts';
export * from './files/index.ts';
export { Actions, Derived, derivedFields, Inverse } from './fields.ts';
export * from './host.ts';
export * from './module.ts';
export * from './needs.ts';
export * from './page.ts';
export * from './payload.ts';
export * from './pinyin.ts';
export { PolicySetting, setPolicy } from './policy.ts';
export * from './row.ts';
export { cancelWork, runWork, startWork, WorkStopped, type Progress } from './work/run-work.ts';
export { runJob } from './work/run-job.ts';
export { Work, WorkState };
export type * from './alerts/alert-rule.ts';
export { CalendarFeed };
export { registerCalendarRoutes } from './calendar/calendar-routes.ts';
export { Alert, AlertRuleSetting } from './alerts/alert.entity.ts';
export { ESCALATED, escalateAfter } from './alerts/alert.policies.ts';
export { watchFacts, watchSoon, type Watched } from './alerts/watch.ts';
export * from './delivery/index.ts';
export type * from './imports/import-definition.ts';
export * from './imports/verdicts.ts';
export { Import, ImportLine };
export { ImportOutcome, ImportState } from './imports/import.rules.ts';
export { registerImportRoutes } from './imports/import-routes.ts';
export { column, plainForm } from './ledgers/column.ts';
export { formOf } from './ledgers/form-of.ts';
export type * from './ledgers/ledger.ts';
export { Export, ExportFormat, SheetLanguage } from './ledgers/export.entity.ts';
export { exportLedger, requestExport } from './ledgers/export.commands.ts';
export { CONTENT_TYPE, exportCtx, exportName, finishExport, stoppable } from './ledgers/export.jobs.ts';
export { columnsOf, labelsOf, ledgersOf, planLedger, shapeOf, type Plan, type Wire } from './ledgers/plan.ts';
export { askList, readRows } from './ledgers/read.ts';
export { writeBook, type Book, type Sheet, type SheetColumn } from './ledgers/xlsx.ts';
export { printLabels, type LabelOrder } from './print/label.commands.ts';
export type * from './print/label-definition.ts';
export { LabelPrint };
export { registerScanRoutes } from './print/scan-routes.ts';
export { enumLabel, printedTime } from './print/words.ts';
export { printForm, type PrintedColumn, type PrintedForm } from './print/form.ts';
export type * from './report/facts.ts';
export { ClosedDay };
export { closeDays } from './report/close-days.ts';
export { scopeOf } from './scope.ts';
export {
  Day, DecimalString, Instant, Json, LocalizedTextInput, LocalizedTextType, LongText, MoneyInput, MoneyType,
  QuantityInput, QuantityType, RateInput, RateType, ShortText, UnitScalar,
} from './scalars.ts';
export { JournalEntry, JournalHead, JournalPayload } from './journal/journal.entity.ts';
export { PLATFORM_CHAIN, ROW_DIGEST, verifyChain } from './journal/journal.ts';
export { AccessLog, Counter, IdempotencyKey, SiteSetting } from './store.entity.ts';

export const platform = defineModule({
  name: 'platform',
  entities: [JournalHead, JournalEntry, JournalPayload, JournalBulk, IdempotencyKey, Counter, AccessLog, SiteSetting, PolicySetting, StoredFile, Work, Export, LabelPrint, ClosedDay, Alert, AlertRuleSetting, CalendarFeed, Channel, Delivery, Import, ImportLine, ImportPart, ImportBefore, ImportMapping],
  jobs: [...upkeepJobs, ...importJobs, ...exportJobs, ...exportDayJobs, ...reportJobs, ...watchJobs, ...deliveryJobs],
  policies: alertPolicies,
  alerts: platformAlerts,
  resolvers: [JournalResolver, PolicyResolver, TodayResolver, StoredFileResolver, WorkResolver, ExportResolver, JobResolver, LabelResolver, DayReportResolver, AlertResolver, CalendarResolver, ChannelResolver, DeliveryResolver, ImportResolver, ImportLineResolver],
  messages,
  ledgers: ownLedgers,
});
