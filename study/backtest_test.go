package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"adit"
	"adit/dataset"
	"adit/lp/highs/highstest"
	"adit/stress"
	"adit/worlds"
)

// pinned is what the model scores and the parameters it scores with. When a
// parameter changes the hash does: score again, look at what it did to the score,
// and say in the log why it changed. A parameter is never changed because of it.
var pinned = struct {
	hash string
	n    int
	hits int     // of the run with every parameter at its value
	log  float64 // its mean absolute log error
	none float64 // that of no change
}{
	hash: "ef15f9d1bb86123a55ce70797e9e3764d452980af8efe6dbcf89b2e1e859cee1", n: 18, hits: 9, log: 0.388, none: 0.405,
}

// readPast reads the world of the past once: runs work on copies of it.
var readPast = sync.OnceValues(func() (*adit.World, error) {
	folder, name, err := worlds.Open(worlds.Past)
	if err != nil {
		return nil, err
	}
	w, problems := dataset.Read(folder, name)
	return w, problems.Errors()
})

func pastWorld(t testing.TB) *adit.World {
	t.Helper()
	w, err := readPast()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func backtest(t testing.TB, w *adit.World, draws int) *Backtested {
	t.Helper()
	b, err := Backtest(t.Context(), Options{World: w, On: PastBase, Months: 24, Draws: draws, Seed: 1, Workers: 2, Solver: highstest.Open(t)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBacktest(t *testing.T) {
	b := backtest(t, pastWorld(t), 1)
	t.Run("score is pinned", func(t *testing.T) { scoreIsPinned(t, b) })
	t.Run("base is as observed", func(t *testing.T) { baseIsAsObserved(t, b) })
	t.Run("parameters are not tuned on it", func(t *testing.T) { notTuned(t, b) })
	t.Run("nothing is foreseen", func(t *testing.T) { notForeseen(t, b) })
	t.Run("section", func(t *testing.T) {
		s := b.Section()
		if s.Lead != b.Says() || len(s.Figures) != 3 {
			t.Errorf("%+v", s)
		}
		for _, f := range s.Figures {
			if err := f.Table.Err(); err != nil || f.Table.Len() == 0 {
				t.Errorf("%s: %v, %d rows", f.Table.Name, err, f.Table.Len())
			}
		}
	})
}

// The score stands beside the hash of its parameters, and the page that is
// shipped has both.
func scoreIsPinned(t *testing.T, b *Backtested) {
	if b.Hash != pinned.hash {
		t.Errorf("parameters changed: their hash is %s, pinned is %s; score again (make validation), then pin both", b.Hash, pinned.hash)
	}
	scores := b.Scores()
	i := slices.IndexFunc(scores, func(s BacktestScore) bool { return s.Single })
	s := scores[i]
	if s.N != pinned.n || s.Hits != pinned.hits || math.Abs(s.Ratio-pinned.log) > 0.005 || math.Abs(s.NaiveRatio-pinned.none) > 0.0005 {
		t.Errorf("%d rows, %d the right way, log error %.4f, of no change %.4f; pinned is %+v", s.N, s.Hits, s.Ratio, s.NaiveRatio, pinned)
	}
	page, err := os.ReadFile(filepath.Join("..", "docs", "validation.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "`"+b.Hash+"`") {
		t.Error("docs/validation.md scores other parameters: run make validation")
	}
	levels := b.levels()
	same := []string{"series", "year", "unit", "base", "modelled", "central", "observed", "naive", "last"}
	for _, row := range levels.Rows() {
		var want []string
		for _, c := range same {
			want = append(want, levels.Columns[levels.Index(c)].Display(row[levels.Index(c)]))
		}
		found := false
		for line := range strings.Lines(string(page)) {
			cells := strings.Split(strings.Trim(strings.TrimSpace(line), "| "), " | ")
			if len(cells) != len(levels.Columns) {
				continue
			}
			var got []string
			for _, c := range same {
				got = append(got, cells[levels.Index(c)])
			}
			found = found || slices.Equal(got, want)
		}
		if !found {
			t.Errorf("docs/validation.md has no row %v: run make validation", want)
		}
	}
}

// No parameter that is drawn rests on a series that is scored.
func notTuned(t *testing.T, b *Backtested) {
	table := b.drawnTable()
	for _, row := range table.Rows() {
		for _, price := range []string{"px.sb", "px.ga", "px.ge", "px.w"} {
			if rests := row[table.Index("rests_on")].Raw(); strings.Contains(rests+" ", price+" ") || strings.Contains(rests, price+")") || strings.Contains(rests, price+",") {
				t.Errorf("%s rests on %s: %s", row[0].Raw(), price, rests)
			}
		}
	}
	if table.Len() < 20 {
		t.Errorf("only %d parameters are drawn", table.Len())
	}
}

// What came later does not reach back: without the law of 2025 on tungsten the
// numbers of 2024 stay as they are to the last digit, and those of 2025 do not.
func notForeseen(t *testing.T, full *Backtested) {
	w := *pastWorld(t)
	w.Measures = slices.DeleteFunc(slices.Clone(w.Measures), func(m adit.Measure) bool { return m.ID == "cn-2025-072" })
	w.Scenarios = slices.Clone(w.Scenarios)
	h := w.Scenario(History)
	h.Events = slices.DeleteFunc(slices.Clone(h.Events), func(e adit.Event) bool { return e.ID == "no-10-begins" })
	less := backtest(t, &w, 1)
	moved := false
	for i, a := range full.Rows {
		b := less.Rows[i]
		if a.Year == 2024 && (a.Central != b.Central || a.Mid != b.Mid) {
			t.Errorf("%s of 2024 is %g, without the law and events of 2025 %g", a.Name, a.Central, b.Central)
		}
		moved = moved || a.Year == 2025 && a.Series == "w.price" && a.Central != b.Central
	}
	if !moved {
		t.Error("what happened to tungsten in 2025 leaves its price of 2025 as it is")
	}
}

// The base year of the model is the one observed: prices by the rule, imports
// and stocks as the official tables give them, within 1%.
func baseIsAsObserved(t *testing.T, b *Backtested) {
	for _, r := range b.Rows {
		if math.Abs(r.Modelled/r.Base-1) > 0.01 {
			t.Errorf("%s: the model's base is %g, observed %g", r.Name, r.Modelled, r.Base)
		}
	}
}

// Draws do not depend on workers.
func TestBacktestDrawsAreTheirOwn(t *testing.T) {
	run := func(draws, workers int) string {
		b, err := Backtest(t.Context(), Options{World: pastWorld(t), On: PastBase, Months: 12, Draws: draws, Seed: 7, Workers: workers, Solver: highstest.Open(t)})
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(b.Rows)
	}
	if run(2, 1) != run(2, 2) {
		t.Error("two draws differ between one worker and two")
	}
}

// A run that is stopped gives the draws it finished, and says so.
func TestBacktestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	b, err := Backtest(ctx, Options{World: pastWorld(t), On: PastBase, Months: 12, Draws: 50, Workers: 1, Solver: highstest.Open(t),
		Progress: func(_ string, done, _ int) {
			if done == 2 {
				cancel()
			}
		}})
	if !errors.Is(err, stress.ErrStopped) || b == nil || b.Draws != 2 || len(b.Rows) != len(scored) {
		t.Errorf("stopped after two draws: %v, %+v", err, b)
	}
}

func TestBacktestBadInput(t *testing.T) {
	for _, c := range []struct {
		opt  Options
		want string
	}{
		{Options{On: PastBase, Months: 11}, "no-whole-year"},
		{Options{On: adit.NewDate(2023, 6, 30), Months: 24}, "no-whole-year"},
		{Options{On: adit.NewDate(2024, 12, 31), Months: 24}, "no-statistic"},
		{Options{On: PastBase, Months: 24, Scenario: []string{"nothing"}}, "unknown-scenario"},
	} {
		c.opt.World, c.opt.Draws, c.opt.Solver = pastWorld(t), 1, highstest.Open(t)
		if _, err := Backtest(t.Context(), c.opt); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("on %s for %d months: %v, want %s", c.opt.On, c.opt.Months, err, c.want)
		}
	}
}
