package main

import (
	"fmt"
	"strings"

	"adit/bom"
	"adit/claims"
	"adit/rulebook"
	"adit/schema"
	"adit/screen"
)

const made = "<!-- Written by go run ./internal/gendocs from package schema; do not edit. -->\n\n"

// pages returns the text of every page by file name.
func pages() map[string]string {
	all := map[string]string{"README.md": index()}
	for _, t := range schema.Tables() {
		all[t.Name+".md"] = tablePage(t)
	}
	for _, d := range schema.Documents() {
		all[d.Name+".md"] = documentPage(d)
	}
	all[claims.Format.Name+".md"] = documentPage(&claims.Format) + claimsMore
	all[rulebook.CaseFormat.Name+".md"] = documentPage(&rulebook.CaseFormat)
	for _, t := range brought() {
		all[t.table.Name+".md"] = tablePage(t.table) + t.more
	}
	return all
}

// apart is a table that is no part of a world: a user brings it along.
type apart struct {
	table *schema.Table
	more  string // what no column tells
}

func brought() []apart {
	return []apart{{&bom.Format, billsMore}, {&bom.RatesFormat, ""}, {&screen.Format, ""}, {&rulebook.Deliveries, ""}}
}

func index() string {
	var b strings.Builder
	b.WriteString(made + `# Files of a world

A world is a folder: CSV tables beside one another, rules, scenarios and deals as YAML below. A name with another ending or in another folder is left alone.

| file | a row or file is |
|---|---|
`)
	for _, t := range schema.Tables() {
		need := ""
		if t.Required {
			need = " (every world has it)"
		}
		fmt.Fprintf(&b, "| [%s.csv](%s.md) | %s%s |\n", t.Name, t.Name, cell(t.Doc), need)
	}
	for _, d := range schema.Documents() {
		fmt.Fprintf(&b, "| [%s/](%s.md) | %s |\n", d.Name, d.Name, cell(d.Doc))
	}
	fmt.Fprintf(&b, "| [%s/](%s.md) | %s |\n", claims.Format.Name, claims.Format.Name, cell(claims.Format.Doc))
	fmt.Fprintf(&b, "| [%s/](%s.md) | %s |\n", rulebook.CaseFormat.Name, rulebook.CaseFormat.Name, cell(rulebook.CaseFormat.Doc))
	b.WriteString("\nFiles a user brings to a question:\n\n| file | a row is |\n|---|---|\n")
	for _, t := range brought() {
		fmt.Fprintf(&b, "| [%s](%s.md) | %s |\n", t.table.Name, t.table.Name, cell(t.table.Doc))
	}
	b.WriteString(`
## Tables

The text is UTF-8. The first row names the columns, in any order; optional ones may be left out, an unknown one is a problem. A line that starts with ` + "`#`" + ` is a comment; a row of blank cells is passed over. A table may be split: ` + "`sites.csv` and `sites-magnet.csv`" + ` are one table, and keys are unique over both. Spaces around a cell do not count.

A **list** separates its entries by a space or ` + "`;`" + `. An **id** is made of letters, digits and ` + "`. _ - /`" + ` and does not read as a number. A **date** is YYYY-MM-DD; YYYY-MM and YYYY stand for their first day.

## Figures

A cell of type figure is one of

- blank: the default stated for its column;
- a number: ` + "`123.4`" + `, in the unit of its column;
- a number and its range: ` + "`123.4 [100, 150]`" + `;
- the id of a row of [figures](figures.md): ` + "`el.rec.d.dy`" + `. A change to that row reaches every such cell.

A number written in place has the source, confidence and grade of its row. A figure named by id has its own, and is converted where the conversion is exact:

| column in | takes figures in |
|---|---|
`)
	for _, unit := range []string{"1", "t/t", "USD/kg", "t/y", "t", "day", "month", "1/y"} {
		var from []string
		for _, c := range schema.UnitsFor(unit) {
			from = append(from, fmt.Sprintf("%s (× %.10g)", cell(c.From), c.Factor))
		}
		fmt.Fprintf(&b, "| %s | %s |\n", unit, strings.Join(from, ", "))
	}
	b.WriteString(`
Any other unit is a problem: add a derived figure with the arithmetic in its note.

## Provenance

Every row except those of sources and places says how good it is: ` + "`official`, `company`, `secondary`, `derived` or `assumed`" + `. All but assumed rows name a source. A derived row has its arithmetic in the note; an assumed row has its reason there, and a range on each of its own figures (numbers that are a convention, such as a flow of 0 for a lane not in use, need none).

What can be wrong with a file, and what to do about it: [problems](../problems.md).
`)
	return b.String()
}

func tablePage(t *schema.Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s# %s.csv\n\n%s\n\n", made, t.Name, t.Doc)
	switch {
	case len(t.Keys) == 0: // the description says what rows may share
	case len(t.Keys) > 1:
		fmt.Fprintf(&b, "A row is known by its %s, which together stand once.\n\n", strings.Join(t.Keys, ", "))
	default:
		fmt.Fprintf(&b, "A row is known by its %s, which stands once.\n\n", t.Keys[0])
	}
	rows(&b, "column", t.Columns, "")
	b.WriteString("\nCells, lists, figures and provenance: see [files of a world](README.md).\n")
	return b.String()
}

func documentPage(d *schema.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s# %s/\n\n%s\n\n", made, d.Name, d.Doc)
	rows(&b, "key", d.Fields, "")
	fmt.Fprintf(&b, "\nA key that is not listed is a problem. A blank value is the same as leaving its key out.\n\n## Example\n\n```yaml\n%s```\n", d.Example)
	return b.String()
}

// rows writes one table of columns; keys of a mapping follow it, after its name.
func rows(b *strings.Builder, what string, columns []schema.Column, prefix string) {
	if prefix == "" {
		fmt.Fprintf(b, "| %s | type | unit | when blank | what | example |\n|---|---|---|---|---|---|\n", what)
	}
	for i := range columns {
		c := &columns[i]
		blank := c.Default
		if c.Required {
			blank = "**required**"
		}
		example := ""
		if c.Example != "" {
			example = "`" + cell(c.Example) + "`"
		}
		fmt.Fprintf(b, "| `%s%s` | %s | %s | %s | %s | %s |\n", prefix, c.Name, kind(c), cell(c.Unit), cell(blank), cell(c.Doc+limit(c)), example)
		switch c.Type {
		case schema.Object:
			rows(b, what, c.Fields, prefix+c.Name+".")
		case schema.Objects:
			rows(b, what, c.Fields, prefix+c.Name+"[].")
		}
	}
}

// kind says what a cell holds, with the words or tables it may name.
func kind(c *schema.Column) string {
	text := c.Type.String()
	if len(c.Choices) > 0 {
		text += ": " + strings.Join(c.Choices, ", ")
	}
	for i, table := range c.Refers {
		sep := " or "
		if i == 0 {
			sep = " to "
		}
		text += sep + "[" + table + "](" + table + ".md)"
	}
	for _, word := range c.Also {
		text += " or " + word
	}
	return text
}

func limit(c *schema.Column) string {
	switch c.Type {
	case schema.Measured, schema.Number, schema.Whole:
		if s := c.Limit.String(); s != "" {
			return " Must be " + s + "."
		}
	}
	return ""
}

// cell keeps text from breaking out of a table cell.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
