// Written by apps/console/build/codegen.ts from schema/schema.graphql and the gql documents of the console.

/** What each mutation takes and answers: the provider writes the document from it. */
export const verbs = {
  acceptGoodsReceipt: { args: { checker: 'CheckerInput', id: 'ID!', verdicts: '[VerdictInput!]!' }, answers: 'record', of: 'GoodsReceipt' },
  acknowledgeAlert: { args: { id: 'ID!' }, answers: 'record', of: 'Alert' },
  addHealthCertificate: { args: { input: 'HealthCertificateInput!' }, answers: 'record', of: 'HealthCertificate' },
  addSupplierDocument: { args: { input: 'SupplierDocumentInput!', supplier: 'ID!' }, answers: 'record', of: 'SupplierDocument' },
  adjustLot: { args: { counted: 'QuantityInput!', id: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'Lot' },
  adoptRecipe: { args: { id: 'ID!' }, answers: 'record', of: 'RecipeVersion' },
  approveSupplier: { args: { id: 'ID!' }, answers: 'record', of: 'Supplier' },
  archiveMenu: { args: { id: 'ID!' }, answers: 'record', of: 'Menu' },
  cancelWork: { args: { id: 'ID!' }, answers: 'record', of: 'Work' },
  changePassword: { args: { new: 'String!', old: 'String!' }, answers: 'done' },
  closePeriod: { args: { canteen: 'ID!', month: 'ShortText!' }, answers: 'record', of: 'ClosedPeriod' },
  countersignLateEntry: { args: { id: 'ID!', recordType: 'ShortText!' }, answers: 'done' },
  createArea: { args: { input: 'CreateAreaInput!' }, answers: 'record', of: 'Area' },
  createCanteen: { args: { input: 'CreateCanteenInput!' }, answers: 'record', of: 'Canteen' },
  createChannel: { args: { input: 'CreateChannelInput!' }, answers: 'record', of: 'Channel' },
  createDish: { args: { input: 'CreateDishInput!' }, answers: 'record', of: 'Dish' },
  createImport: { args: { input: 'CreateImportInput!' }, answers: 'record', of: 'Import' },
  createIngredient: { args: { input: 'CreateIngredientInput!' }, answers: 'record', of: 'Ingredient' },
  createMenu: { args: { input: 'CreateMenuInput!' }, answers: 'record', of: 'Menu' },
  createOrganization: { args: { input: 'CreateOrganizationInput!' }, answers: 'record', of: 'Organization' },
  createPerson: { args: { input: 'CreatePersonInput!' }, answers: 'record', of: 'Person' },
  createSupplier: { args: { input: 'CreateSupplierInput!' }, answers: 'record', of: 'Supplier' },
  declareAllergens: { args: { allergens: '[AllergenInput!]!', ingredient: 'ID!' }, answers: 'record', of: 'Ingredient' },
  declareCorrection: { args: { id: 'ID!', reason: 'LongText!', recordType: 'ShortText!', statement: 'LongText!' }, answers: 'record', of: 'Correction' },
  discardBatch: { args: { id: 'ID!', reason: 'ShortText!' }, answers: 'record', of: 'ProductionBatch' },
  disposeSample: { args: { id: 'ID!', method: 'ShortText!' }, answers: 'record', of: 'RetainedSample' },
  draftRecipe: { args: { input: 'DraftRecipeInput!' }, answers: 'record', of: 'RecipeVersion' },
  endCalendarFeed: { args: {  }, answers: 'record', of: 'CalendarFeed' },
  endChannel: { args: { id: 'ID!' }, answers: 'record', of: 'Channel' },
  endMembership: { args: { id: 'ID!', validTo: 'Day' }, answers: 'record', of: 'Membership' },
  exportDayReport: { args: { canteen: 'ID!', day: 'Day!', format: 'ExportFormat!', language: 'SheetLanguage' }, answers: 'record', of: 'Export' },
  exportLedger: { args: { input: 'ExportInput!' }, answers: 'record', of: 'Export' },
  finishBatch: { args: { id: 'ID!' }, answers: 'record', of: 'ProductionBatch' },
  freezeSupplier: { args: { id: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'Supplier' },
  grantMembership: { args: { input: 'MembershipInput!' }, answers: 'record', of: 'Membership' },
  handOverSample: { args: { id: 'ID!', to: 'ShortText!' }, answers: 'record', of: 'RetainedSample' },
  mapImport: { args: { id: 'ID!', mapping: 'Json!', version: 'Int!' }, answers: 'record', of: 'Import' },
  openGoodsReceipt: { args: { input: 'GoodsReceiptInput!' }, answers: 'record', of: 'GoodsReceipt' },
  openLot: { args: { lot: 'ID!', skipReason: 'ShortText' }, answers: 'record', of: 'Lot' },
  presentGoodsReceipt: { args: { id: 'ID!' }, answers: 'record', of: 'GoodsReceipt' },
  printLabels: { args: { input: 'LabelInput!' }, answers: 'record', of: 'LabelPrint' },
  publishMenu: { args: { id: 'ID!' }, answers: 'record', of: 'Menu' },
  quarantineLot: { args: { id: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'Lot' },
  recordCorrectiveAction: { args: { action: 'CorrectiveActionKind!', batch: 'ID!', lateReason: 'ShortText', note: 'ShortText!', occurredAt: 'Instant' }, answers: 'record', of: 'CorrectiveAction' },
  recordRawMaterialTest: { args: { item: 'ShortText!', lateReason: 'ShortText', limit: 'DecimalString', line: 'ID!', measured: 'DecimalString!', occurredAt: 'Instant', unit: 'ShortText!' }, answers: 'record', of: 'RawMaterialTest' },
  recordTemperature: { args: { input: 'RecordTemperatureInput!' }, answers: 'record', of: 'TemperatureReading' },
  releaseLot: { args: { id: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'Lot' },
  releaseSample: { args: { id: 'ID!', reason: 'ShortText!' }, answers: 'record', of: 'RetainedSample' },
  removeSupplier: { args: { id: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'Supplier' },
  renewCalendarFeed: { args: {  }, answers: 'record', of: 'CalendarFeed' },
  resolveAlert: { args: { id: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'Alert' },
  restrictSupplier: { args: { id: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'Supplier' },
  retireDish: { args: { id: 'ID!' }, answers: 'record', of: 'Dish' },
  retryJob: { args: { id: 'ID!' }, answers: 'done' },
  reverseGoodsReceipt: { args: { id: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'GoodsReceipt' },
  reviseMenu: { args: { id: 'ID!' }, answers: 'record', of: 'Menu' },
  revokeSession: { args: { id: 'ID!' }, answers: 'done' },
  runImport: { args: { id: 'ID!', version: 'Int!' }, answers: 'record', of: 'Import' },
  saveGoodsReceipt: { args: { id: 'ID!', input: 'GoodsReceiptInput!', version: 'Int!' }, answers: 'record', of: 'GoodsReceipt' },
  saveMenu: { args: { id: 'ID!', meals: '[MealInput!]!', version: 'Int!' }, answers: 'record', of: 'Menu' },
  saveRecipe: { args: { id: 'ID!', input: 'SaveRecipeInput!', version: 'Int!' }, answers: 'record', of: 'RecipeVersion' },
  scrapLot: { args: { id: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'Lot' },
  sealSample: { args: { id: 'ID!', reason: 'ShortText!' }, answers: 'record', of: 'RetainedSample' },
  setDishPrice: { args: { input: 'DishPriceInput!' }, answers: 'record', of: 'DishPrice' },
  setLanguage: { args: { language: 'Language!' }, answers: 'record', of: 'Person' },
  setPin: { args: { password: 'String!', pin: 'String!' }, answers: 'done' },
  setPolicy: { args: { input: 'SetPolicyInput!' }, answers: 'record', of: 'PolicySetting' },
  signIn: { args: { account: 'ShortText!', password: 'String!' }, answers: 'record', of: 'Person' },
  signOut: { args: {  }, answers: 'done' },
  startBatches: { args: { items: '[StartBatchInput!]', lateReason: 'ShortText', occurredAt: 'Instant', service: 'ID!' }, answers: 'records', of: 'ProductionBatch' },
  switchAlertRule: { args: { kind: 'ShortText!', on: 'Boolean!', organization: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'AlertRuleSetting' },
  switchPerson: { args: { person: 'ID!', pin: 'String!' }, answers: 'record', of: 'Person' },
  takeSamples: { args: { samples: '[TakeSampleInput!]!' }, answers: 'records', of: 'RetainedSample' },
  testChannel: { args: { id: 'ID!' }, answers: 'record', of: 'Delivery' },
  undoImport: { args: { id: 'ID!', reason: 'LongText!' }, answers: 'record', of: 'Import' },
  updateArea: { args: { id: 'ID!', input: 'UpdateAreaInput!' }, answers: 'record', of: 'Area' },
  updateCanteen: { args: { id: 'ID!', input: 'UpdateCanteenInput!' }, answers: 'record', of: 'Canteen' },
  updateChannel: { args: { id: 'ID!', input: 'UpdateChannelInput!' }, answers: 'record', of: 'Channel' },
  updateDish: { args: { id: 'ID!', input: 'UpdateDishInput!' }, answers: 'record', of: 'Dish' },
  updateIngredient: { args: { id: 'ID!', input: 'UpdateIngredientInput!' }, answers: 'record', of: 'Ingredient' },
  updateOrganization: { args: { id: 'ID!', input: 'UpdateOrganizationInput!' }, answers: 'record', of: 'Organization' },
  updatePerson: { args: { id: 'ID!', input: 'UpdatePersonInput!' }, answers: 'record', of: 'Person' },
  updateSupplier: { args: { id: 'ID!', input: 'UpdateSupplierInput!' }, answers: 'record', of: 'Supplier' },
} as const;

/** The arguments of each root read. */
export const reads = {
  alert: { id: 'ID!' },
  alertCounts: { canteen: 'ID!' },
  alertRules: { organization: 'ID!' },
  alerts: { filter: 'AlertFilter', page: 'PageInput', sort: 'SortInput' },
  area: { id: 'ID!' },
  areas: { filter: 'AreaFilter', page: 'PageInput', sort: 'SortInput' },
  canteen: { id: 'ID!' },
  canteens: { filter: 'CanteenFilter', page: 'PageInput', sort: 'SortInput' },
  channel: { id: 'ID!' },
  channelKinds: {  },
  channels: { filter: 'ChannelFilter', page: 'PageInput', sort: 'SortInput' },
  closedPeriods: { filter: 'ClosedPeriodFilter', page: 'PageInput', sort: 'SortInput' },
  colleagues: { canteen: 'ID!', permission: 'ShortText' },
  corrections: { id: 'ID!', recordType: 'ShortText!' },
  correctiveActions: { filter: 'CorrectiveActionFilter', page: 'PageInput', sort: 'SortInput' },
  dayReport: { canteen: 'ID!', day: 'Day!' },
  declaredCorrections: { filter: 'CorrectionFilter', page: 'PageInput', sort: 'SortInput' },
  deliveries: { filter: 'DeliveryFilter', page: 'PageInput', sort: 'SortInput' },
  delivery: { id: 'ID!' },
  dish: { id: 'ID!' },
  dishPrice: { id: 'ID!' },
  dishPrices: { filter: 'DishPriceFilter', page: 'PageInput', sort: 'SortInput' },
  dishes: { filter: 'DishFilter', page: 'PageInput', sort: 'SortInput' },
  export: { id: 'ID!' },
  exports: { filter: 'ExportFilter', page: 'PageInput', sort: 'SortInput' },
  failedJobs: { page: 'PageInput' },
  goodsReceipt: { id: 'ID!' },
  goodsReceipts: { filter: 'GoodsReceiptFilter', page: 'PageInput', sort: 'SortInput' },
  healthCertificate: { id: 'ID!' },
  healthCertificates: { filter: 'HealthCertificateFilter', page: 'PageInput', sort: 'SortInput' },
  import: { id: 'ID!' },
  importKinds: {  },
  importRows: { filter: 'ImportLineFilter', import: 'ID!', page: 'PageInput', sort: 'SortInput' },
  imports: { filter: 'ImportFilter', page: 'PageInput', sort: 'SortInput' },
  ingredient: { id: 'ID!' },
  ingredientByCode: { gtin: 'ShortText!' },
  ingredients: { filter: 'IngredientFilter', page: 'PageInput', sort: 'SortInput' },
  jobs: {  },
  journal: { recordId: 'ID!' },
  journalEntries: { filter: 'JournalEntryFilter', page: 'PageInput', sort: 'SortInput' },
  journalHead: { organization: 'ID!' },
  labelKinds: {  },
  labelPrints: { filter: 'LabelPrintFilter', page: 'PageInput' },
  lastDelivery: { canteen: 'ID!', supplier: 'ID!' },
  lateEntries: { canteen: 'ID!' },
  ledgers: {  },
  lot: { id: 'ID!' },
  lotTakes: { filter: 'LotTakeFilter', page: 'PageInput', sort: 'SortInput' },
  lots: { filter: 'LotFilter', page: 'PageInput', sort: 'SortInput' },
  me: {  },
  mealService: { id: 'ID!' },
  mealServices: { filter: 'MealServiceFilter', page: 'PageInput', sort: 'SortInput' },
  membership: { id: 'ID!' },
  memberships: { filter: 'MembershipFilter', page: 'PageInput', sort: 'SortInput' },
  menu: { id: 'ID!' },
  menuFor: { canteen: 'ID!', day: 'Day!' },
  menuItems: { filter: 'MenuItemFilter', page: 'PageInput', sort: 'SortInput' },
  menus: { filter: 'MenuFilter', page: 'PageInput', sort: 'SortInput' },
  myCalendar: {  },
  organization: { id: 'ID!' },
  organizations: { filter: 'OrganizationFilter', page: 'PageInput', sort: 'SortInput' },
  person: { id: 'ID!' },
  persons: { filter: 'PersonFilter', page: 'PageInput', sort: 'SortInput' },
  policies: { organization: 'ID!' },
  productionBatch: { id: 'ID!' },
  productionBatches: { filter: 'ProductionBatchFilter', page: 'PageInput', sort: 'SortInput' },
  proposedTakes: { service: 'ID!' },
  publicMenu: { day: 'Day', slug: 'ShortText!' },
  rawMaterialTest: { id: 'ID!' },
  rawMaterialTests: { filter: 'RawMaterialTestFilter', page: 'PageInput', sort: 'SortInput' },
  receiptLines: { filter: 'ReceiptLineFilter', page: 'PageInput', sort: 'SortInput' },
  recipeLines: { filter: 'RecipeLineFilter', page: 'PageInput', sort: 'SortInput' },
  recipeVersion: { id: 'ID!' },
  retainedSample: { id: 'ID!' },
  retainedSamples: { filter: 'RetainedSampleFilter', page: 'PageInput', sort: 'SortInput' },
  scanned: { code: 'ShortText!' },
  sessions: { person: 'ID' },
  site: {  },
  stockMovement: { id: 'ID!' },
  stockMovements: { filter: 'StockMovementFilter', page: 'PageInput', sort: 'SortInput' },
  supplier: { id: 'ID!' },
  supplierDocument: { id: 'ID!' },
  supplierDocuments: { filter: 'SupplierDocumentFilter', page: 'PageInput', sort: 'SortInput' },
  suppliers: { filter: 'SupplierFilter', page: 'PageInput', sort: 'SortInput' },
  temperatureReadings: { filter: 'TemperatureReadingFilter', page: 'PageInput', sort: 'SortInput' },
  today: { canteen: 'ID!', day: 'Day' },
  verifyJournal: { head: 'ShortText', organization: 'ID!' },
  work: { id: 'ID!' },
  works: { filter: 'WorkFilter', page: 'PageInput', sort: 'SortInput' },
} as const;

/** What each list may be narrowed by, and of what type: a filter is told in words by it. */
export const filters: Record<string, Record<string, string>> = {
  alerts: { canteen: 'ID', kind: 'ShortText', raisedAtFrom: 'Instant', raisedAtTo: 'Instant', recordId: 'ID', severity: 'AlertSeverity', state: 'AlertState' },
  areas: { active: 'Boolean', canteen: 'ID', kind: 'AreaKind', q: 'ShortText' },
  canteens: { active: 'Boolean', operation: 'CanteenOperation', organizationId: 'ID', q: 'ShortText' },
  channels: { ended: 'Boolean', kind: 'ChannelKind', mine: 'Boolean', organizationId: 'ID' },
  closedPeriods: { canteen: 'ID', month: 'ShortText' },
  correctiveActions: { action: 'CorrectiveActionKind', batch: 'ID', canteen: 'ID', lateEntry: 'Boolean', occurredAtFrom: 'Instant', occurredAtTo: 'Instant' },
  declaredCorrections: { canteen: 'ID', declaredAtFrom: 'Instant', declaredAtTo: 'Instant', recordType: 'String' },
  deliveries: { alertId: 'ID', channel: 'ID', kind: 'DeliveryKind', mine: 'Boolean', queuedAtFrom: 'Instant', queuedAtTo: 'Instant', state: 'DeliveryState' },
  dishPrices: { canteen: 'ID', dish: 'ID', effectiveFromFrom: 'Day', effectiveFromTo: 'Day', ids: 'ID' },
  dishes: { active: 'Boolean', allergensUnknown: 'Boolean', category: 'DishCategory', ids: 'ID', q: 'ShortText' },
  exports: { format: 'ExportFormat', ledger: 'ShortText', mine: 'Boolean' },
  goodsReceipts: { canteen: 'ID', lateEntry: 'Boolean', occurredAtFrom: 'Instant', occurredAtTo: 'Instant', q: 'ShortText', state: 'ReceiptState', supplier: 'ID' },
  healthCertificates: { canteen: 'ID', person: 'ID', q: 'ShortText', status: 'CertificateStatus', validToFrom: 'Day', validToTo: 'Day' },
  importRows: { outcome: 'ImportOutcome', q: 'ShortText' },
  imports: { canteen: 'ID', kind: 'ShortText', q: 'ShortText', state: 'ImportState' },
  ingredients: { active: 'Boolean', byDay: 'Boolean', category: 'IngredientCategory', q: 'ShortText', storage: 'Storage' },
  journalEntries: { act: 'ShortText', atFrom: 'Instant', atTo: 'Instant', canteenId: 'ID', organizationId: 'ID', personId: 'ID' },
  labelPrints: { canteen: 'ID', kind: 'ShortText', recordId: 'ID', reprint: 'Boolean' },
  lotTakes: { basis: 'TakeBasis', batch: 'ID', canteen: 'ID', dish: 'ID', ingredient: 'ID', lot: 'ID', occurredAtFrom: 'Instant', occurredAtTo: 'Instant', service: 'ID' },
  lots: { canteen: 'ID', expiryDateFrom: 'Day', expiryDateTo: 'Day', hold: 'LotHold', ingredient: 'ID', q: 'ShortText', receivedAtFrom: 'Instant', receivedAtTo: 'Instant', status: 'LotStatus', supplier: 'ID' },
  mealServices: { canteen: 'ID', day: 'Day', dayFrom: 'Day', dayTo: 'Day', ids: 'ID', meal: 'Meal', menu: 'ID' },
  memberships: { canteen: 'ID', organizationId: 'ID', person: 'ID', role: 'Role' },
  menuItems: { canteen: 'ID', dayFrom: 'Day', dayTo: 'Day', dish: 'ID', meal: 'Meal', menu: 'ID', service: 'ID' },
  menus: { canteen: 'ID', ids: 'ID', state: 'MenuState', weekStart: 'Day', weekStartFrom: 'Day', weekStartTo: 'Day' },
  organizations: { kind: 'OrganizationKind', q: 'ShortText' },
  persons: { active: 'Boolean', q: 'ShortText', role: 'Role' },
  productionBatches: { canteen: 'ID', cook: 'ID', day: 'Day', dish: 'ID', item: 'ID', lateEntry: 'Boolean', occurredAtFrom: 'Instant', occurredAtTo: 'Instant', q: 'ShortText', service: 'ID', state: 'BatchState' },
  rawMaterialTests: { canteen: 'ID', lateEntry: 'Boolean', line: 'ID', occurredAtFrom: 'Instant', occurredAtTo: 'Instant', passed: 'Boolean' },
  receiptLines: { appearanceOk: 'Boolean', canteen: 'ID', expiryDateFrom: 'Day', expiryDateTo: 'Day', ingredient: 'ID', lateEntry: 'Boolean', occurredAtFrom: 'Instant', occurredAtTo: 'Instant', q: 'ShortText', receipt: 'ID', state: 'ReceiptState', supplier: 'ID', verdict: 'LineVerdict' },
  recipeLines: { dish: 'ID', ingredient: 'ID', main: 'Boolean', q: 'ShortText', recipe: 'ID', state: 'RecipeState' },
  retainedSamples: { batch: 'ID', canteen: 'ID', day: 'Day', dish: 'ID', dueAtFrom: 'Instant', dueAtTo: 'Instant', fridge: 'ID', lateEntry: 'Boolean', occurredAtFrom: 'Instant', occurredAtTo: 'Instant', q: 'ShortText', retained: 'Boolean', service: 'ID', state: 'SampleState', status: 'SampleStatus', takenBy: 'ID' },
  stockMovements: { canteen: 'ID', ingredient: 'ID', kind: 'MovementKind', lateEntry: 'Boolean', lot: 'ID', occurredAtFrom: 'Instant', occurredAtTo: 'Instant' },
  supplierDocuments: { kind: 'SupplierDocumentKind', q: 'ShortText', status: 'DocumentStatus', supplier: 'ID', validToFrom: 'Day', validToTo: 'Day' },
  suppliers: { licenceStatus: 'LicenceStatus', q: 'ShortText', state: 'SupplierState' },
  temperatureReadings: { area: 'ID', batch: 'ID', canteen: 'ID', kind: 'ReadingKind', lateEntry: 'Boolean', occurredAtFrom: 'Instant', occurredAtTo: 'Instant', within: 'Boolean' },
  works: { kind: 'ShortText', state: 'WorkState', subjectId: 'ID' },
};

export type VerbArgs = {
  acceptGoodsReceipt: { checker?: CheckerInput | null; id: string; verdicts: VerdictInput[] };
  acknowledgeAlert: { id: string };
  addHealthCertificate: { input: HealthCertificateInput };
  addSupplierDocument: { input: SupplierDocumentInput; supplier: string };
  adjustLot: { counted: QuantityInput; id: string; reason: string };
  adoptRecipe: { id: string };
  approveSupplier: { id: string };
  archiveMenu: { id: string };
  cancelWork: { id: string };
  changePassword: { new: string; old: string };
  closePeriod: { canteen: string; month: string };
  countersignLateEntry: { id: string; recordType: string };
  createArea: { input: CreateAreaInput };
  createCanteen: { input: CreateCanteenInput };
  createChannel: { input: CreateChannelInput };
  createDish: { input: CreateDishInput };
  createImport: { input: CreateImportInput };
  createIngredient: { input: CreateIngredientInput };
  createMenu: { input: CreateMenuInput };
  createOrganization: { input: CreateOrganizationInput };
  createPerson: { input: CreatePersonInput };
  createSupplier: { input: CreateSupplierInput };
  declareAllergens: { allergens: AllergenInput[]; ingredient: string };
  declareCorrection: { id: string; reason: string; recordType: string; statement: string };
  discardBatch: { id: string; reason: string };
  disposeSample: { id: string; method: string };
  draftRecipe: { input: DraftRecipeInput };
  endCalendarFeed: {  };
  endChannel: { id: string };
  endMembership: { id: string; validTo?: string | null };
  exportDayReport: { canteen: string; day: string; format: ExportFormat; language?: SheetLanguage | null };
  exportLedger: { input: ExportInput };
  finishBatch: { id: string };
  freezeSupplier: { id: string; reason: string };
  grantMembership: { input: MembershipInput };
  handOverSample: { id: string; to: string };
  mapImport: { id: string; mapping: unknown; version: number };
  openGoodsReceipt: { input: GoodsReceiptInput };
  openLot: { lot: string; skipReason?: string | null };
  presentGoodsReceipt: { id: string };
  printLabels: { input: LabelInput };
  publishMenu: { id: string };
  quarantineLot: { id: string; reason: string };
  recordCorrectiveAction: { action: CorrectiveActionKind; batch: string; lateReason?: string | null; note: string; occurredAt?: string | null };
  recordRawMaterialTest: { item: string; lateReason?: string | null; limit?: string | null; line: string; measured: string; occurredAt?: string | null; unit: string };
  recordTemperature: { input: RecordTemperatureInput };
  releaseLot: { id: string; reason: string };
  releaseSample: { id: string; reason: string };
  removeSupplier: { id: string; reason: string };
  renewCalendarFeed: {  };
  resolveAlert: { id: string; reason: string };
  restrictSupplier: { id: string; reason: string };
  retireDish: { id: string };
  retryJob: { id: string };
  reverseGoodsReceipt: { id: string; reason: string };
  reviseMenu: { id: string };
  revokeSession: { id: string };
  runImport: { id: string; version: number };
  saveGoodsReceipt: { id: string; input: GoodsReceiptInput; version: number };
  saveMenu: { id: string; meals: MealInput[]; version: number };
  saveRecipe: { id: string; input: SaveRecipeInput; version: number };
  scrapLot: { id: string; reason: string };
  sealSample: { id: string; reason: string };
  setDishPrice: { input: DishPriceInput };
  setLanguage: { language: Language };
  setPin: { password: string; pin: string };
  setPolicy: { input: SetPolicyInput };
  signIn: { account: string; password: string };
  signOut: {  };
  startBatches: { items?: StartBatchInput[] | null; lateReason?: string | null; occurredAt?: string | null; service: string };
  switchAlertRule: { kind: string; on: boolean; organization: string; reason: string };
  switchPerson: { person: string; pin: string };
  takeSamples: { samples: TakeSampleInput[] };
  testChannel: { id: string };
  undoImport: { id: string; reason: string };
  updateArea: { id: string; input: UpdateAreaInput };
  updateCanteen: { id: string; input: UpdateCanteenInput };
  updateChannel: { id: string; input: UpdateChannelInput };
  updateDish: { id: string; input: UpdateDishInput };
  updateIngredient: { id: string; input: UpdateIngredientInput };
  updateOrganization: { id: string; input: UpdateOrganizationInput };
  updatePerson: { id: string; input: UpdatePersonInput };
  updateSupplier: { id: string; input: UpdateSupplierInput };
};

export type AlertAction = 'ACKNOWLEDGE' | 'RAISE' | 'RESOLVE';

export type AlertResolvedBy = 'FACTS' | 'PERSON';

export type AlertSeverity = 'CRITICAL' | 'INFO' | 'WARN';

export type AlertState = 'ACKNOWLEDGED' | 'RAISED' | 'RESOLVED';

export type Allergen = 'CELERY' | 'CRUSTACEANS' | 'EGG' | 'FISH' | 'GLUTEN' | 'LUPIN' | 'MILK' | 'MOLLUSCS' | 'MUSTARD' | 'PEANUT' | 'SESAME' | 'SOY' | 'SULPHITE' | 'TREE_NUTS';

export type AllergenPresence = 'CONTAINS' | 'FREE' | 'MAY_CONTAIN' | 'UNKNOWN';

export type AreaKind = 'CHILLED_STORE' | 'COLD_ROOM' | 'DINING' | 'FROZEN_STORE' | 'KITCHEN' | 'RECEIVING' | 'SAMPLE_FRIDGE' | 'SERVING' | 'STORE' | 'WASH';

export type BatchAction = 'CORRECT' | 'DISCARD' | 'FINISH' | 'MEASURE';

export type BatchState = 'COOKING' | 'DISCARDED' | 'FINISHED';

export type CanteenOperation = 'CONTRACTED' | 'DELIVERED' | 'OWN';

export type CertificateStatus = 'ENDING_SOON' | 'EXPIRED' | 'NOT_YET_VALID' | 'VALID';

export type ChannelKind = 'EMAIL' | 'SMS' | 'WEBHOOK';

export type CorrectiveActionKind = 'DISCARDED' | 'OTHER' | 'REHEATED';

export type DeliveryKind = 'ALERT' | 'TEST';

export type DeliveryState = 'DROPPED' | 'FAILED' | 'HELD' | 'QUEUED' | 'SENT';

export type Digest = 'DAILY' | 'NONE';

export type DishCategory = 'COLD' | 'DRINK' | 'FRUIT' | 'HALF_MEAT' | 'MEAT' | 'SNACK' | 'SOUP' | 'STAPLE' | 'VEGETABLE';

export type DishFlag = 'ASSEMBLED' | 'COLD' | 'FESTIVE' | 'LOCAL' | 'RAW';

export type DocumentStatus = 'ENDING_SOON' | 'EXPIRED' | 'NOT_YET' | 'VALID';

export type ExportFormat = 'CSV' | 'JSONL' | 'PDF' | 'XLSX';

export type HeldFor = 'DIGEST' | 'QUIET';

export type ImportAction = 'CHECK' | 'RUN' | 'UNDO';

export type ImportOutcome = 'CREATE' | 'REFUSED' | 'SAME' | 'UPDATE';

export type ImportState = 'CANCELLED' | 'CHECKED' | 'CHECKING' | 'FAILED' | 'IMPORTED' | 'IMPORTING' | 'UNDONE' | 'UPLOADED';

export type IngredientCategory = 'AQUATIC' | 'BEVERAGE' | 'DAIRY' | 'DRY_GOODS' | 'EGG' | 'FRUIT' | 'GRAIN' | 'MEAT' | 'OIL' | 'OTHER' | 'POULTRY' | 'SEASONING' | 'SOY' | 'VEGETABLE';

export type Language = 'en' | 'zh';

export type LicenceStatus = 'ENDING_SOON' | 'EXPIRED' | 'MISSING' | 'VALID';

export type LineVerdict = 'ACCEPTED' | 'PENDING' | 'REJECTED';

export type LotAction = 'ADJUST' | 'QUARANTINE' | 'RELEASE' | 'SCRAP';

export type LotHold = 'NONE' | 'QUARANTINED' | 'SCRAPPED';

export type LotStatus = 'AVAILABLE' | 'DEPLETED' | 'EXPIRED' | 'NEAR_EXPIRY' | 'QUARANTINED' | 'SCRAPPED';

export type Meal = 'BREAKFAST' | 'DINNER' | 'LUNCH' | 'SUPPER';

export type MenuAction = 'ARCHIVE' | 'PUBLISH' | 'REVISE' | 'SAVE';

export type MenuState = 'ARCHIVED' | 'DRAFT' | 'PUBLISHED';

export type MovementKind = 'ADJUST' | 'ISSUE' | 'RECEIPT' | 'RETURN' | 'SCRAP';

export type OrganizationKind = 'AGENCY' | 'AUTHORITY' | 'CONTRACTOR' | 'ENTERPRISE' | 'HOSPITAL' | 'KINDERGARTEN' | 'MIDDLE_SCHOOL' | 'PARTY_SCHOOL' | 'PRIMARY_SCHOOL' | 'UNIVERSITY';

export type ReadingKind = 'CORE' | 'STORAGE';

export type ReceiptAction = 'ACCEPT' | 'PRESENT' | 'REVERSE' | 'SAVE';

export type ReceiptDocumentKind = 'CONFORMITY_CERT' | 'INSPECTION_CERT' | 'INVOICE' | 'OTHER' | 'QUARANTINE_CERT' | 'TEST_REPORT';

export type ReceiptState = 'ACCEPTED' | 'DRAFT' | 'INSPECTING' | 'PARTLY_ACCEPTED' | 'REJECTED' | 'REVERSED';

export type RecipeAction = 'ADOPT' | 'SAVE';

export type RecipeState = 'ADOPTED' | 'DRAFT' | 'SUPERSEDED';

export type Role = 'ADMINISTRATOR' | 'CONTRACTOR_MANAGER' | 'COOK' | 'DIVISION_LEADER' | 'FOOD_SAFETY_DIRECTOR' | 'FOOD_SAFETY_OFFICER' | 'INSPECTOR' | 'MANAGER' | 'PRINCIPAL' | 'STOREKEEPER' | 'SUPERVISOR';

export type SampleAction = 'DISPOSE' | 'HAND_OVER' | 'RELEASE' | 'SEAL';

export type SampleCoverage = 'MISSING' | 'NOT_COOKED' | 'SAMPLED' | 'UNDERWEIGHT';

export type SampleState = 'DISPOSED' | 'HANDED_OVER' | 'SEALED' | 'STORED';

export type SampleStatus = 'DISPOSED' | 'DUE' | 'HANDED_OVER' | 'KEEPING' | 'NOT_RETAINED' | 'SEALED';

export type SheetLanguage = 'en' | 'zh';

export type SignInMethod = 'PASSWORD' | 'PIN';

export type SortOrder = 'ASC' | 'DESC';

export type Storage = 'AMBIENT' | 'CHILLED' | 'FROZEN';

export type SupplierAction = 'APPROVE' | 'FREEZE' | 'REMOVE' | 'RESTRICT';

export type SupplierDocumentKind = 'BUSINESS_LICENCE' | 'CONTRACT' | 'FOOD_LICENCE' | 'OTHER' | 'PRODUCTION_LICENCE' | 'TEST_REPORT';

export type SupplierState = 'APPLICANT' | 'APPROVED' | 'FROZEN' | 'REMOVED' | 'RESTRICTED';

export type TakeBasis = 'ISSUED' | 'OPENED_BY_DAY';

export type WebhookFormat = 'DINGTALK' | 'JSON' | 'WECOM';

export type WorkState = 'CANCELLED' | 'DONE' | 'FAILED' | 'QUEUED' | 'RUNNING';

export type AllergenInput = {
  allergen: Allergen;
  presence: AllergenPresence;
  source?: string | null;
};

export type CheckerInput = {
  person: string;
  pin: string;
};

export type CorrectionFilter = {
  canteen?: string | null;
  declaredAtFrom?: string | null;
  declaredAtTo?: string | null;
  recordType?: string[] | null;
};

export type CreateAreaInput = {
  canteen: string;
  kind: AreaKind;
  name: LocalizedTextInput;
};

export type CreateCanteenInput = {
  address?: string | null;
  coldDishesLicensed: boolean;
  contractor?: string | null;
  diners: number;
  name: LocalizedTextInput;
  operation: CanteenOperation;
  organization?: string | null;
  slug: string;
};

export type CreateChannelInput = {
  address?: string | null;
  canteen?: string | null;
  digest?: Digest | null;
  digestHour?: number | null;
  format?: WebhookFormat | null;
  kind: ChannelKind;
  minSeverity?: AlertSeverity | null;
  name?: string | null;
  organization?: string | null;
  quietForCritical?: boolean | null;
  quietFrom?: string | null;
  quietTo?: string | null;
  secret?: string | null;
};

export type CreateDishInput = {
  category: DishCategory;
  description?: LocalizedTextInput | null;
  flags?: DishFlag[] | null;
  name: LocalizedTextInput;
  originCounty?: string | null;
  photo?: string | null;
  portion: QuantityInput;
};

export type CreateImportInput = {
  canteen?: string | null;
  file: string;
  kind: string;
  sheet?: string | null;
};

export type CreateIngredientInput = {
  active?: boolean | null;
  allergens?: AllergenInput[] | null;
  byDay?: boolean | null;
  carbohydrateG?: string | null;
  category: IngredientCategory;
  energyKj?: string | null;
  fatG?: string | null;
  gtin?: string | null;
  labelMaxCelsius?: string | null;
  name: LocalizedTextInput;
  packs?: PackInput[] | null;
  pieceWeight?: QuantityInput | null;
  proteinG?: string | null;
  shelfLifeDays?: number | null;
  sodiumMg?: string | null;
  storage: Storage;
  unit: string;
};

export type CreateMenuInput = {
  canteen: string;
  copyFrom?: string | null;
  weekStart: string;
};

export type CreateOrganizationInput = {
  kind: OrganizationKind;
  name: LocalizedTextInput;
  timeZone?: string | null;
};

export type CreatePersonInput = {
  account?: string | null;
  canteen?: string | null;
  email?: string | null;
  language?: Language | null;
  name: string;
  organization?: string | null;
  password?: string | null;
  phone?: string | null;
  pin?: string | null;
  role?: Role | null;
  validFrom?: string | null;
};

export type CreateSupplierInput = {
  address?: string | null;
  contact?: string | null;
  creditCode?: string | null;
  name: LocalizedTextInput;
  phone?: string | null;
};

export type DishPriceInput = {
  canteen: string;
  dish: string;
  effectiveFrom: string;
  price: MoneyInput;
  reason?: string | null;
};

export type DraftRecipeInput = {
  dish: string;
  lines: RecipeLineInput[];
  portions: number;
  steps?: string | null;
};

export type ExportFilter = {
  format?: ExportFormat[] | null;
  ledger?: string[] | null;
  mine?: boolean | null;
};

export type ExportInput = {
  canteen?: string | null;
  columns?: string[] | null;
  filter?: unknown | null;
  format: ExportFormat;
  language?: SheetLanguage | null;
  ledger: string;
  sort?: SortInput | null;
};

export type GoodsReceiptInput = {
  canteen: string;
  documents?: ReceiptDocumentInput[] | null;
  lateReason?: string | null;
  lines: ReceiptLineInput[];
  note?: string | null;
  occurredAt?: string | null;
  present?: boolean | null;
  supplier: string;
};

export type HealthCertificateFilter = {
  canteen?: string | null;
  person?: string | null;
  q?: string | null;
  status?: CertificateStatus[] | null;
  validToFrom?: string | null;
  validToTo?: string | null;
};

export type HealthCertificateInput = {
  canteen?: string | null;
  file?: string | null;
  number: string;
  person: string;
  validFrom: string;
  validTo: string;
};

export type ImportLineFilter = {
  outcome?: ImportOutcome[] | null;
  q?: string | null;
};

export type LabelInput = {
  copies?: number | null;
  extra?: unknown | null;
  ids: string[];
  kind: string;
  reprintReason?: string | null;
  size: string;
};

export type LabelPrintFilter = {
  canteen?: string | null;
  kind?: string | null;
  recordId?: string | null;
  reprint?: boolean | null;
};

export type LocalizedTextInput = {
  en?: string | null;
  zh: string;
};

export type MealInput = {
  day: string;
  id?: string | null;
  items: MenuItemInput[];
  meal: Meal;
  plannedDiners: number;
  serviceEnd: string;
  serviceStart: string;
};

export type MembershipInput = {
  account?: string | null;
  canteen?: string | null;
  organization?: string | null;
  person?: string | null;
  role: Role;
  validFrom?: string | null;
  validTo?: string | null;
};

export type MenuFilter = {
  canteen?: string | null;
  ids?: string[] | null;
  state?: MenuState[] | null;
  weekStart?: string | null;
  weekStartFrom?: string | null;
  weekStartTo?: string | null;
};

export type MenuItemInput = {
  dish: string;
  plannedPortions: number;
};

export type MoneyInput = {
  amount: string;
  currency: string;
};

export type PackInput = {
  holds: QuantityInput;
  unit: string;
};

export type PageInput = {
  number: number;
  size: number;
};

export type QuantityInput = {
  unit: string;
  value: string;
};

export type RateInput = {
  amount: string;
  currency: string;
  unit: string;
};

export type ReceiptDocumentInput = {
  file: string;
  kind: ReceiptDocumentKind;
  line?: number | null;
  number?: string | null;
};

export type ReceiptLineInput = {
  appearanceOk?: boolean | null;
  arrivalTemperature?: string | null;
  brand?: string | null;
  delivered: QuantityInput;
  expiryDate?: string | null;
  id?: string | null;
  ingredient: string;
  ordered?: QuantityInput | null;
  producer?: string | null;
  productionDate?: string | null;
  spec?: string | null;
  supplierLot?: string | null;
  unitPrice: RateInput;
};

export type RecipeLineInput = {
  ingredient: string;
  main?: boolean | null;
  net: QuantityInput;
  yieldRate: string;
};

export type RecordTemperatureInput = {
  area?: string | null;
  batch?: string | null;
  celsius: string;
  lateReason?: string | null;
  occurredAt?: string | null;
};

export type SaveRecipeInput = {
  lines: RecipeLineInput[];
  portions: number;
  steps?: string | null;
};

export type SetPolicyInput = {
  field: string;
  organization: string;
  policy: string;
  reason: string;
  value: unknown;
};

export type SortInput = {
  field: string;
  order: SortOrder;
};

export type StartBatchInput = {
  again?: boolean | null;
  item: string;
  portions?: number | null;
  takes?: TakeInput[] | null;
};

export type SupplierDocumentInput = {
  file?: string | null;
  kind: SupplierDocumentKind;
  number?: string | null;
  validFrom: string;
  validTo?: string | null;
};

export type TakeInput = {
  ingredient: string;
  lot: string;
  quantity?: QuantityInput | null;
  skipReason?: string | null;
};

export type TakeSampleInput = {
  batch: string;
  fridge?: string | null;
  grams: string;
  lateReason?: string | null;
  occurredAt?: string | null;
};

export type UpdateAreaInput = {
  active?: boolean | null;
  kind?: AreaKind | null;
  name?: LocalizedTextInput | null;
  version: number;
};

export type UpdateCanteenInput = {
  active?: boolean | null;
  address?: string | null;
  coldDishesLicensed?: boolean | null;
  contractor?: string | null;
  diners?: number | null;
  name?: LocalizedTextInput | null;
  operation?: CanteenOperation | null;
  slug?: string | null;
  version: number;
};

export type UpdateChannelInput = {
  active?: boolean | null;
  address?: string | null;
  digest?: Digest | null;
  digestHour?: number | null;
  format?: WebhookFormat | null;
  minSeverity?: AlertSeverity | null;
  name?: string | null;
  quietForCritical?: boolean | null;
  quietFrom?: string | null;
  quietTo?: string | null;
  secret?: string | null;
  version: number;
};

export type UpdateDishInput = {
  category?: DishCategory | null;
  description?: LocalizedTextInput | null;
  flags?: DishFlag[] | null;
  name?: LocalizedTextInput | null;
  originCounty?: string | null;
  photo?: string | null;
  portion?: QuantityInput | null;
  version: number;
};

export type UpdateIngredientInput = {
  active?: boolean | null;
  byDay?: boolean | null;
  carbohydrateG?: string | null;
  category?: IngredientCategory | null;
  energyKj?: string | null;
  fatG?: string | null;
  gtin?: string | null;
  labelMaxCelsius?: string | null;
  name?: LocalizedTextInput | null;
  packs?: PackInput[] | null;
  pieceWeight?: QuantityInput | null;
  proteinG?: string | null;
  shelfLifeDays?: number | null;
  sodiumMg?: string | null;
  storage?: Storage | null;
  unit?: string | null;
  version: number;
};

export type UpdateOrganizationInput = {
  kind?: OrganizationKind | null;
  name?: LocalizedTextInput | null;
  timeZone?: string | null;
  version: number;
};

export type UpdatePersonInput = {
  account?: string | null;
  active?: boolean | null;
  email?: string | null;
  language?: Language | null;
  name?: string | null;
  password?: string | null;
  phone?: string | null;
  pin?: string | null;
  version: number;
};

export type UpdateSupplierInput = {
  address?: string | null;
  contact?: string | null;
  creditCode?: string | null;
  name?: LocalizedTextInput | null;
  phone?: string | null;
  version: number;
};

export type VerdictInput = {
  accept: boolean;
  line: string;
  photo?: string | null;
  reason?: string | null;
};

export type AlertKinds = {
  alertRules: ({
    kind: string;
    title: {
      zh: string;
      en: string | null;
    };
  })[];
};

export type AlertKindsVariables = {
  organization: string;
};

export type AlertRules = {
  alertRules: ({
    kind: string;
    title: {
      zh: string;
      en: string | null;
    };
    says: {
      zh: string;
      en: string | null;
    };
    on: boolean;
    reason: string | null;
    law: {
      zh: string;
      en: string | null;
    } | null;
    audience: string[];
    escalation: {
      afterHours: number;
      roles: string[];
    } | null;
    limits: ({
      policy: string;
      field: string;
      title: {
        zh: string;
        en: string | null;
      } | null;
      value: unknown;
      unit: string | null;
      citation: {
        zh: string;
        en: string | null;
      };
      mark: string;
    })[];
  })[];
};

export type AlertRulesVariables = {
  organization: string;
};

export type BellAlerts = {
  critical: {
    total: number;
    items: BellAlert[];
  };
  warnings: {
    total: number;
    items: BellAlert[];
  };
  others: {
    total: number;
    items: BellAlert[];
  };
  channels: {
    items: ({
      id: string;
      name: string;
      trouble: string | null;
    })[];
  };
};

export type BellAlertsVariables = {
  canteen: string;
};

export type BellAlert = {
  id: string;
  title: {
    zh: string;
    en: string | null;
  };
  kindTitle: {
    zh: string;
    en: string | null;
  };
  severity: AlertSeverity;
  state: AlertState;
  raisedAt: string;
  escalatedAt: string | null;
  availableActions: AlertAction[];
};

export type AlertDeliveries = {
  deliveries: {
    items: ({
      id: string;
      personName: string;
      state: DeliveryState;
      attempts: number;
      nextAt: string | null;
      sentAt: string | null;
      queuedAt: string;
      heldFor: HeldFor | null;
      problem: string | null;
      answer: string | null;
      channel: {
        id: string;
        kind: ChannelKind;
        name: string;
      };
    })[];
  };
};

export type AlertDeliveriesVariables = {
  alert: string;
};

export type Jobs = {
  jobs: ({
    name: string;
    says: {
      zh: string;
      en: string | null;
    } | null;
    cron: string | null;
    lastRunAt: string | null;
    lastState: string | null;
    nextAt: string | null;
    failed: number;
    queued: number;
    lastError: string | null;
  })[];
  failedJobs: {
    total: number;
    items: {
      id: string;
      name: string;
      reason: string;
      tries: number;
      failedAt: string;
    }[];
  };
};

export type JobsVariables = Record<string, never>;

export type Notices = {
  channelKinds: ChannelKind[];
  channels: {
    items: ({
      id: string;
      version: number;
      kind: ChannelKind;
      format: WebhookFormat | null;
      name: string;
      address: string | null;
      signed: boolean;
      active: boolean;
      minSeverity: AlertSeverity;
      quietFrom: string | null;
      quietTo: string | null;
      quietForCritical: boolean;
      digest: Digest;
      digestHour: number;
      personId: string | null;
      organizationId: string | null;
      failingSince: string | null;
      trouble: string | null;
    })[];
  };
  deliveries: {
    items: ({
      id: string;
      kind: DeliveryKind;
      state: DeliveryState;
      title: {
        zh: string;
        en: string | null;
      };
      queuedAt: string;
      sentAt: string | null;
      nextAt: string | null;
      problem: string | null;
      channel: {
        id: string;
        name: string;
      };
    })[];
  };
  myCalendar: {
    id: string;
    createdAt: string;
    endedAt: string | null;
  } | null;
};

export type NoticesVariables = Record<string, never>;

export type RecordAlerts = {
  alerts: {
    items: ({
      id: string;
      title: {
        zh: string;
        en: string | null;
      };
      severity: AlertSeverity;
      state: AlertState;
      acknowledgedByName: string | null;
    })[];
  };
};

export type RecordAlertsVariables = {
  record: string;
};

export type AlertRow = {
  id: string;
  version: number;
  kind: string;
  kindTitle: {
    zh: string;
    en: string | null;
  };
  title: {
    zh: string;
    en: string | null;
  };
  severity: AlertSeverity;
  state: AlertState;
  raisedAt: string;
  dueAt: string | null;
  escalatedAt: string | null;
  acknowledgedByName: string | null;
  recordType: string;
  recordId: string;
  canteen: string | null;
  availableActions: AlertAction[];
};

export type AlertRecord = {
  id: string;
  version: number;
  kind: string;
  kindTitle: {
    zh: string;
    en: string | null;
  };
  title: {
    zh: string;
    en: string | null;
  };
  text: {
    zh: string;
    en: string | null;
  };
  severity: AlertSeverity;
  state: AlertState;
  standing: boolean;
  times: number;
  canteen: string | null;
  organizationId: string;
  audience: string;
  raisedAt: string;
  dueAt: string | null;
  escalatedAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedByName: string | null;
  resolvedAt: string | null;
  resolvedBy: AlertResolvedBy | null;
  resolvedByName: string | null;
  resolvedReason: string | null;
  recordType: string;
  recordId: string;
  availableActions: AlertAction[];
};

export type DeliveryRecord = {
  id: string;
  state: DeliveryState;
  problem: string | null;
  answer: string | null;
  sentAt: string | null;
};

export type CalendarRecord = {
  id: string;
  url: string | null;
  createdAt: string;
  endedAt: string | null;
};

export type SupplierRow = {
  id: string;
  number: string;
  name: {
    zh: string;
    en: string | null;
  };
  pinyin: string;
  contact: string | null;
  phone: string | null;
  state: SupplierState;
  licenceStatus: LicenceStatus;
  licenceValidTo: string | null;
};

export type SupplierRecord = {
  id: string;
  version: number;
  number: string;
  name: {
    zh: string;
    en: string | null;
  };
  creditCode: string | null;
  address: string | null;
  contact: string | null;
  phone: string | null;
  state: SupplierState;
  stateReason: string | null;
  licenceStatus: LicenceStatus;
  licenceValidTo: string | null;
  availableActions: SupplierAction[];
  documents: ({
    id: string;
    kind: SupplierDocumentKind;
    number: string | null;
    validFrom: string;
    validTo: string | null;
    status: DocumentStatus;
    file: {
      id: string;
      name: string;
      contentType: string;
      url: string | null;
    } | null;
  })[];
};

export type IngredientRow = {
  id: string;
  name: {
    zh: string;
    en: string | null;
  };
  pinyin: string;
  category: IngredientCategory;
  storage: Storage;
  unit: string;
  shelfLifeDays: number | null;
  byDay: boolean;
  active: boolean;
  unknownAllergens: Allergen[];
  allergens: ({
    id: string;
    allergen: Allergen;
    presence: AllergenPresence;
    source: string | null;
  })[];
  requiredDocuments: ReceiptDocumentKind[];
  packs: {
    id: string;
    unit: string;
    holds: {
      value: string;
      unit: string;
    };
  }[];
};

export type IngredientRecord = {
  id: string;
  version: number;
  name: {
    zh: string;
    en: string | null;
  };
  category: IngredientCategory;
  storage: Storage;
  unit: string;
  labelMaxCelsius: string | null;
  pieceWeight: {
    value: string;
    unit: string;
  } | null;
  shelfLifeDays: number | null;
  byDay: boolean;
  gtin: string | null;
  active: boolean;
  packs: {
    id: string;
    unit: string;
    holds: {
      value: string;
      unit: string;
    };
  }[];
  allergens: ({
    id: string;
    allergen: Allergen;
    presence: AllergenPresence;
    source: string | null;
  })[];
  unknownAllergens: Allergen[];
  requiredDocuments: ReceiptDocumentKind[];
  energyKj: string | null;
  proteinG: string | null;
  fatG: string | null;
  carbohydrateG: string | null;
  sodiumMg: string | null;
};

export type LotsToChoose = {
  stored: {
    items: ({
      id: string;
      lotCode: string;
      status: LotStatus;
      expiryDate: string | null;
      receivedAt: string;
      holdReason: string | null;
      balance: {
        value: string;
        unit: string;
      };
      supplier: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      } | null;
    })[];
  };
  gone: {
    items: ({
      id: string;
      lotCode: string;
      status: LotStatus;
      expiryDate: string | null;
      receivedAt: string;
      holdReason: string | null;
      openedOn: string | null;
      balance: {
        value: string;
        unit: string;
      };
      supplier: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      } | null;
    })[];
  };
};

export type LotsToChooseVariables = {
  canteen: string;
  ingredient: string;
};

export type DayMeals = {
  mealServices: {
    items: ({
      id: string;
      meal: Meal;
      serviceStart: string;
      serviceEnd: string;
      plannedDiners: number;
      items: ({
        id: string;
        plannedPortions: number;
        dish: {
          id: string;
          name: {
            zh: string;
            en: string | null;
          };
        } | null;
      })[];
      coverage: {
        item: {
          id: string;
        };
        sampled: SampleCoverage;
      }[] | null;
    })[];
  };
  productionBatches: {
    items: ({
      id: string;
      state: BatchState;
      item: {
        id: string;
      } | null;
      dish: {
        id: string;
        category: DishCategory;
        flags: DishFlag[];
      } | null;
      temperatures: {
        id: string;
        celsius: string;
        within: boolean;
        occurredAt: string;
        recordedAt: string;
      }[];
      corrections: {
        id: string;
        occurredAt: string;
        recordedAt: string;
      }[];
    })[];
  };
};

export type DayMealsVariables = {
  canteen: string;
  day: string;
};

export type MealPage = {
  mealService: {
    id: string;
    day: string;
    meal: Meal;
    serviceStart: string;
    serviceEnd: string;
    plannedDiners: number;
    items: ({
      id: string;
      plannedPortions: number;
      cookingSince: string | null;
      dish: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
        category: DishCategory;
        flags: DishFlag[];
        currentRecipe: {
          id: string;
        } | null;
      } | null;
    })[];
    coverage: ({
      item: {
        id: string;
      };
      sampled: SampleCoverage;
      batch: {
        id: string;
      } | null;
    })[] | null;
  } | null;
  productionBatches: {
    items: ({
      id: string;
      number: string;
      state: BatchState;
      portions: number;
      occurredAt: string;
      recordedAt: string;
      lateEntry: boolean;
      imported: boolean;
      finishedAt: string | null;
      availableActions: BatchAction[];
      item: {
        id: string;
      } | null;
      cook: {
        id: string;
        name: string;
      };
      dish: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
        category: DishCategory;
        flags: DishFlag[];
      } | null;
      temperatures: {
        id: string;
        celsius: string;
        within: boolean;
        occurredAt: string;
        recordedAt: string;
      }[];
      corrections: {
        id: string;
        action: CorrectiveActionKind;
        note: string;
        occurredAt: string;
        recordedAt: string;
      }[];
    })[];
  };
};

export type MealPageVariables = {
  id: string;
};

export type Proposal = {
  proposedTakes: ({
    needed: {
      value: string;
      unit: string;
    };
    short: {
      value: string;
      unit: string;
    } | null;
    item: {
      id: string;
    } | null;
    ingredient: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
      byDay: boolean;
    } | null;
    takes: ({
      quantity: {
        value: string;
        unit: string;
      };
      lot: {
        id: string;
        lotCode: string;
        expiryDate: string | null;
        status: LotStatus;
      } | null;
    })[];
    openedLots: ({
      id: string;
      lotCode: string;
      openedOn: string | null;
    })[] | null;
    opens: {
      id: string;
      lotCode: string;
      expiryDate: string | null;
      status: LotStatus;
    } | null;
  })[] | null;
};

export type ProposalVariables = {
  service: string;
};

export type Seasonings = {
  ingredients: {
    items: ({
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    })[];
  };
};

export type SeasoningsVariables = Record<string, never>;

export type SeasoningLots = {
  closed: {
    items: ({
      id: string;
      lotCode: string;
      status: LotStatus;
      expiryDate: string | null;
      holdReason: string | null;
      balance: {
        value: string;
        unit: string;
      };
      ingredient: {
        id: string;
      } | null;
    })[];
  };
  opened: {
    items: ({
      id: string;
      lotCode: string;
      openedOn: string | null;
      ingredient: {
        id: string;
      } | null;
    })[];
  };
};

export type SeasoningLotsVariables = {
  canteen: string;
  ingredients: string[];
};

export type AreaReadings = {
  areas: {
    items: ({
      id: string;
      kind: AreaKind;
      name: {
        zh: string;
        en: string | null;
      };
    })[];
  };
  temperatureReadings: {
    items: ({
      id: string;
      celsius: string;
      within: boolean;
      occurredAt: string;
      recordedAt: string;
      lateEntry: boolean;
      imported: boolean;
      area: {
        id: string;
      } | null;
      recordedBy: {
        id: string;
        name: string;
      };
    })[];
  };
};

export type AreaReadingsVariables = {
  canteen: string;
  from: string;
};

export type MealServiceRecord = {
  id: string;
  day: string;
  meal: Meal;
  serviceStart: string;
  serviceEnd: string;
  plannedDiners: number;
  items: ({
    id: string;
    plannedPortions: number;
    dish: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    } | null;
  })[];
};

export type BatchRow = {
  id: string;
  number: string;
  state: BatchState;
  portions: number;
  occurredAt: string;
  recordedAt: string;
  lateEntry: boolean;
  imported: boolean;
  finishedAt: string | null;
  dish: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
    category: DishCategory;
    flags: DishFlag[];
  } | null;
  cook: {
    id: string;
    name: string;
  };
  service: {
    id: string;
    day: string;
    meal: Meal;
  } | null;
  temperatures: {
    id: string;
    celsius: string;
    within: boolean;
    occurredAt: string;
    recordedAt: string;
  }[];
  corrections: {
    id: string;
    action: CorrectiveActionKind;
    occurredAt: string;
    recordedAt: string;
  }[];
  samples: {
    id: string;
    retained: boolean;
  }[];
};

export type BatchRecord = {
  id: string;
  version: number;
  number: string;
  state: BatchState;
  portions: number;
  occurredAt: string;
  recordedAt: string;
  lateEntry: boolean;
  imported: boolean;
  lateReason: string | null;
  countersignedAt: string | null;
  finishedAt: string | null;
  availableActions: BatchAction[];
  recordedBy: {
    id: string;
    name: string;
  };
  countersignedBy: {
    name: string;
  } | null;
  cook: {
    id: string;
    name: string;
  };
  dish: {
    id: string;
    number: string;
    name: {
      zh: string;
      en: string | null;
    };
    category: DishCategory;
    flags: DishFlag[];
  } | null;
  item: {
    id: string;
    plannedPortions: number;
  } | null;
  service: {
    id: string;
    day: string;
    meal: Meal;
    serviceStart: string;
    serviceEnd: string;
  } | null;
  recipe: {
    id: string;
    number: number;
    portions: number;
    lines: ({
      id: string;
      lineNo: number;
      net: {
        value: string;
        unit: string;
      };
      yieldRate: string;
      ingredient: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      } | null;
    })[];
  } | null;
  takes: ({
    id: string;
    basis: TakeBasis;
    skipReason: string | null;
    quantity: {
      value: string;
      unit: string;
    } | null;
    ingredient: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    } | null;
    lot: {
      id: string;
      lotCode: string;
      status: LotStatus;
      expiryDate: string | null;
      openedOn: string | null;
      supplier: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      } | null;
      line: {
        id: string;
        receipt: {
          id: string;
          number: string;
        };
      } | null;
    } | null;
  })[];
  temperatures: ({
    id: string;
    celsius: string;
    limitMin: string | null;
    limitMax: string | null;
    within: boolean;
    occurredAt: string;
    recordedAt: string;
    lateEntry: boolean;
    imported: boolean;
    lateReason: string | null;
    recordedBy: {
      id: string;
      name: string;
    };
  })[];
  corrections: ({
    id: string;
    action: CorrectiveActionKind;
    note: string;
    occurredAt: string;
    recordedAt: string;
    lateEntry: boolean;
    imported: boolean;
    lateReason: string | null;
    recordedBy: {
      id: string;
      name: string;
    };
    reading: {
      id: string;
      celsius: string;
    } | null;
  })[];
  samples: {
    id: string;
    number: string;
    grams: string;
    retained: boolean;
    status: SampleStatus;
    occurredAt: string;
    takenBy: {
      id: string;
      name: string;
    };
  }[];
};

