package dataset

import (
	"adit"
)

// reader gathers a world and what is wrong with it.
type reader struct {
	world    *adit.World
	problems adit.Problems
	marks    map[string][]marks      // by table or document name, parallel to the world's slice
	figures  map[string]*adit.Figure // by id, for cells that refer to one
	partial  map[string]bool         // tables of which a file could not be read: ids may be missing through no other fault
}

func newReader(name string) *reader {
	return &reader{
		world:   &adit.World{Name: name},
		marks:   map[string][]marks{},
		figures: map[string]*adit.Figure{},
		partial: map[string]bool{},
	}
}

// marks holds the position of every cell of one row by column name, or of
// every node of one YAML file by path, such as items[0].materials[1]. The
// empty path is the row itself.
type marks map[string]adit.Where

// at returns the position of a path, or of the nearest thing around it.
func (m marks) at(path string) adit.Where {
	for {
		if w, ok := m[path]; ok {
			return w
		}
		if path == "" {
			return adit.Where{}
		}
		path = parent(path)
	}
}

// parent strips the last step of a path: items[0].form → items[0] → items → "".
func parent(path string) string {
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == '.' || path[i] == '[' {
			return path[:i]
		}
	}
	return ""
}

// at returns the position of a cell of row i of a table.
func (r *reader) at(table string, i int, path string) adit.Where {
	if rows := r.marks[table]; i < len(rows) {
		return rows[i].at(path)
	}
	return adit.Where{}
}
