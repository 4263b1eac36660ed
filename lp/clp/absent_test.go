//go:build !clp || !cgo

package clp

import (
	"errors"
	"testing"
)

func TestNotBuilt(t *testing.T) {
	if s, err := New(); !errors.Is(err, ErrNotBuilt) || s != nil || Built {
		t.Errorf("got %v, %v", s, err)
	}
}
