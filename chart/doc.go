// Package chart says how a table is drawn: which column runs along the axis,
// which columns are lines, bands, bars or flows, and in which colour role. A
// Spec holds no data, so a chart can never disagree with the table below it;
// the page's script reads both (report/assets-src).
//
// The JSON form is described in docs/formats/chart.md.
package chart