export type TemperatureReadingRecord = {
  id: string;
  kind: ReadingKind;
  celsius: string;
  limitMin: string | null;
  limitMax: string | null;
  within: boolean;
  occurredAt: string;
  recordedAt: string;
  lateEntry: boolean;
  imported: boolean;
  lateReason: string | null;
  recordedBy: {
    id: string;
    name: string;
  };
  countersignedBy: {
    id: string;
    name: string;
  } | null;
  area: {
    id: string;
    kind: AreaKind;
    name: {
      zh: string;
      en: string | null;
    };
  } | null;
  batch: {
    id: string;
    number: string;
    dish: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    } | null;
  } | null;
};

export type Limits = {
  policies: ({
    policy: string;
    field: string;
    value: unknown;
    unit: string | null;
    citation: {
      zh: string;
      en: string | null;
    };
  })[];
};

export type LimitsVariables = {
  organization: string;
};

export type LateEntriesOpen = {
  lateEntries: ({
    recordType: string;
    recordId: string;
    number: string | null;
    occurredAt: string;
    recordedAt: string;
    recordedBy: {
      id: string;
      name: string;
    };
    lateReason: string | null;
  })[];
  declaredCorrections: {
    total: number;
    items: {
      id: string;
      recordType: string;
      recordId: string;
      statement: string;
      reason: string;
      declaredAt: string;
      declaredBy: {
        id: string;
        name: string;
      };
    }[];
  };
};

