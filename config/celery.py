"""Celery entry point: ``celery -A config worker`` and ``celery -A config beat``."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("conseils")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# All are idempotent: a run too many changes nothing, a run too few is caught up by the next.
app.conf.beat_schedule = {
    "ouvrir-les-semaines": {
        "task": "animateurs.tasks.ouvrir_semaines",
        "schedule": crontab(minute=5, hour="*/1"),
    },
    "relancer-les-tirages": {
        "task": "conseils.tasks.relancer_tirages",
        "schedule": 60.0,
    },
    "relancer-les-travaux": {
        "task": "reporting.tasks.relancer_travaux",
        "schedule": 60.0,
    },
}
