package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// JSON writes brief.json: the brief, indented, each row of a table on one line.
func JSON(w io.Writer, b *Brief) error {
	text, err := encode(b)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

func encode(b *Brief) ([]byte, error) {
	if err := b.Check(); err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(struct {
		Format string `json:"format"`
		*Brief
	}{Format, b}, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(joinRows(text), '\n'), nil
}

// joinRows puts every innermost list onto one line: a list of plain values
// reads as a row, and a table keeps its shape in a text editor.
func joinRows(in []byte) []byte {
	var out bytes.Buffer
	for i := 0; i < len(in); {
		switch in[i] {
		case '"':
			end := stringEnd(in, i)
			out.Write(in[i:end])
			i = end
		case '[':
			if row, end := plainList(in, i); end > 0 {
				out.Write(row)
				i = end
				continue
			}
			fallthrough
		default:
			out.WriteByte(in[i])
			i++
		}
	}
	return out.Bytes()
}

// stringEnd returns the index after the JSON string that starts at i.
func stringEnd(in []byte, i int) int {
	for i++; in[i] != '"'; i++ {
		if in[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// plainList returns the list starting at i on one line and the index after it,
// or 0 when it holds lists of its own. Objects inside are kept whole.
func plainList(in []byte, i int) ([]byte, int) {
	var row bytes.Buffer
	depth := 0
	for ; ; i++ {
		switch c := in[i]; c {
		case '"':
			end := stringEnd(in, i)
			row.Write(in[i:end])
			i = end - 1
		case '[':
			if depth++; depth > 1 {
				return nil, 0
			}
			row.WriteByte(c)
		case ']':
			row.WriteByte(c)
			return row.Bytes(), i + 1
		case '{':
			// Only the small object of an unknown value belongs in a row.
			if !bytes.HasPrefix(bytes.TrimLeft(in[i+1:], " \n"), []byte(`"unknown":`)) {
				return nil, 0
			}
			row.WriteByte(c)
		case '\n', ' ':
		case ',', ':':
			row.WriteByte(c)
			row.WriteByte(' ')
		default:
			row.WriteByte(c)
		}
	}
}

// Read reads a brief written by JSON.
func Read(r io.Reader) (*Brief, error) {
	var in struct {
		Format string `json:"format"`
		Brief
	}
	if err := json.NewDecoder(r).Decode(&in); err != nil {
		return nil, err
	}
	if in.Format != Format {
		return nil, fmt.Errorf("this is a %q, not a %s", in.Format, Format)
	}
	return &in.Brief, in.Check()
}
