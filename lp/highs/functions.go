package highs

// function is an export of the module that this package calls.
type function int

const (
	fInit function = iota
	fMalloc
	fFree
	fVersion
	fCreate
	fPassLp
	fPassMip
	fSetBool
	fSetInt
	fSetDouble
	fSetString
	fZeroClocks
	fClearSolver
	fChangeCosts
	fChangeColumnBounds
	fChangeRowBounds
	fRun
	fModelStatus
	fObjective
	fIntInfo
	fInt64Info
	fSolution
	fGetBasis
	fSetBasis
	fDualRay
	functionCount
)

// functionNames are the plain names, without emscripten's leading underscore;
// exports.json says what the module calls them.
var functionNames = [functionCount]string{
	fInit:               "__wasm_call_ctors",
	fMalloc:             "malloc",
	fFree:               "free",
	fVersion:            "Highs_version",
	fCreate:             "Highs_create",
	fPassLp:             "Highs_passLp",
	fPassMip:            "Highs_passMip",
	fSetBool:            "Highs_setBoolOptionValue",
	fSetInt:             "Highs_setIntOptionValue",
	fSetDouble:          "Highs_setDoubleOptionValue",
	fSetString:          "Highs_setStringOptionValue",
	fZeroClocks:         "Highs_zeroAllClocks",
	fClearSolver:        "Highs_clearSolver",
	fChangeCosts:        "Highs_changeColsCostBySet",
	fChangeColumnBounds: "Highs_changeColsBoundsBySet",
	fChangeRowBounds:    "Highs_changeRowsBoundsBySet",
	fRun:                "Highs_run",
	fModelStatus:        "Highs_getModelStatus",
	fObjective:          "Highs_getObjectiveValue",
	fIntInfo:            "Highs_getIntInfoValue",
	fInt64Info:          "Highs_getInt64InfoValue",
	fSolution:           "Highs_getSolution",
	fGetBasis:           "Highs_getBasis",
	fSetBasis:           "Highs_setBasis",
	fDualRay:            "Highs_getDualRay",
}
