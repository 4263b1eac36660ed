import { type Cell, index } from "./data";
import { type Drawing, type Frame, narrow, shorten, textStyle, textWidth, tip, tooltipStyle } from "./drawing";
import { formatter } from "./format";

interface Part {
  source: string;
  target: string;
  value: number;
  kind: "kept" | "loss" | "added";
  row: Cell[];
}

const names = { kept: "Flows as with no event", loss: "Missing", added: "New or larger" };

// drawFlows draws a Sankey diagram. The width of a flow with no event is cut
// into what still flows and what is missing; what is new stands beside it.
export function drawFlows({ spec, data, theme, width }: Frame): Drawing {
  const f = spec.flow!;
  const at = (name: string) => index(data, name);
  const [fromStage, from, toStage, to, value] = [at(f.fromStage), at(f.from), at(f.toStage), at(f.to), at(f.value)];
  const base = f.base ? at(f.base) : -1;
  const column = data.columns[value]!;
  const show = formatter(column.type, column.unit);
  const wide = width >= narrow;

  const parts: Part[] = [];
  const nodes = new Map<string, { stage: number; label: string }>();
  for (const row of data.rows) {
    const now = row[value]!.value || 0;
    const before = base >= 0 ? row[base]!.value || 0 : now;
    if (Math.max(now, before) <= 0 || Math.max(now, before) < (f.least ?? 0)) continue;
    const ends = ([[fromStage, from], [toStage, to]] as const).map(([stage, name]) => {
      const key = row[stage]!.raw + "\n" + row[name]!.raw;
      nodes.set(key, { stage: f.stages.indexOf(row[stage]!.raw), label: row[name]!.text });
      return key;
    });
    const cut: [Part["kind"], number][] = [["kept", Math.min(now, before)], ["loss", before - now], ["added", now - before]];
    for (const [kind, v] of cut) {
      // A sliver under a thousandth of its flow is rounding, not news.
      if (v > 1e-3 * Math.max(now, before)) parts.push({ source: ends[0]!, target: ends[1]!, value: v, kind, row });
    }
  }
  const color = { kept: theme.color("kept"), loss: theme.color("loss"), added: theme.color("added") };
  const opacity = { kept: theme.dark ? 0.75 : 0.55, loss: 0.85, added: 0.7 };
  // Stages that nothing enters or leaves are not drawn, nor headed.
  const used = f.stages.filter((_, i) => [...nodes.values()].some((n) => n.stage === i));
  const depth = (stage: number) => used.indexOf(f.stages[stage]!);
  const crowd = Math.max(...used.map((s) => [...nodes.values()].filter((n) => f.stages[n.stage] === s).length));

  // Names stand right of their nodes; those of the last stage get a margin.
  const size = wide ? 12 : used.length > 5 ? 9 : 10;
  const nodeWidth = wide ? 12 : 7;
  const lastNames = [...nodes.values()].filter((n) => depth(n.stage) === used.length - 1).map((n) => textWidth(n.label, theme, size));
  const right = Math.min(wide ? 150 : 58, Math.max(...lastNames)) + 8;
  const step = (width - 2 - right - nodeWidth) / Math.max(1, used.length - 1);

  // Room for a name: up to the next stage, or over it for the sake of a long
  // word; the last stage's names must keep within the frame.
  const room = (n: { stage: number; label: string }) => {
    if (depth(n.stage) === used.length - 1) return right - 4;
    const word = Math.max(...n.label.split(/\s+/).map((w) => textWidth(w, theme, size) + 1));
    return Math.max(step - nodeWidth - 6, Math.min(word, 1.3 * step));
  };

  const option = {
    animation: false,
    textStyle: textStyle(theme),
    tooltip: {
      ...tooltipStyle(theme),
      trigger: "item",
      formatter: (p: { dataType: string; data: Part & { label?: string }; value: number; name: string }) => {
        if (p.dataType === "node") return tip(p.name.replace("\n", ": "), [{ label: "Drawn in all", value: show(p.value) }]);
        const row = p.data.row;
        const rows = [{ color: color.kept, label: base >= 0 ? "In this case" : "Flow", value: show(row[value]!.value || 0) }];
        if (base >= 0) rows.push({ color: "transparent", label: "With no event", value: show(row[base]!.value || 0) });
        return tip(`${row[from]!.text} → ${row[to]!.text}`, rows);
      },
    },
    series: [
      {
        type: "sankey",
        left: 2,
        right,
        top: 14,
        bottom: 14,
        nodeWidth,
        nodeGap: wide ? 14 : 12,
        draggable: false,
        layoutIterations: 64,
        emphasis: { focus: wide ? "trajectory" : "none", lineStyle: { opacity: 0.9 } },
        itemStyle: { color: theme.color("node"), borderWidth: 0 },
        lineStyle: { curveness: 0.5 },
        data: [...nodes].map(([name, n]) => ({
          name,
          depth: depth(n.stage),
          label: {
            position: "right",
            formatter: shorten(n.label, theme, 1.7 * room(n), size),
            fontFamily: theme.font,
            fontSize: size,
            lineHeight: size + 1,
            color: theme.color("ink"),
            textBorderColor: theme.color("paper"),
            textBorderWidth: 3,
            distance: 4,
            width: room(n),
            height: 2 * (size + 1), // two lines of a name
            overflow: "break",
            lineOverflow: "truncate",
          },
        })),
        links: parts.map((p) => ({ ...p, lineStyle: { color: color[p.kind], opacity: opacity[p.kind] } })),
      },
    ],
  };
  const kinds = (["kept", "loss", "added"] as const).filter((k) => parts.some((p) => p.kind === k));
  return {
    option,
    height: Math.max(wide ? 420 : 460, crowd * (wide ? 38 : 34)),
    legend: base >= 0 ? kinds.map((k) => ({ label: names[k], color: color[k], mark: "box" as const })) : [],
    // A part under a five-hundredth of the largest may be thinner than a pixel.
    colors: kinds.filter((k) => parts.some((p) => p.kind === k && p.value > Math.max(...parts.map((q) => q.value)) / 500)).map((k) => color[k]),
    stages: used.map((label, i) => ({ label, at: 2 + i * step })),
  };
}
