package dataset

import (
	"io/fs"

	"adit"
	"adit/schema"
)

// Read decodes and checks a world. name is a folder of fsys; where fsys has no
// such folder, fsys is the world's own folder and name is only its name. The
// world holds as much as could be understood; it is fit for use when the
// problems' Errors method returns nil. Positions are relative to the folder.
func Read(fsys fs.FS, name string) (*adit.World, adit.Problems) {
	if fs.ValidPath(name) {
		if info, err := fs.Stat(fsys, name); err == nil && info.IsDir() && name != "." {
			if sub, err := fs.Sub(fsys, name); err == nil {
				fsys = sub
			}
		}
	}
	r := newReader(name)
	files := r.load(fsys)
	for _, table := range schema.Tables() {
		for _, f := range files {
			if f.kind == table.Name {
				r.csv(table, f)
			}
		}
		if table.Name == "figures" {
			r.indexFigures()
		}
		if table.Required && rowsOf(r.world, table.Name).Len() == 0 && !r.partial[table.Name] {
			r.problems.Add("missing-table", adit.Where{File: table.Name + ".csv"}, "add the file, with at least one row", "the world has no %s", table.Name)
			r.partial[table.Name] = true
		}
	}
	for _, doc := range schema.Documents() {
		for _, f := range files {
			if f.kind == doc.Name {
				r.yaml(doc, f)
			}
		}
	}
	r.inherit()
	r.check()
	r.problems.Sort()
	return r.world, r.problems
}