export type LateEntriesOpenVariables = {
  canteen: string;
  filter: CorrectionFilter;
};

export type JournalWalk = {
  verifyJournal: {
    unbroken: boolean;
    entries: number;
    rows: number;
    head: string;
    verifiedAt: string;
    faults: ({
      kind: string;
      seq: number | null;
      table: string | null;
      recordId: string | null;
      detail: string;
    })[];
  };
};

export type JournalWalkVariables = {
  organization: string;
  head?: string | null;
};

export type JournalEntryRecord = {
  id: string;
  seq: number;
  at: string;
  act: string;
  personId: string | null;
  personName: string;
  canteenId: string | null;
  hash: string;
  prev: string;
  payload: unknown | null;
};

export type CorrectionRecord = {
  id: string;
  recordType: string;
  recordId: string;
  statement: string;
  reason: string;
  declaredAt: string;
  declaredBy: {
    id: string;
    name: string;
  };
};

export type RecentMenus = {
  menus: {
    items: {
      id: string;
      weekStart: string;
      state: MenuState;
    }[];
  };
};

export type RecentMenusVariables = {
  filter?: MenuFilter | null;
};

export type MenuRow = {
  id: string;
  weekStart: string;
  state: MenuState;
  revision: number;
  meals: {
    id: string;
    day: string;
    meal: Meal;
    items: {
      id: string;
    }[];
  }[];
  publications: {
    id: string;
    publishedAt: string;
    revision: number;
  }[];
};

