package rulebook

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"adit"
	"adit/dataset"
	"adit/internal/near"
	"adit/schema"
)

// Delivery is one delivery under a commitment, as a user reports it.
type Delivery struct {
	Commitment string     `col:"commitment"` // commitment id
	Date       adit.Date  `col:"date"`       // day of delivery, or last day of the period reported
	Quantity   float64    `col:"quantity"`   // delivered, in Unit
	Unit       string     `col:"unit"`       // without time basis, such as Mt
	Source     string     `col:"source"`     // in words
	Note       string     `col:"note"`
	Row        adit.Where // position in its file
}

// Deliveries describes the file that adit rules commitments --deliveries takes.
var Deliveries = schema.Table{
	Name: "deliveries", Row: Delivery{},
	Doc: "One delivery under a commitment of the world's law. No world ships deliveries: bring your own with `adit rules commitments --deliveries FILE`. A delivery outside the period of its commitment is not counted, and said so.",
	Columns: []schema.Column{
		{Name: "commitment", Type: schema.Ref, Refers: []string{schema.Rules.Name}, Required: true, Example: "truce-cn-5a", Doc: "Id of a commitment, which stands under `commitments` of a measure."},
		{Name: "date", Type: schema.Day, Required: true, Example: "2025-12-15", Doc: "Day of delivery, or last day of the period reported."},
		{Name: "quantity", Type: schema.Number, Limit: schema.NotNegative, Required: true, Example: "0.4", Doc: "Quantity delivered."},
		{Name: "unit", Type: schema.Text, Required: true, Example: "Mt", Doc: "Unit, without time basis: that of the commitment, or one it converts to."},
		{Name: "source", Type: schema.Text, Default: "not stated", Example: "customs statistics of December 2025", Doc: "Where it is reported."},
		{Name: "note", Type: schema.Text, Default: "none", Example: "two cargoes", Doc: "Remark."},
	},
}

// ReadDeliveries reads a file of deliveries.
func ReadDeliveries(name string, data []byte) ([]Delivery, adit.Problems) {
	var rows []Delivery
	ps := dataset.DecodeTable(&Deliveries, name, data, &rows)
	seen := map[Delivery]adit.Where{}
	for _, d := range rows {
		key := d
		key.Row = adit.Where{}
		if first, again := seen[key]; again {
			ps.Add("duplicate-key", d.Row, "delete one of the rows, or tell them apart in the note", "the same delivery stands twice, first at %s", first)
			continue
		}
		seen[key] = d.Row
	}
	ps.Sort()
	return rows, ps
}

// Promise is a commitment with what was delivered under it by a day.
type Promise struct {
	*adit.Commitment
	Measure   *adit.Measure
	Checked   adit.Date // day somebody last looked, by the day of knowledge; zero: none
	Period    string    // not yet, running, over, or "" where no days are given
	Promised  float64   // over the whole period, in Unit without its time basis; NaN: no quantity, or no end
	Delivered float64   // within the period and by the day, in the same unit; NaN: nothing was brought along
	Unit      string    // of Promised and Delivered
}

// Promises lists the commitments known on a day, with deliveries by that day.
// Problems name the rows of deliveries that could not be counted.
func (b *Book) Promises(on, knownOn adit.Date, deliveries []Delivery) ([]Promise, adit.Problems) {
	var ps adit.Problems
	var out []Promise
	index := map[string]int{}
	for _, r := range b.rules {
		v := r.at(knownOn)
		if v == nil {
			continue
		}
		for i := range v.measure.Commitments {
			c := &v.measure.Commitments[i]
			index[c.ID] = len(out)
			out = append(out, promise(c, v.measure, on, knownOn))
		}
	}
	ids := make([]string, len(out))
	for i := range out {
		ids[i] = out[i].ID
	}
	for _, d := range deliveries {
		i, ok := index[d.Commitment]
		if !ok {
			ps.Add("dangling-id", d.Row, near.Hint(d.Commitment, ids), "no commitment is called %q", d.Commitment)
			continue
		}
		p := &out[i]
		quantity, ok := schema.Convert(d.Quantity, d.Unit, p.Unit)
		switch {
		case !ok:
			ps.Add("wrong-unit", d.Row, "write it in "+p.Unit, "the delivery is in %s, commitment %s in %s", d.Unit, p.ID, p.Unit)
			continue
		case !p.From.IsZero() && d.Date < p.From || !p.To.IsZero() && d.Date > p.To:
			ps.Warn("outside-period", d.Row, "check the day; only deliveries within the period count", "delivered on %s, commitment %s runs from %s to %s", d.Date, p.ID, p.From, p.To)
			continue
		case d.Date > on:
			continue
		}
		if math.IsNaN(p.Delivered) {
			p.Delivered = 0
		}
		p.Delivered += quantity
	}
	slices.SortStableFunc(out, func(x, y Promise) int {
		if x.Side != y.Side {
			return strings.Compare(x.Side, y.Side)
		}
		if x.Number != y.Number {
			return x.Number - y.Number
		}
		return strings.Compare(x.ID, y.ID)
	})
	ps.Sort()
	return out, ps
}

func promise(c *adit.Commitment, m *adit.Measure, on, knownOn adit.Date) Promise {
	p := Promise{Commitment: c, Measure: m, Promised: math.NaN(), Delivered: math.NaN()}
	if heard(c.LastChecked, knownOn) {
		p.Checked = c.LastChecked
	}
	switch {
	case c.From.IsZero() && c.To.IsZero():
	case on < c.From:
		p.Period = "not yet"
	case !c.To.IsZero() && on > c.To:
		p.Period = "over"
	default:
		p.Period = "running"
	}
	unit, yearly := strings.CutSuffix(c.Unit, "/y")
	p.Unit = unit
	switch {
	case !known(c.Quantity):
	case !yearly:
		p.Promised = c.Quantity.Value
	case !c.From.IsZero() && !c.To.IsZero():
		p.Promised = c.Quantity.Value * years(c.From, c.To)
	}
	return p
}

// years is the length of a period, whole where it is a whole number of calendar
// years.
func years(from, to adit.Date) float64 {
	whole := 0
	for from.AddMonths(12*(whole+1)) <= to+1 {
		whole++
	}
	return float64(whole) + float64(to+1-from.AddMonths(12*whole))/365.25
}

// Says is how a promise stands in a clause.
func (p Promise) Says() string {
	switch {
	case math.IsNaN(p.Delivered):
		return "no delivery was brought along: --deliveries takes a file"
	case math.IsNaN(p.Promised):
		return fmt.Sprintf("%g %s delivered; nothing to hold it against", p.Delivered, p.Unit)
	}
	return fmt.Sprintf("%g of %g %s delivered", p.Delivered, p.Promised, p.Unit)
}
