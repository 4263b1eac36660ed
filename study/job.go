package study

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"adit"
	"adit/dataset"
	"adit/lp"
	"adit/stress"
)

// spec is a question with its world, as it travels to workers: everything its
// answer depends on but the program's version and backend.
type spec struct {
	Name     string          `json:"name"` // of the world
	Scenario []string        `json:"scenario,omitempty"`
	Material string          `json:"material,omitempty"`
	On       adit.Date       `json:"on"`
	KnownOn  adit.Date       `json:"known_on"`
	Months   int             `json:"months"`
	Window   int             `json:"window"`
	Seed     uint64          `json:"seed"`
	Projects stress.Pipeline `json:"projects"`
	World    []byte          `json:"world"` // its files, as a zip
}

// FuturesJob writes the spec of a run of futures. Equal questions about equal
// worlds give equal bytes. The number of draws is not part of it.
func FuturesJob(opt Options) ([]byte, error) {
	opt = opt.defaults()
	files, err := pack(opt.Folder)
	if err != nil {
		return nil, err
	}
	return json.Marshal(spec{opt.World.Name, opt.Scenario, opt.Material, opt.On, opt.KnownOn, opt.Months, opt.Window, opt.Seed, opt.Projects, files})
}

// FuturesWorker computes ranges of draws of specs that FuturesJob wrote. It keeps
// the last spec read and balanced, since ranges of one job come one after the
// other. Ranges may be worked on side by side.
type FuturesWorker struct {
	Solver lp.Solver

	mu    sync.Mutex
	job   []byte
	setup stress.Setup
}

// Work computes the draws first to first+n−1. Its bytes depend on the spec and
// the draws alone.
func (w *FuturesWorker) Work(ctx context.Context, job []byte, first, n int) ([]byte, error) {
	setup, err := w.prepare(ctx, job)
	if err != nil {
		return nil, err
	}
	rows, err := runFutures(ctx, setup, first, n)
	if err != nil {
		return nil, err
	}
	return json.Marshal(rows)
}

func (w *FuturesWorker) prepare(ctx context.Context, job []byte) (stress.Setup, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.job != nil && bytes.Equal(w.job, job) {
		return w.setup, nil
	}
	var s spec
	if err := json.Unmarshal(job, &s); err != nil {
		return stress.Setup{}, fmt.Errorf("not the spec of a run: %w", err)
	}
	files, err := zip.NewReader(bytes.NewReader(s.World), int64(len(s.World)))
	if err != nil {
		return stress.Setup{}, fmt.Errorf("the world of the spec: %w", err)
	}
	world, problems := dataset.Read(files, s.Name)
	if err := problems.Errors(); err != nil {
		return stress.Setup{}, err
	}
	setup, err := futureSetup(ctx, Options{World: world, Scenario: s.Scenario, Material: s.Material, On: s.On, KnownOn: s.KnownOn,
		Months: s.Months, Window: s.Window, Seed: s.Seed, Projects: s.Projects, Workers: 1, Solver: w.Solver})
	if err == nil {
		w.job, w.setup = job, setup
	}
	return setup, err
}

// JoinFutures puts the answers of WorkFutures together, in the order given.
func JoinFutures(answers [][]byte) (rows []Future, err error) {
	for _, a := range answers {
		if a == nil {
			continue
		}
		var some []Future
		if err := json.Unmarshal(a, &some); err != nil {
			return nil, fmt.Errorf("a worker's answer: %w", err)
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

// pack writes the files of a folder as a zip without times, in order of name.
func pack(folder fs.FS) ([]byte, error) {
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	err := fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		in, err := folder.Open(path)
		if err != nil {
			return err
		}
		defer in.Close()
		w, err := out.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Deflate})
		if err != nil {
			return err
		}
		_, err = io.Copy(w, in)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("packing the world: %w", err)
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
