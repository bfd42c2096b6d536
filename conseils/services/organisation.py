"""Writing who a conseil is: its perimeter and presentation, and the arrêté that sets it up."""

from collections.abc import Collection
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.definitions import LOI
from conseils.models import Arrete, ConseilCitoyen
from conseils.services.depots import ranger
from conseils.services.ecriture import verrouiller_conseil_ouvert
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller
from territoires.models import Quartier


@transaction.atomic
def modifier_conseil(
    *, conseil: ConseilCitoyen, par: Compte, quartiers: Collection[Quartier], **champs
) -> ConseilCitoyen:
    """Change the presentation and the perimeter of a conseil. Raises ``ValidationError``."""
    conseil = verrouiller(conseil)
    changes = remplacer(conseil, champs)
    _verifier_perimetre(conseil, quartiers)
    enregistrer(conseil)
    if set(quartiers) != set(conseil.quartiers.all()):
        conseil.quartiers.set(quartiers)
        changes.append("quartiers")
    tracer(acte="conseil_modifie", objet=conseil, par=par, champs=changes)
    return conseil


@transaction.atomic
def installer_conseil(*, conseil: ConseilCitoyen, par: Compte, **arrete) -> ConseilCitoyen:
    """Préfiguration → installé, by arrêté. Raises ``ValidationError``, ``TransitionRefusee`` when it already is."""
    conseil = verrouiller_conseil_ouvert(conseil.pk)
    avant = conseil.statut
    conseil.statut = ConseilCitoyen.MACHINE.appliquer(avant, "installer")
    _enregistrer_installation(conseil, **arrete)
    tracer(acte="conseil_installe", objet=conseil, par=par, de=avant, vers=conseil.statut)
    return conseil


@transaction.atomic
def corriger_installation(*, conseil: ConseilCitoyen, par: Compte, **arrete) -> ConseilCitoyen:
    """Complete or correct the arrêté of a conseil already installed. Raises ``ValidationError``."""
    conseil = verrouiller(conseil)
    changes = _enregistrer_installation(conseil, **arrete)
    tracer(acte="installation_corrigee", objet=conseil, par=par, champs=changes)
    return conseil


def _enregistrer_installation(
    conseil: ConseilCitoyen,
    *,
    date_installation: date,
    reference: str,
    date_arrete: date,
    fichier: UploadedFile | None = None,
) -> list[str]:
    """Write the date and the arrêté; a file already there stays when no other is given."""
    _verifier_dates(date_installation, date_arrete)
    arrete = Arrete.objects.filter(conseil=conseil).first() or Arrete(conseil=conseil)
    changes = remplacer(conseil, {"date_installation": date_installation})
    changes += remplacer(arrete, {"reference": reference, "date": date_arrete})
    if fichier:
        arrete.fichier = ranger(fichier, dossier=f"arretes/{conseil.pk}")
        changes.append("fichier")
    enregistrer(conseil)
    enregistrer(arrete)
    return changes


def _verifier_dates(installation: date, arrete: date) -> None:
    for champ, jour in (("date_installation", installation), ("date_arrete", arrete)):
        if jour < LOI:
            refuser(champ, "Aucun conseil citoyen n'a été installé avant la loi du 21 février 2014.")
        if jour > timezone.localdate():
            refuser(champ, "Cette date est à venir : le conseil n'est pas encore installé.")


def _verifier_perimetre(conseil: ConseilCitoyen, quartiers: Collection[Quartier]) -> None:
    permis = set(Quartier.objects.filter(arrondissements=conseil.arrondissement_id))
    ailleurs = [str(quartier) for quartier in quartiers if quartier not in permis]
    if ailleurs:
        refuser("quartiers", f"Hors de l'arrondissement : {', '.join(ailleurs)}.")
