package adit

// Provenance is carried by every row of every table: where it comes from, as
// of when, and how good it is.
type Provenance struct {
	Source     []string   `col:"source"`     // ids in sources.csv
	AsOf       Date       `col:"as_of"`      // the day or year the row speaks about
	Confidence Confidence `col:"confidence"` // kind of source
	Grade      string     `col:"grade"`      // the compiler's letter, as given
	Note       string     `col:"note"`       // arithmetic of a derived row, reason of an assumed one
	Row        Where      // position of the row in its file
}

// Source is a document figures rest on.
type Source struct {
	ID        string `col:"id"`        // key
	Title     string `col:"title"`     // as published
	Publisher string `col:"publisher"` // who stands behind it
	URL       string `col:"url"`       // address; "" when none is kept
	Date      Date   `col:"date"`      // of publication
	Licence   string `col:"licence"`   // of the data, where stated
	Row       Where  // position in its file
}
