// Package clone copies values so that nothing of the copy is shared with the
// original: what was read is read-only, and an overlay writes.
package clone

import "reflect"

// Of returns a deep copy of pointers, slices and structures; a map is shared.
func Of[T any](v T) T { return deep(reflect.ValueOf(v)).Interface().(T) }

func deep(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(deep(v.Elem()))
		return c
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			c.Index(i).Set(deep(v.Index(i)))
		}
		return c
	case reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			c.Field(i).Set(deep(v.Field(i)))
		}
		return c
	}
	return v
}
