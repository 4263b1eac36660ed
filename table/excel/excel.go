// Package excel writes tables as one Excel workbook, a sheet a table: numbers
// as numbers with all their digits, days as days, the reasons of unknown
// values in a last column as in CSV. Equal tables give equal bytes.
package excel

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"adit/table"
)

// Limits of the file format.
const (
	maxRows  = excelize.TotalRows
	maxSheet = excelize.MaxSheetNameLength
	maxText  = excelize.TotalCellChars
)

// Write writes tables as sheets of one workbook, in order.
func Write(w io.Writer, tables ...*table.Table) (err error) {
	if len(tables) == 0 {
		return fmt.Errorf("write Excel: there is no table")
	}
	book := excelize.NewFile()
	defer func() {
		if cerr := book.Close(); err == nil {
			err = cerr
		}
	}()
	styles, err := newStyles(book)
	if err != nil {
		return fmt.Errorf("write Excel: %w", err)
	}
	taken := map[string]bool{}
	for i, t := range tables {
		if err := t.Err(); err != nil {
			return err
		}
		name := sheetName(t.Name, taken)
		if i == 0 {
			err = book.SetSheetName("Sheet1", name)
		} else {
			_, err = book.NewSheet(name)
		}
		if err == nil {
			err = sheet(book, name, t, styles)
		}
		if err != nil {
			return fmt.Errorf("write Excel, table %s: %w", t.Name, err)
		}
	}
	var loose bytes.Buffer
	if err := book.Write(&loose); err != nil {
		return fmt.Errorf("write Excel: %w", err)
	}
	if err := inOrder(w, loose.Bytes()); err != nil {
		return fmt.Errorf("write Excel: %w", err)
	}
	return nil
}

// inOrder writes the parts of a workbook by name: the library puts them in one
// order now and another then.
func inOrder(w io.Writer, loose []byte) error {
	in, err := zip.NewReader(bytes.NewReader(loose), int64(len(loose)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, f := range in.File {
		part, err := f.Open()
		if err != nil {
			return err
		}
		to, err := out.Create(f.Name) // no time of writing
		if err == nil {
			_, err = io.Copy(to, part)
		}
		if err = errors.Join(err, part.Close()); err != nil {
			return err
		}
	}
	return out.Close()
}

// sheetName shortens a name to what Excel takes, and keeps it unique.
func sheetName(name string, taken map[string]bool) string {
	short := name[:min(len(name), maxSheet)]
	for n := 2; taken[short]; n++ {
		end := fmt.Sprintf("-%d", n)
		short = name[:min(len(name), maxSheet-len(end))] + end
	}
	taken[short] = true
	return short
}

// styles are the looks of cells by type of column.
type styles struct{ head, share, date, month int }

func newStyles(book *excelize.File) (s styles, err error) {
	const wholePercent = 10 // 0.00% among the built-in formats
	day, month := "yyyy-mm-dd", "yyyy-mm"
	for _, one := range []struct {
		to    *int
		style excelize.Style
	}{
		{&s.head, excelize.Style{Font: &excelize.Font{Bold: true}}},
		{&s.share, excelize.Style{NumFmt: wholePercent}},
		{&s.date, excelize.Style{CustomNumFmt: &day}},
		{&s.month, excelize.Style{CustomNumFmt: &month}},
	} {
		if *one.to, err = book.NewStyle(&one.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

func sheet(book *excelize.File, name string, t *table.Table, looks styles) error {
	if t.Len()+1 > maxRows {
		return fmt.Errorf("%d rows are more than a sheet holds (%d)", t.Len(), maxRows-1)
	}
	out, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	var head []any
	for _, c := range t.Columns {
		head = append(head, excelize.Cell{StyleID: looks.head, Value: c.HeadingUnit()})
	}
	reasons := t.HasReasons()
	if reasons {
		head = append(head, excelize.Cell{StyleID: looks.head, Value: table.ReasonColumn})
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := out.SetRow("A1", head); err != nil {
		return err
	}
	for i, row := range t.Rows() {
		cells := make([]any, len(row), len(row)+1)
		for j, v := range row {
			if cells[j], err = cell(v, t.Columns[j].Type, looks); err != nil {
				return fmt.Errorf("row %d, column %s: %w", i+1, t.Columns[j].Name, err)
			}
		}
		if reasons {
			cells = append(cells, t.Reasons(i))
		}
		at, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

// cell turns a value into what Excel keeps. A text never becomes a formula.
func cell(v table.Cell, t table.Type, looks styles) (any, error) {
	if f, ok := v.Float(); ok {
		if t == table.Share {
			return excelize.Cell{StyleID: looks.share, Value: f}, nil
		}
		return f, nil
	}
	if yes, ok := v.Bool(); ok {
		return yes, nil
	}
	if d := v.Date(); !d.IsZero() {
		style := looks.date
		if t == table.Month {
			style = looks.month
		}
		return excelize.Cell{StyleID: style, Value: d.Time()}, nil
	}
	text := v.Raw()
	switch {
	case text == "":
		return nil, nil
	case len(text) > maxText:
		return nil, fmt.Errorf("the text has %d characters, a cell holds %d", len(text), maxText)
	}
	return strings.ToValidUTF8(text, "\ufffd"), nil
}
