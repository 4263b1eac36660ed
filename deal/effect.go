package deal

import (
	"fmt"

	"adit"
)

// ScenarioPrefix begins the id of the scenario a deal makes.
const ScenarioPrefix = "deal:"

// Left is an effect that no scenario can carry.
type Left struct {
	Effect string
	Why    string
}

// Scenario returns what a deal does to the chain as an overlay for stress: a
// price under which no plant closes, a project with its date and odds with the
// deal, a district that opens once its condition is met. It composes with other
// scenarios. Effects that no overlay can carry are listed with the reason.
//
// The deal is taken to stand: a letter of intent has the same overlay as a
// closed deal, and its name says so.
func Scenario(d *adit.Deal) (*adit.Scenario, []Left) {
	s := &adit.Scenario{ID: ScenarioPrefix + d.ID, Name: d.Name, Note: fmt.Sprintf("What the deal of %s does to the chain, as if it stood (its status is %s).", d.Signed, d.Status), Row: d.Row}
	var left []Left
	for _, e := range d.Effects {
		name := e.Name
		if name == "" {
			name = e.ID
		}
		from := e.Date
		if from.IsZero() {
			from = d.Signed
		}
		switch e.Kind {
		case "keep-open":
			price := e.Price
			for _, f := range d.Floors { // where the effect states no price, that of its instrument
				if f.ID == e.Instrument && !price.Given() {
					price = f.Floor
				}
			}
			if !price.Given() || len(e.Sites) == 0 {
				left = append(left, Left{name, "it names no site or no price"})
				continue
			}
			price.Unit = "USD/kg"
			s.Floors = append(s.Floors, adit.PriceFloor{Sites: e.Sites, Price: price, Days: adit.Span{From: from, To: e.Until}, Row: e.Row})
		case "capacity", "opens":
			if e.Project == "" {
				left = append(left, Left{name, "no project of the world stands behind it"})
				continue
			}
			c := adit.ProjectChange{ID: e.Project, Start: e.Date, Odds: e.Odds, Capacity: e.Tonnes, Row: e.Row}
			if e.Kind == "opens" {
				for _, x := range d.Conditions {
					if x.ID != e.Condition {
						continue
					}
					c.Start = x.Met
					if c.Start.IsZero() {
						c.Start = d.Signed.AddMonths(int(x.Months.Or(0) + 0.5))
					}
					if !c.Odds.Given() {
						c.Odds = x.Odds
					}
				}
			}
			s.Projects = append(s.Projects, c)
		case "priority":
			left = append(left, Left{name, "the market serves whom a delivery is worth most; a lane has no priority in it"})
		case "reversal":
			left = append(left, Left{name, "it lowers a hazard of another scenario, which an overlay cannot reach"})
		default:
			left = append(left, Left{name, "its kind has no overlay"})
		}
	}
	return s, left
}
