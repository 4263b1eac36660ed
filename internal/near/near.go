// Package near finds the known word a mistyped one was meant to be.
package near

import (
	"slices"
	"strings"
)

// longest is the length from which more letters allow no more mistakes: a
// sentence in the place of a word was not mistyped.
const longest = 64

// Word returns the known word closest to the written one, or "" when none is
// close enough to be what was meant: at most a third of the letters, and no
// fewer than one, may differ. Case does not count. Among equally close words
// the first in alphabetical order wins, so that hints do not depend on the
// order of known.
func Word(written string, known []string) string {
	from := []rune(strings.ToLower(written))
	best, least := "", max(1, min(len(from), longest)/3)+1
	for _, k := range known {
		switch d := edits(from, []rune(strings.ToLower(k)), least); {
		case d < least, d == least && best != "" && k < best:
			best, least = k, d
		}
	}
	return best
}

// Hint returns `did you mean "word"?` for the closest known word, or "".
func Hint(written string, known []string) string {
	if w := Word(written, known); w != "" {
		return `did you mean "` + w + `"?`
	}
	return ""
}

// edits counts the letters to insert, drop or change, two swapped neighbours
// counting once (optimal string alignment). Above limit it gives up and returns
// some number above limit: with many long words the exact one would cost time
// and tell nothing.
func edits(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var before []int
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		if slices.Min(row) > limit {
			return limit + 1
		}
		before, last = last, row
	}
	return last[len(b)]
}
