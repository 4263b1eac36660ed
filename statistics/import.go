package statistics

import (
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"adit"
	"adit/internal/near"
)

// Reason says why a row of an official file was not used.
type Reason string

// Reasons. Each has a sentence in Says.
const (
	NotNeeded   Reason = "not-needed"   // counts something no indicator uses
	NoCommodity Reason = "no-commodity" // names no commodity
	NoValue     Reason = "no-value"     // holds no value at all
	Aggregate   Reason = "aggregate"    // a sum of places that are there one by one
	OtherYear   Reason = "other-year"   // not of the year asked for
	Faulty      Reason = "faulty"       // has a problem, which is reported
	NoPlace     Reason = "no-place"     // a territory without a code of its own
	Part        Reason = "part"         // splits up another row, which is used
)

// Says explains a reason in words.
func (r Reason) Says() string {
	return map[Reason]string{
		NotNeeded:   "counts something no indicator uses",
		NoCommodity: "names no commodity",
		NoValue:     "holds no value",
		Aggregate:   "is the sum of places that are there one by one",
		OtherYear:   "is not of the year asked for",
		Faulty:      "has a problem",
		NoPlace:     "is of a territory without an ISO 3166-1 code",
		Part:        "splits up another row",
	}[r]
}

// Ignored is a row that was read and not used.
type Ignored struct {
	Where  adit.Where
	Reason Reason
	What   string // what the row is, in a few of its own words
}

// Repaired is a row that was used after an evident slip in the file was set
// right.
type Repaired struct {
	Where adit.Where
	What  string // what was wrong and how it was read
}

// Count is what became of the rows of a file: Read = Used + len(Ignored).
type Count struct {
	Read, Used int
	Ignored    []Ignored
	Repaired   []Repaired
}

func (c *Count) ignore(at adit.Where, why Reason, what ...string) {
	c.Ignored = append(c.Ignored, Ignored{at, why, strings.Join(what, ", ")})
}

func (c *Count) repair(at adit.Where, what string) {
	c.Repaired = append(c.Repaired, Repaired{at, what})
}

// ByReason counts the ignored rows by reason, in order of the words.
func (c *Count) ByReason() []ReasonCount {
	var list []ReasonCount
	for _, i := range c.Ignored {
		at := slices.IndexFunc(list, func(r ReasonCount) bool { return r.Reason == i.Reason })
		if at < 0 {
			at, list = len(list), append(list, ReasonCount{Reason: i.Reason})
		}
		list[at].Rows++
	}
	slices.SortFunc(list, func(a, b ReasonCount) int { return cmp.Compare(a.Reason, b.Reason) })
	return list
}

// ReasonCount is how many rows were ignored for one reason.
type ReasonCount struct {
	Reason Reason
	Rows   int
}

// record is one row of an official file, by column name.
type record struct {
	cells []string
	at    []adit.Where
	index map[string]int
}

func (r *record) get(column string) string {
	if i, ok := r.index[column]; ok && i < len(r.cells) {
		return r.cells[i]
	}
	return ""
}

func (r *record) set(column, text string) { r.cells[r.index[column]] = text }

func (r *record) where(column string) adit.Where {
	if i, ok := r.index[column]; ok && i < len(r.at) {
		return r.at[i]
	}
	return adit.Where{File: r.at[0].File, Line: r.at[0].Line}
}

func (r *record) line() adit.Where { return adit.Where{File: r.at[0].File, Line: r.at[0].Line} }

// space is what official files pad their cells with; the last two are the
// no-break space and the byte order mark.
const space = " \t\r\n\u00a0\ufeff"

// clean trims a cell and turns the no-break spaces inside it into spaces.
func clean(s string) string {
	return strings.ReplaceAll(strings.Trim(s, space), "\u00a0", " ")
}

// rows hands every data row of a CSV file to use. Columns are found by name,
// whatever their order; one that is missing is a problem, one that is not
// known is a warning, since a publisher may add to its file.
func rows(name string, in io.Reader, need, also []string, count *Count, ps *adit.Problems, use func(*record)) {
	reader := csv.NewReader(in)
	reader.FieldsPerRecord = -1
	reader.ReuseRecord = false
	var index map[string]int
	width := 0
	for {
		cells, err := reader.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			at := adit.Where{File: name}
			var pe *csv.ParseError
			if errors.As(err, &pe) {
				at.Line, at.Column = pe.Line, pe.Column
				err = pe.Err
			}
			ps.Add("bad-csv", at, "save the file as the publisher gives it: comma-separated, UTF-8", "the row cannot be read: %s", err)
			if pe == nil || index == nil {
				break
			}
			count.Read++
			count.ignore(at, Faulty, "unreadable row")
			continue
		}
		at := make([]adit.Where, len(cells))
		for i := range cells {
			line, column := reader.FieldPos(i)
			at[i] = adit.Where{File: name, Line: line, Column: column}
			cells[i] = clean(cells[i])
		}
		if index == nil {
			if index = head(cells, at, need, also, ps); index == nil {
				return
			}
			width = len(cells)
			continue
		}
		count.Read++
		if len(cells) != width {
			ps.Add("cell-count", adit.Where{File: name, Line: at[0].Line}, "a cell that holds a comma stands between double quotes",
				"the row has %d cells, the header has %d", len(cells), width)
			count.ignore(at[0], Faulty, cells[0])
			continue
		}
		use(&record{cells, at, index})
	}
	if index == nil {
		ps.Add("empty-file", adit.Where{File: name}, "download it again", "the file is empty")
	}
}

func head(cells []string, at []adit.Where, need, also []string, ps *adit.Problems) map[string]int {
	index := map[string]int{}
	for i, c := range cells {
		switch {
		case !slices.Contains(need, c) && !slices.Contains(also, c):
			ps.Warn("unknown-column", at[i], near.Hint(c, need), "column %q is not known and was not read", c)
		default:
			index[c] = i
		}
	}
	missing := false
	for _, c := range need {
		if _, ok := index[c]; !ok {
			ps.Add("missing-column", adit.Where{File: at[0].File, Line: at[0].Line}, "check that the file is the one this reader is for", "the file has no column %q", c)
			missing = true
		}
	}
	if missing {
		return nil
	}
	return index
}
