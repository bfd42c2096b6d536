#!/bin/sh
# Install the front-end packages (Bootstrap, htmx, typeface).
set -eu

temoin=node_modules/verrou.json
cmp -s package-lock.json "$temoin" && exit 0

echo "Installation des ressources de l'interface (package-lock.json)…"
scripts/npm.sh ci --loglevel=error
cp package-lock.json "$temoin"
