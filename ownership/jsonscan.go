package ownership

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxElement is the largest element of a file that is read, in bytes.
const maxElement = 64 << 20

var errTooLong = fmt.Errorf("an element is longer than %d MiB", maxElement>>20)

// scanner cuts a JSON file into its elements without holding it, and counts
// lines. It does not check what stands in an element.
type scanner struct {
	in   *bufio.Reader
	line int
}

func newScanner(r io.Reader) *scanner {
	s := &scanner{in: bufio.NewReaderSize(r, 1<<16), line: 1}
	if mark, err := s.in.Peek(3); err == nil && string(mark) == "\ufeff" {
		_, _ = s.in.Discard(3) // a byte order mark
	}
	return s
}

func (s *scanner) next() (byte, error) {
	c, err := s.in.ReadByte()
	if c == '\n' && err == nil {
		s.line++
	}
	return c, err
}

func (s *scanner) back(c byte) {
	if c == '\n' {
		s.line--
	}
	_ = s.in.UnreadByte() // a byte was just read
}

// visible returns the next byte that is no blank.
func (s *scanner) visible() (byte, error) {
	for {
		c, err := s.next()
		if err != nil || c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return c, err
		}
	}
}

// value returns the text of the value that begins with first.
func (s *scanner) value(first byte) ([]byte, error) {
	raw := []byte{first}
	depth, quoted, escaped := 0, false, false
	for c := first; ; {
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if depth == 0 && !quoted && (c == '"' || c == '}' || c == ']') {
			return raw, nil
		}
		var err error
		if c, err = s.next(); err != nil {
			return raw, err
		}
		if depth == 0 && !quoted && strings.IndexByte(",]} \t\r\n", c) >= 0 {
			s.back(c)
			return raw, nil
		}
		if raw = append(raw, c); len(raw) > maxElement {
			return raw, errTooLong
		}
	}
}

// element is one piece of a file, with the line it begins on.
type element struct {
	line int
	raw  []byte
}

// array calls f with the elements of an array whose bracket was read.
func (s *scanner) array(f func(element)) error {
	for {
		c, err := s.visible()
		if err != nil {
			return err
		}
		switch c {
		case ']':
			return nil
		case ',':
			continue
		}
		line := s.line
		raw, err := s.value(c)
		if err != nil {
			return err
		}
		f(element{line, raw})
	}
}

// members calls inArray with the elements of the named array of an object whose
// brace was read, and other with each other member.
func (s *scanner) members(name string, inArray func(element), other func(key string, value element)) error {
	for {
		c, err := s.visible()
		if err != nil {
			return err
		}
		switch c {
		case '}':
			return nil
		case ',':
			continue
		}
		raw, err := s.value(c)
		if err != nil {
			return err
		}
		var key string
		if json.Unmarshal(raw, &key) != nil {
			return fmt.Errorf("%.40q is no name of a member", raw)
		}
		if c, err = s.visible(); err != nil {
			return err
		}
		if c != ':' {
			return fmt.Errorf("no colon after %q", key)
		}
		if c, err = s.visible(); err != nil {
			return err
		}
		if key == name && c == '[' {
			if err := s.array(inArray); err != nil {
				return err
			}
			continue
		}
		line := s.line
		if raw, err = s.value(c); err != nil {
			return err
		}
		other(key, element{line, raw})
	}
}

// lines calls f with each line that holds something.
func (s *scanner) lines(f func(element)) error {
	for {
		var raw []byte
		line := s.line
		for {
			part, err := s.in.ReadSlice('\n')
			if len(raw)+len(part) > maxElement {
				return errTooLong
			}
			raw = append(raw, part...)
			if err == bufio.ErrBufferFull {
				continue
			}
			if bytes.HasSuffix(part, []byte{'\n'}) {
				s.line++
			}
			if one := bytes.TrimSpace(raw); len(one) > 0 {
				f(element{line, one})
			}
			if err != nil {
				if err == io.EOF {
					return nil
				}
				return err
			}
			break
		}
	}
}

// elements calls f with the elements of a JSON array, or of JSON lines.
func (s *scanner) elements(f func(element)) error {
	c, err := s.visible()
	if err != nil {
		return err
	}
	if c == '[' {
		return s.array(f)
	}
	s.back(c)
	return s.lines(f)
}

// broken reports why a JSON file ended before its end.
func (in *intake) broken(s *scanner, err error) {
	switch {
	case err == nil:
	case errors.Is(err, io.EOF) && in.Read == 0:
		in.problems.Add("empty-file", in.at(0), "give the file as its publisher offers it", "the file is empty, or nothing in it is closed")
	case errors.Is(err, io.EOF):
		in.problems.Add("bad-json", in.at(s.line), "the file may be cut off: fetch it again", "the file ends in the middle of a value")
	default:
		in.problems.Add("bad-json", in.at(s.line), "what follows could not be read", "%s", err)
	}
}

// decode reads one element. A fault is a problem with its line.
func (in *intake) decode(e element, into any) bool {
	d := json.NewDecoder(bytes.NewReader(e.raw))
	d.UseNumber()
	err := d.Decode(into)
	if err == nil {
		return true
	}
	line := e.line
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	hint := "the row is left out; the rest goes on"
	switch {
	case errors.As(err, &syntax):
		line += bytes.Count(e.raw[:min(len(e.raw), int(syntax.Offset))], []byte{'\n'})
		in.faulty(line, string(e.raw), "bad-json", hint, "the element is no JSON: %s", strings.TrimPrefix(err.Error(), "json: "))
	case errors.As(err, &kind):
		line += bytes.Count(e.raw[:min(len(e.raw), int(kind.Offset))], []byte{'\n'})
		in.faulty(line, string(e.raw), "bad-json", hint, "%s holds the wrong kind of value: %s", cmp.Or(kind.Field, "the element"), kind.Value)
	default:
		in.faulty(line, string(e.raw), "bad-json", hint, "the element cannot be read: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	return false
}

// loose is a text that some publishers write as a number or null.
type loose string

func (l *loose) UnmarshalJSON(b []byte) error {
	var v any
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return err
	}
	switch v := v.(type) {
	case nil:
		*l = ""
	case string:
		*l = loose(oneLine(v))
	case json.Number, bool:
		*l = loose(fmt.Sprint(v))
	default:
		return &json.UnmarshalTypeError{Value: "list or object"}
	}
	return nil
}

// looseList is a list of texts that some publishers write as one text or null.
type looseList []string

func (l *looseList) UnmarshalJSON(b []byte) error {
	var many []loose
	if err := json.Unmarshal(b, &many); err != nil {
		var one loose
		if one.UnmarshalJSON(b) != nil {
			return &json.UnmarshalTypeError{Value: "object"}
		}
		many = []loose{one}
	}
	*l = nil
	for _, one := range many {
		if one != "" {
			*l = append(*l, string(one))
		}
	}
	return nil
}