export type MenuRecord = {
  id: string;
  version: number;
  weekStart: string;
  state: MenuState;
  revision: number;
  availableActions: MenuAction[];
  canteen: {
    id: string;
    slug: string;
  };
  meals: ({
    id: string;
    day: string;
    meal: Meal;
    serviceStart: string;
    serviceEnd: string;
    plannedDiners: number;
    items: ({
      id: string;
      plannedPortions: number;
      position: number;
      cookingSince: string | null;
      price: {
        amount: string;
        currency: string;
      } | null;
      dish: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
        pinyin: string;
        category: DishCategory;
        allergensUnknown: boolean;
        currentRecipe: {
          id: string;
        } | null;
      } | null;
    })[];
  })[];
  publications: {
    id: string;
    revision: number;
    publishedAt: string;
    publishedBy: {
      id: string;
      name: string;
    };
    contentHash: string;
  }[];
};

export type PersonCertificates = {
  healthCertificates: {
    items: ({
      id: string;
      number: string;
      validFrom: string;
      validTo: string;
      status: CertificateStatus;
      person: {
        id: string;
        name: string;
        active: boolean;
      };
      canteen: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      };
      file: {
        id: string;
        name: string;
        contentType: string;
        url: string | null;
      } | null;
    })[];
  };
};

