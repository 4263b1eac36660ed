// What the page uses of libraries that come without types.

declare module "d3-geo" {
  export interface Projection {
    (at: [number, number]): [number, number] | null;
    invert(at: [number, number]): [number, number] | null;
    stream(sink: unknown): unknown;
  }
  export function geoNaturalEarth1(): Projection;
}

declare module "topojson-client" {
  export interface Feature {
    type: "Feature";
    id?: string;
    properties: Record<string, unknown>;
    geometry: unknown;
  }
  export function feature(topology: unknown, object: unknown): { type: "FeatureCollection"; features: Feature[] };
}

declare module "world-atlas/countries-110m.json" {
  const atlas: { objects: { countries: unknown } };
  export default atlas;
}
