package report

import (
	"bytes"
	"os"
	"path/filepath"
)

// Names of the files Write makes in its folder; tables go to csv/NAME.csv.
const (
	PageFile = "brief.html"
	JSONFile = "brief.json"
	CSVDir   = "csv"
)

// File is a file of a printed brief.
type File struct {
	Path    string // slash-separated, relative to the folder
	Content []byte
}

// CSVs returns one CSV for every table, in reading order.
func CSVs(b *Brief) ([]File, error) {
	if err := b.Check(); err != nil {
		return nil, err
	}
	var out []File
	for t := range b.Tables {
		var text bytes.Buffer
		if err := t.WriteCSV(&text); err != nil {
			return nil, err
		}
		out = append(out, File{CSVDir + "/" + t.Name + ".csv", text.Bytes()})
	}
	return out, nil
}

// Files returns everything Write puts into its folder.
func Files(b *Brief) ([]File, error) {
	var page bytes.Buffer
	if err := HTML(&page, b); err != nil {
		return nil, err
	}
	data, err := encode(b)
	if err != nil {
		return nil, err
	}
	tables, err := CSVs(b)
	if err != nil {
		return nil, err
	}
	return append(tables, File{JSONFile, data}, File{PageFile, page.Bytes()}), nil
}

// Write prints the brief into a folder, which it makes if need be. Everything
// is first written under temporary names and then renamed, the page last, so
// that a reader never meets a half-written file and a failure leaves the files
// of the last brief as they were. CSVs of the last brief that this one does not
// have are removed; other files are left alone.
func Write(dir string, b *Brief) (err error) {
	files, err := Files(b)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, CSVDir), 0o755); err != nil {
		return err
	}
	old := tablesIn(filepath.Join(dir, JSONFile))
	var temporary []string
	defer func() {
		for _, name := range temporary {
			os.Remove(name) // those already renamed are gone; an error here changes nothing
		}
	}()
	for _, f := range files {
		name, err := writeTemporary(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Content)
		if name != "" {
			temporary = append(temporary, name)
		}
		if err != nil {
			return err
		}
	}
	for i, f := range files {
		if err := os.Rename(temporary[i], filepath.Join(dir, filepath.FromSlash(f.Path))); err != nil {
			return err
		}
		delete(old, f.Path)
	}
	for path := range old {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(path))); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}

// writeTemporary writes beside path and returns the name used.
func writeTemporary(path string, content []byte) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return "", err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return f.Name(), err
}

// tablesIn returns the paths of the CSVs that the brief.json of an earlier
// Write tells of; none when there is no such file or it cannot be read.
func tablesIn(path string) map[string]bool {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	b, err := Read(f)
	if err != nil {
		return nil
	}
	out := map[string]bool{}
	for t := range b.Tables { // their names are checked: they cannot lead out of the folder
		out[CSVDir+"/"+t.Name+".csv"] = true
	}
	return out
}
