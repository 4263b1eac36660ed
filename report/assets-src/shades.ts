import type { LegendEntry } from "./drawing";
import { percent } from "./format";
import type { Theme } from "./theme";

// Shades are five classes of a share, darker (in the dark theme: lighter) for
// more, so that a reader can name the class of a cell.
export interface Shades {
  of(share: number): string;
  legend(shown: number[]): LegendEntry[]; // the classes that occur
}

const names = ["s1", "s2", "s3", "s4", "s5"];

// shades cuts at four bounds, rising; a share on a bound belongs above it.
export function shades(theme: Theme, bounds: [number, number, number, number]): Shades {
  const at = (v: number) => bounds.filter((b) => v >= b).length;
  const color = (k: number) => theme.color(names[k]!);
  const label = (k: number) => (k === 0 ? `under ${percent(bounds[0])}` : k === 4 ? `${percent(bounds[3])} or more` : `${percent(bounds[k - 1]!)} to ${percent(bounds[k]!)}`);
  return {
    of: (v) => color(at(v)),
    legend: (shown) => names.flatMap((_, k) => (shown.some((v) => at(v) === k) ? [{ label: label(k), color: color(k), mark: "box" as const }] : [])),
  };
}
