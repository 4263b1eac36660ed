package ownership

import (
	"strings"
	"testing"

	"adit"
	"adit/dataset"
	"adit/worlds"
)

func shipped(t *testing.T) *adit.World {
	t.Helper()
	fsys, name, err := worlds.Open(worlds.Default)
	if err != nil {
		t.Fatal(err)
	}
	w, ps := dataset.Read(fsys, name)
	if err := ps.Errors(); err != nil {
		t.Fatal(err)
	}
	return w
}

// The shipped holdings make a graph without a fault, and answer as their
// sources let them.
func TestShippedHoldings(t *testing.T) {
	g, ps := New(shipped(t))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	q := Question{On: adit.NewDate(2026, 11, 22), Test: Test{Minority: adit.Part{Num: 1, Den: 4}}}
	for _, c := range []struct {
		listed, party string
		want          Verdict
	}{
		{"tianqi", "talison", Yes}, {"tianqi", "site/au-greenbushes", CannotTell}, {"igo", "talison", No},
		{"cmoc", "site/cd-kisanfu", Yes}, {"catl-brunp", "site/cd-kisanfu", No}, {"cmoc", "site/id-huayue-morowali", CannotTell},
		{"tdk", "site/cn-tdk-guangdong", Yes}, {"us-doc", "vulcan", CannotTell}, {"us-gov", "us-steel", No},
		{"us-dow", "korea-zinc", No}, {"us-dow", "mp", No}, {"lac", "thacker-jv", Yes},
	} {
		a := g.Caught(q, list(t, "L", c.listed+":denial")).Answer(c.party)
		if a.Verdict != c.want {
			t.Errorf("%s listed: want %s\n%s", c.listed, c.want, a.Words())
		}
		checkAnswer(t, q.Test, a)
	}
	part, ok := g.Dilution([]string{"tianqi"}, "talison", q)
	if !ok || part.Low > 0.2601 || part.High < 0.2601 || part.High-part.Low > 1e-9 {
		t.Errorf("Tianqi's part of Talison is %v, want 51%% of 51%%", part)
	}
	if !flagged(g.Caught(q, list(t, "L", "us-gov")).Answer("us-steel"), ControlTie) {
		t.Error("the golden share raises no flag")
	}
}

// A list and holdings from files, over the shipped world: one graph.
func TestFilesOverAWorld(t *testing.T) {
	own, ps := Holdings("own.csv", strings.NewReader("owner,asset,share\ntalison,Example Refining,60\n"), 0)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	watched, ps := PartyList("watched.csv", strings.NewReader("id,name,terms\ntianqi,Tianqi Lithium,denial\n"), "watched", "Watched", 0)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	b := NewBuilder()
	b.World(shipped(t))
	b.Import(own)
	b.Import(watched)
	g, ps := b.Graph()
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	a := g.Caught(Question{On: adit.NewDate(2026, 11, 22)}, watched.PartyLists()...).Answer("Example_20Refining")
	if a.Verdict != Yes || a.Terms != adit.Denied || len(a.Proof) != 3 {
		t.Errorf("three links up stands a watched party:\n%s", a.Words())
	}
}
