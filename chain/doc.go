// Package chain turns a world's tables into the physical network that the
// market program runs on: nodes, sites, lanes and uses by index, split into
// independent components, with base-year quantities that balance.
//
// Official statistics never balance, so quantities pass two steps on the way:
// lanes without data are derived by proportional fitting (RAS; Deming and
// Stephan 1940), and then every quantity is moved as little as its bound
// allows until each node balances (Reconcile).
package chain
