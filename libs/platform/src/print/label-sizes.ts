import type { Words } from '@canteen/kernel';

/** A label, or a sheet of them. Millimetres. */
export interface LabelSize {
  key: string;
  title: Words;
  width: number;
  height: number;
  /** On A4: how many across and down, where the first begins, and from one to the next. */
  sheet?: { across: number; down: number; left: number; top: number; stepX: number; stepY: number };
}

const roll = (width: number, height: number): LabelSize => ({
  key: `${width}x${height}`, title: { zh: `标签机 ${width}×${height} mm`, en: `Label printer, ${width} × ${height} mm` }, width, height,
});

/** What label printers in shops and kitchens commonly hold, and the two A4 sheets that every stationer has. */
export const LABEL_SIZES: readonly LabelSize[] = [
  roll(60, 40),
  roll(50, 30),
  roll(40, 30),
  roll(100, 70),
  {
    key: 'a4-3x8', title: { zh: 'A4 不干胶 3×8（70×37 mm）', en: 'A4 sheet 3 × 8 (70 × 37 mm)' }, width: 70, height: 37,
    sheet: { across: 3, down: 8, left: 0, top: 0.5, stepX: 70, stepY: 37 },
  },
  {
    key: 'a4-2x7', title: { zh: 'A4 不干胶 2×7（99.1×38.1 mm）', en: 'A4 sheet 2 × 7 (99.1 × 38.1 mm)' }, width: 99.1, height: 38.1,
    sheet: { across: 2, down: 7, left: 4.65, top: 15.15, stepX: 101.6, stepY: 38.1 },
  },
];
