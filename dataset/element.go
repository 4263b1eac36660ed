package dataset

import (
	"strings"
	"unicode"
)

// atomicWeights are the standard atomic weights of IUPAC (2021, abridged to
// five figures) of the elements that world tables speak about.
var atomicWeights = map[string]float64{
	"H": 1.008, "Li": 6.94, "Be": 9.0122, "B": 10.81, "C": 12.011, "N": 14.007, "O": 15.999, "F": 18.998,
	"Na": 22.990, "Mg": 24.305, "Al": 26.982, "Si": 28.085, "P": 30.974, "S": 32.06, "Cl": 35.45, "K": 39.098,
	"Ca": 40.078, "Sc": 44.956, "Ti": 47.867, "V": 50.942, "Cr": 51.996, "Mn": 54.938, "Fe": 55.845, "Co": 58.933,
	"Ni": 58.693, "Cu": 63.546, "Zn": 65.38, "Ga": 69.723, "Ge": 72.630, "As": 74.922, "Se": 78.971, "Sr": 87.62,
	"Y": 88.906, "Zr": 91.224, "Nb": 92.906, "Mo": 95.95, "Ru": 101.07, "Rh": 102.91, "Pd": 106.42, "Ag": 107.87,
	"Cd": 112.41, "In": 114.82, "Sn": 118.71, "Sb": 121.76, "Te": 127.60, "Ba": 137.33, "La": 138.91, "Ce": 140.12,
	"Pr": 140.91, "Nd": 144.24, "Sm": 150.36, "Eu": 151.96, "Gd": 157.25, "Tb": 158.93, "Dy": 162.50, "Ho": 164.93,
	"Er": 167.26, "Tm": 168.93, "Yb": 173.05, "Lu": 174.97, "Hf": 178.49, "Ta": 180.95, "W": 183.84, "Re": 186.21,
	"Os": 190.23, "Ir": 192.22, "Pt": 195.08, "Au": 196.97, "Hg": 200.59, "Tl": 204.38, "Pb": 207.2, "Bi": 208.98,
	"Th": 232.04, "U": 238.03,
}

// companions come and go with air, water and acid, so a recipe need not
// account for them.
const companions = " H C N O F S Cl "

// composition returns the share by mass of each element of a formula such as
// Dy2O3, companions left out; nil for anything that is not a formula.
func composition(formula string) map[string]float64 {
	counts, rest := map[string]float64{}, formula
	total := 0.0
	for rest != "" {
		symbol := rest[:1]
		if len(rest) > 1 && unicode.IsLower(rune(rest[1])) {
			symbol = rest[:2]
		}
		weight, known := atomicWeights[symbol]
		if !known {
			return nil
		}
		rest = rest[len(symbol):]
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		n := 0.0
		for _, d := range rest[:digits] {
			n = n*10 + float64(d-'0')
		}
		if digits == 0 {
			n = 1
		}
		if n == 0 || n > 1000 { // no such formula unit
			return nil
		}
		rest = rest[digits:]
		counts[symbol] += n * weight
		total += n * weight
	}
	shares := map[string]float64{}
	for symbol, mass := range counts {
		if !strings.Contains(companions, " "+symbol+" ") {
			shares[symbol] = mass / total
		}
	}
	if len(shares) == 0 {
		return nil
	}
	return shares
}
