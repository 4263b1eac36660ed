package ownership

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"

	"adit"
)

// OpenSanctions reads an export of OpenSanctions: targets.simple.csv, or
// entities.ftm.json, told apart by the first byte. on is the day of the export;
// zero: not stated. Each data set becomes a list. The CSV names no day on which
// a party was listed and holds no holdings.
func OpenSanctions(name string, r io.Reader, on adit.Date) (*Import, adit.Problems) {
	buffered := bufio.NewReaderSize(r, 1<<16)
	in := newIntake(name, "os", adit.Source{ID: "opensanctions", Title: "Export of OpenSanctions", Publisher: "OpenSanctions",
		URL: "https://www.opensanctions.org", Date: on, Licence: "CC BY-NC 4.0; commercial use needs a licence"})
	if first, _ := buffered.Peek(64); strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(string(first), "\ufeff"), " \t\r\n"), "{") {
		in.ftm(buffered)
	} else {
		in.targets(buffered)
	}
	return in.done()
}

// cells splits a cell that is itself a line of CSV with semicolons.
func cells(text string) []string {
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.LazyQuotes, c.FieldsPerRecord, c.TrimLeadingSpace = ';', true, -1, true
	list, err := c.Read()
	if err != nil {
		return cut(text, ";")
	}
	var out []string
	for _, one := range list {
		if one = oneLine(one); one != "" {
			out = append(out, one)
		}
	}
	return out
}

func (in *intake) targets(r io.Reader) {
	in.csvRows(r, []string{"id", "schema", "name", "dataset"}, nil, false, func(r row) {
		what := r.get("name")
		id := in.id(r.get("id"))
		switch {
		case r.get("id") == "" || what == "":
			in.faulty(r.line, what, "missing-cell", "the row is left out; the rest goes on", "a target needs id and name")
			return
		case in.has(id):
			in.faulty(r.line, what, "duplicate-key", "fetch the file again", "id %q stands twice", r.get("id"))
			return
		}
		in.party(adit.Party{ID: id, Name: what, Country: country(cells(r.get("countries"))), Kind: ftmKind(r.get("schema")),
			Aliases: joined(cells(r.get("aliases"))), Numbers: joined(numbered(cells(r.get("identifiers")))), Provenance: in.provenance(r.line, adit.Secondary, "")})
		sets := cells(r.get("dataset"))
		if len(sets) == 0 {
			sets = []string{"not stated"}
		}
		for _, set := range sets {
			list := in.id(strings.ToLower(strings.Join(strings.Fields(set), "-")))
			in.list(list, set, "OpenSanctions", adit.Secondary)
			in.Listed = append(in.Listed, adit.Listed{ID: in.once(list + "/" + plainID(r.get("id"))), List: list, Party: id,
				Programs: joined(cells(r.get("program_ids"))), Policy: joined(cells(r.get("sanctions"))), Provenance: in.provenance(r.line, adit.Secondary, "")})
		}
		in.Used++
	})
}

// numbered marks numbers whose scheme the file does not name.
func numbered(list []string) (out []string) {
	for _, n := range list {
		out = append(out, "id:"+n)
	}
	return out
}
