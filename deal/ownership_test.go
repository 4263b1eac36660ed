package deal

import (
	"testing"

	"adit"
)

// What a deal makes a state hold reads as a table of holdings does, exactly.
func TestTies(t *testing.T) {
	ties := Ties(shippedDeal(t, "korea-zinc-dow"))
	want := map[string]adit.Stake{
		"korea-zinc-dow/crucible korea-zinc economic":              adit.Exactly(2209716, 20872969),
		"korea-zinc-dow/dow korea-zinc-dow/crucible votes":         adit.Exactly(2, 5),
		"korea-zinc-dow/partners korea-zinc-dow/crucible economic": adit.Exactly(3, 5),
	}
	for _, h := range ties {
		got, err := adit.ParseStake(h.Share)
		if err != nil || !got.Known() {
			t.Errorf("%s: %q, %v", h.ID, h.Share, err)
		}
		key := h.Owner + " " + h.Asset + " " + string(h.Kind)
		if w, ok := want[key]; ok {
			if got.Low.Num*w.Low.Den != w.Low.Num*got.Low.Den || got.Low != got.High {
				t.Errorf("%s: %v, want %v", key, got, w)
			}
			delete(want, key)
		}
	}
	if len(want) > 0 {
		t.Errorf("not among %d ties: %v", len(ties), want)
	}
	for _, h := range Ties(shippedDeal(t, "mp-dow")) {
		t.Errorf("a preferred share and a warrant hold nothing before they are exercised: %+v", h)
	}
}
