// Numbers for axes and tooltips; the same rules as table/format.go, which
// writes those in the tables.

const minus = "\u2212";

export function quantity(v: number, digits = 3): string {
  const a = Math.abs(v);
  if (a < 1e-9) return "0";
  const sign = v < 0 ? minus : "";
  if (a < 1e-4 || a >= 1e15) return sign + a.toExponential(digits - 1);
  const r = Number(a.toPrecision(digits));
  return sign + r.toLocaleString("en-US", { maximumFractionDigits: 9 });
}

export function percent(v: number): string {
  const p = Math.abs(v) * 100;
  const sign = v < 0 ? minus : "";
  if (p < 1e-7) return "0%";
  if (p < 0.05) return sign ? `>${minus}0.1%` : "<0.1%";
  if (p >= 99.95 && p < 100) return sign ? `<${minus}99.9%` : ">99.9%";
  const digits = p < 9.95 || (p >= 99.5 && p < 100) ? 1 : 0;
  return sign + Number(p.toFixed(digits)).toLocaleString("en-US") + "%";
}

// formatter returns how values of a column read, with or without the unit.
export function formatter(type: string, unit = ""): (v: number) => string {
  if (type === "share") return percent;
  const tail = unit ? " " + unit : "";
  if (type === "integer") return (v) => Math.round(v).toLocaleString("en-US").replace("-", minus) + tail;
  return (v) => quantity(v) + tail;
}
