package price

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"adit"
)

// Condition is something to be told of. Its grammar:
//
//	move  > 20% in 30 days     up or down by more than a fifth
//	rise  > 20% in 3 months    up
//	fall  > 20% in 3 months    down
//	volatility > 40% in 12 months
//	price > 500                in the currency and unit of the series; or <
type Condition struct {
	What   string // move, rise, fall, volatility or price
	Above  bool   // true for >, false for <
	Level  float64
	Window Window // zero for price
}

var (
	windowed = regexp.MustCompile(`^(move|rise|fall|volatility)\s*([<>])\s*([0-9]+(?:\.[0-9]+)?)\s*%\s+in\s+([0-9]{1,4})\s*(day|week|month|year)s?$`)
	level    = regexp.MustCompile(`^(price)\s*([<>])\s*([0-9]+(?:\.[0-9]+)?)$`)
)

// ParseCondition reads a condition.
func ParseCondition(text string) (Condition, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if m := level.FindStringSubmatch(text); m != nil {
		v, err := strconv.ParseFloat(m[3], 64)
		if err != nil || math.IsInf(v, 0) {
			return Condition{}, fmt.Errorf("%q is no price", m[3])
		}
		return Condition{What: m[1], Above: m[2] == ">", Level: v}, nil
	}
	m := windowed.FindStringSubmatch(text)
	if m == nil {
		return Condition{}, fmt.Errorf("%q is no condition: write one such as \"move > 20%% in 30 days\" or \"price > 500\"", text)
	}
	v, err := strconv.ParseFloat(m[3], 64)
	if err != nil || math.IsInf(v, 0) {
		return Condition{}, fmt.Errorf("%q is no percentage", m[3])
	}
	n, _ := strconv.Atoi(m[4]) // four digits
	if n == 0 {
		return Condition{}, fmt.Errorf("a window of 0 %ss holds nothing", m[5])
	}
	return Condition{What: m[1], Above: m[2] == ">", Level: v / 100, Window: Window{n, m[5]}}, nil
}

// String writes the condition so that ParseCondition reads it back.
func (c Condition) String() string {
	sign := "<"
	if c.Above {
		sign = ">"
	}
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	if c.What == "price" {
		return fmt.Sprintf("price %s %s", sign, number(c.Level))
	}
	return fmt.Sprintf("%s %s %s%% in %s", c.What, sign, number(math.Round(c.Level*1e8)/1e6), c.Window)
}

// Alert is the answer of one series to one condition.
type Alert struct {
	Series    *Series
	Condition Condition
	Value     adit.Figure // what was compared with the level
	AsOf      adit.Date   // last observation used
	Fired     bool
	Refused   string // why the series cannot answer; "" when it can
}

// Check asks a series whether a condition holds on a day. A window shorter
// than the time between two observations is refused, naming the frequency.
func (s *Series) Check(c Condition, on adit.Date) Alert {
	a := Alert{Series: s, Condition: c}
	last := s.At(on)
	if last < 0 {
		a.Refused = "no observation by " + on.String()
		return a
	}
	a.AsOf = s.Points[last].Date
	if c.What != "price" {
		if _, ok := c.Window.periods(s.Frequency); !ok {
			a.Refused = fmt.Sprintf("the series is %s: a window of %s is finer than its data", s.Frequency, c.Window)
			return a
		}
	}
	switch c.What {
	case "price":
		a.Value = adit.Number(s.Points[last].Price, s.Currency+"/"+s.Unit)
	case "volatility":
		a.Value = s.Volatility(on, c.Window)
	default:
		a.Value = s.Move(on, c.Window).Change
	}
	if !a.Value.Known() {
		a.Refused = a.Value.Unknown
		return a
	}
	v := a.Value.Value
	switch c.What {
	case "move":
		v = math.Abs(v)
	case "fall":
		v = -v
	}
	a.Fired = c.Above && v > c.Level || !c.Above && v < c.Level
	return a
}
