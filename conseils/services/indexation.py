"""Keeping the index of the search equal to what can be searched."""

from itertools import islice

from django.db import transaction
from django.db.models import Model

from conseils.models import MotIndexe
from conseils.recherche import SOURCES, Source

PAR_MODELE = {source.modele: source for source in SOURCES}
PAR_LOT = 500


def indexer(sender: type[Model], instance: Model, **signal) -> None:
    """After an object is saved: write only the words that changed."""
    if signal.get("raw"):  # fixtures: what the text relates to may not be there yet
        return
    _egaliser(PAR_MODELE[sender], instance)


def oublier(sender: type[Model], instance: Model, **signal) -> None:
    """After an object is deleted."""
    MotIndexe.objects.de(PAR_MODELE[sender].sorte, instance.pk).delete()


@transaction.atomic
def reindexer() -> int:
    """Forget the whole index and write it again; return how many objects it covers."""
    MotIndexe.objects.all().delete()
    return sum(_reindexer(source) for source in SOURCES)


def _reindexer(source: Source) -> int:
    objets = source.modele.objects.select_related(*_chemins(source)).iterator(chunk_size=PAR_LOT)
    combien = 0
    while lot := list(islice(objets, PAR_LOT)):
        lignes = (ligne for objet in lot for ligne in _lignes(source, objet, source.poids(objet)))
        MotIndexe.objects.bulk_create(lignes)
        combien += len(lot)
    return combien


def _chemins(source: Source) -> list[str]:
    """What the texts of some kinds read beyond their row."""
    return ["reunion"] if hasattr(source.modele, "reunion_id") else []


def _egaliser(source: Source, objet: Model) -> None:
    anciens, nouveaux = MotIndexe.objects.poids_de(source.sorte, objet.pk), source.poids(objet)
    perimes = [mot for mot, poids in anciens.items() if nouveaux.get(mot) != poids]
    if perimes:
        MotIndexe.objects.de(source.sorte, objet.pk).filter(mot__in=perimes).delete()
    a_ecrire = {mot: poids for mot, poids in nouveaux.items() if anciens.get(mot) != poids}
    MotIndexe.objects.bulk_create(_lignes(source, objet, a_ecrire), ignore_conflicts=True)


def _lignes(source: Source, objet: Model, mots: dict[str, int]) -> list[MotIndexe]:
    return [MotIndexe(mot=mot, sorte=source.sorte, objet=objet.pk, poids=poids) for mot, poids in mots.items()]