export type PersonCertificatesVariables = {
  filter: HealthCertificateFilter;
};

export type PersonSessions = {
  sessions: ({
    id: string;
    method: SignInMethod;
    openedAt: string;
    lastSeenAt: string;
    expiresAt: string;
    device: string | null;
    address: string | null;
    current: boolean;
  })[];
};

export type PersonSessionsVariables = {
  person: string;
};

export type PersonRow = {
  id: string;
  name: string;
  pinyin: string;
  account: string | null;
  phone: string | null;
  active: boolean;
  hasPin: boolean;
  memberships: ({
    id: string;
    role: Role;
    validFrom: string;
    validTo: string | null;
    endedAt: string | null;
    organization: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    };
    canteen: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    } | null;
  })[];
};

export type PersonRecord = {
  id: string;
  version: number;
  name: string;
  pinyin: string;
  account: string | null;
  phone: string | null;
  email: string | null;
  language: Language;
  active: boolean;
  hasPin: boolean;
  memberships: ({
    id: string;
    role: Role;
    validFrom: string;
    validTo: string | null;
    endedAt: string | null;
    organizationId: string;
    organization: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    };
    canteen: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    } | null;
  })[];
};

export type HealthCertificateRecord = {
  id: string;
  number: string;
  validFrom: string;
  validTo: string;
  status: CertificateStatus;
  person: {
    id: string;
    name: string;
    active: boolean;
  };
  canteen: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
  };
  file: {
    id: string;
    name: string;
    contentType: string;
    url: string | null;
  } | null;
};

