package ownership

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"adit"
)

// What a reader sees of an answer, word for word: chain, shares, days, sources.
func TestWords(t *testing.T) {
	el := &List{List: adit.List{ID: "us-el", Name: "Entity List", Publisher: "Bureau of Industry and Security", Date: adit.NewDate(2026, 11, 20), Rows: 2}}
	for _, one := range []struct {
		party string
		terms adit.Terms
	}{{"Xenon Ltd", adit.Presumed}, {"Yttria Ltd", ""}} {
		el.Listed = append(el.Listed, adit.Listed{Party: one.party, From: adit.NewDate(2024, 1, 2), Terms: one.terms})
	}
	var b strings.Builder
	for _, c := range []struct{ holdings, party string }{
		{"Xenon_Ltd->Alpha 60 2020-05-01..; Alpha->Beta 40; Yttria_Ltd->Beta 10 ..2027-12-31", "Beta"},
		{"Xenon_Ltd->Alpha [25, 50]; Alpha->Beta 100; Zeta->Alpha 40", "Beta"},
		{"Xenon_Ltd->Alpha ?; Zeta->Alpha 40; Alpha->Alpha 5", "Alpha"},
		{"Xenon_Ltd->Alpha 12; Xenon_Ltd->Alpha control; Zeta->Alpha 51", "Alpha"},
		{"Xenon_Ltd->Alpha 1/3; Yttria_Ltd->Alpha 1/6", "Alpha"},
		{"Zeta->Alpha 51", "Xenon Ltd"},
		{"Zeta->Alpha 51", "Nobody"},
	} {
		g, _ := drawn(t, c.holdings)
		for i := range g.parties { // names as people write them
			p := &g.parties[i]
			delete(g.ids, p.id)
			p.id = strings.ReplaceAll(p.id, "_", " ")
			p.name = p.id
			g.ids[p.id] = int32(i)
		}
		if c.party == "Xenon Ltd" {
			g.parties[0] = party{id: "Xenon Ltd", name: "Xenon Ltd"}
			g.ids["Xenon Ltd"] = 0
		}
		closure := g.Caught(Question{On: adit.NewDate(2026, 11, 22), Test: Test{Minority: adit.Part{Num: 1, Den: 10}}}, el)
		a := closure.Answer(c.party)
		b.WriteString(a.Words() + "\n")
		if len(a.Proof) > 0 {
			b.WriteString(textOf(t, a.Table()) + "\n")
		}
		b.WriteString(textOf(t, closure.Table()) + "\n")
	}
	golden := filepath.Join("testdata", "words.want")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
