package stress

import (
	"math"
	"slices"
	"strings"
	"sync"

	"gonum.org/v1/gonum/stat"

	"adit"
	"adit/market"
)

// UseLoss is what one use lost in one draw. Money is thousand USD of the base
// year.
type UseLoss struct {
	Unmet     float64 // core demand not served, t
	PricedOut float64 // base demand that left because of the price, t
	Lost      float64 // output lost: core unmet times value at stake, unless another chain had stopped its line already
	Extra     float64 // paid above base prices: a transfer, no loss
}

// DrawLoss is what one draw cost.
type DrawLoss struct {
	Uses   []UseLoss            // in the order of Ledger.Uses
	Lost   []float64            // output lost per period, thousand USD
	Places map[string][]float64 // the same by place of the use
	Gains  market.Gains         // who gained what over the run
}

// lose enters output that a use loses in a period.
func (d *DrawLoss) lose(u *adit.Use, use, t int, v float64) {
	d.Uses[use].Lost += v
	d.Lost[t] += v
	if d.Places == nil {
		d.Places = map[string][]float64{}
	}
	if d.Places[u.Place] == nil {
		d.Places[u.Place] = make([]float64, len(d.Lost))
	}
	d.Places[u.Place][t] += v
}

// LostIn is the output lost in a period in some places; none: in all.
func (d *DrawLoss) LostIn(t int, places ...string) (sum float64) {
	if t >= len(d.Lost) {
		return 0
	}
	if len(places) == 0 {
		return d.Lost[t]
	}
	for _, p := range places {
		if at := d.Places[p]; t < len(at) {
			sum += at[t]
		}
	}
	return sum
}

// Total is the output a draw lost, thousand USD.
func (d *DrawLoss) Total() (sum float64) {
	for _, v := range d.Lost {
		sum += v
	}
	return sum
}

// Ledger adds up what an ensemble cost, each loss once: a shortage is counted
// at the use where it ends, never where it passes; and uses of one product line
// in one place that several chains leave short lose in each period what the
// worst of them stops, not the sum. It keeps a few numbers a draw. Its Add is
// made for Setup.Each; call Close when all draws are in.
type Ledger struct {
	Uses  []*adit.Use // over all components
	Draws []DrawLoss  // per draw, from the first

	From  func(draw int) int     // first period counted; nil: 0
	Count func(u *adit.Use) bool // uses counted; nil: all

	mu     sync.Mutex
	first  int
	parts  map[*Part]int // index of its first use
	shared map[int]map[lineKey][]lineLoss
}

// lineKey is a product line in a place.
type lineKey struct{ line, place string }

// lineLoss is what one component takes from a use of a line, per period.
type lineLoss struct {
	part *Part
	use  int
	lost []float64
}

// NewLedger makes an empty ledger for a range of draws.
func NewLedger(first, draws int) *Ledger {
	return &Ledger{Draws: make([]DrawLoss, draws), first: first, parts: map[*Part]int{}, shared: map[int]map[lineKey][]lineLoss{}}
}

// Add enters what one component did in one draw.
func (l *Ledger) Add(p *Part, draw int, path []*Record) {
	l.mu.Lock()
	defer l.mu.Unlock()
	net := p.Market.Net
	start, known := l.parts[p]
	if !known {
		start = len(l.Uses)
		l.parts[p] = start
		for i := range net.Uses {
			l.Uses = append(l.Uses, net.Uses[i].Ref)
		}
	}
	d := &l.Draws[draw-l.first]
	for len(d.Uses) < start+len(net.Uses) {
		d.Uses = append(d.Uses, UseLoss{})
	}
	for len(d.Lost) < len(path) {
		d.Lost = append(d.Lost, 0)
	}
	from := 0
	if l.From != nil {
		from = l.From(draw)
	}
	for i := range net.Uses {
		u := net.Uses[i].Ref
		if l.Count != nil && !l.Count(u) {
			continue
		}
		at := &d.Uses[start+i]
		var lost []float64
		for t := from; t < len(path); t++ {
			r := path[t]
			at.Unmet += r.CoreUnmet[i]
			at.PricedOut += r.PricedOut[i]
			at.Extra += r.Served[i] * (r.Price[net.Uses[i].Node] - p.Market.P0[net.Uses[i].Node])
			v := r.CoreUnmet[i] * u.ValueAtStake.Or(0)
			switch {
			case v == 0:
			case u.Line == "":
				d.lose(u, start+i, t, v)
			default:
				if lost == nil {
					lost = make([]float64, len(path))
				}
				lost[t] = v
			}
		}
		if lost != nil {
			if l.shared[draw] == nil {
				l.shared[draw] = map[lineKey][]lineLoss{}
			}
			k := lineKey{u.Line, u.Place}
			l.shared[draw][k] = append(l.shared[draw][k], lineLoss{p, start + i, lost})
		}
	}
	for t := from; t < len(path); t++ {
		d.Gains = d.Gains.Add(path[t].Gains)
	}
}

