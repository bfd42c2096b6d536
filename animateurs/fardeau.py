"""What the tool costs to those who fill it."""

from django.apps import apps

from animateurs.querysets.saisie import MesureSaisieQuerySet


def mediane_de_saisie() -> int | None:
    """The median time to fill a week, in seconds: anonymous, shown to everyone. ``None``: not known yet.

    HOOK: reads ``animateurs.MesureSaisie(lundi, secondes)`` as soon as that model exists.
    """
    try:
        modele = apps.get_model("animateurs", "MesureSaisie")
    except LookupError:
        return None
    return MesureSaisieQuerySet(modele).mediane()
