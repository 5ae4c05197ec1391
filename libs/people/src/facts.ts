import { LocalizedText, type LocalDate } from '@canteen/kernel';
import { enumLabel, printedTime, type Ctx, type Fact, type FactSection } from '@canteen/platform';
import { Canteen } from './canteen.entity.ts';
import { timeZoneOf } from './event-row.ts';
import { lateEntriesOf } from './record.commands.ts';

/** What was written late: on this day, or about it. Entries of months past that came as history are not late but old. */
export async function facts(ctx: Ctx, canteenId: string, day: LocalDate): Promise<FactSection[]> {
  const canteen = await ctx.get(Canteen, canteenId);
  const timeZone = await timeZoneOf(ctx, canteen);
  const late = await lateEntriesOf(ctx, canteenId, { from: day.startsAt(timeZone), to: day.endOfDay(timeZone) });
  const told: Fact[] = [];
  for (const event of late) {
    const by = await ctx.load(event.recordedBy);
    const what = (lang: 'zh' | 'en') => `${enumLabel(ctx, 'RecordType', event.constructor.name, lang)} ${(event as { number?: string }).number ?? ''}`.trim();
    const [happened, written] = [printedTime(event.occurredAt, timeZone), printedTime(event.recordedAt, timeZone)];
    told.push({
      tone: 'late',
      text: LocalizedText.of(
        `补录 ${what('zh')}：发生 ${happened}，记录 ${written}，${by.name}；${event.lateReason ?? ''}`,
        `Late entry, ${what('en')}: happened ${happened}, written ${written}, ${by.name}; ${event.lateReason ?? ''}`,
      ),
      recordType: event.constructor.name, recordId: event.id,
    });
  }
  return [
    {
      key: 'late',
      title: { zh: '补录', en: 'Late entries' },
      figures: [{ title: { zh: '补录', en: 'Late entries' }, value: String(late.length), tone: late.length ? 'late' : 'ok' }],
      facts: told,
      last: true,
    },
  ];
}
