package deal

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"reflect"

	"adit"
	"adit/internal/clone"
	"adit/schema"
)

// Uncertain is a term or parameter known as a range.
type Uncertain struct {
	Key    string // id of the figure, or its place among the terms, such as floors[floor].volume
	Figure adit.Figure
	at     []*adit.Figure // every place of the deal that has it
}

// Figures lists every figure of a deal that was filled in, in the order of its
// terms.
func Figures(d *adit.Deal) []adit.Figure {
	var out []adit.Figure
	var visit func(v reflect.Value)
	visit = func(v reflect.Value) {
		switch {
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				visit(v.Index(i))
			}
		case v.Kind() == reflect.Struct && v.Type() == figureType:
			if f := v.Interface().(adit.Figure); f.Given() {
				out = append(out, f)
			}
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				visit(v.Field(i))
			}
		}
	}
	visit(reflect.ValueOf(d).Elem())
	return out
}

var figureType = reflect.TypeFor[adit.Figure]()

// uncertain lists the figures of a deal that have a range, in the order of the
// terms; a named figure used in two places is one.
func uncertain(d *adit.Deal) []*Uncertain {
	var list []*Uncertain
	seen := map[string]*Uncertain{}
	var visit func(v reflect.Value, path string)
	visit = func(v reflect.Value, path string) {
		switch v.Kind() {
		case reflect.Slice:
			for i := range v.Len() {
				e := v.Index(i)
				name := fmt.Sprint(i)
				if e.Kind() == reflect.Struct {
					if id := e.FieldByName("ID"); id.IsValid() && id.String() != "" {
						name = id.String()
					}
				}
				visit(e, path+"["+name+"]")
			}
		case reflect.Struct:
			if v.Type() == figureType {
				f := v.Addr().Interface().(*adit.Figure)
				if !f.Known() || !f.Ranged || f.High <= f.Low {
					return
				}
				key := f.ID
				if key == "" {
					key = path
				}
				if u := seen[key]; u != nil {
					u.at = append(u.at, f)
					return
				}
				u := &Uncertain{Key: key, Figure: *f, at: []*adit.Figure{f}}
				seen[key] = u
				list = append(list, u)
				return
			}
			for i := range v.NumField() {
				field := v.Type().Field(i)
				next := path
				if !field.Anonymous {
					if next != "" {
						next += "."
					}
					next += schema.Snake(field.Name)
				}
				visit(v.Field(i), next)
			}
		}
	}
	visit(reflect.ValueOf(d).Elem(), "")
	return list
}

// Ranges lists what of a deal is known as a range only, in the order of its terms.
func Ranges(d *adit.Deal) []Uncertain {
	var out []Uncertain
	for _, u := range uncertain(clone.Of(d)) {
		out = append(out, Uncertain{Key: u.Key, Figure: u.Figure})
	}
	return out
}

func (u *Uncertain) set(v float64) {
	for _, f := range u.at {
		f.Value = v
	}
}

// wide is the ratio of high to low above which a range is sampled on its
// logarithm.
const wide = 5

// sampleFigure draws from the triangle low, value, high of a figure; on the
// logarithm where the range spans more than a factor of five.
func sampleFigure(f adit.Figure, u float64) float64 {
	if f.Low > 0 && f.High/f.Low > wide {
		return math.Exp(triangle(math.Log(f.Low), math.Log(f.Value), math.Log(f.High), u))
	}
	return triangle(f.Low, f.Value, f.High, u)
}

// triangle inverts the distribution function of the triangle a, c, b.
func triangle(a, c, b, u float64) float64 {
	if b <= a {
		return c
	}
	if cut := (c - a) / (b - a); u < cut {
		return a + math.Sqrt(u*(b-a)*(c-a))
	}
	return b - math.Sqrt((1-u)*(b-a)*(b-c))
}

// sampled returns a copy of the deal in which every range is one value, drawn
// for this group of futures. Each figure has a stream of its own, so that a
// range made narrower leaves the others as they were.
func sampled(d *adit.Deal, seed uint64, group int) *adit.Deal {
	c := clone.Of(d)
	for _, u := range uncertain(c) {
		u.set(sampleFigure(u.Figure, stream(seed, u.Key, group).Float64()))
	}
	return c
}

// stream is the random stream of one thing in one draw.
func stream(seed uint64, what string, index int) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(what))
	return rand.New(rand.NewPCG(seed^h.Sum64(), uint64(index)*0x9e3779b97f4a7c15+h.Sum64()))
}
