package excel

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"adit"
)

// largest is the size a workbook may unpack to.
const largest = 512 << 20

// Sheet is one sheet of a workbook as texts: numbers with all their digits,
// days as the serial numbers that Excel keeps (see Day).
type Sheet struct {
	Name string
	Rows [][]string
}

// Read reads the first sheet of a workbook.
func Read(data []byte) (sheet Sheet, err error) {
	defer func() { // the library trusts files more than it should
		if fault := recover(); fault != nil {
			sheet, err = Sheet{}, fmt.Errorf("the workbook is damaged: %v", fault)
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: largest, UnzipXMLSizeLimit: largest})
	if err != nil {
		return Sheet{}, err
	}
	defer func() { _ = book.Close() }() // nothing was written
	names := book.GetSheetList()
	if len(names) == 0 {
		return Sheet{}, fmt.Errorf("the workbook has no sheet")
	}
	rows, err := book.GetRows(names[0])
	if err != nil {
		return Sheet{}, err
	}
	return Sheet{Name: names[0], Rows: rows}, nil
}

// Day turns the serial number of a day, as Excel keeps it, into a date.
func Day(serial float64) (adit.Date, error) {
	t, err := excelize.ExcelDateToTime(serial, false)
	if err != nil {
		return 0, err
	}
	return adit.NewDate(t.Year(), t.Month(), t.Day()), nil
}
