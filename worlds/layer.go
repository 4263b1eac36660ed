package worlds

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// inherits is the file of a world that names what it takes from the world
// under it: a pattern a line.
const inherits = "inherits.txt"

// layer returns the folder of a world that stands on another: its own files,
// and those of the other that inherits.txt names. A file of its own stands in
// for one of the same name; in tables of figures, which several files make up,
// a row of its own stands in for the row of the same id, which leaves a comment
// behind so that lines keep their numbers.
func layer(top, under fs.FS) (fs.FS, error) {
	list, err := fs.ReadFile(top, inherits)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	own := map[string]bool{} // ids of figures
	err = eachFile(top, func(name, text string) {
		files[name] = text
		if isFigures(name) {
			for line := range strings.Lines(text) {
				own[idOf(line)] = true
			}
		}
	})
	if err != nil {
		return nil, err
	}
	for pattern := range strings.Lines(string(list)) {
		if pattern = strings.TrimSpace(pattern); pattern == "" || pattern[0] == '#' {
			continue
		}
		taken, err := fs.Glob(under, pattern)
		if err != nil || len(taken) == 0 {
			return nil, fmt.Errorf("%s: nothing matches %q", inherits, pattern)
		}
		for _, name := range taken {
			if _, ok := files[name]; ok {
				continue
			}
			text, err := fs.ReadFile(under, name)
			if err != nil {
				return nil, err
			}
			files[name] = string(text)
			if isFigures(name) {
				files[name] = without(string(text), own)
			}
		}
	}
	return folder(files)
}

func isFigures(name string) bool {
	return path.Dir(name) == "." && strings.HasPrefix(name, "figures") && path.Ext(name) == ".csv"
}

// idOf is the first cell of a row of figures: ids hold no comma and no quote.
func idOf(line string) string {
	id, _, _ := strings.Cut(line, ",")
	return id
}

// without turns the rows of some ids into comments.
func without(text string, ids map[string]bool) string {
	var b strings.Builder
	head := true
	for line := range strings.Lines(text) {
		switch {
		case line[0] == '#':
		case head:
			head = false
		case ids[idOf(line)]:
			line = "# " + idOf(line) + ": another row stands in\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

func eachFile(fsys fs.FS, visit func(name, text string)) error {
	return fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		visit(name, string(text))
		return err
	})
}

// folder makes a read-only folder of texts: an archive held in memory, which
// the standard library can open as one.
func folder(files map[string]string) (fs.FS, error) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = f.Write([]byte(files[name]))
		}
		if err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
}
