NAME adit
ROWS
 N cost
 E balance
 L capacity
 G need
 G range
 N free
COLUMNS
 mine cost 1.5
 mine balance 1
 mine capacity -1
 ship cost -0.1
 ship balance -1
 stock range 1
 fixed cost 1
 fixed need 1
 MARKER 'MARKER' 'INTORG'
 open cost 1e-17
 open capacity 100
 MARKER 'MARKER' 'INTEND'
 short need 0.1
 c6 cost 0
RHS
 RHS balance 7
 RHS capacity 0.3333333333333333
 RHS need -2
 RHS range -1
RANGES
 RANGE range 9
BOUNDS
 LO BOUND ship 2
 UP BOUND ship 10
 FR BOUND stock
 FX BOUND fixed 3
 UP BOUND open 1
 MI BOUND short
 UP BOUND short -4
 FX BOUND c6 0
ENDATA
