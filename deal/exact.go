package deal

import (
	"math"
	"math/big"
	"strconv"
)

// exact returns the decimal a float was written as: 30.03 is 3003/100, not the
// nearest binary fraction. Infinite and undefined values have none.
func exact(v float64) *big.Rat {
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'f', -1, 64))
	if !ok {
		return new(big.Rat)
	}
	return r
}

// SharesFor returns how many whole shares an amount buys at a price, and what is
// left over, both exactly: amount in millions, price in currency a share. A
// price of zero or less buys none.
func SharesFor(millions, price float64) (shares int64, left *big.Rat) {
	money := new(big.Rat).Mul(exact(millions), big.NewRat(1e6, 1))
	p := exact(price)
	if p.Sign() <= 0 {
		return 0, money
	}
	q := new(big.Rat).Quo(money, p)
	n := new(big.Int).Quo(q.Num(), q.Denom())
	spent := new(big.Rat).Mul(new(big.Rat).SetInt(n), p)
	return n.Int64(), new(big.Rat).Sub(money, spent)
}

// Cost returns the exact price of shares, in currency.
func Cost(shares, price float64) *big.Rat { return new(big.Rat).Mul(exact(shares), exact(price)) }

// Cents rounds millions to hundredths of the currency, half away from zero, as
// ledgers do. Sums of cents are exact.
func Cents(millions float64) int64 { return int64(math.Round(millions * 1e8)) }
