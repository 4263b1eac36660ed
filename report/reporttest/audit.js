// Looks at the open page and returns a list of faults, in words. Evaluated by
// the browser test; not part of the page.
(() => {
  const faults = [];
  const name = (e) => `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}${e.className && e.className.baseVal === undefined ? "." + e.className : ""} ${JSON.stringify((e.textContent || "").trim().slice(0, 40))}`;
  const visible = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const root = document.documentElement;

  // Charts: each declared one stands there with every series it should show.
  const rgb = (c) => { const g = document.createElement("canvas").getContext("2d"); g.fillStyle = c; return g.fillStyle; };
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    const canvas = figure.querySelector(".canvas");
    const svg = canvas && canvas.querySelector("svg");
    if (!svg) { faults.push(`${figure.id}: no chart drawn`); continue; }
    const box = svg.getBoundingClientRect();
    if (box.width < 100 || box.height < 40) faults.push(`${figure.id}: chart of ${box.width}×${box.height} px`);
    const colors = (canvas.dataset.colors || "").split(" ").filter(Boolean);
    if (!colors.length) faults.push(`${figure.id}: no series drawn`);
    if (new Set(colors).size < colors.length) faults.push(`${figure.id}: two series share a colour: ${colors}`);
    const painted = new Set();
    for (const mark of svg.querySelectorAll("path, rect, polygon, polyline, circle")) {
      const b = mark.getBoundingClientRect();
      const inside = b.right > box.left && b.left < box.right && b.bottom > box.top && b.top < box.bottom;
      if (!inside) continue;
      const style = getComputedStyle(mark);
      const shape = mark.getBBox(); // without its outline, which even an empty bar has
      if (style.fill !== "none" && style.fillOpacity > 0 && Math.min(shape.width, shape.height) > 0.05) painted.add(rgb(style.fill));
      if (style.stroke !== "none" && style.strokeOpacity > 0 && shape.width + shape.height > 1) painted.add(rgb(style.stroke));
    }
    for (const c of colors) if (!painted.has(rgb(c))) faults.push(`${figure.id}: nothing is drawn in ${c}`);
    if (/NaN|undefined/.test(svg.outerHTML)) faults.push(`${figure.id}: NaN or undefined in the drawing`);
    if (!canvas.getAttribute("aria-label")) faults.push(`${figure.id}: chart has no description`);
    if (!figure.querySelector("details table tbody tr")) faults.push(`${figure.id}: chart has no table`);
    const save = [...figure.querySelectorAll("button")].map((b) => b.textContent);
    if (!save.includes("CSV")) faults.push(`${figure.id}: no CSV download`);
    // Words in a chart must not be cut off by its frame.
    for (const text of svg.querySelectorAll("text")) {
      const b = text.getBoundingClientRect();
      if (b.width && (b.left < box.left - 2 || b.right > box.right + 2 || b.top < box.top - 2 || b.bottom > box.bottom + 2)) faults.push(`${figure.id}: ${JSON.stringify(text.textContent)} is cut off`);
    }
  }
  for (const figure of document.querySelectorAll("figure")) {
    if (figure.querySelector("table") && ![...figure.querySelectorAll("button")].some((b) => b.textContent === "CSV")) faults.push(`${figure.id}: no CSV download`);
  }

  // Width: the page never scrolls sideways.
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((e) => visible(e) && e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest(".scroll"));
    faults.push(`page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}: ${wide.slice(0, 3).map(name)}`);
  }

  // Structure.
  if (!root.lang) faults.push("page has no language");
  if (!document.title) faults.push("page has no title");
  if (document.querySelectorAll("h1").length !== 1) faults.push("page has not one h1");
  if (document.querySelectorAll("main").length !== 1) faults.push("page has not one main");
  let level = 0;
  for (const h of document.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
    const n = Number(h.tagName[1]);
    if (n > level + 1) faults.push(`heading skips from h${level} to ${name(h)}`);
    if (!h.textContent.trim()) faults.push(`empty heading ${name(h)}`);
    level = n;
  }
  const ids = new Set();
  for (const e of document.querySelectorAll("[id]")) {
    if (e.closest("svg")) continue;
    if (ids.has(e.id)) faults.push(`id ${e.id} stands twice`);
    ids.add(e.id);
  }
  for (const a of document.querySelectorAll('a[href^="#"]')) if (!document.getElementById(a.getAttribute("href").slice(1))) faults.push(`link to nowhere: ${a.getAttribute("href")}`);
  for (const e of document.querySelectorAll("button, a, summary, [role=img], [role=region], img")) {
    if (!(e.getAttribute("aria-label") || e.getAttribute("alt") || e.textContent || "").trim()) faults.push(`nameless ${name(e)}`);
  }
  for (const e of document.querySelectorAll("[aria-labelledby]")) if (!document.getElementById(e.getAttribute("aria-labelledby"))) faults.push(`label of ${name(e)} is missing`);
  for (const t of document.querySelectorAll("table")) {
    if (!t.caption || !t.caption.textContent.trim()) faults.push(`table ${t.dataset.name} has no caption`);
    for (const th of t.querySelectorAll("th")) if (!th.scope) faults.push(`table ${t.dataset.name}: heading without scope`);
  }

  // Contrast of every visible word against what is behind it (WCAG 2 AA).
  const parse = (c) => { const m = c.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m[3] === undefined ? 1 : m[3] }; };
  const light = (c) => { const f = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * f(c.r) + 0.7152 * f(c.g) + 0.0722 * f(c.b); };
  const behind = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a > 0.99) return c; } return { r: 255, g: 255, b: 255 }; };
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (seen.has(e) || !walker.currentNode.textContent.trim() || e.closest("script, style, svg") || !visible(e)) continue;
    seen.add(e);
    const style = getComputedStyle(e);
    const [a, b] = [light(parse(style.color)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const big = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (big ? 3 : 4.5)) faults.push(`contrast ${ratio.toFixed(2)} of ${name(e)}`);
  }
  return faults;
})()
