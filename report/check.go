package report

import (
	"errors"
	"fmt"
	"regexp"
)

var anchor = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// fixed anchors of the page, which no section may take.
var fixed = map[string]bool{"main": true, "numbers": true, "assumptions": true, "unknowns": true, "sources": true, "cite": true}

// Check reports every reason why the brief cannot be printed. Such faults are
// the program's, never the user's.
func (b *Brief) Check() error {
	var all []error
	fault := func(format string, args ...any) { all = append(all, fmt.Errorf("brief: "+format, args...)) }
	for _, f := range []struct{ name, text string }{{"title", b.Title}, {"question", b.Question}, {"answer", b.Answer}} {
		if f.text == "" {
			fault("no %s", f.name)
		}
	}
	sections, tables := map[string]bool{}, map[string]bool{"assumptions": true}
	if err := b.assumptionTable().Err(); err != nil {
		fault("%w", err)
	}
	for _, s := range b.allSections() {
		switch {
		case !anchor.MatchString(s.ID) || fixed[s.ID]:
			fault("section id %q is taken or not lower-case words joined by -", s.ID)
		case sections[s.ID]:
			fault("section %s stands twice", s.ID)
		case s.Title == "":
			fault("section %s has no title", s.ID)
		}
		sections[s.ID] = true
		for i, f := range s.Figures {
			if f.Table == nil {
				fault("section %s, figure %d: no table", s.ID, i+1)
				continue
			}
			if err := f.Table.Err(); err != nil {
				fault("section %s: %w", s.ID, err)
				continue
			}
			if tables[f.Table.Name] {
				fault("section %s: table %s stands twice", s.ID, f.Table.Name)
			}
			tables[f.Table.Name] = true
			if f.Chart != nil {
				if err := f.Chart.Check(f.Table); err != nil {
					fault("section %s: %w", s.ID, err)
				}
			}
		}
	}
	return errors.Join(all...)
}
