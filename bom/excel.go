package bom

import (
	"strconv"
	"strings"

	"adit"
	"adit/dataset"
	"adit/schema"
	"adit/table/excel"
)

// readExcel turns the first sheet of a workbook into cells. Rows and columns
// count from 1, as the program that made the sheet shows them; a day kept as a
// number is written out.
func readExcel(name string, data []byte) (dataset.Sheet, adit.Problems) {
	var ps adit.Problems
	in, err := excel.Read(data)
	if err != nil {
		ps.Add("bad-workbook", adit.Where{File: name}, "save it as an Excel workbook (.xlsx), or as CSV", "the file cannot be read: %s", err)
		return dataset.Sheet{Name: name}, ps
	}
	sheet := dataset.Sheet{Name: name}
	width := 0
	var day []bool
	for i, texts := range in.Rows {
		if strings.TrimSpace(strings.Join(texts, "")) == "" {
			continue
		}
		if len(sheet.Rows) == 0 {
			width = len(texts)
			day = make([]bool, width)
			for k, head := range texts {
				c := Format.Column(strings.TrimSpace(head))
				day[k] = c != nil && c.Type == schema.Day
			}
		}
		row := make([]dataset.Cell, max(width, len(texts))) // blank cells at the end of a row are not kept
		for k := range row {
			row[k].At = adit.Where{File: name, Line: i + 1, Column: k + 1}
			if k < len(texts) {
				row[k].Text = texts[k]
			}
			if len(sheet.Rows) > 0 && k < width && day[k] {
				row[k].Text = dayText(row[k].Text)
			}
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return sheet, ps
}

// dayText writes a day that Excel keeps as a number; a year stays as it is.
func dayText(text string) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v < 10_000 || v > 200_000 {
		return text
	}
	d, err := excel.Day(v)
	if err != nil {
		return text
	}
	return d.String()
}
