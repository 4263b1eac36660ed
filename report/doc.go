// Package report prints a brief: one self-contained HTML page, brief.json and a
// CSV for every table. The page needs no network and no server; it works from
// a file, in the dark and in the light, on a phone, on paper, and without
// scripts as tables.
//
// The page's script and style are bundled by "make assets" from assets-src into
// assets, which this package embeds.
package report
