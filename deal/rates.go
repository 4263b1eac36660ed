package deal

import "adit"

// Rates a year used where the terms give none; the shipped deals all do.
const (
	defaultBorrowing = 0.045
	defaultFirm      = 0.12
)

// Borrowing is the rate at which the state borrows.
func Borrowing(d *adit.Deal) float64 { return d.Borrowing.Or(defaultBorrowing) }

// discount is the rate at which the state weighs its money.
func discount(d *adit.Deal) float64 { return d.Discount.Or(Borrowing(d)) }

// firmRate is what the firm wants.
func firmRate(d *adit.Deal) float64 { return d.FirmDiscount.Or(defaultFirm) }
