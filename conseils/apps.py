from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class ConseilsConfig(AppConfig):
    name = "conseils"
    verbose_name = "Conseils citoyens"

    def ready(self) -> None:
        """Keep the index of the search up with every save, whatever service makes it."""
        from conseils.services.indexation import PAR_MODELE, indexer, oublier  # noqa: PLC0415  models must be ready

        for modele in PAR_MODELE:
            post_save.connect(indexer, sender=modele, dispatch_uid=f"indexer-{modele.__name__}")
            post_delete.connect(oublier, sender=modele, dispatch_uid=f"oublier-{modele.__name__}")
