import { geoNaturalEarth1 } from "d3-geo";
import * as echarts from "echarts/core";
import { feature } from "topojson-client";
import atlas from "world-atlas/countries-110m.json";
import { onColor } from "./bars";
import { type Cell, index } from "./data";
import { type Drawing, type Frame, groups, narrow, textStyle, tip, tooltipStyle } from "./drawing";
import { percent } from "./format";
import { shades } from "./shades";

const antarctica = "010";

// drawn holds the codes of the countries that the atlas has.
let drawn: Set<string> | undefined;

// register hands the atlas to the chart library, once. Countries are named by
// their numeric code.
function register(): Set<string> {
  if (drawn) return drawn;
  const world = feature(atlas, atlas.objects.countries);
  world.features = world.features.filter((f) => f.id !== antarctica);
  world.features.forEach((f, i) => (f.properties = { name: f.id ?? "-" + i })); // some have no code
  echarts.registerMap("world", { geoJSON: world } as never);
  drawn = new Set(world.features.map((f) => String(f.properties.name)));
  return drawn;
}

// drawMap shades countries by their share, of the series the reader chose.
export function drawMap(frame: Frame): Drawing {
  const { spec, data, theme, width, choice } = frame;
  const atlasCodes = register();
  const all = groups(frame);
  const group = all.find((g) => g.label === choice) ?? all[0]!;
  const code = index(data, spec.x!);
  const name = index(data, spec.label!);
  const share = (r: Cell[]) => r[group.y]!.value;
  const rows = group.rows.filter((r) => share(r) > 0);
  const placed = rows.filter((r) => atlasCodes.has(r[code]!.raw));
  const missing = rows.filter((r) => !atlasCodes.has(r[code]!.raw));
  const byCode = new Map(placed.map((r) => [r[code]!.raw, r]));
  const shade = shades(theme, [0.05, 0.2, 0.4, 0.7]);
  const wide = width >= narrow;
  const projection = geoNaturalEarth1();

  const option = {
    animation: false,
    textStyle: textStyle(theme),
    tooltip: {
      ...tooltipStyle(theme),
      trigger: "item",
      formatter: (p: { name: string }) => {
        const r = byCode.get(p.name);
        return r ? tip(r[name]!.text, [{ label: group.label, value: r[group.y]!.text }]) : "";
      },
    },
    series: [
      {
        type: "map",
        map: "world",
        projection: {
          project: (at: [number, number]) => projection(at),
          unproject: (at: [number, number]) => projection.invert(at),
          stream: (sink: unknown) => projection.stream(sink),
        },
        left: 0,
        right: 0,
        top: 2,
        bottom: 2,
        roam: false,
        selectedMode: false,
        silent: false,
        itemStyle: { areaColor: theme.color("land"), borderColor: theme.color("paper"), borderWidth: 0.5 },
        label: { show: false },
        emphasis: { disabled: true },
        data: placed.map((r) => ({
          name: r[code]!.raw,
          value: share(r),
          itemStyle: { areaColor: shade.of(share(r)) },
          label: {
            show: share(r) >= (wide ? 0.05 : 0.2),
            formatter: percent(share(r)),
            fontFamily: theme.font,
            fontSize: wide ? 12 : 10.5,
            fontWeight: 600,
            // In the colour of its country all round, it reads on land and sea.
            color: onColor(shade.of(share(r))),
            textBorderColor: shade.of(share(r)),
            textBorderWidth: 3,
          },
        })),
      },
    ],
  };
  const legend = shade.legend(placed.map(share));
  return {
    option,
    height: Math.round(width * 0.47),
    legend,
    colors: legend.map((e) => e.color),
    choices: spec.split && all.length > 1 ? { heading: data.columns[index(data, spec.split)]!.heading, options: all.map((g) => g.label), chosen: group.label } : undefined,
    note: missing.length ? `Not on the map: ${missing.map((r) => `${r[name]!.text} (${r[group.y]!.text})`).join(", ")}.` : undefined,
  };
}
