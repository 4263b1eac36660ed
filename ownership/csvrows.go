package ownership

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"adit"
	"adit/internal/near"
)

// row is one row of a CSV file, read by column name.
type row struct {
	line  int
	cells []string
	index map[string]int
	at    func(column string) adit.Where
}

func (r row) get(column string) string {
	if i, ok := r.index[column]; ok && i < len(r.cells) {
		return oneLine(r.cells[i])
	}
	return ""
}

// csvRows calls f with each row of a CSV or tab-separated file. Columns are
// found by name; those needed must be there. strict files may hold no other
// columns than known ones: they are a user's own, and a mistyped column would
// be lost.
func (in *intake) csvRows(r io.Reader, needed, known []string, strict bool, f func(row)) {
	buffered := bufio.NewReaderSize(r, 1<<16)
	if mark, err := buffered.Peek(3); err == nil && string(mark) == "\ufeff" {
		_, _ = buffered.Discard(3)
	}
	head, _ := buffered.Peek(1 << 12)
	first, _, _ := strings.Cut(string(head), "\n")
	c := csv.NewReader(buffered)
	c.FieldsPerRecord, c.ReuseRecord = -1, true
	if strings.Contains(first, "\t") && !strings.Contains(first, ",") {
		c.Comma = '\t'
	}
	var index map[string]int
	width := 0
	for {
		cells, err := c.Read()
		if err == io.EOF {
			break
		}
		var parse *csv.ParseError
		switch {
		case errors.As(err, &parse) && index != nil:
			in.Read++
			in.faulty(parse.Line, "", "bad-csv", "put a cell that holds a comma or a quote between double quotes, and double the quotes inside it", "the row cannot be read: %s", parse.Err)
			continue
		case err != nil:
			line := 1
			if parse != nil {
				line = parse.Line
			}
			in.problems.Add("bad-csv", in.at(line), "give the file as its publisher offers it", "the file cannot be read: %s", err)
			return
		}
		line, _ := c.FieldPos(0)
		if index == nil {
			if index = in.head(cells, line, needed, known, strict); index == nil {
				return
			}
			width = len(cells)
			continue
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		in.Read++
		if len(cells) != width {
			in.faulty(line, strings.Join(cells, ","), "cell-count", "a cell that holds a comma stands between double quotes", "the row has %d cells, the header has %d", len(cells), width)
			continue
		}
		f(row{line: line, cells: cells, index: index, at: func(column string) adit.Where {
			w := in.at(line)
			if i, ok := index[column]; ok {
				w.Line, w.Column = c.FieldPos(i)
			}
			return w
		}})
	}
	if index == nil {
		in.problems.Add("empty-file", in.at(0), "give the file as its publisher offers it", "the file is empty")
	}
}

// head reads the header row; nil where a needed column is not there.
func (in *intake) head(cells []string, line int, needed, known []string, strict bool) map[string]int {
	index := map[string]int{}
	ok := true
	for i, name := range cells {
		name = strings.TrimSpace(strings.ToValidUTF8(name, "\ufffd"))
		_, twice := index[name]
		switch {
		case twice && name != "":
			in.problems.Add("duplicate-column", in.at(line), "delete one of them", "column %q stands twice", name)
			ok = false
		case strict && !slices.Contains(known, name):
			in.problems.Add("unknown-column", in.at(line), near.Hint(name, known), "no column is called %q here", name)
			ok = false
		}
		index[name] = i
	}
	for _, name := range needed {
		if _, there := index[name]; !there {
			in.problems.Add("missing-column", in.at(line), "give the file as its publisher offers it", "the file has no column %q", name)
			ok = false
		}
	}
	if !ok {
		return nil
	}
	return index
}

// days reads the first and last day of a row; one that cannot be read is a
// problem, and the row is left out.
func (in *intake) days(r row, from, to string) (span adit.Span, ok bool) {
	for _, one := range []struct {
		column string
		day    *adit.Date
		read   func(string) (adit.Date, bool)
	}{{from, &span.From, firstDay}, {to, &span.To, lastDay}} {
		text := r.get(one.column)
		if text == "" {
			continue
		}
		d, fine := one.read(text)
		if !fine {
			in.problems.Add("bad-date", r.at(one.column), "write YYYY-MM-DD", "%s is %q, which is not a date", one.column, text)
			in.leave(r.line, Faulty, r.get("name"))
			return span, false
		}
		*one.day = d
	}
	if !span.To.IsZero() && span.To < span.From {
		in.problems.Add("dates-out-of-order", r.at(to), "correct one of the days", "the row runs from %s to %s", span.From, span.To)
		in.leave(r.line, Faulty, r.get("name"))
		return span, false
	}
	return span, true
}
