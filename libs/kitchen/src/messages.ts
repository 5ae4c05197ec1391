import type { Messages } from '@canteen/kernel';

export const messages: Messages = {
  errors: {
    BATCH_PORTIONS_OUT_OF_RANGE: {
      zh: '份数须为 1 至 {max} 的整数，收到 {given}。',
      en: 'Portions are a whole number from 1 to {max}, but got {given}.',
    },
    BATCH_AFTER_MEAL: {
      zh: '这一餐是 {day} 的，制作时间不能晚于当天。请填写实际开始制作的时间。',
      en: 'This meal was on {day}; cooking for it did not begin on a later day. Say when it began.',
    },
    BATCH_NEEDS_RECIPE: {
      zh: '「{dish}」没有启用的食谱，无法开始制作。请先启用一个带量食谱。',
      en: '{dish} has no adopted recipe, so it cannot be cooked from one. Adopt a recipe first.',
    },
    BATCH_ALREADY_STARTED: {
      zh: '「{dish}」已开始制作，未重复领料。确需再做一批，请在该菜品处选择再做一批。',
      en: '{dish} has been started already; nothing was taken a second time. If another batch is meant, ask for it at the dish.',
    },
    NOTHING_TO_START: {
      zh: '本餐的每道菜都已开始制作。要再做一批，请逐道选择。',
      en: 'Every dish of this meal has been started. To cook another batch, name the dish.',
    },
    STOCK_SHORT: {
      zh: '「{ingredient}」库存不足：需要 {needed}，可用 {available}，缺 {short}。请补货、盘点调整，或减少份数。',
      en: 'Not enough {ingredient}: {needed} needed, {available} at hand, {short} short. Receive more, correct the count, or cook fewer portions.',
    },
    TAKE_NOT_IN_RECIPE: {
      zh: '该原料不在这道菜的食谱中。公示的过敏原来自食谱，请先修改食谱。',
      en: 'This ingredient is not in the recipe of the dish. The allergens that diners see come from the recipe; change the recipe first.',
    },
    LOT_OF_OTHER_INGREDIENT: { zh: '该批次不是这种原料，或不在本食堂。', en: 'This lot is not of that ingredient, or not in this canteen.' },
    LOT_RECEIVED_LATER: {
      zh: '批次「{lotCode}」在制作开始之后才入库（{receivedAt}），不可能用于此批。',
      en: 'Lot {lotCode} arrived after the cooking began ({receivedAt}), so it cannot have gone into it.',
    },
    LOT_NOT_BY_DAY: {
      zh: '「{ingredient}」按批领用，不按日开封。只有调味品等按日归集的原料才登记开封。',
      en: '{ingredient} is issued batch by batch. Only seasonings that are attributed by day are opened.',
    },
    LOT_ALREADY_OPEN: { zh: '批次「{lotCode}」已于 {openedOn} 开封。', en: 'Lot {lotCode} was opened on {openedOn}.' },
    RECIPE_UNIT_MISMATCH: {
      zh: '「{dish}」食谱中的「{ingredient}」无法从 {from} 换算为库存单位 {to}。请先登记包装或单件重量。',
      en: '{ingredient} in the recipe of {dish} cannot be converted from {from} to the stock unit {to}. First record its pack or piece weight.',
    },
    CORE_TEMPERATURE_MISSING: {
      zh: '「{dish}」尚无中心温度记录，须测得不低于 {limit} ℃ 才能完成。',
      en: 'The core temperature of {dish} was not measured; it has to be at least {limit} °C before the batch is finished.',
    },
    CORE_TEMPERATURE_LOW: {
      zh: '「{dish}」中心温度须不低于 {limit} ℃，测得 {celsius} ℃。请先登记纠偏措施（如重新加热），再测一次达到限值；或销毁本批。',
      en: 'The core of {dish} must reach {limit} °C, but {celsius} °C was read. Record what was done (reheat it), then measure again at the limit or above; or discard the batch.',
    },
    READING_NEEDS_ONE_TARGET: {
      zh: '一次测温对应一个制作批或一个区域，二者选一。',
      en: 'A reading belongs to one batch or to one area: give exactly one of them.',
    },
    READING_BEFORE_BATCH: {
      zh: '测温或纠偏不能早于制作开始（{startedAt}）。',
      en: 'Nothing was measured or corrected before the batch began ({startedAt}).',
    },
    TEMPERATURE_NOT_MEASURABLE: {
      zh: '温度计读数应在 {min} 至 {max} ℃ 之间，收到 {given}。',
      en: 'A kitchen thermometer shows {min} to {max} °C, but got {given}.',
    },
  },
  enums: {
    RecordType: {
      ProductionBatch: { zh: '制作批', en: 'Production batch' },
      LotTake: { zh: '领用投料', en: 'Lot taken' },
      TemperatureReading: { zh: '温度记录', en: 'Temperature reading' },
      CorrectiveAction: { zh: '纠偏措施', en: 'Corrective action' },
    },
    BatchState: {
      COOKING: { zh: '制作中', en: 'Cooking' },
      FINISHED: { zh: '已完成', en: 'Finished' },
      DISCARDED: { zh: '已销毁', en: 'Discarded' },
    },
    BatchAction: {
      MEASURE: { zh: '测中心温度', en: 'Measure' },
      CORRECT: { zh: '登记纠偏', en: 'Record a correction' },
      FINISH: { zh: '完成', en: 'Finish' },
      DISCARD: { zh: '销毁', en: 'Discard' },
    },
    TakeBasis: {
      ISSUED: { zh: '按批领用', en: 'Issued for the batch' },
      OPENED_BY_DAY: { zh: '当日开封归集', en: 'Open that day' },
    },
    ReadingKind: {
      CORE: { zh: '中心温度', en: 'Core temperature' },
      STORAGE: { zh: '贮存温度', en: 'Storage temperature' },
    },
    CorrectiveActionKind: {
      REHEATED: { zh: '重新加热', en: 'Reheated' },
      DISCARDED: { zh: '销毁', en: 'Discarded' },
      OTHER: { zh: '其他', en: 'Other' },
    },
  },
  fields: {
    ProductionBatch: { zh: '制作批', en: 'Production batch' },
    LotTake: { zh: '投料', en: 'Lot taken' },
    TemperatureReading: { zh: '温度记录', en: 'Temperature reading' },
    CorrectiveAction: { zh: '纠偏措施', en: 'Corrective action' },
    number: { zh: '编号', en: 'Number' },
    service: { zh: '餐次', en: 'Meal' },
    dish: { zh: '菜品', en: 'Dish' },
    recipe: { zh: '食谱', en: 'Recipe' },
    portions: { zh: '份数', en: 'Portions' },
    cook: { zh: '制作人', en: 'Cook' },
    state: { zh: '状态', en: 'State' },
    finishedAt: { zh: '完成时间', en: 'Finished' },
    takes: { zh: '投料', en: 'Lots taken' },
    temperatures: { zh: '中心温度', en: 'Temperatures' },
    corrections: { zh: '纠偏', en: 'Corrections' },
    basis: { zh: '领用方式', en: 'Basis' },
    skipReason: { zh: '不按先到期先用的原因', en: 'Why not first expired, first out' },
    celsius: { zh: '温度（℃）', en: 'Temperature (°C)' },
    limitMin: { zh: '下限（℃）', en: 'Lower limit (°C)' },
    limitMax: { zh: '上限（℃）', en: 'Upper limit (°C)' },
    within: { zh: '合格', en: 'Within limits' },
    area: { zh: '区域', en: 'Area' },
    note: { zh: '说明', en: 'Note' },
  },
  actions: {
    MEASURE: { zh: '测温', en: 'Measure' },
    CORRECT: { zh: '纠偏', en: 'Correct' },
    FINISH: { zh: '完成', en: 'Finish' },
    DISCARD: { zh: '销毁', en: 'Discard' },
  },
  words: {
    'kitchen.notStarted': { zh: '尚未开始制作', en: 'Not started' },
    'kitchen.unfinished': { zh: '制作未完成', en: 'Unfinished batch' },
    'kitchen.lowTemperature': { zh: '中心温度不足', en: 'Core temperature low' },
    'kitchen.storageReading': { zh: '贮存测温', en: 'Storage temperature' },
  },
};
