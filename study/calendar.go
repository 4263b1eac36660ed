package study

import (
	ics "github.com/arran4/golang-ical"

	"adit"
	"adit/rulebook"
)

// calendar writes days to come as iCalendar (RFC 5545): a whole-day event each,
// stamped with the day of knowledge. An event is named by what it is about, not
// by its day, so that importing a later calendar moves it.
func calendar(world string, known adit.Date, due []rulebook.Moment) []byte {
	c := ics.NewCalendarFor("adit")
	c.SetProductId("-//adit//rules deadlines//EN")
	c.SetXWRCalName("Days of the law, " + world)
	for _, m := range due {
		e := c.AddEvent(m.Key() + "@" + world + ".adit")
		e.SetDtStampTime(known.Time())
		e.SetAllDayStartAt(m.Day.Time())
		e.SetAllDayEndAt((m.Day + 1).Time()) // the end is the first day after
		e.SetSummary(m.ID + ": " + m.What)
		e.SetDescription(m.Title + ". " + m.Says)
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return []byte(c.Serialize(ics.WithNewLine("\r\n")))
}
