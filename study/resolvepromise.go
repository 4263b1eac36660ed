package study

import (
	"cmp"
	"fmt"
	"strings"

	"adit"
	"adit/claims"
)

// promise answers what a side has promised. What was delivered is no part of a
// world, so a query for it stays open and says what is known of it.
func (r *Resolver) promise(q claims.Query) (claims.Answer, error) {
	var known []string
	for i := range r.world.Measures {
		m := &r.world.Measures[i]
		for j := range m.Commitments {
			c := &m.Commitments[j]
			if c.ID == q.Name {
				return promised(q, m, c)
			}
			known = append(known, c.ID)
		}
	}
	return claims.Answer{}, &claims.Nothing{Name: q.Name, In: "commitments of rules", Known: known}
}

func promised(q claims.Query, m *adit.Measure, c *adit.Commitment) (claims.Answer, error) {
	p := m.Provenance
	if len(c.Source) > 0 {
		p.Source = c.Source
	}
	if c.Confidence != adit.NoConfidence {
		p.Confidence, p.Grade = c.Confidence, c.Grade
	}
	says := fmt.Sprintf("%s promised: %s", c.Side, c.Words)
	if c.Quantity.Given() {
		says += fmt.Sprintf(" (%s)", strings.TrimSpace(number(c.Quantity)+" "+c.Unit))
	}
	if c.Status != "" {
		says += "; " + c.Status
	}
	a := claims.Answer{Evidence: []claims.Evidence{evidence("rules "+m.ID+" "+c.ID, says, p)}}
	fields := map[string]func(){
		"quantity": func() {
			if a.Numeric = c.Quantity.Given() && c.Quantity.Known(); a.Numeric {
				a.Number = c.Quantity
				a.Number.Unit = c.Unit
			}
		},
		"from": func() { a.Day = c.From },
		"to":   func() { a.Day = c.To },
		"side": func() { a.Words = c.Side },
		"delivered": func() {
			a.Missing = "deliveries under " + c.ID + " are no part of this world"
			if c.Status != "" {
				a.Missing += ": " + c.Status
			}
		},
	}
	return fill(&a, fields, cmp.Or(q.Field, "quantity"), "a promise", c.ID)
}
