#!/bin/sh
# Prepare the base, then run web, worker and beat together until Ctrl-C.
set -eu

PATH="$PWD/.venv/bin:$PATH"
export PATH PYTHONUNBUFFERED=1
python scripts/port_libre.py "$PORT"
python manage.py preparer
echo
echo "L'application s'ouvre sur http://127.0.0.1:$PORT/ (Ctrl-C pour arrêter)."
# A newcomer's container runs as root; Celery's advice about it is for servers.
export PYTHONWARNINGS="ignore:You're running the worker with superuser"
# --env: an .env file written for docker-compose must not turn this into production.
exec python -m honcho --env /dev/null start
