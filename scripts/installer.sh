#!/bin/sh
# Install a hashed lock into .venv, or do nothing when it is there already.
# The witness is a copy of the lock, so any change is seen, whatever the dates of the files.
set -eu

verrou=requirements/$1.txt
temoin=.venv/verrou-$1.txt

# Absent, interrupted half-way, or made by a Python that has gone.
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    rm -rf .venv
    "${PYTHON:-python3}" -m venv .venv
fi
cmp -s "$verrou" "$temoin" && exit 0

echo "Installation des bibliothèques Python ($verrou), une minute au plus…"
.venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --require-hashes --only-binary :all: --requirement "$verrou"
cp "$verrou" "$temoin"
