// Long tables get a filter and headings that sort. Downloads keep the order
// and the rows of the file.

const long = 40; // rows; the page folds tables without a chart from here on

export function addRowTools(table: HTMLTableElement): void {
  const body = table.tBodies[0]!;
  if (body.rows.length <= long) return;
  const all = [...body.rows];
  const texts = all.map((r) => (r.textContent ?? "").toLowerCase());

  const bar = document.createElement("p");
  bar.className = "filter";
  const input = Object.assign(document.createElement("input"), { type: "search", placeholder: "Filter rows" });
  input.setAttribute("aria-label", "Filter the rows of " + (table.caption?.textContent ?? "the table"));
  const count = document.createElement("output");
  bar.append(input, count);
  table.closest(".scroll")!.before(bar);
  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    all.forEach((r, i) => {
      r.hidden = !words.every((w) => texts[i]!.includes(w));
      if (!r.hidden) left++;
    });
    count.textContent = `${left} of ${all.length} rows`;
  };
  input.addEventListener("input", filter);
  filter();

  [...table.tHead!.rows[0]!.cells].forEach((th, j) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "sort" });
    button.append(...th.childNodes);
    th.append(button);
    button.addEventListener("click", () => {
      const down = th.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead!.rows[0]!.cells) other.removeAttribute("aria-sort");
      th.setAttribute("aria-sort", down ? "descending" : "ascending");
      const numeric = th.classList.contains("n");
      const key = (r: HTMLTableRowElement) => {
        const td = r.cells[j]!;
        return td.dataset.why ? "" : (td.dataset.raw ?? td.textContent ?? "");
      };
      const order = (a: string, b: string) => (numeric ? Number(a) - Number(b) : a.localeCompare(b, "en", { numeric: true }));
      // Cells without a value stay at the end either way.
      const sorted = [...all].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
        return down ? order(y, x) : order(x, y);
      });
      body.append(...sorted);
    });
  });
}
