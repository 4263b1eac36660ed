package study

import (
	"strings"

	"adit"
)

func placeName(w *adit.World, id string) string {
	for i := range w.Places {
		if w.Places[i].ID == id {
			return w.Places[i].Name
		}
	}
	return id
}

// lower puts a name into the middle of a sentence: NdFeB and EV stay as they are.
func lower(name string) string {
	first, _, _ := strings.Cut(name, " ")
	if len(first) > 1 && strings.ToLower(first[1:]) != first[1:] {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// slug turns an id such as dy.oxide into a table name.
func slug(id string) string { return strings.ReplaceAll(strings.ReplaceAll(id, ".", "-"), "_", "-") }

// kindName is a use's name without its place: EV motors, of "EV motors, Japan".
func kindName(u *adit.Use) string {
	name := u.Name
	if i := strings.LastIndex(name, ", "); i >= 0 {
		name = name[:i]
	}
	return upper(name)
}

// inPlace is a place's name within a sentence.
func inPlace(name string) string {
	if strings.HasPrefix(name, "Rest of") || strings.HasPrefix(name, "Other ") {
		return "the " + lower(name)
	}
	return name
}

// upper begins a heading.
func upper(name string) string { return strings.ToUpper(name[:1]) + name[1:] }
