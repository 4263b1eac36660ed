// The page's tables as data. Charts read the table printed below them, so a
// chart and its table hold the same values.

export interface Column {
  name: string;
  heading: string;
  type: string; // text, number, integer, share, date, month, bool
  unit: string;
}

export interface Cell {
  text: string; // as shown
  raw: string; // as CSV carries it: full digits, ISO dates; "" when there is no value
  value: number; // of numeric columns, and of days as milliseconds since 1970 UTC; NaN when there is none
  why: string; // reason of an unknown value
}

export interface Data {
  name: string;
  columns: Column[];
  rows: Cell[][];
}

export function readTable(table: HTMLTableElement): Data {
  const columns = [...table.tHead!.rows[0]!.cells].map((th) => ({
    name: th.dataset.name!,
    heading: (th.firstChild?.textContent ?? "").trim(),
    type: th.dataset.type!,
    unit: th.dataset.unit ?? "",
  }));
  const rows = [...table.tBodies[0]!.rows].map((tr) =>
    [...tr.cells].map((td, j): Cell => {
      const why = td.dataset.why ?? "";
      const text = td.textContent ?? "";
      const raw = why ? "" : (td.dataset.raw ?? text);
      return { text, raw, why, value: numeric(raw, columns[j]!.type) };
    }),
  );
  return { name: table.dataset.name!, columns, rows };
}

function numeric(raw: string, type: string): number {
  if (raw === "") return NaN;
  if (type === "date" || type === "month") return Date.parse(raw + "T00:00:00Z");
  return type === "text" || type === "bool" ? NaN : Number(raw);
}

export function index(data: Data, name: string): number {
  return data.columns.findIndex((c) => c.name === name);
}

// csv writes the same bytes as the table's file beside the page (table/csv.go):
// a test compares the two.
export function csv(data: Data): string {
  const reasons = data.rows.some((r) => r.some((c) => c.why));
  const lines = [data.columns.map((c) => c.name).concat(reasons ? ["unknown"] : [])];
  for (const row of data.rows) {
    const why = row.flatMap((c, j) => (c.why ? [data.columns[j]!.name + ": " + c.why] : []));
    lines.push(row.map((c) => c.raw).concat(reasons ? [why.join("; ")] : []));
  }
  return lines.map((l) => l.map(quote).join(",") + "\n").join("");
}

function quote(s: string): string {
  return /[",\r\n]|^\s|^\\\.$/u.test(s) ? '"' + s.replaceAll('"', '""') + '"' : s;
}
