package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"adit"
	"adit/dataset"
	"adit/internal/near"
	"adit/price"
	"adit/statistics"
	"adit/table"
)

// importFile reads one official file.
func (studies) importFile(_ context.Context, s settings, kind, path, source string) (*answer, error) {
	name := filepath.Base(path)
	data, err := os.ReadFile(path)
	if err != nil {
		var problems adit.Problems
		problems.Add("unreadable-file", adit.Where{File: path}, "give the file as its publisher offers it", "cannot read the file")
		return &answer{problems: problems}, problems
	}
	if takesParties(kind) {
		return importParties(s, kind, name, data)
	}
	var count statistics.Count
	var problems adit.Problems
	var files []worldFile
	in := bytes.NewReader(data)
	switch kind {
	case "usgs":
		var rows []adit.Statistic
		rows, count, problems = statistics.USGS(name, in)
		stem := "statistics-usgs.csv"
		if len(rows) > 0 && slices.Contains(rows[0].Source, statistics.USGS2025) {
			stem = "statistics-usgs2025.csv"
		}
		files = []worldFile{{stem, "statistics", rows}}
	case "comtrade":
		var rows []adit.Statistic
		rows, count, problems = statistics.Trade(name, in)
		files = []worldFile{{"statistics-comtrade.csv", "statistics", rows}}
	case "worldbank-wgi":
		var rows []adit.Governance
		rows, count, problems = statistics.Governance(name, in)
		files = []worldFile{{"governance.csv", "governance", rows}}
	case "worldbank-prices":
		var t statistics.PriceTable
		t, count, problems = statistics.WorldBankPrices(name, in)
		files = []worldFile{{"series-worldbank.csv", "series", t.Series}, {"prices-worldbank.csv", "prices", t.Points}}
	case "prices":
		var t statistics.PriceTable
		t, count, problems = statistics.Listing(name, in, s.on, source)
		files = []worldFile{{"series-listing.csv", "series", t.Series}, {"prices-listing.csv", "prices", t.Points}}
	}
	a := &answer{
		says:     fmt.Sprintf("%s: %d rows read, %d used, %d left out", name, count.Read, count.Used, len(count.Ignored)),
		problems: problems,
		tables:   []*table.Table{reasonTable(&count), repairTable(&count), ignoredTable(&count)},
		write:    func(dir string) error { return writeWorldFiles(dir, statistics.Comment(kind, name), files) },
	}
	a.brief = 2
	if problems.Errors() != nil {
		return &answer{problems: problems}, problems
	}
	return a, nil
}

// worldFile is a table of a world to be written.
type worldFile struct {
	name, table string
	rows        any
}

func writeWorldFiles(dir string, comment []string, list []worldFile) error {
	var files []file
	for _, f := range list {
		data, err := dataset.EncodeTable(f.table, f.rows, comment...)
		if err != nil {
			return err
		}
		files = append(files, file{f.name, data})
	}
	return writeFiles(dir, files)
}

// reasonsTable is for rows of a reason, how many, and why.
func reasonsTable() *table.Table {
	return table.New("left-out", "Rows left out",
		table.Column{Name: "reason", Type: table.Text}, table.Column{Name: "rows", Type: table.Integer}, table.Column{Name: "because", Type: table.Text, Doc: "the row …"})
}

// rowsTable is for rows left out, one by one.
func rowsTable() *table.Table {
	return table.New("ignored", "Rows left out, one by one",
		table.Column{Name: "line", Type: table.Integer}, table.Column{Name: "reason", Type: table.Text}, table.Column{Name: "row", Type: table.Text})
}

func reasonTable(c *statistics.Count) *table.Table {
	t := reasonsTable()
	for _, r := range c.ByReason() {
		t.Add(r.Reason, r.Rows, r.Reason.Says())
	}
	return t
}

func repairTable(c *statistics.Count) *table.Table {
	t := table.New("set-right", "Evident slips of the file, set right",
		table.Column{Name: "line", Type: table.Integer}, table.Column{Name: "what", Type: table.Text})
	for _, r := range c.Repaired {
		t.Add(r.Where.Line, r.What)
	}
	return t
}

func ignoredTable(c *statistics.Count) *table.Table {
	t := rowsTable()
	for _, i := range c.Ignored {
		t.Add(i.Where.Line, i.Reason, i.What)
	}
	return t
}

// prices answers a question about the price series of a world.
func (studies) prices(_ context.Context, s settings, q priceQuestion) (*answer, error) {
	world, problems := s.read()
	if problems.Errors() != nil {
		return &answer{problems: problems}, problems
	}
	list := price.Of(world)
	if len(q.ids) > 0 {
		var chosen []price.Series
		var known []string
		for _, one := range list {
			known = append(known, one.ID)
		}
		for _, id := range q.ids {
			if one := price.Find(list, id); one != nil {
				chosen = append(chosen, *one)
				continue
			}
			hint := near.Hint(id, known)
			if hint == "" {
				hint = "choose one of " + strings.Join(known, ", ")
			}
			problems.Add("unknown-series", adit.Where{}, hint, "no price series is called %q", id)
		}
		list = chosen
	}
	for i := range list {
		var err error
		if q.unit != "" {
			if list[i], err = list[i].In(q.unit); err != nil {
				problems.Add("wrong-unit", list[i].Row, "leave --unit out, or name the series it is meant for", "%s", err)
			}
		}
		if q.rate != nil {
			if list[i], err = list[i].AtRate(*q.rate); err != nil {
				problems.Add("mixed-currency", list[i].Row, "give the rate from the currency of the series", "%s", err)
			}
		}
	}
	if problems.Errors() != nil {
		return &answer{problems: problems}, problems
	}
	a := &answer{problems: problems}
	switch q.what {
	case "list":
		a.tables = []*table.Table{price.Listing(list, s.on)}
	case "series":
		a.tables = []*table.Table{price.Points(list, s.on)}
		if q.window > 0 {
			a.tables = append(a.tables, price.Correlations(list, s.on, price.Months(q.window)))
		}
		for _, one := range list {
			if one.Note != "" && len(q.ids) > 0 {
				a.says += one.ID + ": " + one.Note + "\n"
			}
		}
		a.says = strings.TrimSuffix(a.says, "\n")
	case "alerts":
		alerts := price.Alerts(list, q.conditions, s.on)
		a.tables = []*table.Table{alerts}
		fired, refused := 0, 0
		for _, row := range alerts.Rows() {
			if yes, ok := row[alerts.Index("fired")].Bool(); ok && yes {
				fired++
			} else if !ok {
				refused++
			}
		}
		a.says = fmt.Sprintf("%d fired, %d could not answer, of %d", fired, refused, alerts.Len())
	}
	return a, nil
}
