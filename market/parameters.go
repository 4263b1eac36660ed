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

	Cash           float64 // mkt.cash: share of conversion cost that must be paid to run
	Mothball       float64 // mkt.mothball: months below cash cost before a plant closes
	RestartLag     float64 // mkt.restart.lag: months from the decision to restart to output
	RestartCost    float64 // mkt.restart.cost: of a restart, as a share of a year's cash cost
	ProjectCost    float64 // mkt.project.cost: conversion cost of a project over that of plants in the leading place
	ProjectHurdle  float64 // mkt.project.hurdle: what a margin must earn on capital, in multiples of its cost
	ProjectBuild   float64 // mkt.project.build: months from decision to first output
	ProjectOverrun float64 // mkt.project.overrun: of capital cost, as a share
}

// parameter is a default and the field it fills.
type parameter struct {
	chain.Default
	field func(*Parameters) *float64
}

func parameterOf(id, symbol string, value float64, field func(*Parameters) *float64) parameter {
	return parameter{chain.Default{ID: id, Symbol: symbol, Value: value}, field}
}

// parameters is the one list of what is read and of its defaults.
var parameters = []parameter{
	parameterOf("mkt.discount", "r", 0.008, func(p *Parameters) *float64 { return &p.Discount }),
	parameterOf("mkt.storage", "s", 0.003, func(p *Parameters) *float64 { return &p.Storage }),
	parameterOf("mkt.friction.unused", "φ", 0.15, func(p *Parameters) *float64 { return &p.Unused }),
	parameterOf("mkt.friction.step", "κ", 0.005, func(p *Parameters) *float64 { return &p.Step }),
	parameterOf("mkt.friction.extra", "κ′", 0.05, func(p *Parameters) *float64 { return &p.Extra }),
	parameterOf("mkt.ramp", "ρ", 0.1, func(p *Parameters) *float64 { return &p.Ramp }),
	parameterOf("mkt.ramp.base", "ρ⁰", 0.02, func(p *Parameters) *float64 { return &p.RampBase }),
	parameterOf("mkt.lane.growth", "g", 0.15, func(p *Parameters) *float64 { return &p.Growth }),
	parameterOf("mkt.lane.growth.base", "g⁰", 0.05, func(p *Parameters) *float64 { return &p.GrowthBase }),
	parameterOf("mkt.core", "K", 10, func(p *Parameters) *float64 { return &p.Core }),
	parameterOf("mkt.terminal.cap", "V̄", 8, func(p *Parameters) *float64 { return &p.TerminalCap }),
	parameterOf("mkt.convenience.cap", "k̄", 0.25, func(p *Parameters) *float64 { return &p.ConvenienceCap }),
	parameterOf("mkt.supply", "ε", 0.2, func(p *Parameters) *float64 { return &p.Elasticity }),
	parameterOf("mkt.demand", "η", -0.15, func(p *Parameters) *float64 { return &p.Demand }),
	parameterOf("mkt.qualification", "a", 180, func(p *Parameters) *float64 { return &p.Qualification }),
	parameterOf("mkt.cash", "χ", 0.7, func(p *Parameters) *float64 { return &p.Cash }),
	parameterOf("mkt.mothball", "k", 6, func(p *Parameters) *float64 { return &p.Mothball }),
	parameterOf("mkt.restart.lag", "j", 12, func(p *Parameters) *float64 { return &p.RestartLag }),
	parameterOf("mkt.restart.cost", "ς", 0.25, func(p *Parameters) *float64 { return &p.RestartCost }),
	parameterOf("mkt.project.cost", "ω", 1.5, func(p *Parameters) *float64 { return &p.ProjectCost }),
	parameterOf("mkt.project.hurdle", "θ", 1.25, func(p *Parameters) *float64 { return &p.ProjectHurdle }),
	parameterOf("mkt.project.build", "b", 30, func(p *Parameters) *float64 { return &p.ProjectBuild }),
	parameterOf("mkt.project.overrun", "o", 0.5, func(p *Parameters) *float64 { return &p.ProjectOverrun }),
}

// Defaults lists every parameter a market reads, those of its network included.
func Defaults() []chain.Default {
	var out []chain.Default
	for _, p := range parameters {
		out = append(out, p.Default)
	}
	return append(out, chain.Defaults()...)
}

// ParametersOf reads the parameters of a world; what it does not state has the
// default of docs/maths.md.
func ParametersOf(w *adit.World) Parameters {
	var out Parameters
	for _, p := range parameters {
		*p.field(&out) = p.In(w)
	}
	return out
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
	p.Mothball /= m
	p.RestartLag /= m
	p.ProjectBuild /= m
	return p
}