// Close settles lines that several components stopped: in each period the one
// that stops most counts, with all its uses of the line; the others stopped
// what stood still.
func (l *Ledger) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for draw, lines := range l.shared {
		d := &l.Draws[draw-l.first]
		keys := make([]lineKey, 0, len(lines))
		for k := range lines {
			keys = append(keys, k)
		}
		slices.SortFunc(keys, func(a, b lineKey) int { // a fixed order, since sums depend on it
			if a.line != b.line {
				return strings.Compare(a.line, b.line)
			}
			return strings.Compare(a.place, b.place)
		})
		for _, k := range keys {
			losses := lines[k]
			slices.SortFunc(losses, func(a, b lineLoss) int { return a.use - b.use })
			for t := range d.Lost {
				worst, sums := -1, map[*Part]float64{}
				for i, x := range losses {
					if t < len(x.lost) {
						sums[x.part] += x.lost[t]
						if worst < 0 || sums[x.part] > sums[losses[worst].part] {
							worst = i
						}
					}
				}
				for _, x := range losses {
					if t < len(x.lost) && x.part == losses[worst].part {
						d.lose(l.Uses[x.use], x.use, t, x.lost[t])
					}
				}
			}
		}
	}
	l.shared = map[int]map[lineKey][]lineLoss{}
}

// Ledger returns what an ensemble that kept its draws cost, over those that
// ran to their end.
func (e *Ensemble) Ledger() *Ledger {
	l := NewLedger(e.Setup.First, e.Setup.Draws)
	for _, p := range e.Parts {
		for d, path := range p.Draws {
			if n := len(path); n > 0 && path[n-1] != nil {
				l.Add(p, e.Setup.First+d, path)
			}
		}
	}
	l.Close()
	return l
}

// worstShare is the share of draws that expected shortfall is the mean of.
const worstShare = 0.05

// Distribution sums up a number over draws.
type Distribution struct {
	Mean, P5, P50, P95 float64
	Shortfall          float64 // mean of the worst twentieth: expected shortfall at 95%
}

// Distribute sums up values over draws; it sorts them. Quantiles interpolate
// between order statistics (Hyndman & Fan 1996, type 7). The worst twentieth of
// n draws is the worst n/20, the last of them counted in part (Acerbi & Tasche
// 2002).
func Distribute(v []float64) Distribution {
	if len(v) == 0 {
		return Distribution{math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	slices.Sort(v)
	at := func(q float64) float64 {
		x := q * float64(len(v)-1)
		i := min(int(x), len(v)-1)
		if i+1 == len(v) {
			return v[i]
		}
		return v[i] + (x-float64(i))*(v[i+1]-v[i])
	}
	left := worstShare * float64(len(v))
	sum := 0.0
	for i := len(v) - 1; i >= 0 && left > 0; i-- {
		w := math.Min(1, left)
		sum += w * v[i]
		left -= w
	}
	return Distribution{Mean: stat.Mean(v, nil), P5: at(0.05), P50: at(0.5), P95: at(0.95), Shortfall: sum / (worstShare * float64(len(v)))}
}
