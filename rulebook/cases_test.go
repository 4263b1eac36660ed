package rulebook

import (
	"os"
	"strings"
	"testing"

	"adit"
)

// The shipped cases hold: boundary days of the instruments, what was known when,
// and what bites a lane.
func TestShippedCases(t *testing.T) {
	suites, problems := WorldCases(os.DirFS("../worlds/base2025"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b, n := book(t), 0
	for _, s := range suites {
		outcomes, problems := b.Run(s)
		for _, p := range problems {
			t.Error(p)
		}
		if len(outcomes) != len(s.Cases) {
			t.Errorf("%s: %d of %d cases were asked", s.ID, len(outcomes), len(s.Cases))
		}
		n += len(outcomes)
	}
	if n < 80 {
		t.Fatalf("only %d cases", n)
	}
}

// A case that states another answer than the law's fails, at its place, and
// what cannot be asked is a problem.
func TestCasesFail(t *testing.T) {
	b := book(t)
	for name, c := range map[string]struct{ line, code, says string }{
		"status":        {"{measure: cn-2025-055, on: 2026-11-10, status: in force}", "case-failed", `status is "suspended", want "in force"`},
		"until":         {"{measure: cn-2025-055, on: 2026-11-10, until: 2026-11-09}", "case-failed", `until is "2026-11-10", want "2026-11-09"`},
		"phrase":        {"{measure: cn-2025-055, on: 2026-11-10, says: [by cn-2025-071]}", "case-failed", `lacks "by cn-2025-071"`},
		"checked":       {"{measure: cn-2025-055, on: 2026-11-22, last_checked: 2026-10-09}", "case-failed", `last_checked is "2026-10-08"`},
		"known":         {"{measure: cn-2026-001, on: 2026-11-22, known_on: 2025-11-15, status: in force}", "case-failed", `status is "not known"`},
		"lane":          {"{material: dy.oxide, from: CN, to: JP, on: 2026-11-22}", "case-failed", `bites is "cn-2025-018", want ""`},
		"caught":        {"{measure: cn-2025-061-1-1, on: 2026-11-22, share: 0.000999, caught: \"yes\"}", "case-failed", `caught is "no"`},
		"no threshold":  {"{measure: cn-2025-018, on: 2026-11-22, share: 0.5, caught: \"yes\"}", "case-failed", "no threshold"},
		"duty":          {"{hs: \"850511\", from: CN, to: US, on: 2026-11-22, duty: 0.5, at_least: true}", "case-failed", "want 50%"},
		"complete duty": {"{hs: \"850511\", from: CN, to: US, on: 2026-11-22}", "case-failed", "a layer is missing: true"},
		"no measure":    {"{measure: cn-2025-56, on: 2026-11-10, status: suspended}", "dangling-id", `no measure is called "cn-2025-56"`},
		"no scenario":   {"{measure: cn-2025-056, on: 2026-11-10, status: suspended, scenario: [truce]}", "dangling-id", `no scenario is called "truce"`},
		"no material":   {"{material: dy.oxid, from: CN, to: JP, on: 2026-11-22}", "unknown-material", `"dy.oxid"`},
		"no place":      {"{material: dy.oxide, from: CN, to: XQ, on: 2026-11-22}", "unknown-place", `"XQ"`},
		"no code":       {"{hs: \"8505.11\", from: CN, to: US, on: 2026-11-22}", "bad-customs-code", `"8505.11"`},
		"two questions": {"{measure: cn-2025-055, hs: \"8505\", from: CN, to: US, on: 2026-11-22, status: suspended}", "bad-case", "asks about 2 things"},
		"nothing asked": {"{on: 2026-11-22, status: suspended}", "bad-case", "asks about 0 things"},
		"cannot fail":   {"{measure: cn-2025-055, on: 2026-11-22}", "bad-case", "cannot fail"},
		"one end":       {"{material: dy.oxide, from: CN, on: 2026-11-22}", "bad-case", "both ends"},
		"no day":        {"{measure: cn-2025-055, status: suspended}", "missing-cell", `"on"`},
		"no status":     {"{measure: cn-2025-055, on: 2026-11-22, status: suspendet}", "bad-value", "suspendet"},
		"half a share":  {"{measure: cn-2025-061-1-1, on: 2026-11-22, share: 0.5, status: suspended}", "bad-case", "caught"},
	} {
		t.Run(name, func(t *testing.T) {
			s, problems := ReadCases("mine.yaml", []byte("id: mine\ntitle: Mine\ncases:\n  - "+c.line+"\n"))
			if len(problems) == 0 {
				_, problems = b.Run(s)
			}
			if len(problems) != 1 {
				t.Fatalf("problems %v", problems)
			}
			p := problems[0]
			if p.Code != c.code || p.Where.File != "mine.yaml" || p.Where.Line != 4 || !strings.Contains(p.Message, c.says) {
				t.Errorf("got %v, want %s at mine.yaml:4 with %q", p, c.code, c.says)
			}
		})
	}
}

// Shares at the thresholds of the shipped law: the floor of No. 61 and the 50%
// rule of the affiliates rule.
func TestShippedThresholds(t *testing.T) {
	s, problems := ReadCases("t.yaml", []byte(`id: t
title: Thresholds
cases:
  - {measure: cn-2025-061-1-1, on: 2026-11-22, share: 0.000999, caught: "no"}
  - {measure: cn-2025-061-1-1, on: 2026-11-22, share: 0.001, caught: "yes"}
  - {measure: cn-2025-061-1-1, on: 2026-11-22, share: 0.001001, caught: "yes"}
  - {measure: us-2025-affiliates, on: 2026-11-22, share: 0.49999, caught: "no"}
  - {measure: us-2025-affiliates, on: 2026-11-22, share: 0.5, caught: "yes"}
  - {measure: us-2025-affiliates, on: 2026-11-22, share: 0.50001, caught: "yes"}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if _, problems := book(t).Run(s); len(problems) > 0 {
		t.Error(problems)
	}
}

// FuzzCases: any bytes give cases or problems with places, and running what was
// read without fault ends.
func FuzzCases(f *testing.F) {
	f.Add([]byte(CaseFormat.Example))
	f.Add([]byte("id: x\ntitle: y\ncases: [{on: 2026-11-22, hs: \"85\", from: CN, to: US, duty: 0.1 [0, 0.2], at_least: true}]"))
	f.Add([]byte("cases: [[]]"))
	if data, err := os.ReadFile("../worlds/base2025/cases/boundary-days.yaml"); err == nil {
		f.Add(data)
	}
	b := book(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := ReadCases("f.yaml", data)
		for _, p := range problems {
			if p.Code == "" || p.Message == "" || p.Where.File != "f.yaml" {
				t.Fatalf("a problem without code, message or place: %+v", p)
			}
		}
		if problems.Errors() == nil {
			outcomes, _ := b.Run(s)
			if len(outcomes) > len(s.Cases) {
				t.Fatal("more outcomes than cases")
			}
		}
	})
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
