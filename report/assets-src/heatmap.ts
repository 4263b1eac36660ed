import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from "echarts";
import { onColor } from "./bars";
import { type Cell, index } from "./data";
import { type Drawing, type Frame, groups, narrow, shorten, textStyle, textWidth, tip, tooltipStyle } from "./drawing";
import { percent } from "./format";
import { shades } from "./shades";

interface Square {
  column: number;
  row: number;
  cell: Cell;
  label: string;
}

// drawHeatmap draws shares as a grid: a row of the grid for each value of x, a
// column for each series. A cell says its share in figures as well.
export function drawHeatmap(frame: Frame): Drawing {
  const { spec, data, theme, width } = frame;
  const x = index(data, spec.x!);
  const label = spec.label ? index(data, spec.label) : -1;
  const rows = [...new Set(data.rows.map((r) => r[x]!.text))];
  const columns = groups(frame);
  const squares: Square[] = columns.flatMap((g, column) =>
    g.rows.map((r) => ({ column, row: rows.indexOf(r[x]!.text), cell: r[g.y]!, label: label >= 0 ? r[label]!.text : "" })),
  );
  const known = squares.map((s) => s.cell.value).filter((v) => !Number.isNaN(v));
  const shade = shades(theme, [0.25, 0.5, 0.75, 0.9]);
  const wide = width >= narrow;
  const size = wide ? 12.5 : 11.5;
  const names = Math.min(wide ? 230 : width * 0.33, Math.max(...rows.map((r) => textWidth(r, theme, size))) + 4);
  const shown = rows.map((r) => shorten(r, theme, names * 1.75, size));
  const lines = Math.max(...shown.map((r) => Math.min(3, Math.ceil(textWidth(r, theme, size) / (names * 0.8))))); // breaking at words wastes room
  const height = Math.max(label >= 0 ? 38 : 30, lines * 14 + 4);
  const step = (width - names - 12) / columns.length;
  const legend = shade.legend(known);
  if (squares.some((s) => s.cell.why)) legend.push({ label: "unknown: the table says why", color: theme.color("unknown"), mark: "box" });

  const option = {
    animation: false,
    textStyle: textStyle(theme),
    grid: { left: names + 10, right: 2, top: 24, bottom: 2, outerBoundsMode: "none" },
    tooltip: {
      ...tooltipStyle(theme),
      trigger: "item",
      formatter: (p: { dataIndex: number }) => {
        const s = squares[p.dataIndex]!;
        const heading = [rows[s.row]!, s.label].filter(Boolean).join(", ");
        return tip(heading, [{ label: columns[s.column]!.label, value: s.cell.why ? "unknown: " + s.cell.why : s.cell.text }]);
      },
    },
    xAxis: {
      type: "category",
      position: "top",
      data: columns.map((g) => g.label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...textStyle(theme, wide ? 12 : 11), interval: 0, margin: 6, formatter: (s: string) => shorten(s, theme, step - 4, wide ? 12 : 11) },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...textStyle(theme, size), color: theme.color("ink"), width: names, overflow: "break", lineHeight: 14, interval: 0, formatter: (_: string, k: number) => shown[k]! },
    },
    series: [
      {
        type: "custom",
        data: squares.map((s) => [s.column, s.row]),
        renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
          const s = squares[params.dataIndex]!;
          const [cx, cy] = api.coord([s.column, s.row]) as [number, number];
          const [w, h] = api.size!([1, 1]) as [number, number];
          const unknown = Number.isNaN(s.cell.value);
          if (unknown && !s.cell.why) return { type: "group", children: [] };
          const fill = unknown ? theme.color("unknown") : shade.of(s.cell.value);
          const ink = onColor(fill);
          const word = (text: string, dy: number, fontSize: number, weight: number) => ({
            type: "text" as const,
            silent: true,
            style: { text, x: cx, y: cy + dy, align: "center" as const, verticalAlign: "middle" as const, fill: ink, font: `${weight} ${fontSize}px ${theme.font}` },
          });
          const value = word(unknown ? "?" : percent(s.cell.value), s.label ? -7 : 0, wide ? 12 : 11, 600);
          const below = s.label ? [word(shorten(s.label, theme, w - 8, wide ? 11 : 9.5), 8, wide ? 11 : 9.5, 400)] : [];
          return { type: "group", children: [{ type: "rect", shape: { x: cx - w / 2 + 1, y: cy - h / 2 + 1, width: w - 2, height: h - 2, r: 2 }, style: { fill } }, value, ...below] };
        },
      },
    ],
  };
  return { option, height: rows.length * height + 26, legend, colors: legend.map((e) => e.color) };
}
