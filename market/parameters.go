package market

import (
	"math"

	"adit"
	"adit/chain"
)

// Parameters are the figures of the world that shape behaviour, with the ids
// they are read from. Rates are per month; a Market rescales them to its period.
type Parameters struct {
	Discount       float64 // mkt.discount: r, a month
	Storage        float64 // mkt.storage: s, share of the base price a month
	Unused         float64 // mkt.friction.unused: φ, share of the origin price
	Step           float64 // mkt.friction.step: κ, share of the origin price
	Extra          float64 // mkt.friction.extra: beyond 1.2 of base flow, share of the origin price
	Ramp           float64 // mkt.ramp: growth of output over the last year's best, a month
	RampBase       float64 // mkt.ramp.base: share of base output that can be added a month from nothing
	Growth         float64 // mkt.lane.growth: growth of extra lane flow a month
	GrowthBase     float64 // mkt.lane.growth.base: share of the smaller node's throughput that can be added a month
	Core           float64 // mkt.core: highest willingness to pay, multiples of P0
	TerminalCap    float64 // mkt.terminal.cap: highest value of the end position, multiples of P0
	ConvenienceCap float64 // mkt.convenience.cap: highest convenience of stock, share of P0 a month
	Elasticity     float64 // mkt.supply: supply elasticity of a site that states none
	Demand         float64 // mkt.demand: demand elasticity of a use that states none
	Qualification  float64 // mkt.qualification: days before a lane not in use may grow
}

// ParametersOf reads the parameters of a world; what it does not state has the
// default of docs/maths.md.
func ParametersOf(w *adit.World) Parameters {
	get := func(id string, def float64) float64 { return chain.Parameter(w, id, def) }
	return Parameters{
		Discount:       get("mkt.discount", 0.008),
		Storage:        get("mkt.storage", 0.003),
		Unused:         get("mkt.friction.unused", 0.15),
		Step:           get("mkt.friction.step", 0.005),
		Extra:          get("mkt.friction.extra", 0.05),
		Ramp:           get("mkt.ramp", 0.10),
		RampBase:       get("mkt.ramp.base", 0.02),
		Growth:         get("mkt.lane.growth", 0.15),
		GrowthBase:     get("mkt.lane.growth.base", 0.05),
		Core:           get("mkt.core", 10),
		TerminalCap:    get("mkt.terminal.cap", 8),
		ConvenienceCap: get("mkt.convenience.cap", 0.25),
		Elasticity:     get("mkt.supply", 0.2),
		Demand:         get("mkt.demand", -0.15),
		Qualification:  get("mkt.qualification", 90),
	}
}

// perPeriod rescales monthly rates to a period of m months.
func (p Parameters) perPeriod(m float64) Parameters {
	compound := func(r float64) float64 { return math.Pow(1+r, m) - 1 }
	p.Discount = compound(p.Discount)
	p.Storage *= m
	p.Ramp = compound(p.Ramp)
	p.RampBase *= m
	p.Growth = compound(p.Growth)
	p.GrowthBase *= m
	p.ConvenienceCap = min(1, p.ConvenienceCap*m)
	return p
}
