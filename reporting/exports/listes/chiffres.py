"""The figures: indicators with what they are made of, and the documents that print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen
from reporting.confidentialite import NON_COMMUNIQUE
from reporting.exports.declaration import Calcul, Colonne, Filtres, Genre, Liste, conseils_nommes
from reporting.exports.listes.communs import CHIFFRES, conseil, etat
from reporting.exports.masquage import champs_masques
from reporting.indicateurs import Indicateur, Table, Valeur, collecter
from reporting.models import PassageRapport, Rapport
from reporting.periodes import exercices_proposes, periodes_comparees
from reporting.tableau import lisibles
from socle.exercice import exercice_courant
from socle.periode import Periode

PARIS = "Paris"
DECIMALES = Decimal("0.0001")


@dataclass(frozen=True)
class Etendue:
    """What is measured: the conseils, for some exercices, and whose names may be read (``nommes``)."""

    conseils: Sequence[ConseilCitoyen]
    exercices: Sequence[int]
    indicateurs: Sequence[Indicateur]
    nommes: frozenset[int] = frozenset()


def indicateurs_du_compte(compte: Compte, filtres: Filtres) -> list[dict]:
    """The indicators that the account may read. Hiding is decided on all its conseils, then the filter applies:
    asking for one conseil after the other tells no more than asking for all."""
    lignes = mesurer(_etendue(compte, filtres), timezone.localdate())
    return [ligne for ligne in lignes if filtres.conseil in (None, ligne["arrondissement"])]


def _etendue(compte: Compte, filtres: Filtres) -> Etendue:
    courant = exercice_courant(timezone.localdate())
    conseils = ConseilCitoyen.objects.pour(compte, P.TABLEAU_VOIR).select_related("arrondissement")
    return Etendue(
        list(conseils.order_by("arrondissement__numero")),
        [filtres.exercice] if filtres.exercice else exercices_proposes(courant),
        lisibles(compte),
        conseils_nommes(compte),
    )


def mesurer(etendue: Etendue, jour: date) -> list[dict]:
    """Each indicator, exercice by exercice, conseil by conseil then for all."""
    periodes = [periodes_comparees(annee, jour)[0] for annee in etendue.exercices]
    table = collecter([c.pk for c in etendue.conseils], periodes, jour=jour)
    return [
        ligne
        for rang, (annee, periode) in enumerate(zip(etendue.exercices, periodes, strict=True))
        for indicateur in etendue.indicateurs
        for ligne in _lignes(table, etendue, indicateur, rang, {"exercice": annee, **_bornes(periode, jour)})
    ]


def _bornes(periode: Periode, jour: date) -> dict[str, date]:
    return {"du": periode.debut, "au": periode.fin, "calcule_le": jour}


def _lignes(table: Table, etendue: Etendue, indicateur: Indicateur, rang: int, commun: dict) -> Iterator[dict]:
    valeurs = [table.valeur(indicateur.code, c.pk, rang) for c in etendue.conseils]
    total = table.valeur(indicateur.code, None, rang)
    tous_nommes = {c.arrondissement.numero for c in etendue.conseils} <= etendue.nommes
    caches = [frozenset()] * (len(valeurs) + 1) if tous_nommes else champs_masques(indicateur, valeurs, total)
    lieux = [(c.arrondissement.numero, c.nom) for c in etendue.conseils] + [(None, PARIS)]
    for (numero, nom), valeur, masques in zip(lieux, [*valeurs, total], caches, strict=True):
        voile = frozenset() if numero in etendue.nommes else masques
        yield {"arrondissement": numero, "conseil": nom, **commun, **_ligne(indicateur, valeur, voile)}


def _ligne(indicateur: Indicateur, valeur: Valeur, masques: frozenset[str]) -> dict:
    lues = {
        "valeur": _arrondi(valeur.valeur),
        "numerateur": valeur.numerateur,
        "denominateur": valeur.denominateur,
        **{nom: _part(getattr(valeur, nom)) for nom in ("femmes", "hommes", "non_renseigne")},
    }
    return {
        "code": indicateur.code,
        "libelle": indicateur.libelle,
        "unite": indicateur.unite.value,
        "registre": indicateur.registre.value,
        "definition": indicateur.definition,
        **{nom: NON_COMMUNIQUE if nom in masques and lu is not None else lu for nom, lu in lues.items()},
    }


def _part(part) -> Decimal | None:
    return None if part is None else _arrondi(part.valeur)


def _arrondi(valeur: Decimal | None) -> Decimal | None:
    return None if valeur is None else valeur.quantize(DECIMALES)


COLONNES = (
    Colonne("code", "Code"),
    Colonne("libelle", "Indicateur"),
    Colonne("exercice", "Exercice", Genre.ENTIER),
    Colonne("arrondissement", "Arrondissement", Genre.ENTIER, description="Vide : tous les conseils ensemble."),
    Colonne("conseil", "Conseil citoyen"),
    Colonne("valeur", "Valeur", Genre.DECIMAL, description="Dans l'unité indiquée ; vide : rien à rapporter."),
    Colonne("unite", "Unité"),
    Colonne("femmes", "Femmes", Genre.DECIMAL, description="La même formule, pour les femmes."),
    Colonne("hommes", "Hommes", Genre.DECIMAL, description="La même formule, pour les hommes."),
    Colonne("non_renseigne", "Non renseigné", Genre.DECIMAL, description="La même formule, sexe non renseigné."),
    Colonne("numerateur", "Numérateur", Genre.ENTIER),
    Colonne("denominateur", "Dénominateur", Genre.ENTIER, description="Vide : l'indicateur est un nombre."),
    Colonne("registre", "Registre", description="Effectivité, efficacité ou impact."),
    Colonne("du", "Du", Genre.DATE),
    Colonne("au", "Au", Genre.DATE, description="Un exercice en cours s'arrête au jour du calcul."),
    Colonne("calcule_le", "Calculé le", Genre.DATE),
    Colonne("definition", "Définition"),
)


@dataclass(frozen=True, kw_only=True)
class Indicateurs(Calcul):
    """Hidden figure by figure, since most of them count something else than people."""

    @property
    def masque(self) -> bool:
        return True

    def compter(self, compte: Compte, filtres: Filtres) -> int:
        """Without computing anything: a line for each conseil and one for all."""
        etendue = _etendue(compte, filtres)
        numeros = [None, *(c.arrondissement.numero for c in etendue.conseils)]
        lieux = [numero for numero in numeros if filtres.conseil in (None, numero)]
        return len(lieux) * len(etendue.exercices) * len(etendue.indicateurs)

    def lignes(self, compte: Compte, filtres: Filtres) -> Iterator[list]:
        for objet in self.objets(compte, filtres):
            yield [colonne.lire(objet) for colonne in self.colonnes]


LISTES = (
    Indicateurs(
        code="indicateurs",
        titre="Indicateurs",
        theme=CHIFFRES,
        permission=P.TABLEAU_VOIR,
        definition="Une ligne par indicateur, par exercice et par conseil, puis pour tous les conseils ensemble : "
        "la valeur, sa part de femmes et d'hommes, le numérateur et le dénominateur.",
        produire=indicateurs_du_compte,
        colonnes=COLONNES,
    ),
    Liste(
        code="documents",
        titre="Documents",
        theme=CHIFFRES,
        permission=P.RAPPORT_VOIR,
        definition="Une ligne par document lisible, du projet à la version publiée, avec l'empreinte de son fichier.",
        source=lambda: Rapport.objects.select_related("conseil__arrondissement").defer("donnees", "html"),
        annee="exercice",
        choix=etat(Rapport.Etat),
        colonnes=(
            Colonne("numero", "Numéro"),
            Colonne("document", "Document", chemin="titre"),
            *conseil(),
            Colonne("exercice", "Exercice", Genre.ENTIER),
            Colonne("etat", "État", chemin="get_etat_display"),
            Colonne("produit_le", "Données du", Genre.INSTANT),
            Colonne("publie_le", "Publié le", Genre.INSTANT),
            Colonne("pages", "Pages", Genre.ENTIER),
            Colonne("sha256", "Empreinte SHA-256"),
        ),
    ),
    Liste(
        code="passages",
        titre="Circuit des documents",
        theme=CHIFFRES,
        permission=P.RAPPORT_PUBLIER,
        definition="Une ligne par passage d'un document de main en main, de la demande à l'édition scellée, avec la "
        "campagne à laquelle il appartient.",
        source=lambda: PassageRapport.objects.select_related(
            "rapport__conseil__arrondissement", "rapport__campagne"
        ).defer("rapport__donnees", "rapport__html"),
        portee=lambda passages, compte: passages.filter(rapport__in=Rapport.objects.pour(compte, P.RAPPORT_PUBLIER)),
        conseil="rapport__conseil__arrondissement__numero",
        annee="rapport__exercice",
        choix=etat(PassageRapport.Acte, "Acte", "acte"),
        colonnes=(
            Colonne("numero", "Document", chemin="rapport.numero"),
            *conseil("rapport.conseil"),
            Colonne("exercice", "Exercice", Genre.ENTIER, "rapport.exercice"),
            Colonne("campagne", "Campagne", Genre.ENTIER, "rapport.campagne.exercice"),
            Colonne("le", "Le", Genre.INSTANT),
            Colonne("acte", "Acte", chemin="get_acte_display"),
            Colonne("par", "Par", chemin="par_nom"),
            Colonne("institution", "Institution", chemin="get_institution_display"),
            Colonne("tour", "Soumission", Genre.ENTIER),
            Colonne("motif", "Motif"),
        ),
    ),
)
