import { BarChart, CustomChart, LineChart, MapChart, SankeyChart } from "echarts/charts";
import { GeoComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { LegacyGridContainLabel, LabelLayout } from "echarts/features";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { drawBars } from "./bars";
import { type Data, readTable } from "./data";
import { picture, saveCSV, savePNG, saveSVG } from "./download";
import type { Drawing, Frame, LegendEntry } from "./drawing";
import { drawFlows } from "./flows";
import { drawHeatmap } from "./heatmap";
import { drawLines } from "./lines";
import { drawMap } from "./map";
import { addRowTools } from "./rows";
import type { Spec } from "./spec";
import { currentTheme } from "./theme";

echarts.use([BarChart, CustomChart, LineChart, MapChart, SankeyChart, GeoComponent, GridComponent, MarkLineComponent, TooltipComponent, LabelLayout, LegacyGridContainLabel, SVGRenderer]);

function draw(frame: Frame): Drawing {
  switch (frame.spec.kind) {
    case "lines":
      return drawLines(frame);
    case "bars":
      return drawBars(frame);
    case "flows":
      return drawFlows(frame);
    case "heatmap":
      return drawHeatmap(frame);
    case "map":
      return drawMap(frame);
  }
}

// Figure is one figure of the page: its table, and its chart if it has one.
export class Figure {
  private readonly data: Data;
  private readonly spec?: Spec;
  private readonly canvas: HTMLElement | null;
  private chart?: echarts.ECharts;
  private width = 0;
  private choice?: string;

  constructor(private readonly element: HTMLElement) {
    this.data = readTable(element.querySelector("table")!);
    this.canvas = element.querySelector(".canvas");
    if (element.dataset.chart) this.spec = JSON.parse(element.dataset.chart) as Spec;
    this.addTools();
    addRowTools(element.querySelector("table")!);
  }

  // start shows the chart in place of the table; if it cannot be drawn the
  // table stays open.
  start(): void {
    if (!this.spec || !this.canvas) return;
    this.canvas.hidden = false;
    try {
      this.redraw(true);
    } catch (fault) {
      this.canvas.hidden = true;
      console.error(`chart ${this.data.name}:`, fault);
      return;
    }
    this.element.querySelector("details")!.open = false;
    new ResizeObserver(() => requestAnimationFrame(() => this.redraw(false))).observe(this.canvas);
  }

  // redraw follows the frame's width, or draws at a given one: paper's.
  redraw(always: boolean, paper = 0): void {
    if (!this.spec || !this.canvas || this.canvas.hidden) return;
    const width = paper || Math.floor(this.canvas.clientWidth);
    if (width === 0 || (!always && width === this.width)) return;
    this.width = width;
    const drawing = draw({ spec: this.spec, data: this.data, theme: currentTheme(), width, choice: this.choice });
    this.canvas.style.height = drawing.height + "px";
    this.canvas.dataset.colors = drawing.colors.join(" ");
    this.chart ??= echarts.init(this.canvas, null, { renderer: "svg", width, height: drawing.height });
    this.chart.resize({ width, height: drawing.height });
    this.chart.setOption(drawing.option, { notMerge: true });
    this.writeLegend(drawing.legend);
    this.writeStages(drawing.stages);
    this.writeMarks(drawing.marks);
    this.writeChoices(drawing.choices);
    const note = this.element.querySelector<HTMLElement>(".drawn")!;
    note.hidden = !drawing.note;
    note.textContent = drawing.note ?? "";
  }

  private writeLegend(entries: LegendEntry[]): void {
    const legend = this.element.querySelector<HTMLElement>(".legend")!;
    legend.hidden = entries.length === 0;
    legend.replaceChildren(...entries.map(legendItem));
  }

  private writeStages(stages: Drawing["stages"]): void {
    this.element.querySelector(".stages")?.remove();
    if (!stages) return;
    const row = document.createElement("div");
    row.className = "stages";
    row.setAttribute("aria-hidden", "true"); // the chart's description names them
    stages.forEach((s, i) => {
      const name = Object.assign(document.createElement("span"), { textContent: s.label });
      name.style.left = s.at + "px";
      name.style.width = (stages[i + 1]?.at ?? this.width) - s.at - 4 + "px";
      row.append(name);
    });
    this.canvas!.before(row);
  }

  private writeMarks(marks: string[] | undefined): void {
    const list = this.element.querySelector<HTMLElement>(".marks")!;
    list.hidden = !marks?.length;
    list.replaceChildren(...(marks ?? []).map((m) => Object.assign(document.createElement("li"), { textContent: m })));
  }

  // writeChoices offers what else can be shown; the answer is drawn at once.
  private writeChoices(choices: Drawing["choices"]): void {
    if (!choices) return;
    // The subtitle names what is shown, on the page and in pictures of it.
    this.element.querySelector(".subtitle")!.textContent = [this.spec!.subtitle, choices.chosen].filter(Boolean).join(": ");
    if (this.element.querySelector(".choice")) return;
    const label = Object.assign(document.createElement("label"), { className: "choice", textContent: choices.heading + " " });
    const select = document.createElement("select");
    select.append(...choices.options.map((o) => Object.assign(document.createElement("option"), { value: o, textContent: o, selected: o === choices.chosen })));
    select.addEventListener("change", () => {
      this.choice = select.value;
      this.redraw(true);
    });
    label.append(select);
    this.element.querySelector(".legend")!.before(label);
  }

  private addTools(): void {
    const tools = this.element.querySelector<HTMLElement>(".tools");
    if (!tools) return;
    tools.hidden = false;
    const add = (text: string, what: string, action: () => void) => {
      const b = Object.assign(document.createElement("button"), { type: "button", textContent: text });
      b.setAttribute("aria-label", `Download ${what} of ${this.data.name}`);
      b.addEventListener("click", action);
      tools.append(b);
    };
    add("CSV", "the table", () => saveCSV(this.data));
    if (!this.spec) return;
    const shot = () => {
      const t = currentTheme();
      return picture(this.element, t.color("paper"), t.color("ink"), t.font);
    };
    add("SVG", "the chart", () => saveSVG(this.data.name, shot()));
    add("PNG", "the chart", () => void savePNG(this.data.name, shot()));
  }
}

function legendItem(e: LegendEntry): HTMLElement {
  const item = document.createElement("span");
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("width", "16");
  svg.setAttribute("height", "12");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(ns, e.mark === "line" || e.mark === "dash" ? "line" : "rect");
  const attributes =
    shape.nodeName === "line"
      ? { x1: 0, x2: 16, y1: 6, y2: 6, stroke: e.color, "stroke-width": 2.5, ...(e.mark === "dash" ? { "stroke-dasharray": "5 3" } : {}) }
      : { x: 1, y: 1, width: 14, height: 10, rx: 1.5, fill: e.color, "fill-opacity": e.mark === "band" ? 0.25 : 1 };
  for (const [k, v] of Object.entries(attributes)) shape.setAttribute(k, String(v));
  svg.append(shape);
  item.append(svg, e.label);
  return item;
}
