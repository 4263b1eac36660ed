package study

import (
	"fmt"
	"io"
	"strings"
)

// Page writes the backtest as Markdown: what was asked, what came, and what to
// make of it, whatever it says.
func (b *Backtested) Page(w io.Writer) error {
	var s strings.Builder
	base := b.Start.Year() - 1
	fmt.Fprintf(&s, `<!-- Written by adit backtest --write docs/validation.md (make validation); do not edit. -->

# How good was the model on the past?

%s

## What is asked

The world %s holds %d as the official tables give it. From its last day the market is rolled month by month; law comes from the rule book at its own dates, and agents know on each day what was known then. Nothing that happened later is told to the model but law, and what the scenario %s adds, listed at the end. Yearly means are held against what the U.S. Geological Survey reports.

- **The statistics were revised.** United States numbers are those of the 2026 edition for all years, also for the base; production abroad of %d is of the 2025 edition, the last that has it. Nobody had these numbers at the time. 2025 is mostly the publisher's estimate.
- **The base price was fixed before the first run:** the mean of %d, the last full year before the first one scored, as the same table reports it. No range that sees an outcome enters.
- **A unit value is not a price.** The gallium series is the value of imports over their quantity: its grade mix and old contracts move it when no price does. So direction and ratio are scored beside the level.
- **Total imports** are what arrives in the United States by any lane. Exports of the base year are carried as a use, since no lane leads out; the model does not know of buying ahead by traders beyond what stocks explain.
- **The naive forecast** is that the value of %d holds: it knows as much as the model. The value of the year before is given too; from the second year on it knows more.
- **The range** is P10 to P90 of %d draws. A draw gives each parameter in the last table a value from the triangle of its stated range. Prices, costs and quantities of the base are not drawn, so the range is of behaviour and of law's effect only.
- **Nothing is tuned on these series.** The parameters are those the shipped worlds use for every answer; hash %.16s… names them, and a test holds it beside the score. Some were set knowing the years 2024 and 2025 from other data: how much customs let pass of gallium, antimony and magnets, and import shares, which are published as means of 2021–24. The scored series themselves set none; where the default world lets one of them (No. 10 by the price of tungsten), the world of %d has a figure of its own. Two things were set right after a first score had been seen: that figure, and the use of tungsten in the United States in %d, which had put the model's base imports a fifth above those observed in that year. The scenario was written before the first run, but by somebody who had lived through these years.

`, b.Says(), b.World.Name, base, History, base, base, base, b.Draws, b.Hash, base, base)
	for i, t := range b.Tables() {
		fmt.Fprintf(&s, "## %s\n\n", t.Title)
		if err := t.WriteMarkdown(&s); err != nil {
			return err
		}
		s.WriteString("\n")
		if i == 2 {
			all := b.Scores()[0]
			fmt.Fprintf(&s, `n counts rows: a material's price and imports, and one year and the next, hang together, so it overstates what is known. A sound P10–P90 range holds eight in ten; this one holds %d of %d. The last two rows draw nothing: all parameters at their stated values, and the same without what the scenario adds to law.

`, all.Inside, all.N)
		}
	}
	fmt.Fprintf(&s, "Hash of the parameters and events above, and of the base's quantities and prices: `%s`.\n", b.Hash)
	_, err := io.WriteString(w, s.String())
	return err
}
