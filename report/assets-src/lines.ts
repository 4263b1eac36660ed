import type { CustomSeriesRenderItem } from "echarts";
import { index } from "./data";
import { type Drawing, type Frame, type Group, groups, largest, most, narrow, textStyle, textWidth, tip, tooltipStyle } from "./drawing";
import { formatter } from "./format";
import { assign } from "./theme";

const labelSize = 12;
const labelRoom = 170; // widest end label, pixels
const leader = 22; // from the end of a line to its label

// drawLines draws quantities over time, each with its band where it has one.
export function drawLines(frame: Frame): Drawing {
  const { spec, data, theme, width } = frame;
  const every = groups(frame);
  // More than four bands over one another are a fog.
  const all = largest(every, every.some((g) => g.low >= 0) ? 4 : most);
  const colors = assign(theme, all.map((g) => g.role));
  const x = index(data, spec.x!);
  const column = data.columns[all[0]!.y]!;
  const show = formatter(column.type, column.unit);
  const wide = width >= narrow;
  const direct = wide && all.length > 1 && all.length <= 6; // names at the ends of the lines
  const right = direct ? Math.min(labelRoom, Math.max(...all.map((g) => textWidth(g.label, theme, labelSize, 600)))) + leader + 6 : 20;
  const marks = [...(spec.marks ?? [])].sort((a, b) => a.on.localeCompare(b.on));
  const rows = markRows(frame, marks.map((m) => m.label), wide);
  const usable = (v: number) => !Number.isNaN(v) && !(spec.log && v <= 0);

  const series: object[] = [];
  all.forEach((g, i) => {
    if (g.low >= 0) series.push(band(g, x, colors[i]!, i, usable));
  });
  all.forEach((g, i) => {
    const points = g.rows.map((r) => [r[x]!.value, usable(r[g.y]!.value) ? r[g.y]!.value : null]);
    series.push({
      type: "line",
      name: g.label,
      data: points,
      symbol: "circle",
      symbolSize: 6,
      showSymbol: points.filter((p) => p[1] !== null).length < 2,
      color: colors[i],
      lineStyle: { color: colors[i], width: g.role === "baseline" ? 1.5 : 2.2, type: g.role === "baseline" ? [5, 4] : "solid" },
      z: g.role === "baseline" ? 3 : 4,
      emphasis: { disabled: true },
      markLine: i === 0 && marks.length ? markLines(frame, marks, rows, wide) : undefined,
    });
  });

  if (direct) series.push(endLabels(frame, all, x, colors, usable));

  const ticks = spec.log ? logTicks(all, usable) : [];
  const option = {
    animation: false,
    useUTC: true,
    textStyle: textStyle(theme),
    grid: { left: 4, right, top: 14 + (marks.length ? 16 * (Math.max(...rows) + 1) : 0), bottom: 4, containLabel: true },
    tooltip: {
      ...tooltipStyle(theme),
      trigger: "axis",
      axisPointer: { type: "line", lineStyle: { color: theme.color("soft"), width: 1 } },
      formatter: (params: unknown) => tooltip(frame, all, colors, x, params, show),
    },
    xAxis: {
      type: "time",
      axisLine: { lineStyle: { color: theme.color("soft") } },
      axisTick: { show: true, lineStyle: { color: theme.color("rule") } },
      axisLabel: { ...textStyle(theme), hideOverlap: true, formatter: { year: "{yyyy}", month: "{MMM}", day: "{d} {MMM}" } },
      splitLine: { show: false },
      minInterval: 28 * 86400e3,
      splitNumber: wide ? 6 : 4,
    },
    yAxis: {
      type: spec.log ? "log" : "value",
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...textStyle(theme), formatter: formatter(column.type), ...(spec.log ? { customValues: ticks } : {}) },
      splitLine: { lineStyle: { color: theme.color("rule"), width: 1 }, ...(spec.log ? { customValues: ticks } : {}) },
      splitNumber: 4,
      ...(spec.log ? { min: ticks[0], max: ticks[ticks.length - 1], axisTick: { show: false, customValues: ticks } } : {}),
    },
    series,
  };
  const drawn = colors.filter((_, i) => all[i]!.rows.some((r) => usable(r[all[i]!.y]!.value)));
  const legend: Drawing["legend"] = direct || all.length === 1 ? [] : all.map((g, i) => ({ label: g.label, color: colors[i]!, mark: g.role === "baseline" ? "dash" : "line" }));
  if (all.some((g) => g.low >= 0)) {
    const i = all.findIndex((g) => g.low >= 0);
    const [mid, low, high] = [all[i]!.y, all[i]!.low, all[i]!.high].map((c) => data.columns[c]!.heading);
    if (all.length === 1) legend.push({ label: `${mid === "Mean" ? "Mean" : "Median"} of the draws`, color: colors[i]!, mark: "line" });
    const part = low === "P5" && high === "P95" ? "9 of 10 draws (P5–P95)" : "8 of 10 draws (P10–P90)";
    legend.push({ label: "Band: " + part, color: all.length === 1 ? colors[i]! : theme.color("soft"), mark: "band" });
  }
  return {
    option,
    height: wide ? 340 : 280,
    legend,
    colors: drawn,
    note: all.length < every.length ? `The ${all.length} highest of ${every.length} lines are drawn; the table has all.` : undefined,
    marks: wide ? undefined : marks.map((m) => m.label),
  };
}

