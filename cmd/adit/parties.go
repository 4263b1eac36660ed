package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"adit"
	"adit/ownership"
	"adit/table"
)

// partyReaders read files of parties, holdings and lists, by kind of import.
var partyReaders = map[string]func(name string, r io.Reader, on adit.Date) (*ownership.Import, adit.Problems){
	"csl":           ownership.CSL,
	"opensanctions": ownership.OpenSanctions,
	"bods":          ownership.BODS,
	"ftm":           ownership.FollowTheMoney,
	"holdings":      ownership.Holdings,
	"partylist": func(name string, r io.Reader, on adit.Date) (*ownership.Import, adit.Problems) {
		stem := strings.TrimSuffix(name, filepath.Ext(name))
		return ownership.PartyList(name, r, listID(stem), "Own list "+stem, on)
	},
}

func takesParties(kind string) bool { return partyReaders[kind] != nil }

// listID makes an id of a file's name.
func listID(stem string) string {
	id := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '.':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, stem)
	return "list-" + strings.Trim(id, "-.")
}

// importParties reads one file of parties, holdings or lists. Unlike an
// official statistic, a batch of parties goes on past its faulty rows: what is
// sound is written, and the problems end the program with their code.
func importParties(s settings, kind, name string, data []byte) (*answer, error) {
	i, problems := partyReaders[kind](name, bytes.NewReader(data), s.on)
	a := &answer{
		says:     fmt.Sprintf("%s: %d rows read, %d used, %d left out", name, i.Read, i.Used, len(i.Left)),
		problems: problems,
		tables:   []*table.Table{madeTable(i), listsTable(i), leftReasons(i), leftTable(i)},
	}
	a.brief = 3
	if i.Used > 0 {
		day := ""
		if !s.on.IsZero() {
			day = " --on " + s.on.String()
		}
		comment := []string{
			i.Source.Title + " (" + licenceWords(i.Source.Licence) + ").",
			fmt.Sprintf("Made by: adit import %s %s%s --out DIR. Do not edit: import the file again.", kind, name, day),
		}
		a.write = func(dir string) error { return writeWorldFiles(dir, comment, partyFiles(kind, i)) }
	}
	if err := problems.Errors(); err != nil {
		if a.write == nil { // nothing of it could be used
			return &answer{problems: problems}, problems
		}
		return a, problems
	}
	return a, nil
}

func licenceWords(licence string) string {
	if licence == "" {
		return "licence not stated in the file"
	}
	return licence
}

// partyFiles are the tables of a world that an import fills.
func partyFiles(kind string, i *ownership.Import) []worldFile {
	files := []worldFile{{"sources-" + kind + ".csv", "sources", []adit.Source{i.Source}}}
	for _, f := range []struct {
		table string
		rows  any
		n     int
	}{{"parties", i.Parties, len(i.Parties)}, {"holdings", i.Holdings, len(i.Holdings)}, {"lists", i.Lists, len(i.Lists)}, {"listed", i.Listed, len(i.Listed)}} {
		if f.n > 0 {
			files = append(files, worldFile{f.table + "-" + kind + ".csv", f.table, f.rows})
		}
	}
	return files
}

func madeTable(i *ownership.Import) *table.Table {
	t := table.New("made", "Rows made",
		table.Column{Name: "table", Type: table.Text}, table.Column{Name: "rows", Type: table.Integer})
	t.Add("parties", len(i.Parties))
	t.Add("holdings", len(i.Holdings))
	t.Add("lists", len(i.Lists))
	t.Add("listed", len(i.Listed))
	return t
}

func listsTable(i *ownership.Import) *table.Table {
	t := table.New("lists", "Lists in the file",
		table.Column{Name: "list", Type: table.Text}, table.Column{Name: "name", Type: table.Text}, table.Column{Name: "date", Type: table.Date}, table.Column{Name: "rows", Type: table.Integer})
	for _, l := range i.Lists {
		t.Add(l.ID, l.Name, l.Date, l.Rows)
	}
	return t
}

func leftReasons(i *ownership.Import) *table.Table {
	t := reasonsTable()
	for _, r := range i.ByReason() {
		t.Add(r.Reason, r.Rows, r.Reason.Says())
	}
	return t
}

func leftTable(i *ownership.Import) *table.Table {
	t := rowsTable()
	for _, l := range i.Left {
		t.Add(l.Where.Line, l.Reason, l.What)
	}
	return t
}
