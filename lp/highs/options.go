package highs

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/tetratelabs/wazero/api"
)

// highsOptions are the options of every model, by HiGHS's own names.
func (m *model) highsOptions() map[string]any {
	o := map[string]any{
		"output_flag":      false,
		"threads":          1,
		"parallel":         "off",
		"time_limit":       float64(stopAfter), // see host: it is how a solve is stopped
		"mip_rel_gap":      m.solver.options.RelativeGap,
		"simplex_strategy": 1, // dual, serial: a changed bound leaves it feasible
	}
	if m.Integer == nil {
		o["solver"] = "simplex"
	}
	return o
}

func (m *model) setOptions(ctx context.Context) error {
	options := m.highsOptions()
	// Silence first: setting any other option prints a header.
	if err := m.setOption(ctx, "output_flag", options["output_flag"]); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(options)) {
		if err := m.setOption(ctx, name, options[name]); err != nil {
			return err
		}
	}
	for _, t := range []struct {
		at   *uint32
		text string
	}{
		{&m.text.presolve, "presolve"},
		{&m.text.off, "off"},
		{&m.text.choose, "choose"},
		{&m.text.iterations, "simplex_iteration_count"},
		{&m.text.nodes, "mip_node_count"},
	} {
		at, err := m.in.putText(t.text)
		if err != nil {
			return err
		}
		*t.at = at
	}
	return nil
}

func (m *model) setOption(ctx context.Context, name string, value any) error {
	key, err := m.in.putText(name)
	if err != nil {
		return err
	}
	defer m.in.release(key)
	switch v := value.(type) {
	case bool:
		yes := uint64(0)
		if v {
			yes = 1
		}
		err = m.do(ctx, fSetBool, m.highs, uint64(key), yes)
	case int:
		err = m.do(ctx, fSetInt, m.highs, uint64(key), api.EncodeI32(int32(v)))
	case float64:
		err = m.do(ctx, fSetDouble, m.highs, uint64(key), api.EncodeF64(v))
	case string:
		var text uint32
		if text, err = m.in.putText(v); err != nil {
			return err
		}
		err = m.do(ctx, fSetString, m.highs, uint64(key), uint64(text))
		m.in.release(text)
	default:
		return fmt.Errorf("highs: option %s has a %T", name, value)
	}
	if err != nil {
		return fmt.Errorf("option %s = %v: %w", name, value, err)
	}
	return nil
}

// setPresolve turns presolve off or leaves it to HiGHS, if it is not so yet.
func (m *model) setPresolve(ctx context.Context, on bool) error {
	want := m.text.off
	if on {
		want = m.text.choose
	}
	if m.presolve == want {
		return nil
	}
	m.presolve = want
	return m.do(ctx, fSetString, m.highs, uint64(m.text.presolve), uint64(want))
}
