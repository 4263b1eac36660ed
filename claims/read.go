package claims

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"adit"
	"adit/dataset"
	"adit/internal/near"
)

// Folder is the folder of a world that holds its ledgers.
const Folder = "claims"

// Book is the ledgers that were read, with the place of each of their parts.
type Book struct {
	Ledgers []Ledger
	places  []dataset.Positions
}

// Read reads the ledgers of a world's folder; a world need not have any.
func Read(world fs.FS) (*Book, adit.Problems) {
	b := &Book{}
	var ps adit.Problems
	entries, err := fs.ReadDir(world, Folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		ps.Add("unreadable-file", adit.Where{File: Folder}, "", "cannot read: %s", cause(err))
	}
	for _, entry := range entries { // ReadDir sorts by name
		name := path.Join(Folder, entry.Name())
		switch ext := path.Ext(name); {
		case entry.IsDir() || ext != ".yaml" && ext != ".yml":
		case ext == ".yml":
			ps.Add("unknown-file", adit.Where{File: name}, "rename it to end in .yaml", "ledgers end in .yaml")
		default:
			data, err := fs.ReadFile(world, name)
			if err != nil {
				ps.Add("unreadable-file", adit.Where{File: name}, "", "cannot read: %s", cause(err))
				continue
			}
			ps = append(ps, b.Add(name, data)...)
		}
	}
	ps = append(ps, b.Check()...)
	ps.Sort()
	return b, ps
}

// cause strips the path from a file error: the position names it already.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// Add reads one ledger. Check looks at all of them together afterwards.
func (b *Book) Add(name string, data []byte) adit.Problems {
	var l Ledger
	at, ps := dataset.Decode(&Format, name, data, &l)
	b.Ledgers = append(b.Ledgers, l)
	b.places = append(b.places, at)
	return ps
}

// Len returns the number of claims.
func (b *Book) Len() (n int) {
	for i := range b.Ledgers {
		n += len(b.Ledgers[i].Claims)
	}
	return n
}

// nothing turns a query that names nothing into a problem of its ledger.
func nothing(at adit.Where, n *Nothing) adit.Problem {
	hint := near.Hint(n.Name, n.Known)
	if hint == "" && len(n.Known) > 0 && len(n.Known) <= 12 {
		hint = "there are " + strings.Join(n.Known, ", ")
	}
	if hint == "" {
		hint = "correct it, or add what it names to " + n.In
	}
	return adit.Problem{Code: "query-names-nothing", Where: at, Message: n.Error(), Hint: hint}
}