export type OrganizationRecord = {
  id: string;
  version: number;
  name: {
    zh: string;
    en: string | null;
  };
  pinyin: string;
  kind: OrganizationKind;
  timeZone: string;
};

export type CanteenRecord = {
  id: string;
  version: number;
  name: {
    zh: string;
    en: string | null;
  };
  pinyin: string;
  slug: string;
  operation: CanteenOperation;
  coldDishesLicensed: boolean;
  diners: number;
  address: string | null;
  active: boolean;
  organization: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
  };
  contractor: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
  } | null;
};

export type AreaRecord = {
  id: string;
  version: number;
  name: {
    zh: string;
    en: string | null;
  };
  pinyin: string;
  kind: AreaKind;
  active: boolean;
  canteen: {
    id: string;
  };
};

export type MembershipRecord = {
  id: string;
  role: Role;
  person: {
    id: string;
    name: string;
  };
};

export type MyGrants = {
  me: {
    grants: ({
      role: Role;
      permissions: string[];
      mayGrant: Role[];
      organization: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      };
      canteen: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      } | null;
    })[];
  } | null;
};

export type MyGrantsVariables = Record<string, never>;

export type LabelKindsOpen = {
  labelKinds: ({
    kind: string;
    title: {
      zh: string;
      en: string | null;
    };
    sizes: ({
      key: string;
      title: {
        zh: string;
        en: string | null;
      };
      perSheet: number;
    })[];
  })[];
};

