// What package chart writes: docs/formats/chart.md.

export interface Series {
  label?: string;
  y: string;
  low?: string;
  high?: string;
  role?: string;
}

export interface Flow {
  fromStage: string;
  from: string;
  toStage: string;
  to: string;
  value: string;
  base?: string;
  stages: string[];
  least?: number;
}

export interface Spec {
  kind: "lines" | "bars" | "flows" | "heatmap" | "map";
  title: string;
  subtitle?: string;
  x?: string;
  split?: string;
  label?: string;
  series?: Series[];
  stack?: "share" | "beside";
  log?: boolean;
  marks?: { on: string; label: string }[];
  flow?: Flow;
}
