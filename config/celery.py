"""Celery entry point: ``celery -A config worker`` and ``celery -A config beat``."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("conseils")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# These tasks are idempotent: a run too many changes nothing, a run too few is caught up by the next.
app.conf.beat_schedule = {
    "ouvrir-les-semaines": {
        "task": "animateurs.tasks.ouvrir_semaines",
        "schedule": crontab(minute=5, hour="*/1"),
    },
    # Friday 16:00, Monday 10:00 and Tuesday 9:00 in Paris (CELERY_TIMEZONE) are known by the service, as are
    # holidays and absences; coming back every ten minutes catches up with a machine that was off.
    "envoyer-les-rappels": {
        "task": "animateurs.tasks.envoyer_les_rappels",
        "schedule": crontab(minute="*/10", hour="9-18", day_of_week="mon-fri"),
    },
    "effacer-les-demandes-de-contact": {
        "task": "conseils.tasks.effacer_demandes_echues",
        "schedule": crontab(minute=35, hour=3),
    },
    # What has been kept long enough; the two tasks about contacts and exports keep their own hours too.
    "purger-les-donnees-personnelles": {
        "task": "comptes.tasks.purger",
        "schedule": crontab(minute=25, hour=4),
    },
    "oublier-les-envois": {
        "task": "conseils.tasks.oublier_les_envois",
        "schedule": crontab(minute=40, hour=3),
    },
    "constater-les-accords-tacites": {
        "task": "conseils.tasks.constater_accords_tacites",
        "schedule": crontab(minute=15, hour=2),
    },
    "saisir-les-instances": {
        "task": "conseils.tasks.saisir_les_instances",
        "schedule": crontab(minute=25, hour=2),
    },
    "relancer-les-tirages": {
        "task": "conseils.tasks.relancer_tirages",
        "schedule": 60.0,
    },
    "relancer-les-convocations": {
        "task": "conseils.tasks.relancer_convocations",
        "schedule": 60.0,
    },
    "relancer-les-liens-de-consultation": {
        "task": "conseils.tasks.relancer_liens",
        "schedule": 60.0,
    },
    # 8:00 in Paris (CELERY_TIMEZONE); a public holiday is known by the service.
    "relancer-les-institutions": {
        "task": "conseils.tasks.relancer_les_institutions",
        "schedule": crontab(minute=0, hour=8, day_of_week="mon-fri"),
    },
    "envoyer-les-digests": {
        "task": "conseils.tasks.envoyer_les_digests",
        "schedule": 60.0,
    },
    "preparer-les-campagnes": {
        "task": "reporting.tasks.preparer_les_campagnes",
        "schedule": crontab(minute=10, hour="6-20"),
    },
    "verifier-les-rapports": {
        "task": "reporting.tasks.verifier_les_rapports",
        "schedule": crontab(minute=45, hour=3),
    },
    "relancer-les-travaux": {
        "task": "reporting.tasks.relancer_travaux",
        "schedule": 60.0,
    },
    "relancer-les-exports": {
        "task": "reporting.tasks.relancer_exports",
        "schedule": 60.0,
    },
    "effacer-les-exports": {
        "task": "reporting.tasks.effacer_exports",
        "schedule": crontab(minute=50, hour=3),
    },
    # Figures are exact before it has run: they cost more to read, that is all.
    "rafraichir-les-cumuls": {
        "task": "reporting.tasks.rafraichir_cumuls",
        "schedule": 120.0,
    },
    "recompter-les-cumuls": {
        "task": "reporting.tasks.recompter_cumuls",
        "schedule": crontab(minute=5, hour=4),
    },
}
