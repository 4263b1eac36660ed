package adit

// Money is an amount in a currency, dated so that a conversion can name its
// rate. The market program computes in USD of the base year.
type Money struct {
	Amount   float64 // in units of Currency
	Currency string  // ISO 4217
	On       Date    // day whose money it is
}
