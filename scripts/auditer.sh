#!/bin/sh
# Ask the advisory databases about every locked dependency. The only check that needs the network, hence apart from
# `make lint`: an advisory appears without anything having changed here.
set -eu

outil=$(mktemp -d)
trap 'rm -rf "$outil"' EXIT
"${PYTHON:-python3}" -m venv "$outil"
# In an environment of its own: what audits is no dependency of what is audited.
"$outil/bin/pip" install --quiet --disable-pip-version-check pip-audit
for verrou in run tirage dev; do
    echo "— requirements/$verrou.txt"
    # The lock says everything: nothing is resolved, nothing installed. Strict: a package about which nobody answers
    # is a failure, where pip-audit would be content to skip it.
    "$outil/bin/pip-audit" --strict --requirement "requirements/$verrou.txt" --require-hashes --disable-pip --progress-spinner off
done
