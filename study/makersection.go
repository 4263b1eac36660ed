package study

import (
	"fmt"

	"adit/chart"
	"adit/diagnose"
	"adit/report"
	"adit/table"
)

// makers shows on a map who makes the materials of the chains told in full: the
// one whose prices are told first comes first, and the reader may choose.
func (r *run) makers(views []*view) []report.Section {
	chains, first := map[string]bool{}, ""
	for _, v := range views[:min(len(views), chainsShown)] {
		chains[v.id()] = true
		if first == "" && v.inside != "" {
			if ps := v.shown(); len(ps) > 0 {
				first = ps[0].material
			}
		}
	}
	all := keep(diagnose.Makers(r.net), func(m diagnose.Maker) bool { return chains[m.Material.Chain] })
	if len(all) == 0 {
		return nil
	}
	if first == "" {
		first = all[0].Material.ID
	}
	ordered := append(keep(all, func(m diagnose.Maker) bool { return m.Material.ID == first }), keep(all, func(m diagnose.Maker) bool { return m.Material.ID != first })...)
	return []report.Section{{ID: "makers", Title: "Who makes it", Lead: r.makersLead(ordered), Figures: []report.Figure{{
		Table: diagnose.MakerTable(r.world, ordered),
		Chart: &chart.Spec{Kind: chart.Map, Title: "Where the world's output comes from", Subtitle: "Share of the world's output of one material, base year",
			X: "code", Label: "place", Split: "name", Series: []chart.Series{{Y: "share"}}},
		Source: "Balanced output of the base year; borders: Natural Earth.",
		Empty:  "Nobody makes any of these materials.",
	}}}}
}

// concentrated is the share of one place from which a material counts as made
// in one hand.
const concentrated = 0.7

// makersLead says who makes most of the first material, and how many materials
// are in one hand.
func (r *run) makersLead(all []diagnose.Maker) string {
	top := all[0]
	materials, held, hand := 0, map[string]int{}, ""
	for i, m := range all {
		if i > 0 && all[i-1].Material == m.Material {
			continue
		}
		materials++
		if m.Share >= concentrated {
			if held[m.Place]++; hand == "" || held[m.Place] > held[hand] {
				hand = m.Place
			}
		}
	}
	text := fmt.Sprintf("%s: %s is made in %s.", upper(top.Material.Name), table.Percent(top.Share), inPlace(placeName(r.world, top.Place)))
	if hand != "" {
		text += fmt.Sprintf(" %s makes %s or more of %d of the %d materials told about.", upper(inPlace(placeName(r.world, hand))), table.Percent(concentrated), held[hand], materials)
	}
	return text
}
