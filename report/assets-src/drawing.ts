import type { EChartsCoreOption } from "echarts/core";
import { type Data, type Cell, index } from "./data";
import type { Spec } from "./spec";
import type { Theme } from "./theme";

// Legend entries are drawn in the page, not in the chart, so that they wrap,
// scale and are read like text.
export interface LegendEntry {
  label: string;
  color: string;
  mark: "line" | "dash" | "box" | "band";
}

// Drawing is a chart ready to be drawn at one width in one theme.
export interface Drawing {
  option: EChartsCoreOption;
  height: number;
  legend: LegendEntry[];
  colors: string[]; // one a series that has something to show; the test looks for each
  stages?: { label: string; at: number }[]; // headings over a flow diagram, pixels from the left
  note?: string; // what is in the table only
  choices?: { heading: string; options: string[]; chosen: string }; // what the reader may choose to see
  marks?: string[]; // numbered marks explained below the chart, where there is no room in it
}

export interface Frame {
  spec: Spec;
  data: Data;
  theme: Theme;
  width: number;
  choice?: string; // of the reader, among the choices of the last drawing
}

// narrow is the width under which labels leave the chart.
export const narrow = 560;

// Group is the rows of one drawn series.
export interface Group {
  label: string;
  role?: string;
  y: number;
  low: number;
  high: number;
  rows: Cell[][];
}

export function groups({ spec, data }: Frame): Group[] {
  const series = (spec.series ?? []).map((s) => {
    const y = index(data, s.y);
    return {
      label: s.label || data.columns[y]!.heading,
      role: s.role,
      y,
      low: s.low ? index(data, s.low) : -1,
      high: s.high ? index(data, s.high) : -1,
      rows: data.rows,
    };
  });
  if (!spec.split) return series;
  const split = index(data, spec.split);
  const byName = new Map<string, Group>();
  for (const row of data.rows) {
    const label = row[split]!.raw;
    if (!byName.has(label)) byName.set(label, { ...series[0]!, label, rows: [] });
    byName.get(label)!.rows.push(row);
  }
  return [...byName.values()];
}

// most is how many series one chart draws: the palette's length, since two
// lines of one colour would be taken for each other.
export const most = 8;

// largest keeps the series that reach highest, in their order, and leaves out
// those that are nothing throughout.
export function largest(all: Group[], limit: number): Group[] {
  const peak = (g: Group) => Math.max(0, ...g.rows.flatMap((r) => [g.y, g.high].filter((j) => j >= 0).map((j) => Math.abs(r[j]!.value) || 0)));
  if (all.length <= limit) return all;
  const ranked = all.map((g) => ({ g, peak: peak(g) })).filter((p) => p.peak > 0);
  const kept = new Set([...ranked].sort((a, b) => b.peak - a.peak).slice(0, limit).map((p) => p.g));
  return all.filter((g) => kept.has(g));
}

export function textStyle(theme: Theme, size = 12) {
  return { fontFamily: theme.font, fontSize: size, color: theme.color("soft") };
}

// tip builds a tooltip from text nodes: names from data are never markup.
export function tip(title: string, rows: { color?: string; label: string; value: string }[]): HTMLElement {
  const box = document.createElement("div");
  box.className = "tip";
  const head = document.createElement("b");
  head.textContent = title;
  box.append(head);
  for (const r of rows) {
    const line = document.createElement("div");
    const chip = document.createElement("i");
    chip.style.background = r.color ?? "transparent";
    const label = document.createElement("span");
    label.textContent = r.label;
    const value = document.createElement("span");
    value.textContent = r.value;
    line.append(chip, label, value);
    box.append(line);
  }
  return box;
}

export function tooltipStyle(theme: Theme) {
  return {
    confine: true,
    backgroundColor: theme.color("paper"),
    borderColor: theme.color("rule"),
    borderWidth: 1,
    padding: [8, 10],
    transitionDuration: 0,
    extraCssText: "box-shadow: 0 2px 10px rgba(0,0,0,.18)",
  };
}

let ruler: CanvasRenderingContext2D | null | undefined;

export function textWidth(s: string, theme: Theme, size = 12, weight = 400): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return s.length * size * 0.6;
  ruler.font = `${weight} ${size}px ${theme.font}`;
  return ruler.measureText(s).width;
}

// shorten cuts a name to so many pixels; the table and the tooltip have all of it.
export function shorten(s: string, theme: Theme, room: number, size = 12): string {
  if (textWidth(s, theme, size) <= room) return s;
  let n = Math.floor((s.length * room) / textWidth(s, theme, size));
  while (n > 1 && textWidth(s.slice(0, n) + "…", theme, size) > room) n--;
  return s.slice(0, n).trimEnd() + "…";
}
