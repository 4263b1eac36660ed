package main

import (
	"context"
	"path/filepath"
	"testing"

	"adit"
	"adit/report"
	"adit/report/reporttest"
)

// TestShippedBriefIsDrawn prints a brief of the shipped world and looks at it
// in a browser: every chart drawn, no error, no outside request, on a desk and
// on a phone, in light and dark.
func TestShippedBriefIsDrawn(t *testing.T) {
	on, _ := adit.ParseDate(shippedAsOf)
	s := settings{on: on, scenario: []string{"controls-return"}, draws: 4, months: 24, window: 3, seed: 1}
	a, err := studies{}.brief(context.Background(), s, func(string, int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := a.write(dir); err != nil {
		t.Fatal(err)
	}
	reporttest.CheckPage(t, filepath.Join(dir, report.PageFile), 1440, 390)
}
