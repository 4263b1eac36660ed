package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"adit"
	"adit/dataset"
	"adit/screen"
	"adit/study"
	"adit/table"
)

// screeningOf reads the world, with the tables beside it, for screening.
func screeningOf(s settings, q screening, scenario []string) (*study.Screening, adit.Problems) {
	folder, name, problems := openWorld(s.world)
	if problems != nil {
		return nil, problems
	}
	if q.with != "" {
		var err error
		if folder, err = beside(folder, q.with); err != nil {
			problems.Add("unreadable-file", adit.Where{File: q.with}, withHint, "cannot read: %s", err)
			return nil, problems
		}
	}
	world, problems := dataset.Read(folder, name)
	if problems.Errors() != nil {
		return nil, problems
	}
	var rates *screen.File
	if q.rates != "" {
		data, ok := openFile(q.rates)
		if !ok {
			problems.Add("unreadable-file", adit.Where{File: q.rates}, "", "cannot read the exchange rates")
			return nil, problems
		}
		var more adit.Problems
		rates, more = study.ExchangeRates(filepath.Base(q.rates), data)
		problems = append(problems, more...)
	}
	sc, more := study.NewScreening(world, folder, scenario, rates)
	return sc, append(problems, more...)
}

const withHint = "it is a folder with CSV tables: parties, holdings, lists, listed, sources"

func (studies) screen(ctx context.Context, s settings, q screening, step stepFunc) (*answer, error) {
	sc, problems := screeningOf(s, q, s.scenario)
	if problems.Errors() != nil {
		return nil, problems
	}
	if q.file != "" {
		return batch(ctx, s, q, sc, problems, step)
	}
	record, more := sc.Ask(asked(s, q))
	problems = append(problems, more...)
	if problems.Errors() != nil || record == nil {
		return nil, problems
	}
	if err := keep(q.records, []*screen.Record{record}); err != nil {
		return nil, err
	}
	return &answer{says: study.ScreenSays(record), problems: problems, tables: study.ScreenTables(record), json: recordsJSON([]*screen.Record{record}, nil)}, nil
}

// asked is the question of a command line.
func asked(s settings, q screening) study.Asked {
	a := study.Asked{Question: screen.Question{Kind: q.kind, ID: q.ref, On: s.on, KnownOn: s.known(), From: q.from, To: q.to, EndUse: q.endUse}, Item: q.item}
	name, bill := q.word, q.bill
	if q.kind == screen.OfProduct {
		name, bill = "", q.word
	}
	if name != "" || q.id != "" {
		a.Parties = []screen.Party{{ID: q.id, Name: name, Place: q.place, User: q.user}}
	}
	if a.Bill = bill; bill != "" {
		if data, ok := openFile(bill); ok {
			a.Data, a.Bill = data, filepath.Base(bill)
		}
	}
	if q.coded() {
		a.Codes = &screen.Codes{Material: q.material, Control: q.control, HS: q.hs, Origin: q.origin}
	}
	return a
}

func (s settings) known() adit.Date {
	if s.knownOn.IsZero() {
		return s.on
	}
	return s.knownOn
}

func batch(ctx context.Context, s settings, q screening, sc *study.Screening, problems adit.Problems, step stepFunc) (*answer, error) {
	data, err := os.ReadFile(q.file)
	if err != nil {
		problems.Add("unreadable-file", adit.Where{File: q.file}, "", "cannot read the questions")
		return nil, problems
	}
	list, rows, faults := study.ReadBatch(q.kind, q.file, data, s.on, s.known())
	dir := filepath.Dir(q.file)
	open := func(name string) ([]byte, bool) { // a bill stands where the row says, seen from its file
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		return openFile(name)
	}
	done, stop := sc.Batch(list, open, stopped(ctx), func(done, total int) { step("screening", done, total) })
	if err := keep(q.records, done.Records); err != nil {
		return nil, err
	}
	faults = append(faults, done.Bad...)
	faults.Sort()
	says := fmt.Sprintf("%s of %s screened", plural(len(done.Records), "question"), plural(rows, "row"))
	counts := map[screen.Verdict]int{}
	for _, r := range done.Records {
		counts[r.Outcome.Verdict]++
	}
	for _, v := range screen.Verdicts() {
		if counts[v] > 0 {
			says += fmt.Sprintf("; %d %s", counts[v], v)
		}
	}
	if bad := rows - len(done.Records); bad > 0 && stop == nil {
		says += fmt.Sprintf("; %s left out for a fault", plural(bad, "row"))
	}
	problems = append(problems, faults...)
	a := &answer{says: says, problems: problems, tables: []*table.Table{study.BatchTable(done.Records)}, json: recordsJSON(done.Records, faults)}
	if stop != nil {
		return a, stop
	}
	return a, problems.Errors()
}

// recordsJSON is what --json prints of screenings: the records, and what is
// wrong with the rows that were left out.
func recordsJSON(records []*screen.Record, faults adit.Problems) func(io.Writer) error {
	if records == nil {
		records = []*screen.Record{}
	}
	return func(w io.Writer) error {
		return encode(w, struct {
			Records  []*screen.Record `json:"records"`
			Problems []plainProblem   `json:"problems"`
		}{records, plainProblems(faults)})
	}
}

func (studies) recheck(ctx context.Context, s settings, q screening, step stepFunc) (*answer, error) {
	sc, problems := screeningOf(s, q, nil)
	if problems.Errors() != nil {
		return nil, problems
	}
	names, err := recordFiles(q.records)
	if err != nil {
		problems.Add("unreadable-file", adit.Where{File: q.records}, "records are kept with adit screen --records", "cannot read the records")
		return nil, problems
	}
	var list []study.Rechecked
	var update []*screen.Record
	verdicts := 0
	for i, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		data, ok := openFile(name)
		if !ok {
			problems.Add("unreadable-file", adit.Where{File: name}, "", "cannot read the record")
			continue
		}
		was, more := screen.ReadRecord(filepath.Base(name), data)
		problems = append(problems, more...)
		if was == nil {
			continue
		}
		r, more := sc.Recheck(was, s.known())
		for _, p := range more {
			p.Message = "record " + was.ID + ": " + p.Message
			problems = append(problems, p)
		}
		if r.Is == nil {
			continue
		}
		list = append(list, r)
		if len(r.Changes) > 0 {
			update = append(update, r.Is)
		}
		if was.Outcome.Verdict != r.Is.Outcome.Verdict {
			verdicts++
		}
		step("asking again", i+1, len(names))
	}
	says := fmt.Sprintf("%s asked again; %d changed, %d of them in verdict", plural(len(list), "record"), len(update), verdicts)
	if q.update {
		if err := keep(q.records, update); err != nil {
			return nil, err
		}
		says += "; the records were updated"
	}
	return &answer{says: says, problems: problems, tables: []*table.Table{study.RecheckTable(list)}}, problems.Errors()
}
