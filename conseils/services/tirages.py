"""Preparing a drawing of lots: opening it, laying down lists, importing them, setting quotas."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Candidat, ConseilCitoyen, Depot, Identite, Quota, Tirage
from conseils.services.ecriture import verrouiller_conseil_ouvert
from conseils.vivier.colonnes import aplatir
from conseils.vivier.fichiers import lire_fichier
from conseils.vivier.lecture import Lecture, Personne, cle_du_nom, erreurs_de_doublons, exiger
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller
from socle.transitions import TransitionRefusee

FIGE = "Ce tirage est scellé : son vivier et ses quotas ne changent plus."


@transaction.atomic
def ouvrir_tirage(*, conseil: ConseilCitoyen, par: Compte, intitule: str, nombre: int) -> Tirage:
    """Open a drawing of lots, numbered within its conseil and its year. Raises ``ValidationError``."""
    conseil = verrouiller_conseil_ouvert(conseil.pk)
    annee = timezone.localdate().year
    debut = f"TS-{conseil.arrondissement.numero:02d}-{annee}-"
    rang = Tirage.objects.filter(numero__startswith=debut).count() + 1
    tirage = Tirage(conseil=conseil, numero=f"{debut}{rang:02d}", intitule=intitule, nombre=nombre)
    enregistrer(tirage)
    tracer(acte="tirage.ouvrir", objet=tirage, par=par, vers=tirage.etat, numero=tirage.numero, nombre=nombre)
    return tirage


@transaction.atomic
def modifier_tirage(*, tirage: Tirage, par: Compte, intitule: str, nombre: int) -> Tirage:
    """Change the wording or the number of people, as long as nothing is sealed."""
    tirage = _en_preparation(tirage)
    changes = remplacer(tirage, {"intitule": intitule, "nombre": nombre})
    enregistrer(tirage)
    tracer(acte="tirage.modifier", objet=tirage, par=par, champs=changes)
    return tirage


@transaction.atomic
def deposer_liste(*, tirage: Tirage, par: Compte, fichier: str, octets: bytes, liste: str) -> Depot:
    """Keep the cells of a file until its columns are named. Raises ``FichierRefuse``."""
    tirage = _en_preparation(tirage)
    lignes = lire_fichier(fichier, octets)
    Depot.objects.filter(tirage=tirage).delete()
    depot = Depot(tirage=tirage, fichier=fichier[:200], liste=liste, lignes=lignes)
    enregistrer(depot)
    tracer(acte="tirage.deposer", objet=tirage, par=par, lignes=len(lignes) - 1)
    return depot


@transaction.atomic
def importer_liste(*, depot: Depot, par: Compte, colonnes: Mapping[str, int | None], homonymes: bool = False) -> int:
    """Bring the whole list into the pool and forget the file. Raises ``FichierRefuse``: nothing was written."""
    tirage = _en_preparation(depot.tirage)
    lecture = Lecture(colonnes, tirage.conseil.quartiers.all(), timezone.localdate())
    personnes, erreurs = lecture.personnes(depot.lignes)
    erreurs += erreurs_de_doublons(personnes, _deja_la(tirage), homonymes=homonymes)
    exiger(depot.fichier, erreurs)
    _ajouter(tirage, depot.liste, personnes)
    depot.delete()
    tracer(acte="tirage.importer", objet=tirage, par=par, personnes=len(personnes))
    return len(personnes)


@transaction.atomic
def vider_vivier(*, tirage: Tirage, par: Compte) -> None:
    """Take every candidate out, with the quotas that counted them, to begin again."""
    tirage = _en_preparation(tirage)
    nombre = tirage.candidats.count()
    tirage.candidats.all().delete()
    tirage.quotas.all().delete()
    Depot.objects.filter(tirage=tirage).delete()
    tracer(acte="tirage.vider", objet=tirage, par=par, personnes=nombre)


@transaction.atomic
def fixer_quotas(*, tirage: Tirage, par: Compte, quotas: Sequence[Mapping]) -> None:
    """Replace the quotas: ``critere``, ``valeur``, ``minimum``, ``maximum``. Raises ``ValidationError``."""
    tirage = _en_preparation(tirage)
    for quota in quotas:
        if quota["minimum"] > quota["maximum"]:
            refuser(champ_quota(quota, "minimum"), "Le minimum dépasse le maximum.")
    tirage.quotas.all().delete()
    Quota.objects.bulk_create(Quota(tirage=tirage, **quota) for quota in quotas)
    tracer(acte="tirage.quotas", objet=tirage, par=par, quotas=len(quotas))


def champ_quota(quota: Mapping, borne: str) -> str:
    """The name of a cell of the grid: what the form calls it and what a refusal points at."""
    return f"{quota['critere']}_{quota['valeur']}_{borne}"


def _en_preparation(tirage: Tirage) -> Tirage:
    tirage = verrouiller(tirage)
    if not tirage.en_preparation:
        raise TransitionRefusee(FIGE)
    return tirage


def _deja_la(tirage: Tirage) -> dict[str, set[str]]:
    """The people of the pool: their contacts by key."""
    contacts: dict[str, set[str]] = {}
    for nom, prenom, contact in Identite.objects.filter(candidat__tirage=tirage).values_list(
        "nom", "prenom", "contact"
    ):
        contacts.setdefault(cle_du_nom(nom, prenom), set()).add(aplatir(contact))
    return contacts


def _ajouter(tirage: Tirage, liste: str, personnes: list[Personne]) -> None:
    """Number people in an order that says nothing of their place in the list."""
    premier = tirage.candidats.dernier_numero() + 1
    melangees = secrets.SystemRandom().sample(personnes, len(personnes))
    candidats = [
        Candidat(
            tirage=tirage,
            numero=numero,
            liste=liste,
            sexe=personne.sexe,
            tranche_age=personne.tranche_age,
            quartier=personne.quartier,
            college=personne.college,
        )
        for numero, personne in enumerate(melangees, start=premier)
    ]
    Candidat.objects.bulk_create(candidats, batch_size=500)
    Identite.objects.bulk_create(
        (
            Identite(candidat=candidat, nom=personne.nom, prenom=personne.prenom, contact=personne.contact)
            for candidat, personne in zip(candidats, melangees, strict=True)
        ),
        batch_size=500,
    )
