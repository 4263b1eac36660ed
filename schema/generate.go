package schema

//go:generate sh -c "cd .. && go run ./internal/gendocs"
