package bom

import (
	"bytes"
	"encoding/json"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"adit"
	"adit/dataset"
	"adit/internal/near"
	"adit/schema"
)

// readJSON turns a bill in JSON into cells. The document is a list of lines, or
// an object with the list under lines; a line is an object with the columns of
// Format as keys, and may hold its parts, of which it is the parent, as a list
// under parts. A list of words is joined by spaces; null is blank.
func readJSON(name string, data []byte) (dataset.Sheet, adit.Problems) {
	j := &jsonReader{name: name, data: bytes.TrimPrefix(data, []byte("\ufeff")), column: map[string]int{}}
	for i, c := range Format.Columns {
		j.column[c.Name] = i
	}
	for i, c := range j.data {
		if c == '\n' {
			j.breaks = append(j.breaks, i)
		}
	}
	if !utf8.Valid(j.data) {
		j.ps.Add("not-utf8", adit.Where{File: name}, "save the file as UTF-8", "the file is not UTF-8 text")
		return dataset.Sheet{Name: name}, j.ps
	}
	if len(bytes.TrimSpace(j.data)) == 0 {
		j.ps.Add("empty-file", adit.Where{File: name}, "fill it, or delete it", "the file is empty")
		return dataset.Sheet{Name: name}, j.ps
	}
	head := make([]dataset.Cell, len(Format.Columns))
	for i, c := range Format.Columns {
		head[i] = dataset.Cell{Text: c.Name, At: adit.Where{File: name, Line: 1, Column: 1}}
	}
	j.rows = [][]dataset.Cell{head}
	j.dec = json.NewDecoder(bytes.NewReader(j.data))
	j.dec.UseNumber()
	if j.top() && j.fine {
		at := j.here()
		if _, err := j.dec.Token(); err != io.EOF {
			j.ps.Add("bad-json", at, "a file holds one bill", "the file cannot be read: the document goes on after its end")
		}
	}
	return dataset.Sheet{Name: name, Rows: j.rows}, j.ps
}

type jsonReader struct {
	name   string
	data   []byte
	breaks []int // offsets of line ends
	dec    *json.Decoder
	column map[string]int
	rows   [][]dataset.Cell
	ps     adit.Problems
	fine   bool
}

// here is the place of the next token.
func (j *jsonReader) here() adit.Where {
	at := int(j.dec.InputOffset())
	for at < len(j.data) && strings.IndexByte(" \t\r\n,:", j.data[at]) >= 0 {
		at++
	}
	line := sort.SearchInts(j.breaks, at)
	column := at + 1
	if line > 0 {
		column = at - j.breaks[line-1]
	}
	return adit.Where{File: j.name, Line: line + 1, Column: column}
}

// bad reports that the text is no JSON, once: behind it nothing can be named.
func (j *jsonReader) bad(what string) bool {
	j.ps.Add("bad-json", j.here(), "a bill is a list of lines: [{\"item\": …, \"parent\": …}]", "the file cannot be read: %s", what)
	return false
}

func (j *jsonReader) token() (json.Token, bool) {
	t, err := j.dec.Token()
	if err != nil {
		return nil, j.bad(err.Error())
	}
	return t, true
}

func (j *jsonReader) top() bool {
	t, ok := j.token()
	switch {
	case !ok:
		return false
	case t == json.Delim('['):
		j.fine = j.list("")
		return j.fine
	case t != json.Delim('{'):
		return j.bad("a bill is a list, or an object with the key lines")
	}
	for j.dec.More() {
		at := j.here()
		key, ok := j.token()
		if !ok {
			return false
		}
		if key != "lines" {
			j.ps.Add("unknown-key", at, near.Hint(key.(string), []string{"lines"}), "a bill has no key %q", key)
			if !j.skip() {
				return false
			}
			continue
		}
		at = j.here()
		if t, ok = j.token(); !ok {
			return false
		}
		if t != json.Delim('[') {
			return j.bad("lines is no list")
		}
		if !j.list("") {
			return false
		}
	}
	_, j.fine = j.token()
	return j.fine
}

// skip passes over one value of any kind.
func (j *jsonReader) skip() bool {
	for depth := 0; ; {
		t, ok := j.token()
		if !ok {
			return false
		}
		switch t {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
		if depth == 0 {
			return true
		}
	}
}

// list reads lines up to the end of their list, which has been opened.
func (j *jsonReader) list(parent string) bool {
	for j.dec.More() {
		at := j.here()
		t, ok := j.token()
		if !ok {
			return false
		}
		if t != json.Delim('{') {
			j.ps.Add("bad-value", at, "a line is an object with the columns of a bill as keys", "a line of the bill is %v", t)
			if t == json.Delim('[') && !j.close() {
				return false
			}
			continue
		}
		if !j.line(parent, at) {
			return false
		}
	}
	_, ok := j.token()
	return ok
}

// close passes over the rest of a list or object that has been opened.
func (j *jsonReader) close() bool {
	for j.dec.More() {
		if !j.skip() {
			return false
		}
	}
	_, ok := j.token()
	return ok
}

// line reads one object, which has been opened.
func (j *jsonReader) line(parent string, at adit.Where) bool {
	row := make([]dataset.Cell, len(Format.Columns))
	for i := range row {
		row[i].At = at
	}
	row[j.column["parent"]].Text = parent
	j.rows = append(j.rows, row) // before its parts
	item := ""
	for j.dec.More() {
		where := j.here()
		t, ok := j.token()
		if !ok {
			return false
		}
		key := t.(string)
		i, known := j.column[key]
		switch {
		case key == "parts":
			start := j.here()
			if t, ok = j.token(); !ok {
				return false
			}
			if t == nil {
				continue
			}
			if t != json.Delim('[') {
				return j.bad("parts is no list")
			}
			if item == "" {
				j.ps.Add("missing-cell", start, "write item before parts", "a line has parts and no item")
			}
			if !j.list(item) {
				return false
			}
		case !known:
			j.ps.Add("unknown-key", where, near.Hint(key, append(schema.Names(Format.Columns), "parts")), "a line of a bill has no key %q", key)
			if !j.skip() {
				return false
			}
		default:
			row[i].At = j.here()
			if row[i].Text, ok = j.value(key); !ok {
				return false
			}
			if key == "item" {
				item = strings.TrimSpace(row[i].Text)
			}
		}
	}
	_, ok := j.token()
	return ok
}

// value reads what a cell would hold.
func (j *jsonReader) value(key string) (string, bool) {
	at := j.here()
	t, ok := j.token()
	if !ok {
		return "", false
	}
	switch t := t.(type) {
	case nil:
		return "", true
	case string:
		return t, true
	case json.Number:
		return t.String(), true
	case bool:
		if t {
			return "true", true
		}
		return "false", true
	case json.Delim:
		if t == '[' {
			var words []string
			for j.dec.More() {
				switch w, ok := j.token(); w := w.(type) {
				case string:
					words = append(words, w)
				case json.Number:
					words = append(words, w.String())
				default:
					if !ok {
						return "", false
					}
					j.ps.Add("bad-value", at, "a list holds words", "%s holds %v", key, w)
					if d, deep := w.(json.Delim); deep && (d == '[' || d == '{') && !j.close() {
						return "", false
					}
				}
			}
			_, ok := j.token()
			return strings.Join(words, " "), ok
		}
	}
	j.ps.Add("bad-value", at, "write a text, a number or a list of words", "%s is an object", key)
	return "", j.close()
}
