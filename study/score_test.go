package study

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Two forecasts counted by hand: one doubles where the world doubled from half
// its level, one falls where the world rose.
func TestScoreByHand(t *testing.T) {
	good := Forecast{Base: 100, Last: 100, Observed: 200, Modelled: 50, Low: 80, Mid: 100, High: 250}
	bad := Forecast{Base: 10, Last: 20, Observed: 40, Modelled: 10, Low: 4, Mid: 5, High: 6}
	if good.Error() != -0.5 || good.RatioError() != 0 || !good.Hit() || !good.Inside() {
		t.Errorf("good: %+v: error %g, ratio error %g", good, good.Error(), good.RatioError())
	}
	if bad.Hit() || bad.Inside() || bad.Error() != -0.875 || bad.LastError() != -0.5 {
		t.Errorf("bad: %+v", bad)
	}
	s := ScoreOf([]Forecast{good, bad})
	want := Score{N: 2, Hits: 1, Inside: 1, Closer: 1, Error: 0.6875, NaiveError: 0.625, LastError: 0.5,
		Ratio: math.Log(8) / 2, NaiveRatio: (math.Log(2) + math.Log(4)) / 2}
	for _, c := range [][2]float64{{float64(s.N), float64(want.N)}, {float64(s.Hits), 1}, {float64(s.NaiveHits), 0}, {float64(s.Inside), 1}, {float64(s.Closer), 1},
		{s.Error, want.Error}, {s.NaiveError, want.NaiveError}, {s.LastError, want.LastError}, {s.Ratio, want.Ratio}, {s.NaiveRatio, want.NaiveRatio}} {
		if math.Abs(c[0]-c[1]) > 1e-12 {
			t.Fatalf("got %+v, want %+v", s, want)
		}
	}
	if Direction(1.019) != 0 || Direction(1.021) != 1 || Direction(1/1.021) != -1 {
		t.Error("a change under 2% is none, one above is one")
	}
}

// A model that says nothing changes scores as the naive forecast does, and its
// own unit or level changes neither direction nor ratio.
func TestNaiveModelScoresAsNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		num := rapid.Float64Range(0.01, 1e4)
		var list []Forecast
		for range rapid.IntRange(1, 8).Draw(t, "n") {
			base := num.Draw(t, "base")
			list = append(list, Forecast{Base: base, Last: num.Draw(t, "last"), Observed: num.Draw(t, "observed"), Modelled: base, Low: base, Mid: base, High: base})
		}
		s := ScoreOf(list)
		if s.Error != s.NaiveError || math.Abs(s.Ratio-s.NaiveRatio) > 1e-9 || s.Hits != s.NaiveHits {
			t.Fatalf("%+v", s)
		}
		k := num.Draw(t, "k")
		for i := range list {
			list[i].Modelled, list[i].Low, list[i].Mid, list[i].High = k*list[i].Modelled, k*list[i].Low, k*list[i].Mid, k*list[i].High
		}
		if scaled := ScoreOf(list); scaled.Hits != s.Hits || math.Abs(scaled.Ratio-s.Ratio) > 1e-9 {
			t.Fatalf("scaled by %g: %+v, was %+v", k, scaled, s)
		}
	})
}
