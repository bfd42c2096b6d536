"""Opening and closing the public page of a conseil."""

from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen, Membre, PagePublique
from conseils.services.ecriture import verrouiller_conseil
from socle.services.ecriture import enregistrer, refuser, remplacer


@transaction.atomic
def regler_page_publique(*, conseil: ConseilCitoyen, par: Compte, ouverte: bool, contact: str) -> PagePublique:
    """Open or close the page, and say whom it names as a contact. Raises ``ValidationError``."""
    conseil = verrouiller_conseil(conseil.pk)
    page = PagePublique.objects.filter(conseil=conseil).first() or PagePublique(conseil=conseil)
    _verifier_contact(contact)
    changes = remplacer(page, {"ouverte": ouverte, "contact": contact})
    enregistrer(page)
    if changes:
        tracer(acte=_acte(page, changes), objet=conseil, par=par, champs=changes)
    return page


def _verifier_contact(contact: str) -> None:
    """An address that everybody will read is nobody's own."""
    if not contact:
        return
    personnes = (Compte.objects.filter(email__iexact=contact), Membre.objects.filter(courriel__iexact=contact))
    if any(trouves.exists() for trouves in personnes):
        refuser("contact", "Cette adresse est celle d'une personne : donnez une adresse générique, ou aucune.")


def _acte(page: PagePublique, changes: list[str]) -> str:
    if "ouverte" not in changes:
        return "page_publique_reglee"
    return "page_publique_ouverte" if page.ouverte else "page_publique_fermee"
