package screen

import (
	"fmt"

	"adit/bom"
)

// mostProof is how many goods that count are named in a proof.
const mostProof = 12

// contents writes what counts in a product and how much it is.
func contents(b *bom.Bill, f bom.Finding) []string {
	unit := b.Currency
	if f.Reading.Basis == bom.ByWeight {
		unit = "kg"
	}
	low, high := f.Reading.Bounds()
	out := []string{fmt.Sprintf("content %s in %s worth %s: a share of %s to %s; the limit is %s", bom.Range(f.Reading.Content, unit), b.Items[f.Reading.Product].Name,
		bom.Range(f.Reading.Whole, unit), bom.Percent(low), bom.Percent(high), bom.Percent(f.Share.Share))}
	for i, k := range f.Reading.Counted {
		if i == mostProof {
			out = append(out, fmt.Sprintf("and %d smaller ones", len(f.Reading.Counted)-i))
			break
		}
		it := &b.Items[k.Item]
		per := "pieces"
		if it.ByMass {
			per = "kg"
		}
		line := fmt.Sprintf("%s: %s, %s", it.Name, bom.Range(k.Quantity, per), bom.Range(k.Amount, unit))
		if k.Why != "" {
			line += " (" + k.Why + ")"
		}
		out = append(out, line)
	}
	if f.Reading.Over {
		out = append(out, "the parts that count are worth more than the product: check its price")
	}
	for _, r := range f.Inner {
		out = append(out, fmt.Sprintf("%s shipped alone: %s, %s", b.Items[r.Product].Name, r.Answer, r.Because))
	}
	return out
}

// change writes the smallest change that turns a test by content.
func change(b *bom.Bill, f bom.Finding) string {
	c := f.Change
	if c.Turns == bom.Caught {
		unit := b.Currency
		if f.Reading.Basis == bom.ByWeight {
			unit = "kg"
		}
		reach := "reaches"
		if c.Over {
			reach = "does not pass"
		}
		return fmt.Sprintf("%s more of what counts %s the limit", bom.Short(c.Room)+" "+unit, reach)
	}
	text := b.Describe(*c) + ", and it is not caught"
	if f.Fewest != nil {
		text += "; switching whole items, " + b.Describe(*f.Fewest)
	}
	return text
}
