package claims

import (
	"fmt"
	"strings"

	"adit"
)

// Check looks at what no single key can tell: ids over all ledgers, shares
// above a whole, claims that are put to no test and do not say why.
func (b *Book) Check() adit.Problems {
	var ps adit.Problems
	ledgers, claims := map[string]string{}, map[string]string{}
	once := func(seen map[string]string, what, id string, at adit.Where) {
		if id == "" {
			return // reported as missing
		}
		if first, again := seen[id]; again {
			ps.Add("duplicate-key", at, "give this one an id of its own", "%s %q stands twice, first at %s", what, id, first)
			return
		}
		seen[id] = at.String()
	}
	for i := range b.Ledgers {
		l, at := &b.Ledgers[i], b.places[i]
		once(ledgers, "ledger", l.ID, at("id"))
		for j := range l.Claims {
			here := fmt.Sprintf("claims[%d].", j)
			once(claims, "claim", l.Claims[j].ID, at(here+"id"))
			l.Claims[j].check(func(path string) adit.Where { return at(here + path) }, &ps)
		}
	}
	return ps
}

// share reports whether a unit is a share of a whole: it begins with % and
// neither rises nor falls.
func share(unit string) bool {
	return strings.HasPrefix(unit, "%") && !strings.Contains(unit, "rise") && !strings.Contains(unit, "growth")
}

func (c *Claim) check(at func(string) adit.Where, ps *adit.Problems) {
	if c.Value.Given() && c.Unit == "" {
		ps.Add("missing-cell", at("unit"), "name the unit of the number", "claim %q states a number without a unit", c.ID)
	}
	whole := func(f adit.Figure, path string) {
		if f.Given() && share(c.Unit) && (f.Value > 100 || f.Value < 0) {
			ps.Add("out-of-range", at(path), "a share is 0 to 100 percent; growth has a unit such as % rise", "claim %q states a share of %v percent", c.ID, f.Value)
		}
	}
	whole(c.Value, "value")
	if len(c.Tests) == 0 && c.Because == "" {
		ps.Add("untested-claim", at(""), "give it a test, or say in because why nothing can be computed", "claim %q is put to no test", c.ID)
	}
	said := false
	for i := range c.Tests {
		t := &c.Tests[i]
		here := fmt.Sprintf("tests[%d].", i)
		said = said || t.part() != Earlier
		ways := 0
		for _, given := range []bool{len(t.Is) > 0, t.Value.Given(), !t.Day.IsZero()} {
			if given {
				ways++
			}
		}
		if ways > 1 {
			ps.Add("ambiguous-test", at(here+"ask"), "keep one of is, value and day", "the test compares with more than one thing")
		}
		if ways == 0 && !c.Value.Given() {
			ps.Add("ambiguous-test", at(here+"ask"), "add is, value or day", "the test has nothing to compare with: the claim states no number")
		}
		if t.Value.Given() && c.Unit != "" {
			whole(t.Value, here+"value")
		}
	}
	if len(c.Tests) > 0 && !said {
		ps.Add("untested-claim", at("tests"), "add a test of what is said", "claim %q is tested of an earlier time only", c.ID)
	}
}
