package deal

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
	"pgregory.net/rapid"

	"adit"
)

// integral is the discounted mean of a payoff of a lognormal price, by
// quadrature over the normal density: another way to the closed forms.
func integral(forward, deviation, discount float64, pay func(s float64) float64, kink float64) float64 {
	f := func(z float64) float64 {
		return pay(forward*math.Exp(deviation*z-deviation*deviation/2)) * math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
	}
	cut := (math.Log(kink/forward) + deviation*deviation/2) / deviation
	cut = math.Max(-37, math.Min(37, cut))
	total := 0.0
	for _, ends := range [][2]float64{{-38, cut}, {cut, 38}} {
		const parts = 24
		for k := range parts {
			a := ends[0] + (ends[1]-ends[0])*float64(k)/parts
			total += quad.Fixed(f, a, a+(ends[1]-ends[0])/parts, 64, nil, 0)
		}
	}
	return discount * total
}

func TestClosedFormsAgainstIntegrals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(t, name) }
		forward, strike, deviation, discount := r("forward", 20, 200), r("strike", 20, 200), r("deviation", 0.02, 1.5), r("discount", 0.3, 1)
		call, put := Black76(forward, strike, deviation, discount)
		equal := func(what string, got, want float64) {
			if math.Abs(got-want) > 1e-10*math.Max(forward, strike) {
				t.Fatalf("%s %.15g, want %.15g", what, got, want)
			}
		}
		equal("call", call, integral(forward, deviation, discount, func(s float64) float64 { return math.Max(s-strike, 0) }, strike))
		equal("put", put, integral(forward, deviation, discount, func(s float64) float64 { return math.Max(strike-s, 0) }, strike))
		equal("parity", call-put, discount*(forward-strike))

		// A diluted warrant is what its definition says: N/(N+M) of a call on the
		// equity per old share, warrants included.
		outstanding, warrants, years, volatility, rate := r("outstanding", 1e6, 1e9), r("warrants", 1e4, 5e8), r("years", 0.1, 15), r("volatility", 0.05, 1), r("rate", 0, 0.1)
		w := DilutedWarrant(forward, strike, years, volatility, rate, outstanding, warrants)
		equity := forward + warrants/outstanding*w
		equal("warrant", w, outstanding/(outstanding+warrants)*integral(equity*math.Exp(rate*years), volatility*math.Sqrt(years), math.Exp(-rate*years), func(s float64) float64 { return math.Max(s-strike, 0) }, strike))
		if plain := BlackScholes(forward, strike, years, volatility, rate); w > plain+1e-9 {
			t.Fatalf("dilution made a warrant dearer: %g over %g", w, plain)
		}
	})
}

// A strip of floors settled month by month, over sampled paths of the process,
// is worth the sum of Black-76 puts on its forwards.
func TestFloorStripAgainstBlack76(t *testing.T) {
	d := plain(5)
	d.Floors = []adit.PriceProtection{{Clause: clauseOf("floor"), Index: "px", Floor: num(110), Volume: num(1200), Average: 1,
		Upside: []adit.UpsideShare{{Strike: num(150), Share: num(0.3)}}}}
	v := value(t, d, Options{Draws: 40_000, Seed: 4})
	x := d.Indices[0]
	s := Schwartz{Alpha: AlphaFor(110, 0.5, 0.3), Kappa: 0.5, Sigma: 0.3}
	want := 0.0
	for i := range 60 {
		years := float64(i) / 12
		mean, variance := s.Log(x.Spot.Value, years)
		forward := math.Exp(mean + variance/2)
		_, put := Black76(forward, 110, math.Sqrt(variance), factor(0.04, i))
		call, _ := Black76(forward, 150, math.Sqrt(variance), factor(0.04, i))
		want += (0.3*call - put) * 100 * 1000 / 1e6
	}
	within3(t, "floor strip", v.AtBorrowing, want)
	if v.AtBorrowing.Error > 0.02*math.Abs(want) {
		t.Errorf("the sample says little: %g ± %g", v.AtBorrowing.Mean, v.AtBorrowing.Error)
	}
}

