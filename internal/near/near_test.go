package near

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestWord(t *testing.T) {
	known := []string{"materials", "places", "dy.oxide", "dy.metal", "tb.oxide", "on"}
	for _, c := range []struct{ written, want string }{
		{"material", "materials"},
		{"Materials", "materials"},
		{"mateirals", "materials"},
		{"dy.oxid", "dy.oxide"},
		{"nd.oxide", "dy.oxide"}, // tb.oxide is as far: the alphabet decides
		{"no", "on"},
		{"aluminium", ""},
		{"", ""},
	} {
		if got := Word(c.written, known); got != c.want {
			t.Errorf("Word(%q) = %q, want %q", c.written, got, c.want)
		}
	}
	if got := Hint("plcaes", known); got != `did you mean "places"?` {
		t.Errorf("Hint = %s", got)
	}
}

// TestEditsIsAMeasure: zero only for equal words, the same both ways, and never
// more than the length of the longer word.
func TestEditsIsAMeasure(t *testing.T) {
	letters := rapid.StringMatching(`[abc]{0,8}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := []rune(letters.Draw(t, "a")), []rune(letters.Draw(t, "b"))
		most := max(len(a), len(b))
		d := edits(a, b, most)
		if (d == 0) != slices.Equal(a, b) || d != edits(b, a, most) || d > most {
			t.Fatalf("edits(%s, %s) = %d, back %d", string(a), string(b), d, edits(b, a, most))
		}
		limit := rapid.IntRange(0, 8).Draw(t, "limit")
		if l := edits(a, b, limit); l != d && (l <= limit || d <= limit) {
			t.Fatalf("edits(%s, %s) = %d, with limit %d it is %d", string(a), string(b), d, limit, l)
		}
	})
}

// TestOrderDoesNotMatter: the hint is the same however the known words come.
func TestOrderDoesNotMatter(t *testing.T) {
	word := rapid.StringMatching(`[abc]{1,5}`)
	rapid.Check(t, func(t *rapid.T) {
		known := rapid.SliceOf(word).Draw(t, "known")
		written := word.Draw(t, "written")
		back := slices.Clone(known)
		slices.Reverse(back)
		if a, b := Word(written, known), Word(written, back); a != b {
			t.Fatalf("%q, then %q", a, b)
		}
	})
}
