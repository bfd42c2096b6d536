#!/bin/sh
# Ask the advisory databases about every locked dependency. The only check that needs the network, hence apart from
# `make lint`: an advisory appears without anything having changed here. Each lock is asked about, whatever was found
# in the one before; nobody answering is a failure, never a clean bill.
set -eu

outil=$(mktemp -d)
trap 'rm -rf "$outil"' EXIT
fautes=0

"${PYTHON:-python3}" -m venv "$outil"
# In an environment of its own: what audits is no dependency of what is audited.
"$outil/bin/pip" install --quiet --disable-pip-version-check pip-audit
for verrou in run tirage dev; do
    echo "— requirements/$verrou.txt"
    # The lock says everything: nothing is resolved, nothing installed. Strict: a package about which nobody answers
    # is a failure, where pip-audit would be content to skip it.
    "$outil/bin/pip-audit" --strict --requirement "requirements/$verrou.txt" --require-hashes --disable-pip --progress-spinner off || fautes=1
done

echo "— package-lock.json"
# A report tells its own version: anything else is not one.
scripts/npm.sh audit --omit=dev --package-lock-only --json >"$outil/npm.json" 2>"$outil/npm.err" || true
if grep -q '"auditReportVersion"' "$outil/npm.json"; then
    scripts/npm.sh audit --omit=dev --package-lock-only || fautes=1
else
    cat "$outil/npm.err"
    echo "Aucun service d'avis n'a répondu : les paquets de package-lock.json n'ont pas été examinés."
    fautes=1
fi
exit "$fautes"
