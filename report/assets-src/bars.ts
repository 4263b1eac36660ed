import { index } from "./data";
import { type Drawing, type Frame, type Group, groups, most, narrow, shorten, textStyle, textWidth, tip, tooltipStyle } from "./drawing";
import { formatter, percent } from "./format";
import { assign } from "./theme";

// drawBars draws horizontal bars, one a category in the order of the table,
// several series end to end, or one under the other.
export function drawBars(frame: Frame): Drawing {
  const { spec, data, theme, width } = frame;
  const x = index(data, spec.x!);
  const beside = spec.stack === "beside";
  const named = [...new Set(data.rows.map((r) => r[x]!.text))];
  const sum = (g: Group, category: string) => g.rows.reduce((n, r) => n + (r[x]!.text === category ? r[g.y]!.value || 0 : 0), 0);
  const parts = merge(groups(frame).map((g) => ({ label: g.label, role: g.role, y: g.y, values: named.map((c) => sum(g, c)) })));
  // Categories with nothing would be rows of noughts.
  const some = named.map((_, k) => parts.some((p) => p.values[k] !== 0));
  const categories = named.filter((_, k) => some[k]);
  const all = parts.map((p) => ({ ...p, values: p.values.filter((_, k) => some[k]) }));
  const values = all.map((p) => p.values);
  const colors = assign(theme, all.map((g) => g.role));
  // How far the bars of a category reach.
  const totals = categories.map((_, k) => values.reduce((n, v) => (beside ? Math.max(n, v[k]!) : n + v[k]!), 0));
  const shares = spec.stack === "share";
  const drawn = shares ? values.map((v) => v.map((n, k) => (totals[k]! > 0 ? n / totals[k]! : 0))) : values;
  const column = data.columns[all[0]!.y]!;
  const show = formatter(column.type, column.unit);
  const short = shares ? percent : formatter(column.type);
  const wide = width >= narrow;
  const names = Math.min(wide ? 220 : width * 0.36, Math.max(...categories.map((c) => textWidth(c, theme, 12.5))) + 4);
  // Names take up to three lines, less the room that breaking at words wastes.
  const shown = categories.map((c) => shorten(c, theme, names * 2.3, 12.5));
  const lines = Math.max(...shown.map((c) => (textWidth(c, theme, 12.5) <= names ? 1 : textWidth(c, theme, 12.5) <= names * 1.6 ? 2 : 3)));
  const tail = shares ? 10 : Math.max(...totals.map((t) => textWidth(short(t), theme, 12))) + 12;
  const plot = width - names - tail - 12;
  const longest = shares ? 1 : Math.max(...totals.map(Math.abs));

  const series: object[] = all.map((g, i) => ({
    type: "bar",
    name: g.label,
    stack: beside ? undefined : "all",
    barWidth: beside ? besideWidth : categories.length === 1 ? 30 : "66%",
    barGap: "18%",
    data: drawn[i],
    color: colors[i],
    itemStyle: { borderColor: theme.color("paper"), borderWidth: all.length > 1 ? 1 : 0 },
    emphasis: { disabled: true },
    label:
      all.length > 1 && !beside
        ? {
            show: true,
            position: "inside",
            fontFamily: theme.font,
            fontSize: 11,
            color: onColor(colors[i]!),
            formatter: (p: { value: number }) => {
              const s = short(p.value);
              return longest > 0 && (p.value / longest) * plot > textWidth(s, theme, 11) + 8 ? s : "";
            },
          }
        : { show: true, position: "right", formatter: (p: { value: number }) => short(p.value), fontFamily: theme.font, fontSize: beside ? 11 : 12, color: theme.color("ink") },
  }));
  if (all.length > 1 && !shares && !beside) {
    // Nothing long, at the end of the stack, to carry the total.
    series.push({
      type: "bar",
      name: "total",
      stack: "all",
      data: categories.map(() => 0),
      silent: true,
      tooltip: { show: false },
      label: { show: true, position: "right", formatter: (p: { dataIndex: number }) => short(totals[p.dataIndex]!), fontFamily: theme.font, fontSize: 12, fontWeight: 600, color: theme.color("ink") },
    });
  }
  const option = {
    animation: false,
    textStyle: textStyle(theme),
    grid: { left: names + 8, right: tail, top: 2, bottom: 2, outerBoundsMode: "none" },
    tooltip: {
      ...tooltipStyle(theme),
      trigger: "axis",
      axisPointer: { type: "none" },
      formatter: (params: unknown) => {
        const k = (params as { dataIndex: number }[])[0]!.dataIndex;
        const rows = all.flatMap((g, i) => (values[i]![k] ? [{ color: colors[i], label: g.label, value: show(values[i]![k]!) + (shares ? ` (${percent(drawn[i]![k]!)})` : "") }] : []));
        return tip(categories[k]!, all.length > 1 && !shares && !beside ? [...rows, { label: "Total", value: show(totals[k]!) }] : rows);
      },
    },
    xAxis: { type: "value", show: false, min: shares ? 0 : undefined, max: shares ? 1 : undefined },
    yAxis: {
      type: "category",
      inverse: true,
      data: categories,
      axisLine: { show: !shares, lineStyle: { color: theme.color("soft") } },
      axisTick: { show: false },
      axisLabel: { ...textStyle(theme, 12.5), color: theme.color("ink"), width: names, overflow: "break", formatter: (_: string, k: number) => shown[k]!, lineHeight: 15, interval: 0 },
    },
    series,
  };
  const left = named.length - categories.length;
  return {
    option,
    height: Math.max(64, categories.length * Math.max(wide ? 34 : 40, 15 * lines + 10, beside ? all.length * 1.18 * besideWidth + 12 : 0) + 6),
    legend: all.length > 1 ? all.flatMap((g, i) => (values[i]!.some((v) => v !== 0) ? [{ label: g.label, color: colors[i]!, mark: "box" as const }] : [])) : [],
    note: left ? `Left out: ${left} with nothing; the table has ${left === 1 ? "it" : "them"}.` : undefined,
    // Bars stand on whole pixels: a part of less than two may vanish.
    colors: colors.filter((_, i) => drawn[i]!.some((v) => (Math.abs(v) / longest) * plot >= 2)),
  };
}

const besideWidth = 11; // of bars one under the other, pixels

interface Part {
  label: string;
  role?: string;
  y: number;
  values: number[];
}

// merge adds up the smallest parts where there are more than colours.
function merge(parts: Part[]): Part[] {
  const size = (p: Part) => p.values.reduce((n, v) => n + Math.abs(v), 0);
  const full = parts.length > most ? parts.filter((p) => size(p) > 0) : parts;
  if (full.length <= most) return full;
  const kept = new Set([...full].sort((a, b) => size(b) - size(a)).slice(0, most - 1));
  const rest = full.filter((p) => !kept.has(p));
  const values = rest[0]!.values.map((_, k) => rest.reduce((n, p) => n + p.values[k]!, 0));
  return [...full.filter((p) => kept.has(p)), { label: `${rest.length} smaller, together`, role: "muted", y: rest[0]!.y, values }];
}

// onColor picks the text colour that reads better on a fill, by the contrast
// ratio of WCAG 2.
export function onColor(color: string): string {
  const n = parseInt(color.slice(1), 16);
  const channel = (v: number) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = 0.2126 * channel(n >> 16) + 0.7152 * channel((n >> 8) & 255) + 0.0722 * channel(n & 255);
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.0556 ? "#ffffff" : "#101416";
}
