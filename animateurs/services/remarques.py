"""The remarks of a return, beside the lines that they are about."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from animateurs.models import RemarqueLigne, SemaineJournal
from socle.services.ecriture import enregistrer


def remarquer(semaine: SemaineJournal, remarques: Mapping[int, str]) -> int:
    """Replace those of the week, its row being locked; return how many. ``remarques``: a text by line."""
    dites = {ligne: texte.strip() for ligne, texte in remarques.items() if texte.strip()}
    lignes = semaine.lignes.in_bulk(list(dites))
    if set(lignes) != set(dites):
        raise ValidationError("Une des activités n’est plus dans cette semaine : relisez-la, puis renvoyez.")
    RemarqueLigne.objects.filter(ligne__semaine=semaine).delete()
    for pk, texte in dites.items():
        enregistrer(RemarqueLigne(ligne=lignes[pk], texte=texte))
    return len(dites)
