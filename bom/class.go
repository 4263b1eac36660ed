package bom

import (
	"fmt"
	"slices"
	"strings"

	"adit"
)

// Match says whether an item is of a class of goods.
type Match uint8

// The answers, from no to yes.
const (
	No Match = iota
	Maybe
	Yes
)

// Class is a list of goods by control code, material or customs code, as a
// measure writes it.
type Class struct {
	Issuer     string      // jurisdiction whose control codes count
	Items      []adit.Item // the goods
	Containing bool        // parts, components and assemblies that contain one belong to it too
	Controlled bool        // in place of Items: whatever the issuer's code calls controlled
}

// uncontrolled are the codes that mean "not controlled".
var uncontrolled = []string{NotControlled, "EAR99"}

// Of reports whether an item by itself is of the class, and why. The code that
// says it is not listed decides, then a control code that the class names, then
// its material; without one, its customs codes can rule out only. An item with
// parts and nothing of these is not.
func (c *Class) Of(it *Item) (Match, string) {
	codes := it.Control[c.Issuer]
	if len(codes) > 0 {
		m, why := c.byCode(codes)
		// Where the class names goods without their codes, another code says nothing.
		if m != No || c.Controlled || !c.uncoded() || free(codes) {
			return m, why
		}
	}
	if c.Controlled {
		return c.unclassified(it, "no control code of "+c.Issuer+" is stated")
	}
	if it.Material != "" {
		for i := range c.Items {
			if slices.ContainsFunc(c.Items[i].Materials, func(p string) bool { return matches(p, it.Material) }) {
				return Yes, "material " + it.Material + " is listed"
			}
		}
		return No, "material " + it.Material + " is not listed"
	}
	if len(codes) > 0 {
		return Maybe, fmt.Sprintf("it is controlled as %s:%s, and some goods are listed without a code", c.Issuer, strings.Join(codes, ", "))
	}
	if len(it.HS) > 0 && len(it.Parts) == 0 {
		return c.byCustoms(it)
	}
	return c.unclassified(it, "it is not classified")
}

// uncoded reports whether some goods of the class have no control code.
func (c *Class) uncoded() bool {
	return slices.ContainsFunc(c.Items, func(i adit.Item) bool { return len(i.Control) == 0 })
}

// free reports whether codes say that an item is not controlled.
func free(codes []string) bool {
	return !slices.ContainsFunc(codes, func(c string) bool { return !slices.Contains(uncontrolled, c) })
}

func (c *Class) unclassified(it *Item, why string) (Match, string) {
	if len(it.Parts) > 0 {
		return No, "it is an assembly without a classification of its own; its parts speak"
	}
	return Maybe, why
}

func (c *Class) byCode(codes []string) (Match, string) {
	all := c.Issuer + ":" + strings.Join(codes, ", ")
	best := No
	for _, code := range codes {
		if slices.Contains(uncontrolled, code) {
			continue
		}
		if c.Controlled {
			return Yes, "controlled as " + all
		}
		for i := range c.Items {
			for _, listed := range c.Items[i].Control {
				switch {
				case within(code, listed):
					return Yes, "control code " + code + " is listed"
				case within(listed, code):
					best = Maybe
				}
			}
		}
	}
	if best == Maybe {
		return Maybe, "control code " + all + " is wider than the listed paragraph"
	}
	return No, "classified as " + all
}

func (c *Class) byCustoms(it *Item) (Match, string) {
	open := false
	for i := range c.Items {
		if len(c.Items[i].Customs) == 0 {
			open = true
			continue
		}
		for _, listed := range c.Items[i].Customs {
			for _, code := range it.HS {
				if a, b := digits(code), digits(listed); strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
					return Maybe, fmt.Sprintf("customs code %s holds listed goods and others", code)
				}
			}
		}
	}
	if open {
		return Maybe, "its customs code cannot rule out goods that are listed without one"
	}
	return No, "no listed good has its customs code " + strings.Join(it.HS, ", ")
}

func digits(code string) string { return strings.ReplaceAll(code, ".", "") }

// matches compares a material with a pattern, in which a trailing * stands for
// any ending.
func matches(pattern, name string) bool {
	if stem, wild := strings.CutSuffix(pattern, "*"); wild {
		return strings.HasPrefix(name, stem)
	}
	return pattern == name
}

// belong says of every item whether it is of the class, through what it
// contains where the class says so.
func (b *Bill) belong(c *Class) []Match {
	own := make([]Match, len(b.Items))
	for _, i := range b.order {
		own[i], _ = c.Of(&b.Items[i])
		if !c.Containing || own[i] == Yes || len(b.Items[i].Parts) == 0 {
			continue
		}
		for _, p := range b.Items[i].Parts {
			if !p.Quantity.isZero() {
				own[i] = max(own[i], own[p.Item])
			}
		}
	}
	return own
}
