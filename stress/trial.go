package stress

import (
	"adit/market"
)

// Trial changes a run a little, to see what the change would have saved. The
// zero Trial changes nothing.
type Trial struct {
	Stock  map[string]float64 // node (material@place): months of base throughput that firms hold more at the start
	Tonnes map[string]float64 // node: t that appear in every period
	Ease   float64            // added to every throughput that an event sets: more licences
}

// begin is the state a run starts from.
func (t *Trial) begin(m *market.Market) *market.State {
	s := m.Base()
	for i := range m.Net.Nodes {
		if months, ok := t.Stock[m.Net.Nodes[i].Name()]; ok {
			s.Stock[i] += months / 12 * m.Net.Nodes[i].Through
		}
	}
	return s
}
