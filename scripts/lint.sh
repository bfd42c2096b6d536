#!/bin/sh
# Every static check; the first that fails stops the run.
set -eu

etape() {
    echo "— $1"
    shift
    "$@"
}
# Nothing here reads data: a directory of our own keeps the checks away from the base in use.
DATA_DIR=$(mktemp -d)
trap 'rm -rf "$DATA_DIR"' EXIT
PATH="$PWD/.venv/bin:$PATH"
export DATA_DIR PATH

etape "ruff" python -m ruff check --quiet .
etape "mise en forme" python -m ruff format --check --quiet .
etape "sens des imports" lint-imports --no-cache --no-logo
etape "gabarits" python -m djlint --lint --quiet templates
etape "mise en forme des gabarits" python -m djlint --check templates
etape "contrôles de Django" python manage.py check --fail-level WARNING
etape "migrations" python manage.py makemigrations --check --dry-run --verbosity 0
etape "migrations sans danger" python scripts/lint_migrations.py
etape "docker-compose.yml" check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
etape "Dockerfile" hadolint Dockerfile
etape "dépôt" python scripts/verifier_depot.py
echo "Aucun défaut."