// band draws the area between low and high as one polygon a stretch of known
// values; unlike stacked areas it is right on a logarithmic axis too.
function band(g: Group, x: number, color: string, i: number, usable: (v: number) => boolean) {
  const points = g.rows.map((r) => [r[x]!.value, r[g.low]!.value, r[g.high]!.value] as [number, number, number]);
  const known = points.filter((p) => usable(p[1]) && usable(p[2]));
  const renderItem: CustomSeriesRenderItem = (params, api) => {
    if (params.dataIndexInside !== 0) return null;
    const children = stretches(points, (p) => usable(p[1]) && usable(p[2])).map((part) => ({
      type: "polygon" as const,
      shape: { points: [...part.map((p) => api.coord([p[0], p[2]])), ...part.reverse().map((p) => api.coord([p[0], p[1]]))] },
      style: { fill: color, opacity: 0.18 },
    }));
    return { type: "group", children };
  };
  return { type: "custom", name: `band ${i}`, data: known, encode: { x: 0, y: [1, 2] }, renderItem, clip: true, silent: true, z: 2, tooltip: { show: false } };
}

function stretches<T>(list: T[], ok: (v: T) => boolean): T[][] {
  const out: T[][] = [[]];
  for (const v of list) {
    if (ok(v)) out[out.length - 1]!.push(v);
    else if (out[out.length - 1]!.length) out.push([]);
  }
  return out.filter((part) => part.length > 1);
}

// endLabels writes each name beside the end of its line, moved apart where
// lines end together, with a thin lead from the one to the other. Prices that
// return to normal all end together, so this is the common case.
function endLabels({ theme, data }: Frame, all: Group[], x: number, colors: string[], usable: (v: number) => boolean) {
  const ends = all.flatMap((g, i) => {
    const row = g.rows.filter((r) => usable(r[g.y]!.value)).at(-1);
    return row ? [{ label: g.label, color: colors[i]!, at: row[x]!.value, y: row[g.y]!.value }] : [];
  });
  const end = Math.max(...data.rows.map((r) => r[x]!.value));
  const gap = labelSize + 4;
  const renderItem: CustomSeriesRenderItem = (params, api) => {
    if (params.dataIndexInside !== 0) return null;
    const frame = params.coordSys as unknown as { y: number; height: number };
    const placed = ends.map((e) => ({ ...e, from: api.coord([e.at, e.y]), to: 0 })).sort((a, b) => a.from[1]! - b.from[1]!);
    // Down the page each label keeps its distance from the one above; then, up
    // from the bottom of the frame, those pushed out of it are pushed back.
    placed.forEach((p, i) => (p.to = Math.max(p.from[1]!, i ? placed[i - 1]!.to + gap : -Infinity)));
    let floor = frame.y + frame.height - 2;
    for (const p of [...placed].reverse()) {
      p.to = Math.min(p.to, floor);
      floor = p.to - gap;
    }
    const edge = api.coord([end, ends[0]!.y])[0]!;
    const children = placed.flatMap((p) => [
      { type: "polyline" as const, shape: { points: [[p.from[0]! + 2, p.from[1]!], [edge + leader / 2, p.to], [edge + leader - 4, p.to]] }, style: { stroke: p.color, fill: "none", lineWidth: 1, opacity: 0.6 } },
      { type: "text" as const, style: { text: p.label, x: edge + leader, y: p.to, fill: p.color, font: `600 ${labelSize}px ${theme.font}`, verticalAlign: "middle" as const, width: labelRoom, overflow: "truncate" as const } },
    ]);
    return { type: "group", children };
  };
  return { type: "custom", name: "labels", data: ends.map((e) => [e.at, e.y]), encode: { x: 0, y: 1 }, renderItem, silent: true, z: 5, tooltip: { show: false } };
}

