"""Documents of the demonstration: produced and published through the same path as any other."""

from comptes.models import Compte
from conseils.models import ConseilCitoyen
from reporting.models import Rapport
from reporting.rapports.sujet import Sujet
from reporting.services import production, publication, travaux

PUBLIES_D_EMBLEE = (18, 19)


def demander_bilans(*, exercice: int, par: Compte) -> None:
    """Ask for the bilan of every conseil and for that of the dispositif.

    Two are made at once and published, so that the library of the commanditaires is not empty; the others
    wait for the worker, which shows what waiting looks like.
    """
    for conseil in ConseilCitoyen.objects.select_related("arrondissement"):
        rapport = travaux.demander(sorte="bilan-conseil", sujet=Sujet(exercice, conseil), par=par, reveil=False)
        if conseil.arrondissement.numero in PUBLIES_D_EMBLEE:
            _produire_et_publier(rapport, par)
    travaux.demander(sorte="bilan-dispositif", sujet=Sujet(exercice), par=par, reveil=False)


def _produire_et_publier(rapport: Rapport, par: Compte) -> None:
    production.executer(pk=rapport.pk)
    rapport.refresh_from_db()
    publication.publier(rapport=rapport, par=par)
    production.executer(pk=rapport.pk)
