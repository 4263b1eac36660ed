package market

import "math"

// topUp is what a guaranteed price adds to the last price of a site's main
// product, USD/kg.
func (m *Market) topUp(s *State, p *Period, site int) float64 {
	return math.Max(0, find(p.Floors, site, 0)-s.Price[m.Net.Sites[site].Main()])
}
