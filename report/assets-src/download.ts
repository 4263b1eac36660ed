import { csv, type Data } from "./data";

// Files are made from what the page holds; nothing is asked of any server.

function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveCSV(data: Data): void {
  save(data.name + ".csv", new Blob([csv(data)], { type: "text/csv;charset=utf-8" }));
}

const margin = 20;

// picture wraps the drawn chart with its title, legend and source, so that it
// can stand alone on a slide.
export function picture(figure: HTMLElement, paper: string, ink: string, font: string): { svg: string; width: number; height: number } {
  const drawn = figure.querySelector<SVGSVGElement>(".canvas svg")!;
  const box = drawn.getBoundingClientRect();
  const width = box.width + 2 * margin;
  const ns = "http://www.w3.org/2000/svg";
  const out = document.createElementNS(ns, "svg");
  let y = margin;
  const write = (text: string, size: number, weight: number, opacity: number) => {
    const perLine = Math.max(20, Math.floor((box.width / size) * 1.9));
    for (const line of wrap(text, perLine)) {
      y += size * 1.3;
      const t = document.createElementNS(ns, "text");
      for (const [k, v] of Object.entries({ x: margin, y, fill: ink, "font-size": size, "font-weight": weight, "font-family": font, opacity })) t.setAttribute(k, String(v));
      t.textContent = line;
      out.append(t);
    }
  };
  write(figure.querySelector("h3")?.textContent ?? "", 17, 700, 1);
  const subtitle = figure.querySelector(".subtitle")?.textContent;
  if (subtitle) write(subtitle, 13, 400, 0.75);
  y += 6;
  let x = margin;
  for (const entry of figure.querySelectorAll<HTMLElement>(".legend > span")) {
    const chip = entry.querySelector("svg")!.cloneNode(true) as SVGSVGElement;
    const label = entry.textContent ?? "";
    const room = 24 + label.length * 6.4;
    if (x + room > width - margin && x > margin) {
      x = margin;
      y += 18;
    }
    chip.setAttribute("x", String(x));
    chip.setAttribute("y", String(y + 4));
    const t = document.createElementNS(ns, "text");
    for (const [k, v] of Object.entries({ x: x + 22, y: y + 14, fill: ink, "font-size": 12, "font-family": font })) t.setAttribute(k, String(v));
    t.textContent = label;
    out.append(chip, t);
    x += room + 12;
  }
  if (x > margin) y += 24;
  const stages = [...figure.querySelectorAll<HTMLElement>(".stages > span")];
  for (const stage of stages) {
    const t = document.createElementNS(ns, "text");
    for (const [k, v] of Object.entries({ x: margin + parseFloat(stage.style.left), y: y + 12, fill: ink, "font-size": 12, "font-weight": 600, "font-family": font })) t.setAttribute(k, String(v));
    t.textContent = stage.textContent;
    out.append(t);
  }
  if (stages.length) y += 20;
  const inner = drawn.cloneNode(true) as SVGSVGElement;
  inner.setAttribute("x", String(margin));
  inner.setAttribute("y", String(y));
  inner.setAttribute("width", String(box.width));
  inner.setAttribute("height", String(box.height));
  out.append(inner);
  y += box.height;
  for (const p of figure.querySelectorAll(".small p")) write(p.textContent ?? "", 11, 400, 0.75);
  const height = Math.ceil(y + margin);
  const back = document.createElementNS(ns, "rect");
  for (const [k, v] of Object.entries({ width, height, fill: paper })) back.setAttribute(k, String(v));
  out.prepend(back);
  for (const [k, v] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) out.setAttribute(k, String(v));
  return { svg: new XMLSerializer().serializeToString(out), width, height };
}

function wrap(text: string, perLine: number): string[] {
  const lines = [""];
  for (const word of text.trim().split(/\s+/)) {
    const last = lines[lines.length - 1]!;
    if (last && last.length + word.length + 1 > perLine) lines.push(word);
    else lines[lines.length - 1] = last ? last + " " + word : word;
  }
  return lines;
}

export function saveSVG(name: string, p: { svg: string }): void {
  save(name + ".svg", new Blob([p.svg], { type: "image/svg+xml" }));
}

export async function savePNG(name: string, p: { svg: string; width: number; height: number }): Promise<void> {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(p.svg);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = p.width * 2;
  canvas.height = p.height * 2;
  const g = canvas.getContext("2d")!;
  g.scale(2, 2);
  g.drawImage(image, 0, 0, p.width, p.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob) save(name + ".png", blob);
}
