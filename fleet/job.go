package fleet

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Job is work that splits into ranges of draws.
type Job struct {
	Kind    string // what work, such as stress: the name workers know it by
	Version string // of the program: all workers of a job have the same
	Spec    []byte // everything else the result depends on
	Draws   int    // numbered from 0
	Chunk   int    // draws a range; part of the job, so that answers do not depend on who works
}

// Range is the draws From to To−1.
type Range struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// String returns the range as part of a name.
func (r Range) String() string { return fmt.Sprintf("%d-%d", r.From, r.To) }

// Work computes one range of a job from its spec. Its answer may depend on
// nothing else: two workers must come to the same bytes.
type Work func(ctx context.Context, spec []byte, r Range) ([]byte, error)

// ID is the hash of the job, as 32 hexadecimal digits.
func (j Job) ID() string {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(j.Kind), []byte(j.Version), j.Spec} {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part)))) // lengths keep parts apart
		h.Write(part)
	}
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(j.Draws)))
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(j.Chunk)))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Ranges are the ranges of the job, in order.
func (j Job) Ranges() []Range {
	var out []Range
	for from := 0; from < j.Draws; from += j.Chunk {
		out = append(out, Range{from, min(from+j.Chunk, j.Draws)})
	}
	return out
}

// check says what no coordinator can work with.
func (j Job) check() error {
	switch {
	case j.Kind == "" || j.Version == "":
		return fmt.Errorf("fleet: a job needs a kind and a version")
	case j.Draws <= 0 || j.Chunk <= 0:
		return fmt.Errorf("fleet: a job of %d draws in ranges of %d", j.Draws, j.Chunk)
	}
	return nil
}

// Failure is a poisoned range: what is needed to run it again alone. As JSON
// it is the state file of a replay.
type Failure struct {
	Kind    string   `json:"kind"`
	Version string   `json:"version"`
	Job     string   `json:"job"`
	Range   Range    `json:"range"`
	Errors  []string `json:"errors"` // one a try, the last one last
	Spec    []byte   `json:"spec"`   // base64 in JSON
}

// ReadFailure reads a state file.
func ReadFailure(b []byte) (*Failure, error) {
	var f Failure
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("not a state file of a failed range: %w", err)
	}
	if f.Kind == "" || f.Range.To <= f.Range.From || f.Range.From < 0 {
		return nil, fmt.Errorf("not a state file of a failed range: it names no kind of work or no draws")
	}
	return &f, nil
}
