package rulebook

import (
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"adit"
)

// testCase is one entry of testdata/*.yaml; the file says what it means.
type testCase struct {
	Measure  string   `yaml:"measure"`
	Lane     string   `yaml:"lane"`
	Scenario []string `yaml:"scenario"`
	On       string   `yaml:"on"`
	KnownOn  string   `yaml:"known_on"`
	Status   string   `yaml:"status"`
	Until    string   `yaml:"until"`
	Because  []string `yaml:"because"`
	Bites    []string `yaml:"bites"`
}

func TestBoundaryDays(t *testing.T) {
	data, err := os.ReadFile("testdata/boundaries.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	if err := yaml.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 80 {
		t.Fatalf("read only %d cases", len(cases))
	}
	books := map[string]*Book{}
	for _, c := range cases {
		key := strings.Join(c.Scenario, "+")
		if books[key] == nil {
			books[key] = book(t, c.Scenario...)
		}
		name := strings.Join([]string{c.Measure + c.Lane, key, c.On, c.KnownOn}, " ")
		t.Run(name, func(t *testing.T) { c.run(t, books[key]) })
	}
}

func (c testCase) run(t *testing.T, b *Book) {
	t.Helper()
	on, known := day(t, c.On), day(t, c.KnownOn)
	if c.Lane != "" {
		if got := bitten(b, c.Lane, on, known); !slices.Equal(got, c.Bites) {
			t.Errorf("bitten by %v, want %v", got, c.Bites)
		}
		return
	}
	a, ok := b.Answer(c.Measure, on, known)
	if !ok {
		if c.Status != "not known" {
			t.Errorf("not known, want %q", c.Status)
		}
		return
	}
	if a.Status.String() != c.Status {
		t.Errorf("status %q, want %q; because %q", a.Status, c.Status, a.Because)
	}
	if c.Until != "" && a.Until.String() != c.Until {
		t.Errorf("until %q, want %q", a.Until, c.Until)
	}
	for _, phrase := range c.Because {
		if !strings.Contains(strings.Join(a.Because, "\n"), phrase) {
			t.Errorf("because %q, want %q in it", a.Because, phrase)
		}
	}
}

// bitten lists the measures that bite a lane written "material from to".
func bitten(b *Book, lane string, on, known adit.Date) []string {
	f := strings.Fields(lane)
	ids := []string{}
	for _, bite := range b.Bites(f[0], f[1], f[2], on, known) {
		id := bite.Measure.ID
		if bite.Transferor {
			id += "+"
		}
		ids = append(ids, id)
	}
	return ids
}

func day(tb testing.TB, s string) adit.Date {
	tb.Helper()
	if s == "" {
		return 0
	}
	d, err := adit.ParseDate(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}
