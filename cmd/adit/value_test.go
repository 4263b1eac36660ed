package main

import (
	"context"
	"path/filepath"
	"testing"

	"adit/report"
	"adit/report/reporttest"
)

// TestDealPages writes the page of every shipped deal, and looks at those with
// most kinds of figure, and with least, in a browser.
func TestDealPages(t *testing.T) {
	world, problems := settings{}.read()
	if err := problems.Errors(); err != nil {
		t.Fatal(err)
	}
	looked := map[string]bool{"mp-dow": true, "lac-doe": true}
	for i := range world.Deals {
		id := world.Deals[i].ID
		t.Run(id, func(t *testing.T) {
			a, err := studies{}.value(context.Background(), settings{draws: 200, seed: 1}, []string{id}, false)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			if err := a.write(dir); err != nil {
				t.Fatal(err)
			}
			if looked[id] {
				reporttest.CheckPage(t, filepath.Join(dir, report.PageFile), 1440, 390)
			}
		})
	}
}
