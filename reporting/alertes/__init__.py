"""« Ce qui vous attend »: what each account has to do, from what it may do.

Each alert states a fact, its date and the one action that clears it. One module for each subject.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Value

from comptes.models import Compte
from comptes.permissions import Permission as P
from reporting.alertes import conseils, cumuls, documents, equipe, parole
from reporting.alertes.declaration import Alerte, Source

__all__ = ["Alerte", "alertes"]

SOURCES: tuple[tuple[P, Source], ...] = (
    (P.SEMAINE_SAISIR, equipe.mes_semaines),
    (P.REUNION_MODIFIER, conseils.presences),
    (P.SEMAINE_SAISIR, conseils.absences),
    (P.SEMAINE_REVOIR, equipe.a_revoir),
    (P.FEUILLE_MODIFIER, equipe.mes_feuilles),
    (P.FEUILLE_VALIDER, equipe.feuilles_a_valider),
    (P.RAPPORT_PUBLIER, documents.defauts),
    (P.RAPPORT_PUBLIER, cumuls.ecarts),
    (P.RAPPORT_DEMANDER, documents.a_reprendre),
    (P.RAPPORT_VALIDER, documents.soumis),
    (P.REGLEMENT_VERIFIER_PREFECTURE, conseils.reglements("prefecture", P.REGLEMENT_VERIFIER_PREFECTURE)),
    (P.REGLEMENT_VERIFIER_VILLE, conseils.reglements("ville", P.REGLEMENT_VERIFIER_VILLE)),
    (P.INSTANCE_MODIFIER, conseils.retroplanning),
    (P.INSTANCE_MODIFIER, conseils.seances_muettes),
    (P.AVIS_REPONDRE, parole.avis_a_repondre),
    (P.AVIS_MODIFIER, parole.reponses_recues),
    (P.AVIS_MODIFIER, parole.suites_a_verifier),
    (P.AVIS_MODIFIER, parole.avis_sans_reponse),
    (P.COMPTE_GERER, equipe.invitations),
)


def alertes(compte: Compte, jour: date) -> list[Alerte]:
    """Everything that awaits this account today, most pressing first."""
    siennes = [source for permission, source in SOURCES if permission in compte.permissions_en_cours]
    muettes = _muettes([source for source in siennes if hasattr(source, "lignes")], compte, jour)
    trouvees = [alerte for source in siennes if source not in muettes for alerte in source(compte, jour)]
    return sorted(trouvees, key=lambda alerte: not alerte.pressant)


def _muettes(rares: Collection[Source], compte: Compte, jour: date) -> set[Source]:
    """Those of the rare sources that have nothing to tell, in one query for all of them."""
    if not rares:
        return set()
    premiere, *autres = (
        source.lignes(compte, jour).order_by().values_list(Value(rang)) for rang, source in enumerate(rares)
    )
    parlent = {rang for (rang,) in premiere.union(*autres)}
    return {source for rang, source in enumerate(rares) if rang not in parlent}
