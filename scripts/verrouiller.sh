#!/bin/sh
# Write the hashed locks of requirements/ from pyproject.toml. Versions already locked are kept,
# unless an option such as --upgrade or --upgrade-package=NAME is given.
set -eu

scripts/installer.sh verrou

verrouiller() {
    verrou=requirements/$1.txt
    shift
    echo "$verrou"
    .venv/bin/python -m uv pip compile "$@" --quiet --universal --generate-hashes --no-header --no-annotate \
        --python-version 3.11 --only-binary :all: --output-file "$verrou"
}

verrouiller run pyproject.toml "$@"
# Tested as it runs: the other locks cannot choose other versions.
verrouiller tirage --group tirage --constraints requirements/run.txt "$@"
verrouiller dev pyproject.toml --group dev --constraints requirements/run.txt --constraints requirements/tirage.txt "$@"
verrouiller front --group front "$@"
verrouiller verrou --group verrou "$@"
