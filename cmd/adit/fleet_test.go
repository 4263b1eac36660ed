package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"adit"
	"adit/fleet"
	"adit/fleet/fleettest"
	"adit/stress"
	"adit/study"
	"adit/table"
)

// asksFutures asks for a few futures of gallium and returns the file they are kept in
// and their summary as CSV.
func asksFutures(t *testing.T, workers int, f fleetFlags) (file, summary []byte) {
	t.Helper()
	q := futuresQuestion{file: filepath.Join(t.TempDir(), "futures.parquet"), fleet: f}
	s := settings{scenario: []string{"controls-return"}, material: "gallium", draws: 10, months: 6, window: 3,
		seed: 1, workers: workers, solver: "highs", projects: stress.MiddleProjects}
	s.on, _ = adit.ParseDate(shippedAsOf)
	a, err := studies{}.askFutures(t.Context(), s, q, func(string, int, int) {}, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	file, err = os.ReadFile(q.file)
	if err != nil {
		t.Fatal(err)
	}
	return file, csvOf(t, a.tables)
}

func csvOf(t *testing.T, tables []*table.Table) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, tab := range tables {
		if err := tab.WriteCSV(&b); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// The same futures come to the same bytes in one process, over the embedded
// server and over a server of its own, by any number of workers.
func TestOneAnswerFromAnyFleet(t *testing.T) {
	file, summary := asksFutures(t, 1, fleetFlags{})
	if bytes.Count(summary, []byte("\n")) < 10 {
		t.Fatalf("too little to compare:\n%s", summary)
	}
	same := func(name string, workers int, f fleetFlags) {
		t.Helper()
		file2, summary2 := asksFutures(t, workers, f)
		if !bytes.Equal(file, file2) || !bytes.Equal(summary, summary2) {
			t.Errorf("%s: %d bytes of Parquet for %d; summary\n%s\nwant\n%s", name, len(file2), len(file), summary2, summary)
		}
	}
	same("2 workers", 2, fleetFlags{})
	same("4 workers", 4, fleetFlags{})
	same("embedded, 2 workers", 2, fleetFlags{address: fleet.Address{URL: embedded}, chunk: 3, store: t.TempDir()})

	url := fleettest.Server(t)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	for range 2 {
		go func() {
			ended <- studies{}.worker(ctx, settings{workers: 2, solver: "highs"}, fleetFlags{address: fleet.Address{URL: url}}, func(string) {})
		}()
	}
	same("a server of its own, 2 workers of 2", 1, fleetFlags{address: fleet.Address{URL: url}, chunk: 2})
	cancel()
	for range 2 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// A range that failed elsewhere runs again from its state file, alone.
func TestReplay(t *testing.T) {
	world, problems := settings{}.read()
	if problems.Errors() != nil {
		t.Fatal(problems)
	}
	s := settings{scenario: []string{"controls-return"}, material: "gallium", draws: 4, months: 3, window: 3, seed: 1, workers: 1, solver: "highs"}
	s.on, _ = adit.ParseDate(shippedAsOf)
	spec, err := study.FuturesJob(s.options(world, nil, nil))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	state, err := json.Marshal(fleet.Failure{Kind: kindFutures, Version: "another", Range: fleet.Range{From: 2, To: 4}, Errors: []string{"lost"}, Spec: spec})
	if err != nil {
		t.Fatal(err)
	}
	q := futuresQuestion{replay: filepath.Join(dir, "failed.json"), file: filepath.Join(dir, "again.parquet")}
	if err := os.WriteFile(q.replay, state, 0o600); err != nil {
		t.Fatal(err)
	}
	var heard []string
	a, err := studies{}.askFutures(t.Context(), s, q, func(string, int, int) {}, func(line string) { heard = append(heard, line) })
	if err != nil {
		t.Fatal(err)
	}
	if len(heard) != 1 || !bytes.Contains(csvOf(t, a.tables[:1]), []byte("all,2,")) {
		t.Errorf("heard %q, answered\n%s", heard, csvOf(t, a.tables[:1]))
	}
}
