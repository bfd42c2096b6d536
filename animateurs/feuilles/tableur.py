"""A feuille de route in a spreadsheet, out and back: the same columns both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from animateurs.models import ActionFeuille, FeuilleDeRoute, Mission
from conseils.vivier.fichiers import Ligne, lire_fichier
from socle.imports import FichierRefuse
from socle.imports.cellules import decouper
from socle.tableur import Onglet, Valeur
from socle.templatetags.typographie import typo
from territoires.models import ElementContrat, Partenaire

ENTRE_VALEURS = " | "
DIAGNOSTIC, REFERENCE = "Diagnostic", "Référence"
MODE_D_EMPLOI = (
    "Une ligne par action, dans l'ordre. Référence vide : action nouvelle ; ligne ôtée : action retirée. "
    "Plusieurs valeurs se séparent par « | »."
)
# Heading of the column, and the field of the action that it fills.
COLONNES = {
    REFERENCE: "cle",
    "Intitulé": "intitule",
    "Répond à": "origine",
    "Venue de": "source",
    "Laquelle": "origine_texte",
    "Expression nº": "expression",
    "Acteur": "acteur",
    "Partenaire d'origine": "partenaire",
    "Mission": "mission",
    "Objectifs du contrat": "objectifs",
    "Quartiers": "quartiers",
    "Partenaires": "partenaires",
    "Échéance": "echeance",
    "Résultat attendu": "resultat_attendu",
    "À quoi on le verra": "constat_prevu",
}
TEXTES = ("intitule", "origine_texte", "resultat_attendu", "constat_prevu")


# -- Out ---------------------------------------------------------------------------------------


def onglet_de(feuille: FeuilleDeRoute, contenu: dict, *, etat: str, auteur: str, jour: date) -> Onglet:
    """The sheet of the actions. ``contenu``: what it says now, or what a revision froze."""
    entete = [
        ("Feuille de route", feuille.exercice),
        ("Conseil", feuille.conseil.nom),
        ("État", etat),
        ("Établie le", jour),
        ("Par", auteur),
        (DIAGNOSTIC, contenu["diagnostic"]),
        ("Lecture", MODE_D_EMPLOI),
    ]
    return Onglet("Feuille de route", list(COLONNES), [_ligne(action) for action in contenu["actions"]], entete)


def onglet_avancement(actions: Iterable[ActionFeuille], jour: date) -> Onglet:
    """What moved each action. ``actions``: annotated by ``avec_avancement``."""
    colonnes = [
        "Référence", "Action", "Situation", "Échéance", "Faite le", "Heures du journal", "Lignes", "Réunions",
        "Initiatives", "Étapes faites", "Étapes",
    ]  # fmt: skip
    lignes = [
        [
            a.pk, a.intitule, a.situation_le(jour)[1], a.echeance, a.faite_le, round(a.minutes / 60, 2),
            a.lignes_liees, a.reunions_liees, a.initiatives_liees, a.jalons_faits, a.jalons,
        ]
        for a in actions
    ]  # fmt: skip
    entete = [
        ("Établi le", jour),
        ("Définition", "Tout est compté d'après le journal, les réunions et les initiatives reliés à l'action."),
    ]
    return Onglet("Avancement", colonnes, lignes, entete)


def _ligne(action: dict) -> list[Valeur]:
    valeurs = {
        **action,
        "origine": ActionFeuille.Origine(action["origine"]).label,
        "source": ActionFeuille.Source(action["source"]).label,
        "partenaire": (action["partenaire"] or {}).get("code"),
        "mission": action["mission"]["code"],
        "echeance": date.fromisoformat(action["echeance"]),
        **{nom: _codes(action[nom]) for nom in ("objectifs", "quartiers", "partenaires")},
    }
    return [valeurs[champ] for champ in COLONNES.values()]


def _codes(elements: list[dict]) -> str:
    return ENTRE_VALEURS.join(element["code"] for element in elements)


# -- Back --------------------------------------------------------------------------------------


@dataclass
class Fichier:
    """What was read: ready for ``services.feuilles.importer``, or ``erreurs`` and nothing to write."""

    diagnostic: str | None = None
    lignes: list[dict] = field(default_factory=list)
    erreurs: list[str] = field(default_factory=list)


def lire(feuille: FeuilleDeRoute, nom: str, octets: bytes) -> Fichier:
    """Read a file for this feuille. Everything that is wrong, by line, or everything that it says."""
    try:
        rangees = lire_fichier(nom, octets)
    except FichierRefuse as refus:
        return Fichier(erreurs=refus.erreurs)
    debut = next((i for i, (_, cellules) in enumerate(rangees) if REFERENCE in cellules), None)
    if debut is None:
        return Fichier(erreurs=[f"Aucune ligne de titres : la colonne « {REFERENCE} » est introuvable."])
    titres = rangees[debut][1]
    manquent = [f"Colonne manquante : « {titre} »." for titre in COLONNES if titre not in titres]
    if manquent:
        return Fichier(erreurs=manquent)
    fichier = Fichier(diagnostic=_diagnostic(rangees[:debut]))
    lecteur = Lecteur(feuille)
    for numero, cellules in rangees[debut + 1 :]:
        _lire_ligne(fichier, lecteur, numero, dict(zip(titres, cellules, strict=False)))
    return fichier


def _diagnostic(entete: Sequence[Ligne]) -> str | None:
    return next((cellules[1] for _, cellules in entete if len(cellules) > 1 and cellules[0] == DIAGNOSTIC), None)


def _lire_ligne(fichier: Fichier, lecteur: Lecteur, numero: int, cellules: dict[str, str]) -> None:
    champs = {}
    for titre, champ in COLONNES.items():
        try:
            champs[champ] = lecteur.lire(champ, cellules.get(titre, ""))
        except ValidationError as refus:
            fichier.erreurs += [f"ligne {numero}, colonne « {titre} » : {message}" for message in refus.messages]
    fichier.lignes.append({"numero": numero, "cle": champs.pop("cle", None), "champs": champs})


class Lecteur:
    """What a cell of each column may say, for one feuille. The reference data are read once."""

    def __init__(self, feuille: FeuilleDeRoute) -> None:
        conseil = feuille.conseil
        self.dates = ActionFeuille._meta.get_field("echeance")
        self.references = {str(pk) for pk in feuille.actions.values_list("pk", flat=True)}
        self.vues: set[str] = set()
        partenaires = _index(Partenaire.objects.all(), "code")
        objectifs = ElementContrat.objects.filter(niveau=ElementContrat.Niveau.OBJECTIF)
        self.connus: dict[str, dict[str, Any]] = {
            "origine": {label: valeur for valeur, label in ActionFeuille.Origine.choices},
            "source": {label: valeur for valeur, label in ActionFeuille.Source.choices},
            "expression": _index(conseil.expressions.all(), "pk"),
            "acteur": _index(conseil.acteurs.all(), "nom"),
            "partenaire": partenaires,
            "mission": _index(Mission.objects.all(), "code"),
            "objectifs": _index(objectifs, "code"),
            "quartiers": _index(conseil.quartiers.all(), "code"),
            "partenaires": partenaires,
        }

    def lire(self, champ: str, cellule: str) -> Any:
        """The value of a cell. Raises ``ValidationError``."""
        return self._lecteurs().get(champ, self._un)(champ, cellule)

    def _lecteurs(self) -> dict[str, Callable[[str, str], Any]]:
        plusieurs = dict.fromkeys(("objectifs", "quartiers", "partenaires"), self._plusieurs)
        return plusieurs | dict.fromkeys(TEXTES, _texte) | {"cle": self._cle, "echeance": self._date}

    def _cle(self, _: str, cellule: str) -> int | None:
        if not cellule:
            return None
        if cellule not in self.references:
            refus = f"« {cellule} » n'est pas une action d'ici : videz la cellule, ou corrigez-la."
            raise ValidationError(typo(refus))
        if cellule in self.vues:
            raise ValidationError(typo(f"« {cellule} » est donnée deux fois."))
        self.vues.add(cellule)
        return int(cellule)

    def _date(self, _: str, cellule: str) -> date:
        return self.dates.clean(cellule or None, None)

    def _un(self, champ: str, cellule: str) -> Any:
        if not cellule and champ in ("expression", "acteur", "partenaire"):
            return None
        return self._connu(champ, cellule)

    def _plusieurs(self, champ: str, cellule: str) -> list[Model]:
        return [self._connu(champ, code) for code in decouper(cellule)]

    def _connu(self, champ: str, repere: str) -> Any:
        if repere not in self.connus[champ]:
            attendus = ", ".join(list(self.connus[champ])[:8]) or "rien pour ce conseil"
            raise ValidationError(typo(f"« {repere} » est inconnu ; attendu : {attendus}."))
        return self.connus[champ][repere]


def _texte(_: str, cellule: str) -> str:
    return cellule


def _index(objets: Iterable[Model], repere: str) -> dict[str, Model]:
    return {str(getattr(objet, repere)): objet for objet in objets}
