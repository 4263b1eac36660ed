package adit

import (
	"errors"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestParseStake(t *testing.T) {
	for text, want := range map[string]Stake{
		"":                   {},
		"51":                 Exactly(51, 100),
		" 51.0 % ":           Exactly(51, 100),
		"49.999":             Exactly(49999, 100000),
		"50.00":              Exactly(1, 2),
		"1/3":                Exactly(1, 3),
		"16431140/164311410": Exactly(1643114, 16431141),
		"0":                  Exactly(0, 1),
		"100":                Exactly(1, 1),
		"[25, 50)":           {Low: Part{1, 4}, High: Part{1, 2}, OpenHigh: true},
		"(25,50]":            {Low: Part{1, 4}, High: Part{1, 2}, OpenLow: true},
		"25-50":              {Low: Part{1, 4}, High: Part{1, 2}},
		"25–50":              {Low: Part{1, 4}, High: Part{1, 2}},
		">50":                {Low: Part{1, 2}, High: Part{1, 1}, OpenLow: true},
		">=50":               {Low: Part{1, 2}, High: Part{1, 1}},
		"<25":                {Low: Part{0, 1}, High: Part{1, 4}, OpenHigh: true},
		"<=25":               {Low: Part{0, 1}, High: Part{1, 4}},
		"[1/3, 1/2)":         {Low: Part{1, 3}, High: Part{1, 2}, OpenHigh: true},
		"[50, 50]":           Exactly(1, 2),
		"33.333333333333336": Exactly(4166666666666667, 12500000000000000),
		"0.000000000001":     Exactly(1, 100000000000000),
	} {
		if got, err := ParseStake(text); err != nil || got != want {
			t.Errorf("ParseStake(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	for text, outside := range map[string]bool{
		"150": true, "100.0001": true, "4/3": true, "[60, 40]": true, "(50, 50]": true, "[50,50)": true, ">100": true, "<0": true,
		"half": false, "-5": false, "1e2": false, "[50]": false, "[,]": false, "(": false, "[": false, ">": false, "5/0": false,
		"1.2.3": false, "1234567890123456789": false, "0.00000000000000001": false, "1/2%": false, "0.5/1": false, "%": false, "51,5": false,
	} {
		if got, err := ParseStake(text); err == nil || errors.Is(err, ErrStakeRange) != outside {
			t.Errorf("ParseStake(%q) = %v, %v", text, got, err)
		}
	}
}

// What is written is read back as the same share, and no text is a share
// outside the whole.
func TestStakeReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := func(name string) Part {
			den := rapid.Int64Range(1, 9_999_999_999_999_999).Draw(t, name)
			return reduced(rapid.Int64Range(0, den).Draw(t, name+" num"), den)
		}
		s := Stake{Low: part("low"), High: part("high")}
		switch s.Low.Cmp(s.High) {
		case 1:
			s.Low, s.High = s.High, s.Low
		case 0:
		default:
			s.OpenLow, s.OpenHigh = rapid.Bool().Draw(t, "open low"), rapid.Bool().Draw(t, "open high")
		}
		got, err := ParseStake(s.String())
		if err != nil || got.Low.Cmp(s.Low) != 0 || got.High.Cmp(s.High) != 0 || got.OpenLow != s.OpenLow || got.OpenHigh != s.OpenHigh {
			t.Fatalf("%+v is written %q and read %+v, %v", s, s.String(), got, err)
		}
	})
}

func FuzzParseStake(f *testing.F) {
	for _, seed := range []string{"51", "1/3", "[25, 50)", ">50", "25–50", "100%", "(0,100]"} {
		f.Add(seed)
	}
	zero, one := new(big.Rat), big.NewRat(1, 1)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseStake(text)
		if err != nil || !s.Known() {
			return
		}
		if s.Low.Rat().Cmp(zero) < 0 || s.High.Rat().Cmp(one) > 0 || s.Low.Cmp(s.High) > 0 {
			t.Fatalf("%q is %+v", text, s)
		}
		if again, err := ParseStake(s.String()); err != nil || again != s {
			t.Fatalf("%q is written %q and read %+v, %v", text, s.String(), again, err)
		}
	})
}

func TestTermsAreOrdered(t *testing.T) {
	if Terms("").Rank() != 0 {
		t.Error("terms not read have a rank")
	}
	for i, one := range AllTerms() {
		if one.Rank() != i+1 {
			t.Errorf("%s has rank %d", one, one.Rank())
		}
	}
}
