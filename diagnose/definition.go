package diagnose

import (
	"regexp"
	"strings"
)

// Definition is what a net import reliance row counts, as its note states it.
// Apparent consumption stands below the line and is published by itself.
type Definition struct {
	Text       string // the clause, as printed
	Production bool   // the clause starts from production: a slip that the figures do not follow
	Exports    bool   // exports are taken off
	Stocks     bool   // falls of industry stocks are added
	Government bool   // falls of Government stocks are added
	Stated     bool   // there was a clause
}

var (
	definedAs = regexp.MustCompile(`(?i)defined (?:for [0-9–-]+ )?as ([^;]*?)(?: -- |\.(?:\s|$)|;|$)`)
	// Government stock changes ended for the rows that say so.
	governmentUntil = regexp.MustCompile(`(?i)beginning in ([0-9]{4}), government stock changes no longer included`)
)

// ReadDefinition reads the note of a net import reliance row for one year. The
// signs between the terms are printed in several ways, one of them by no sign
// at all ("imports exports"), so the terms decide, not the signs.
func ReadDefinition(note, year string) Definition {
	m := definedAs.FindStringSubmatch(note)
	if m == nil {
		return Definition{}
	}
	d := Definition{Text: m[1], Stated: true}
	text := strings.ToLower(m[1])
	d.Production = strings.Contains(text, "production")
	d.Exports = strings.Contains(text, "exports")
	if stocks := strings.Index(text, "adjustments"); stocks >= 0 {
		tail := text[stocks:]
		d.Government = strings.Contains(tail, "government")
		d.Stocks = !d.Government || strings.Contains(tail, "industry")
	}
	if until := governmentUntil.FindStringSubmatch(note); until != nil && year >= until[1] {
		d.Government = false
	}
	return d
}