// A warrant drawn under the rate of no risk is worth its Black–Scholes price.
func TestSampledWarrantAgainstBlackScholes(t *testing.T) {
	d := plain(5)
	d.Indices = []adit.Index{{ID: "share", Party: "firm", Process: "lognormal", Spot: num(30), Drift: num(0.04), Volatility: num(0.5)}}
	d.Warrants = []adit.Warrant{{Clause: clauseOf("warrant"), Shares: num(1e6), Strike: num(30.03), Expiry: day(2030, 6, 1), New: true, Index: "share"}}
	v := value(t, d, Options{Draws: 40_000, Seed: 8})
	within3(t, "warrant", v.AtBorrowing, BlackScholes(30, 30.03, 53.0/12, 0.5, math.Log(1.04)))
}

// Moments of the sampled process, at three horizons.
func TestSchwartzMoments(t *testing.T) {
	d := plain(8)
	p, err := compile(d, d.Signed, 21, nil)
	if err != nil {
		t.Fatal(err)
	}
	const draws = 40_000
	at := []int{1, 24, 95}
	logs := make([][]float64, len(at))
	prices := make([][]float64, len(at))
	f := p.newFuture()
	for i := range draws {
		p.market.draw(i, f.price)
		for k, m := range at {
			logs[k] = append(logs[k], math.Log(f.price[0][m]))
			prices[k] = append(prices[k], f.price[0][m])
		}
	}
	s := p.market.all[0].model
	close10(t, "level", s.Level(), 110)
	for k, m := range at {
		mean, variance := s.Log(100, float64(m)/12)
		within3(t, "mean of the logarithm", spreadOf(logs[k]), mean)
		within3(t, "mean of the price", spreadOf(prices[k]), s.Mean(100, float64(m)/12))
		squares := make([]float64, draws)
		for i, x := range logs[k] {
			squares[i] = (x - mean) * (x - mean)
		}
		within3(t, "variance of the logarithm", spreadOf(squares), variance)
	}
}