export type LabelKindsOpenVariables = Record<string, never>;

export type LabelsPrinted = {
  labelPrints: {
    total: number;
    items: ({
      id: string;
      kind: string;
      size: string;
      copies: number;
      reprint: boolean;
      reprintReason: string | null;
      printedByName: string;
      recordedAt: string;
    })[];
  };
};

export type LabelsPrintedVariables = {
  filter: LabelPrintFilter;
  page: PageInput;
};

export type Scanned = {
  scanned: {
    recordType: string;
    recordId: string;
    resource: string;
  } | null;
};

export type ScannedVariables = {
  code: string;
};

export type Me = {
  me: {
    person: {
      id: string;
      name: string;
      account: string | null;
      language: Language;
    };
    permissions: string[];
    grants: ({
      role: Role;
      organization: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      };
      canteen: {
        id: string;
      } | null;
    })[];
    canteens: ({
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
      slug: string;
      operation: CanteenOperation;
      diners: number;
      coldDishesLicensed: boolean;
      organization: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
        kind: OrganizationKind;
        timeZone: string;
      };
    })[];
  } | null;
};

export type MeVariables = Record<string, never>;

export type IngredientByCode = {
  ingredientByCode: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
    pinyin: string;
    category: IngredientCategory;
    storage: Storage;
    unit: string;
    shelfLifeDays: number | null;
    byDay: boolean;
    active: boolean;
    unknownAllergens: Allergen[];
    allergens: ({
      id: string;
      allergen: Allergen;
      presence: AllergenPresence;
      source: string | null;
    })[];
    requiredDocuments: ReceiptDocumentKind[];
    packs: {
      id: string;
      unit: string;
      holds: {
        value: string;
        unit: string;
      };
    }[];
  } | null;
};

export type IngredientByCodeVariables = {
  gtin: string;
};

export type GoodsReceiptRow = {
  id: string;
  number: string;
  state: ReceiptState;
  occurredAt: string;
  recordedAt: string;
  lateEntry: boolean;
  imported: boolean;
  supplier: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
  } | null;
  receivedBy: {
    id: string;
    name: string;
  };
  checkedBy: {
    id: string;
    name: string;
  } | null;
  total: {
    amount: string;
    currency: string;
  };
  lines: ({
    id: string;
    ingredient: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    } | null;
  })[];
};

export type GoodsReceiptRecord = {
  id: string;
  version: number;
  number: string;
  state: ReceiptState;
  note: string | null;
  occurredAt: string;
  recordedAt: string;
  lateEntry: boolean;
  imported: boolean;
  lateReason: string | null;
  countersignedAt: string | null;
  availableActions: ReceiptAction[];
  canteen: {
    id: string;
  };
  recordedBy: {
    id: string;
    name: string;
  };
  countersignedBy: {
    name: string;
  } | null;
  receivedBy: {
    id: string;
    name: string;
  };
  checkedBy: {
    id: string;
    name: string;
  } | null;
  checkedAt: string | null;
  reversedReason: string | null;
  supplier: {
    id: string;
    number: string;
    name: {
      zh: string;
      en: string | null;
    };
    address: string | null;
    contact: string | null;
    phone: string | null;
    licenceStatus: LicenceStatus;
    licenceValidTo: string | null;
  } | null;
  total: {
    amount: string;
    currency: string;
  };
  lines: ({
    id: string;
    lineNo: number;
    brand: string | null;
    spec: string | null;
    producer: string | null;
    supplierLot: string | null;
    productionDate: string | null;
    expiryDate: string | null;
    ordered: {
      value: string;
      unit: string;
    } | null;
    delivered: {
      value: string;
      unit: string;
    };
    unitPrice: {
      amount: string;
      currency: string;
      unit: string;
    };
    amount: {
      amount: string;
      currency: string;
    };
    arrivalTemperature: string | null;
    earlierTemperatures: string[];
    appearanceOk: boolean;
    verdict: LineVerdict;
    rejectReason: string | null;
    rejectPhoto: {
      id: string;
      name: string;
      contentType: string;
      url: string | null;
    } | null;
    missingDocuments: ReceiptDocumentKind[];
    ingredient: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
      category: IngredientCategory;
      storage: Storage;
      unit: string;
      shelfLifeDays: number | null;
      requiredDocuments: ReceiptDocumentKind[];
      packs: {
        id: string;
        unit: string;
        holds: {
          value: string;
          unit: string;
        };
      }[];
    } | null;
    tests: {
      id: string;
      item: string;
      measured: string;
      limit: string;
      unit: string;
      passed: boolean;
      occurredAt: string;
    }[];
    lots: {
      id: string;
      lotCode: string;
      status: LotStatus;
    }[];
  })[];
  documents: ({
    id: string;
    kind: ReceiptDocumentKind;
    number: string | null;
    line: {
      id: string;
      lineNo: number;
    } | null;
    file: {
      id: string;
      name: string;
      contentType: string;
      url: string | null;
    } | null;
  })[];
};

export type LotRow = {
  id: string;
  lotCode: string;
  status: LotStatus;
  expiryDate: string | null;
  receivedAt: string;
  balance: {
    value: string;
    unit: string;
  };
  received: {
    value: string;
    unit: string;
  };
  ingredient: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
    byDay: boolean;
  } | null;
  supplier: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
  } | null;
  openedOn: string | null;
  availableActions: LotAction[];
};

export type LotRecord = {
  id: string;
  version: number;
  lotCode: string;
  supplierLot: string | null;
  status: LotStatus;
  hold: LotHold;
  holdReason: string | null;
  productionDate: string | null;
  expiryDate: string | null;
  receivedAt: string;
  openedOn: string | null;
  availableActions: LotAction[];
  received: {
    value: string;
    unit: string;
  };
  balance: {
    value: string;
    unit: string;
  };
  unitCost: {
    amount: string;
    currency: string;
    unit: string;
  } | null;
  ingredient: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
    byDay: boolean;
    unit: string;
  } | null;
  supplier: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
  } | null;
  line: {
    id: string;
    lineNo: number;
    receipt: {
      id: string;
      number: string;
      occurredAt: string;
    };
  } | null;
  movements: ({
    id: string;
    kind: MovementKind;
    quantity: {
      value: string;
      unit: string;
    };
    reason: string | null;
    occurredAt: string;
    recordedAt: string;
    recordedBy: {
      id: string;
      name: string;
    };
    lateEntry: boolean;
    imported: boolean;
  })[];
};

export type DishRow = {
  id: string;
  number: string;
  name: {
    zh: string;
    en: string | null;
  };
  pinyin: string;
  category: DishCategory;
  active: boolean;
  allergensUnknown: boolean;
  currentRecipe: {
    id: string;
    number: number;
  } | null;
  price: {
    amount: string;
    currency: string;
  } | null;
};

export type DishRecord = {
  id: string;
  version: number;
  number: string;
  name: {
    zh: string;
    en: string | null;
  };
  category: DishCategory;
  flags: DishFlag[];
  originCounty: string | null;
  portion: {
    value: string;
    unit: string;
  };
  description: {
    zh: string;
    en: string | null;
  } | null;
  active: boolean;
  allergensUnknown: boolean;
  photo: {
    id: string;
    name: string;
    contentType: string;
    url: string | null;
  } | null;
  allergens: {
    allergen: Allergen;
    presence: AllergenPresence;
    sources: string[];
  }[];
  price: {
    amount: string;
    currency: string;
  } | null;
  prices: ({
    id: string;
    effectiveFrom: string;
    price: {
      amount: string;
      currency: string;
    };
    reason: string | null;
    canteen: {
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    };
  })[];
  currentRecipe: {
    id: string;
  } | null;
  recipes: ({
    id: string;
    version: number;
    number: number;
    state: RecipeState;
    portions: number;
    steps: string | null;
    adoptedAt: string | null;
    adoptedBy: {
      name: string;
    } | null;
    availableActions: RecipeAction[];
    lines: ({
      id: string;
      lineNo: number;
      main: boolean;
      yieldRate: string;
      net: {
        value: string;
        unit: string;
      };
      ingredient: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
        unit: string;
        unknownAllergens: Allergen[];
        allergens: {
          id: string;
          allergen: Allergen;
          presence: AllergenPresence;
        }[];
      } | null;
    })[];
  })[];
};

export type DueSamples = {
  retainedSamples: {
    total: number;
    items: ({
      id: string;
      number: string;
      grams: string;
      dueAt: string;
      availableActions: SampleAction[];
      dish: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      } | null;
      service: {
        id: string;
        day: string;
        meal: Meal;
      } | null;
      takenBy: {
        id: string;
        name: string;
      };
      fridge: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      } | null;
    })[];
  };
};

export type DueSamplesVariables = {
  canteen: string;
};

export type DayCoverage = {
  mealServices: {
    items: ({
      id: string;
      meal: Meal;
      serviceStart: string;
      serviceEnd: string;
      coverage: ({
        item: {
          id: string;
        };
        sampled: SampleCoverage;
        dish: {
          id: string;
          name: {
            zh: string;
            en: string | null;
          };
        } | null;
      })[] | null;
    })[];
  };
  retainedSamples: {
    total: number;
  };
};

export type DayCoverageVariables = {
  canteen: string;
  day: string;
};

export type MealSamples = {
  mealService: {
    id: string;
    day: string;
    meal: Meal;
    serviceStart: string;
    serviceEnd: string;
    plannedDiners: number;
    coverage: ({
      item: {
        id: string;
        plannedPortions: number;
      };
      dish: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      } | null;
      sampled: SampleCoverage;
      batch: {
        id: string;
        number: string;
        state: BatchState;
        occurredAt: string;
      } | null;
    })[] | null;
  } | null;
  retainedSamples: {
    items: ({
      id: string;
      number: string;
      status: SampleStatus;
      grams: string;
      retained: boolean;
      occurredAt: string;
      recordedAt: string;
      lateEntry: boolean;
      imported: boolean;
      dueAt: string;
      takenBy: {
        id: string;
        name: string;
      };
      batch: {
        id: string;
        item: {
          id: string;
        } | null;
      } | null;
      fridge: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      } | null;
    })[];
  };
};

export type MealSamplesVariables = {
  id: string;
};

export type SampleFridges = {
  areas: {
    items: ({
      id: string;
      name: {
        zh: string;
        en: string | null;
      };
    })[];
  };
};

export type SampleFridgesVariables = {
  canteen: string;
};

export type SampleRow = {
  id: string;
  number: string;
  status: SampleStatus;
  grams: string;
  retained: boolean;
  occurredAt: string;
  recordedAt: string;
  lateEntry: boolean;
  imported: boolean;
  dueAt: string;
  dish: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
  } | null;
  service: {
    id: string;
    day: string;
    meal: Meal;
  } | null;
  takenBy: {
    id: string;
    name: string;
  };
  fridge: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
  } | null;
};

