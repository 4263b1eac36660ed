package dataset

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"adit"
	"adit/internal/near"
	"adit/schema"
)

// file is one file of a world, read whole.
type file struct {
	name string // slash-separated, relative to the world's folder
	kind string // table or document name
	data []byte // without byte order mark, valid UTF-8
}

// load finds and reads the files of a world in name order. A file that looks
// like part of the world and is not known is a problem: a table nobody reads
// would be a silent loss.
func (r *reader) load(fsys fs.FS) []file {
	var files []file
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			r.problems.Add("unreadable-file", adit.Where{File: name}, "", "cannot read: %s", reason(err))
			return nil
		case entry.IsDir():
			if name != "." && !strings.Contains(name, "/") && !isDocument(name) {
				return fs.SkipDir // other folders of a world have readers of their own
			}
			return nil
		}
		kind := r.classify(name)
		if kind == "" {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			r.problems.Add("unreadable-file", adit.Where{File: name}, "", "cannot read: %s", reason(err))
			r.partial[kind] = true
			return nil
		}
		files = append(files, file{name, kind, data})
		return nil
	})
	if err != nil {
		r.problems.Add("unreadable-file", adit.Where{}, "", "cannot read the world's folder: %s", reason(err))
	}
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	hash := sha256.New()
	for _, f := range files {
		fmt.Fprintf(hash, "%s\x00%d\x00", f.name, len(f.data)) // lengths, so that no two worlds run together
		hash.Write(f.data)
	}
	r.world.Hash = hex.EncodeToString(hash.Sum(nil))
	// The undivided table comes before its parts: a duplicate is then reported
	// where the addition is.
	part := func(f file) int {
		if f.name == f.kind+".csv" {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(files, func(a, b file) int { return cmp.Compare(part(a), part(b)) })
	var readable []file
	for _, f := range files {
		if r.decodable(&f) {
			readable = append(readable, f)
		}
	}
	return readable
}

// reason strips the path from a file error: the position names it already.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// classify says which table or document a file holds, "" for none.
func (r *reader) classify(name string) string {
	dir, base := path.Split(name)
	top, _, _ := strings.Cut(name, "/")
	switch ext := path.Ext(base); {
	case dir == "" && ext == ".csv":
		stem, _, _ := strings.Cut(strings.TrimSuffix(base, ext), "-")
		if schema.TableNamed(stem) != nil {
			return stem
		}
		var known []string
		for _, t := range schema.Tables() {
			known = append(known, t.Name)
		}
		r.problems.Add("unknown-file", adit.Where{File: name}, near.Hint(stem, known), "no table is called %q", stem)
	case isDocument(top) && dir != "" && ext == ".yaml":
		return top
	case isDocument(top) && dir != "" && ext == ".yml":
		r.problems.Add("unknown-file", adit.Where{File: name}, "rename it to end in .yaml", "files under %s end in .yaml", top)
	}
	return ""
}

// isDocument reports whether a folder of a world holds YAML files that are part of it.
func isDocument(folder string) bool {
	for _, doc := range schema.Documents() {
		if doc.Name == folder {
			return true
		}
	}
	return false
}

// decodable strips a byte order mark and refuses what holds no text at all.
func (r *reader) decodable(f *file) bool {
	text := strings.TrimPrefix(string(f.data), "\ufeff")
	if commentsOnly(text) {
		r.problems.Add("empty-file", adit.Where{File: f.name}, "fill it, or delete it", "the file is empty")
		r.partial[f.kind] = true
		return false
	}
	if !utf8.ValidString(text) {
		line, column := 1, 1
		for i, c := range text {
			if c == utf8.RuneError {
				if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
					break
				}
			}
			if column++; c == '\n' {
				line, column = line+1, 1
			}
		}
		r.problems.Add("not-utf8", adit.Where{File: f.name, Line: line, Column: column}, "save the file as UTF-8", "the file is not UTF-8 text")
		text = strings.ToValidUTF8(text, "\ufffd")
	}
	f.data = []byte(text)
	return true
}

func commentsOnly(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}