// Correlated indices move together as stated.
func TestCorrelation(t *testing.T) {
	d := rich()
	p, err := compile(d, d.Signed, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	f := p.newFuture()
	var products []float64
	for i := range 20_000 {
		p.market.draw(i, f.price)
		a, b := &p.market.all[0], &p.market.all[1]
		m, v := a.model.Log(100, 1.0/12)
		za := (math.Log(f.price[0][1]) - m) / math.Sqrt(v)
		zb := (math.Log(f.price[1][1]/30) - math.Log1p(b.drift)/12 + b.sigma*b.sigma/24) / (b.sigma / math.Sqrt(12))
		products = append(products, za*zb)
	}
	within3(t, "correlation", spreadOf(products), 0.6)
	d.Indices = append(d.Indices, adit.Index{ID: "third", Process: "lognormal", Spot: num(1), Volatility: num(0.1)})
	d.Links = append(d.Links, adit.IndexLink{A: "px", B: "third", Correlation: num(0.9)}, adit.IndexLink{A: "share", B: "third", Correlation: num(-0.9)})
	if _, err := compile(d, d.Signed, 2, nil); err == nil {
		t.Error("correlations that contradict one another went through")
	}
}

// Calibration finds the parameters of a long series it was made from, and its
// errors cover them; too short a series and one that wanders are told apart.
func TestCalibration(t *testing.T) {
	truth := Schwartz{Alpha: math.Log(80), Kappa: 1.2, Sigma: 0.35}
	r := stream(1, "series", 0)
	const step = 1.0 / 12
	hits := 0
	for range 100 {
		prices := []float64{80}
		for range 360 {
			m, v := truth.Log(prices[len(prices)-1], step)
			prices = append(prices, math.Exp(m+math.Sqrt(v)*r.NormFloat64()))
		}
		fit, err := Calibrate(prices, step)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(fit.Kappa-truth.Kappa) < 2*fit.KappaError && math.Abs(fit.Sigma-truth.Sigma) < 2*fit.SigmaError && math.Abs(fit.Level()-truth.Level()) < 2*fit.LevelError {
			hits++
		}
	}
	if hits < 70 {
		t.Errorf("two standard errors cover the truth in %d of 100 samples", hits)
	}
	if _, err := Calibrate(make([]float64, 35), step); err == nil {
		t.Error("35 observations were enough")
	}
	trend := make([]float64, 60)
	for i := range trend {
		trend[i] = math.Exp(0.02 * float64(i))
	}
	if fit, err := Calibrate(trend, step); err != nil || fit.Reverts || fit.Kappa != 0 {
		t.Errorf("a trend reverts: %+v, %v", fit, err)
	}
}

// Loans pay back what the closed forms say: the present value of the service of
// a loan at its own rate is the principal.
func TestLoansAgainstClosedForms(t *testing.T) {
	for _, repayment := range []string{"annuity", "level", "bullet"} {
		d := plain(12)
		d.Loans = []adit.Loan{{Clause: clauseOf("loan"), Principal: num(150), Base: num(0.05), Tenor: num(12), Repayment: repayment}}
		d.Until = day(2038, 12, 31)
		v := value(t, d, Options{Draws: 1, Fixed: true})
		rate := math.Pow(1+0.05/12, 12) - 1
		net := v.Net("state")
		close10(t, repayment+" at its own rate", PresentValue(net, rate), 0)
		found, ok := InternalRate(net)
		if !ok {
			t.Fatalf("%s has no rate", repayment)
		}
		close10(t, repayment+" internal rate", found, rate)
		if repayment == "annuity" {
			close10(t, "instalment", net[1], 150*0.05/12/(1-math.Pow(1+0.05/12, -144)))
			close10(t, "last", net[144], net[1])
		}
		if repayment == "level" {
			close10(t, "first", net[1], 150.0/144+150*0.05/12)
			close10(t, "last", net[144], 150.0/144*(1+0.05/12))
		}
		if net[145] != 0 {
			t.Errorf("%s goes on after its end: %g", repayment, net[145])
		}
	}
	// Grace capitalises, deferral moves service to the end; neither changes the
	// value at the loan's own rate.
	d := plain(25)
	d.Loans = []adit.Loan{{Clause: clauseOf("loan"), Principal: num(1970), Draws: num(36), Base: num(0.046), Tenor: num(23), Grace: num(39), Deferred: num(184)}}
	v := value(t, d, Options{Draws: 1, Fixed: true})
	net := v.Net("state")
	rate := math.Pow(1+0.046/12, 12) - 1
	if pv := PresentValue(net, rate); math.Abs(pv) > 1e-8 {
		t.Errorf("a deferred loan at its own rate is worth %g", pv)
	}
	plainLoan := plain(25)
	plainLoan.Loans = []adit.Loan{{Clause: clauseOf("loan"), Principal: num(1970), Draws: num(36), Base: num(0.046), Tenor: num(23), Grace: num(39)}}
	usual := value(t, plainLoan, Options{Draws: 1, Fixed: true}).Net("state")
	lower := 0.0
	for i := 40; i < 100; i++ {
		lower += usual[i] - net[i]
	}
	close10(t, "service deferred", lower, 184)
	// A default leaves the recovered share, and a guarantee makes the lender whole.
	d = plain(6)
	d.Loans = []adit.Loan{{Clause: adit.Clause{ID: "bank", From: "bank", To: "firm"}, Principal: num(100), Base: num(0.05), Tenor: num(5), Hazard: num(0.999), Recovery: num(0.4)}}
	d.Guarantees = []adit.Guarantee{{Clause: adit.Clause{ID: "guarantee", From: "state", To: "bank"}, Loan: "bank", Share: num(1)}}
	v = value(t, d, Options{Draws: 2000, Fixed: true, Seed: 2})
	if pv := PresentValue(v.Net("bank"), math.Pow(1+0.05/12, 12)-1); math.Abs(pv) > 1e-8 {
		t.Errorf("a lender guaranteed in full is left with %g", pv)
	}
	want, balance, pay, hazard := 0.0, 0.0, Annuity(100, 0.05/12, 60), yearly(0.999)/12
	for k := range 61 {
		if balance *= 1 + 0.05/12; k == 0 {
			balance = 0
		}
		want -= 0.6 * balance * (math.Exp(-hazard*float64(k)) - math.Exp(-hazard*float64(k+1))) * factor(0.04, k)
		if balance -= pay; k == 0 {
			balance = 100
		}
	}
	within3(t, "guarantee", v.AtBorrowing, want)
}

// Compensation in full puts the insured back where the promise had been kept,
// at the rate at which the loss is weighed.
func TestInsurancePaysWhatReversalCosts(t *testing.T) {
	build := func(hazard, share float64) *adit.Deal {
		d := plain(8)
		d.FirmDiscount = num(0.04)
		d.Floors = []adit.PriceProtection{{Clause: clauseOf("floor"), Index: "px", Floor: num(130), Volume: num(1000)}}
		d.Insurances = []adit.Insurance{{Clause: adit.Clause{ID: "cover", From: "insurer", To: "firm"}, Covers: []string{"floor"}, Hazard: num(hazard), Share: num(share)}}
		return d
	}
	opt := Options{Draws: 500, Fixed: true, Seed: 6}
	kept, insured, bare := value(t, build(0, 1), opt), value(t, build(0.2, 1), opt), value(t, build(0.2, 0), opt)
	lost := 0
	for i := range kept.Firm.Values {
		close10(t, "insured", insured.Firm.Values[i], kept.Firm.Values[i])
		if bare.Firm.Values[i] < kept.Firm.Values[i]-1e-9 {
			lost++
		}
	}
	if lost < 200 {
		t.Errorf("a reversal cost the firm in %d of 500 futures only", lost)
	}
}

const quantlib = `
import json, sys
import QuantLib as ql
out = []
for q in json.load(sys.stdin):
    if q["kind"] == "black":
        out.append([ql.blackFormula(ql.Option.Call, q["strike"], q["forward"], q["deviation"], q["discount"]),
                    ql.blackFormula(ql.Option.Put, q["strike"], q["forward"], q["deviation"], q["discount"])])
    elif q["kind"] == "scholes":
        today = ql.Date(1, 1, 2026)
        ql.Settings.instance().evaluationDate = today
        count = ql.Actual365Fixed()
        process = ql.BlackScholesMertonProcess(ql.QuoteHandle(ql.SimpleQuote(q["share"])),
            ql.YieldTermStructureHandle(ql.FlatForward(today, 0.0, count)), ql.YieldTermStructureHandle(ql.FlatForward(today, q["rate"], count)),
            ql.BlackVolTermStructureHandle(ql.BlackConstantVol(today, ql.NullCalendar(), q["volatility"], count)))
        option = ql.VanillaOption(ql.PlainVanillaPayoff(ql.Option.Call, q["strike"]), ql.EuropeanExercise(today + int(q["days"])))
        option.setPricingEngine(ql.AnalyticEuropeanEngine(process))
        out.append([option.NPV()])
json.dump(out, sys.stdout)
`

// QuantLib says the same of options, digit for digit.
func TestClosedFormsAgainstQuantLib(t *testing.T) {
	const python = "/usr/bin/python3"
	if said, err := exec.Command(python, "-c", "import QuantLib").CombinedOutput(); err != nil {
		t.Skipf("no QuantLib to compare with (%s: %v %.80s)", python, err, bytes.TrimSpace(said))
	}
	type question struct {
		Kind string  `json:"kind"`
		Days int     `json:"days"`
		F    float64 `json:"forward"`
		K    float64 `json:"strike"`
		D    float64 `json:"deviation"`
		B    float64 `json:"discount"`
		S    float64 `json:"share"`
		V    float64 `json:"volatility"`
		R    float64 `json:"rate"`
	}
	var asked []question
	var ours [][]float64
	r := stream(3, "questions", 0)
	s := Schwartz{Alpha: AlphaFor(90, 0.4, 0.35), Kappa: 0.4, Sigma: 0.35}
	for i := range 41 { // the quarters of a floor
		mean, variance := s.Log(69, float64(i+1)/4)
		q := question{Kind: "black", F: math.Exp(mean + variance/2), K: 110, D: math.Sqrt(variance), B: factor(0.045, 3*(i+1))}
		call, put := Black76(q.F, q.K, q.D, q.B)
		asked, ours = append(asked, q), append(ours, []float64{call, put})
	}
	for range 40 {
		q := question{Kind: "scholes", S: 10 + 90*r.Float64(), K: 10 + 90*r.Float64(), V: 0.1 + 0.7*r.Float64(), R: 0.1 * r.Float64(), Days: 30 + r.IntN(4000)}
		asked, ours = append(asked, q), append(ours, []float64{BlackScholes(q.S, q.K, float64(q.Days)/365, q.V, q.R)})
	}
	in, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-c", quantlib)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	said, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var theirs [][]float64
	if err := json.Unmarshal(said, &theirs); err != nil {
		t.Fatal(err)
	}
	for i := range asked {
		for k := range ours[i] {
			close10(t, asked[i].Kind, ours[i][k], theirs[i][k])
		}
	}
}
