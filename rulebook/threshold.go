package rulebook

import "adit"

// Threshold returns the share (0-1) at which a measure's test catches goods
// going to a place: the ceiling for that place, else the test's own. It is
// false where the test has none.
func (b *Book) Threshold(m *adit.Measure, to string) (float64, bool) {
	for i := range m.Test.Ceilings {
		c := &m.Test.Ceilings[i]
		if known(c.Share) && b.groups.expand(c.To)[to] {
			return c.Share.Value, true
		}
	}
	return m.Test.Share.Value, known(m.Test.Share)
}

// grain is the relative error of a share that rounding of sums explains. The
// official boundary cases are 0.001 and 0.1 percentage points apart.
const grain = 1e-9

// Catches reports whether a share (0-1) of content or ownership is caught by a
// measure's test for goods going to a place; it is false where the test has no
// threshold. A share that differs from the threshold by rounding only counts as
// the threshold itself.
func (b *Book) Catches(m *adit.Measure, share float64, to string) bool {
	at, ok := b.Threshold(m, to)
	switch {
	case !ok:
		return false
	case share >= at*(1-grain) && share <= at*(1+grain):
		return m.Test.Compare != "more-than"
	}
	return share > at
}
