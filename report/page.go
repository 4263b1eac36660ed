package report

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"io"
	"net/url"
	"strings"

	"adit"
	"adit/table"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"day":   func(d adit.Date) string { return table.Column{Type: table.Date}.Display(table.Day(d)) },
	"month": func(d adit.Date) string { return table.Column{Type: table.Month}.Display(table.Day(d)) },
	"web":   webAddress,
	"stop":  fullStop,
	"whole": func(n int) string { return table.Whole(float64(n)) },
}).Parse(pageText))

// longTable is the number of rows above which a table without a chart starts
// folded.
const longTable = 40

// HTML writes the brief as one self-contained page.
func HTML(w io.Writer, b *Brief) error {
	assets, err := readBundle(embedded)
	if err != nil {
		return err
	}
	return render(w, b, assets)
}

func render(w io.Writer, b *Brief, assets bundle) error {
	if err := b.Check(); err != nil {
		return err
	}
	view, err := newPageView(b, assets)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := page.Execute(&text, view); err != nil {
		return err
	}
	_, err = w.Write(text.Bytes())
	return err
}

// pageView is the brief in the words of the template.
type pageView struct {
	*Brief
	Policy  string
	Style   template.CSS
	Script  template.JS
	Numbers []numberView
	Parts   []sectionView
	Assumed tableView
	Holes   []holesView
}

// holesView is the unknowns that were dealt with in the same way.
type holesView struct {
	Effect string
	List   []Unknown
	Folded bool
}

type numberView struct {
	BigNumber
	Shown, Range, Change, Kind string
}

type sectionView struct {
	ID, Title, Lead string
	Figures         []figureView
}

type figureView struct {
	Name, Title, Subtitle string
	Spec                  string // JSON; "" when there is nothing to draw
	Alt                   string
	Empty                 string // said in place of the chart
	Table                 tableView
	Folded                bool
	Half                  bool
	Notes                 []string
	Source                string
}

type tableView struct {
	Name, Caption string
	Columns       []columnView
	Rows          [][]cellView
}

type columnView struct {
	table.Column
	Numeric bool
}

type cellView struct {
	Text    string
	Raw     string // as CSV carries it, where Text is not that
	Why     string // reason of an unknown value
	Link    string // web address the text leads to
	Numeric bool
	Long    bool // needs a wide column
}

// longText is the number of letters above which a cell asks for a wide column.
const longText = 80

func newPageView(b *Brief, assets bundle) (*pageView, error) {
	v := &pageView{Brief: b, Policy: assets.policy(), Style: template.CSS(assets.style), Script: template.JS(assets.script)}
	for _, n := range b.BigNumbers {
		nv := numberView{BigNumber: n, Shown: n.show(n.Value), Range: n.rangeText()}
		nv.Change, nv.Kind = n.change()
		v.Numbers = append(v.Numbers, nv)
	}
	for _, s := range b.allSections() {
		sv := sectionView{ID: s.ID, Title: s.Title, Lead: s.Lead}
		for _, f := range s.Figures {
			fv, err := newFigureView(f)
			if err != nil {
				return nil, err
			}
			sv.Figures = append(sv.Figures, fv)
		}
		v.Parts = append(v.Parts, sv)
	}
	v.Holes = groupUnknowns(b.Unknowns)
	if len(b.Assumptions) > 0 {
		v.Assumed = newTableView(b.assumptionTable())
	}
	return v, nil
}

func newFigureView(f Figure) (figureView, error) {
	v := figureView{Name: f.Table.Name, Title: f.Table.Title, Half: f.Half, Source: f.Source, Table: newTableView(f.Table)}
	if f.Note != "" {
		v.Notes = append(v.Notes, f.Note)
	}
	if f.Chart == nil {
		v.Folded = f.Table.Len() > longTable
		if f.Table.Len() == 0 {
			v.Empty = orElse(f.Empty, "There is nothing to list.")
		}
		return v, nil
	}
	v.Title, v.Subtitle = f.Chart.Title, f.Chart.Subtitle
	if f.Chart.Nothing(f.Table) {
		v.Empty = orElse(f.Empty, "There is nothing to draw: all values are zero or unknown.")
		v.Folded = true
		return v, nil
	}
	spec, err := json.Marshal(f.Chart)
	if err != nil {
		return v, err
	}
	v.Spec, v.Alt = string(spec), f.Chart.Alt(f.Table)
	if fl := f.Chart.Flow; fl != nil && fl.Least > 0 {
		c := f.Table.Columns[f.Table.Index(fl.Value)]
		v.Notes = append(v.Notes, "Flows under "+strings.TrimSpace(table.Quantity(fl.Least)+" "+c.Unit)+" are in the table only.")
	}
	return v, nil
}

// longList is the number of unknowns above which a list starts folded.
const longList = 10

// groupUnknowns puts unknowns of one effect together, so that the page says
// once what was done about them.
func groupUnknowns(all []Unknown) []holesView {
	var out []holesView
	at := map[string]int{}
	for _, u := range all {
		effect := ""
		if u.Effect != "" {
			effect = fullStop(u.Effect)
		}
		i, ok := at[effect]
		if !ok {
			i = len(out)
			at[effect] = i
			out = append(out, holesView{Effect: effect})
		}
		out[i].List = append(out[i].List, u)
		out[i].Folded = len(out[i].List) > longList
	}
	return out
}

// fullStop ends a sentence that has no end yet.
func fullStop(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}

func orElse(s, alt string) string {
	if s == "" {
		return alt
	}
	return s
}

func newTableView(t *table.Table) tableView {
	v := tableView{Name: t.Name, Caption: t.Title}
	for _, c := range t.Columns {
		v.Columns = append(v.Columns, columnView{c, c.Type.Numeric()})
	}
	for _, row := range t.Rows() {
		cells := make([]cellView, len(row))
		for j, c := range row {
			cells[j] = cellView{Text: t.Columns[j].Display(c), Why: c.Reason(), Numeric: t.Columns[j].Type.Numeric()}
			cells[j].Long = len(cells[j].Text) > longText
			if raw := c.Raw(); raw != cells[j].Text {
				cells[j].Raw = raw
			}
			cells[j].Link = webAddress(cells[j].Text)
		}
		v.Rows = append(v.Rows, cells)
	}
	return v
}

// webAddress returns s if all of it is an address on the web.
func webAddress(s string) string {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") || strings.ContainsAny(s, " \n\t") {
		return ""
	}
	if u, err := url.Parse(s); err != nil || u.Host == "" {
		return ""
	}
	return s
}

// assumptionTable lists the assumptions; values of many units stand in one
// column, so they are shown with their unit beside them.
func (b *Brief) assumptionTable() *table.Table {
	t := table.New("assumptions", "What is assumed",
		table.Column{Name: "name", Label: "Assumption", Type: table.Text},
		table.Column{Name: "value", Type: table.Number},
		table.Column{Name: "low", Type: table.Number},
		table.Column{Name: "high", Type: table.Number},
		table.Column{Name: "unit", Type: table.Text},
		table.Column{Name: "reason", Type: table.Text},
		table.Column{Name: "id", Label: "Figure", Type: table.Text})
	for _, a := range b.Assumptions {
		t.Add(a.Name, a.Value, a.Low, a.High, a.Unit, a.Reason, a.ID)
	}
	return t
}
