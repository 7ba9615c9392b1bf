/** A divider between two halves, in percent of the width, as keys move it. */

const STEP = 2;
const LEAP = 10;

export const within = (percent: number): number => Math.min(100, Math.max(0, Math.round(percent)));

/** Where a key takes the divider; null where it is no key of a slider. */
export function moved(at: number, key: string): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: -STEP,
    ArrowDown: -STEP,
    ArrowRight: STEP,
    ArrowUp: STEP,
    PageDown: -LEAP,
    PageUp: LEAP,
    Home: -100,
    End: 100,
  };
  const step = steps[key];
  return step === undefined ? null : within(at + step);
}
