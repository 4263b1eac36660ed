package clone

import (
	"reflect"
	"testing"
)

type inner struct{ Words []string }

type outer struct {
	Name string
	At   *inner
	List []inner
}

func TestNothingIsShared(t *testing.T) {
	a := outer{"a", &inner{[]string{"x"}}, []inner{{[]string{"y"}}}}
	b := Of(&a)
	if !reflect.DeepEqual(&a, b) {
		t.Fatalf("%+v is no copy of %+v", b, a)
	}
	b.At.Words[0], b.List[0].Words[0] = "changed", "changed"
	if a.At.Words[0] != "x" || a.List[0].Words[0] != "y" {
		t.Errorf("the original changed: %+v", a)
	}
	if c := Of(outer{}); c.At != nil || c.List != nil {
		t.Errorf("nothing became something: %+v", c)
	}
}