// logTicks returns 1, 2 and 5 times the powers of ten around the values drawn;
// whole decades alone would leave an axis with one line on it.
function logTicks(all: Group[], usable: (v: number) => boolean): number[] {
  const values = all.flatMap((g) => g.rows.flatMap((r) => [g.y, g.low, g.high].filter((j) => j >= 0).map((j) => r[j]!.value))).filter(usable);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const steps: number[] = [];
  for (let d = Math.floor(Math.log10(low)); d <= Math.ceil(Math.log10(high)); d++) {
    for (const m of [1, 2, 5]) steps.push(Number((m * 10 ** d).toPrecision(1)));
  }
  const from = steps.findLastIndex((s) => s <= low);
  const to = steps.findIndex((s) => s >= high);
  const inside = steps.slice(Math.max(0, from), to + 1);
  // Over three decades the powers of ten suffice, ends kept.
  return inside.length <= 10 ? inside : inside.filter((s, i) => i === 0 || i === inside.length - 1 || /^1(e|0|$)|^0\.0*1$/.test(String(s)));
}

// markRows spreads the labels of close marks over several rows.
function markRows({ spec, data, theme, width }: Frame, labels: string[], wide: boolean): number[] {
  const x = index(data, spec.x!);
  const times = data.rows.map((r) => r[x]!.value);
  const start = Math.min(...times);
  const scale = width / Math.max(1, Math.max(...times) - start);
  const ends: number[] = [];
  return labels.map((label, i) => {
    const at = (Date.parse([...spec.marks!].map((m) => m.on).sort()[i]!) - start) * scale;
    let row = ends.findIndex((end) => end + 8 <= at);
    if (row < 0) row = ends.length;
    ends[row] = at + (wide ? textWidth(label, theme, 11) : 14);
    return row;
  });
}

function markLines({ theme }: Frame, marks: { on: string; label: string }[], rows: number[], wide: boolean) {
  const last = Math.max(...rows);
  return {
    silent: true,
    symbol: "none",
    animation: false,
    lineStyle: { color: theme.color("soft"), width: 1, type: [2, 3] },
    data: marks.map((m, i) => ({
      xAxis: Date.parse(m.on),
      label: {
        formatter: wide ? m.label : String(i + 1),
        position: "end",
        distance: [0, 4 + 16 * (last - rows[i]!)],
        align: wide ? "left" : "center",
        color: theme.color("soft"),
        fontFamily: theme.font,
        fontSize: 11,
      },
    })),
  };
}

function tooltip(frame: Frame, all: Group[], colors: string[], x: number, params: unknown, show: (v: number) => string): HTMLElement {
  const list = params as { value: number[] }[];
  const at = list[0]?.value[0];
  const rows = all.flatMap((g, i) => {
    const row = g.rows.find((r) => r[x]!.value === at);
    if (!row || Number.isNaN(row[g.y]!.value)) return [];
    let value = show(row[g.y]!.value);
    if (g.low >= 0) value += ` (${formatter(frame.data.columns[g.y]!.type)(row[g.low]!.value)}–${formatter(frame.data.columns[g.y]!.type)(row[g.high]!.value)})`;
    return [{ color: colors[i], label: g.label, value, v: row[g.y]!.value }];
  });
  const title = frame.data.rows.find((r) => r[x]!.value === at)?.[x]!.text ?? "";
  return tip(title, rows.sort((a, b) => b.v - a.v));
}