export type SampleRecord = {
  id: string;
  version: number;
  number: string;
  state: SampleState;
  status: SampleStatus;
  grams: string;
  retained: boolean;
  occurredAt: string;
  recordedAt: string;
  lateEntry: boolean;
  imported: boolean;
  lateReason: string | null;
  countersignedAt: string | null;
  keptSince: string;
  dueAt: string;
  availableActions: SampleAction[];
  recordedBy: {
    id: string;
    name: string;
  };
  countersignedBy: {
    name: string;
  } | null;
  takenBy: {
    id: string;
    name: string;
  };
  fridge: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
  } | null;
  disposedAt: string | null;
  disposedBy: {
    id: string;
    name: string;
  } | null;
  disposalMethod: string | null;
  sealReason: string | null;
  sealedAt: string | null;
  sealedBy: {
    id: string;
    name: string;
  } | null;
  releaseReason: string | null;
  handedOverTo: string | null;
  handedOverAt: string | null;
  dish: {
    id: string;
    name: {
      zh: string;
      en: string | null;
    };
  } | null;
  service: {
    id: string;
    day: string;
    meal: Meal;
    serviceStart: string;
    serviceEnd: string;
  } | null;
  batch: {
    id: string;
    number: string;
    state: BatchState;
    occurredAt: string;
    portions: number;
    cook: {
      id: string;
      name: string;
    };
    temperatures: {
      id: string;
      celsius: string;
      within: boolean;
      occurredAt: string;
      recordedAt: string;
    }[];
    takes: ({
      id: string;
      basis: TakeBasis;
      quantity: {
        value: string;
        unit: string;
      } | null;
      ingredient: {
        id: string;
        name: {
          zh: string;
          en: string | null;
        };
      } | null;
      lot: {
        id: string;
        lotCode: string;
        expiryDate: string | null;
        supplier: {
          id: string;
          name: {
            zh: string;
            en: string | null;
          };
        } | null;
        line: {
          id: string;
          lineNo: number;
          receipt: {
            id: string;
            number: string;
            occurredAt: string;
          };
        } | null;
      } | null;
    })[];
  } | null;
};

export type Sessions = {
  me: {
    account: string | null;
    person: {
      id: string;
      hasPin: boolean;
    };
  } | null;
  sessions: ({
    id: string;
    method: SignInMethod;
    openedAt: string;
    lastSeenAt: string;
    expiresAt: string;
    device: string | null;
    address: string | null;
    current: boolean;
  })[];
};

export type SessionsVariables = Record<string, never>;

export type PeriodBooks = {
  canteen: {
    id: string;
    recordedAt: string;
  } | null;
  closedPeriods: {
    items: {
      id: string;
      month: string;
      closedAt: string;
      closedBy: {
        id: string;
        name: string;
      };
    }[];
  };
  lateEntries: {
    recordId: string;
    occurredAt: string;
  }[];
};

export type PeriodBooksVariables = {
  canteen: string;
};

export type Policies = {
  policies: ({
    policy: string;
    field: string;
    title: {
      zh: string;
      en: string | null;
    } | null;
    value: unknown;
    default: unknown;
    unit: string | null;
    citation: {
      zh: string;
      en: string | null;
    };
    mark: string;
    changed: boolean;
    reason: string | null;
    changedAt: string | null;
    changedBy: string | null;
  })[];
};

export type PoliciesVariables = {
  organization: string;
};

export type ClosedPeriodRecord = {
  id: string;
  month: string;
  closedAt: string;
  closedBy: {
    id: string;
    name: string;
  };
};

export type DayTold = {
  dayReport: {
    day: string;
    closed: boolean;
    closedAt: string | null;
    sections: ({
      key: string;
      title: {
        zh: string;
        en: string | null;
      };
      figures: ({
        title: {
          zh: string;
          en: string | null;
        };
        value: string;
        tone: string | null;
      })[];
      facts: ({
        text: {
          zh: string;
          en: string | null;
        };
        tone: string;
        recordType: string | null;
        recordId: string | null;
      })[];
    })[];
    afterClosing: ({
      key: string;
      title: {
        zh: string;
        en: string | null;
      };
      facts: ({
        text: {
          zh: string;
          en: string | null;
        };
        tone: string;
        recordType: string | null;
        recordId: string | null;
      })[];
    })[];
  };
};

export type DayToldVariables = {
  canteen: string;
  day: string;
};

export type ExportsMade = {
  exports: {
    total: number;
    hasNext: boolean;
    items: ({
      id: string;
      ledger: string;
      format: ExportFormat;
      language: SheetLanguage;
      filter: unknown | null;
      requestedById: string;
      requestedByName: string;
      requestedAt: string;
      rows: number | null;
      sha256: string | null;
      journalHead: string | null;
      expired: boolean;
      finishedAt: string | null;
      file: {
        id: string;
        name: string;
        size: number;
        url: string | null;
      } | null;
      work: {
        id: string;
        state: WorkState;
        done: number;
        total: number | null;
        failure: string | null;
        failureParams: unknown | null;
      } | null;
    })[];
  };
};

export type ExportsMadeVariables = {
  page: PageInput;
  filter: ExportFilter;
};

export type ImportOpen = {
  import: {
    id: string;
    version: number;
    kind: string;
    fileName: string;
    canteen: string | null;
    file: {
      id: string;
    } | null;
    sheets: unknown;
    sheet: string;
    headings: unknown;
    mapping: unknown;
    state: ImportState;
    availableActions: ImportAction[];
    rows: number | null;
    creates: number | null;
    updates: number | null;
    same: number | null;
    refused: number | null;
    problems: ({
      code: string;
      message: string;
      field: string | null;
    })[];
    remarks: {
      code: string;
      message: string;
    }[];
    recordedAt: string;
    byId: string;
    byName: string;
    checkedAt: string | null;
    importedAt: string | null;
    undoneAt: string | null;
    work: {
      id: string;
      state: WorkState;
      done: number;
      total: number | null;
      failure: string | null;
      failureParams: unknown | null;
    } | null;
  } | null;
};

export type ImportOpenVariables = {
  id: string;
};

export type ImportsMade = {
  imports: {
    total: number;
    hasNext: boolean;
    items: ({
      id: string;
      kind: string;
      fileName: string;
      state: ImportState;
      rows: number | null;
      creates: number | null;
      updates: number | null;
      same: number | null;
      refused: number | null;
      recordedAt: string;
      byName: string;
    })[];
  };
};

export type ImportsMadeVariables = {
  page: PageInput;
};

export type ExportsWatched = {
  exports: {
    items: ({
      id: string;
      ledger: string;
      format: ExportFormat;
      rows: number | null;
      file: {
        id: string;
        url: string | null;
      } | null;
      work: {
        id: string;
        state: WorkState;
        done: number;
        total: number | null;
        failure: string | null;
        failureParams: unknown | null;
      } | null;
    })[];
  };
};

export type ExportsWatchedVariables = Record<string, never>;

export type ImportVerdicts = {
  importRows: {
    total: number;
    hasNext: boolean;
    items: ({
      id: string;
      row: number;
      outcome: ImportOutcome;
      label: string;
      errors: ({
        cell: string | null;
        code: string;
        message: string;
      })[];
      remarks: ({
        cell: string | null;
        code: string;
        message: string;
      })[];
      changes: ({
        column: {
          zh: string;
          en: string | null;
        };
        from: string;
        to: string;
      })[];
      recordType: string | null;
      recordId: string | null;
    })[];
  };
};

export type ImportVerdictsVariables = {
  import: string;
  page: PageInput;
  filter: ImportLineFilter;
};

export type ExportRow = {
  id: string;
  ledger: string;
  format: ExportFormat;
};

export type ExportRecord = {
  id: string;
  ledger: string;
  format: ExportFormat;
  filter: unknown | null;
  requestedByName: string;
  requestedAt: string;
  rows: number | null;
  sha256: string | null;
  journalHead: string | null;
  expired: boolean;
  finishedAt: string | null;
  file: {
    id: string;
    name: string;
    url: string | null;
  } | null;
  work: {
    id: string;
    state: WorkState;
    done: number;
    total: number | null;
    failure: string | null;
    failureParams: unknown | null;
  } | null;
};

export type ImportRecord = {
  id: string;
  version: number;
  state: ImportState;
  headings: unknown;
  mapping: unknown;
  problems: {
    code: string;
  }[];
};

export type LabelPrintRecord = {
  id: string;
  copies: number;
  file: {
    id: string;
    url: string | null;
  } | null;
};

export type ImportKindsOpen = {
  importKinds: ({
    name: string;
    title: {
      zh: string;
      en: string | null;
    };
    says: {
      zh: string;
      en: string | null;
    };
    needs: string;
    perCanteen: boolean;
    columns: ({
      key: string;
      title: {
        zh: string;
        en: string | null;
      };
      kind: string;
      required: boolean;
      help: {
        zh: string;
        en: string | null;
      };
      example: string;
    })[];
  })[];
};

export type ImportKindsOpenVariables = Record<string, never>;

export type LedgersOpen = {
  ledgers: ({
    name: string;
    title: {
      zh: string;
      en: string | null;
    };
    formats: ExportFormat[];
    hasForm: boolean;
    period: string | null;
    columns: ({
      key: string;
      title: {
        zh: string;
        en: string | null;
      };
      kind: string;
    })[];
  })[];
};

export type LedgersOpenVariables = Record<string, never>;

export type SiteNotice = {
  site: {
    demo: boolean;
  };
};

export type SiteNoticeVariables = Record<string, never>;

export type LoginNotice = {
  site: {
    demo: boolean;
  };
};

export type LoginNoticeVariables = Record<string, never>;

export type TodayMeals = {
  mealServices: {
    items: ({
      id: string;
      meal: Meal;
      serviceStart: string;
      serviceEnd: string;
      plannedDiners: number;
      items: ({
        id: string;
        cookingSince: string | null;
        dish: {
          id: string;
          name: {
            zh: string;
            en: string | null;
          };
        } | null;
      })[];
      coverage: ({
        item: {
          id: string;
        };
        sampled: SampleCoverage;
        batch: {
          id: string;
          state: BatchState;
        } | null;
      })[] | null;
    })[];
  };
};

export type TodayMealsVariables = {
  canteen: string;
  day: string;
};

export type TodayDuties = {
  today: ({
    key: string;
    kind: string;
    title: {
      zh: string;
      en: string | null;
    };
    dueAt: string | null;
    severity: string;
    done: boolean;
    recordType: string;
    recordId: string;
    count: number | null;
    forRoles: string[];
    mine: boolean;
  })[];
};

export type TodayDutiesVariables = {
  canteen: string;
};

export type RecordCorrections = {
  corrections: {
    id: string;
    statement: string;
    reason: string;
    declaredBy: {
      id: string;
      name: string;
    };
    declaredAt: string;
  }[];
};

export type RecordCorrectionsVariables = {
  recordType: string;
  id: string;
};

export type RecordHistory = {
  journal: {
    id: string;
    seq: number;
    at: string;
    act: string;
    personName: string;
    hash: string;
  }[];
};

export type RecordHistoryVariables = {
  recordId: string;
};

export type Colleagues = {
  colleagues: {
    id: string;
    name: string;
  }[];
};

export type ColleaguesVariables = {
  canteen: string;
  permission?: string | null;
};
