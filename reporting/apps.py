from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Reporting"

    def ready(self) -> None:
        from reporting.cumuls import declencheurs  # noqa: PLC0415  models are not loaded before

        pre_migrate.connect(declencheurs.deposer, sender=self)
        post_migrate.connect(declencheurs.poser, sender=self)
