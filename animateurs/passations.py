"""What is open when somebody leaves a conseil, and to whom each thing goes. Plain values, no writing.

Most of it belongs to the conseil and stays where it is: the person who takes over finds it there. Two things
belong to the person: the journal, which stays his or hers, and the corrective actions of the dispositif that he or
she is in charge of, which are given to somebody else when the person leaves the team.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from animateurs.models import ActionCorrective, ActionFeuille, Affectation, SemaineJournal
from conseils.assiduite import suivis
from conseils.models import (
    Decision,
    DecisionInstance,
    DelegationSeance,
    Destinataire,
    Membre,
    Reunion,
    Suite,
    TacheRetroplanning,
)
from socle.ouvres import nom_ferie
from socle.templatetags.typographie import date_fr

RECENTS = timedelta(days=90)  # nobody writes the procès-verbal, or tells the séance, of long ago
ACTIONS_CORRECTIVES = "actions_correctives"  # what is given to somebody else, when the posting ends

RELEVE, COORDINATION, SORTANT, CONSEIL = "releve", "coordination", "sortant", "conseil"


@dataclass(frozen=True)
class Rubrique:
    """One kind of open thing, with a line for each."""

    code: str
    libelle: str
    a_la_personne: bool
    elements: list[str]

    @property
    def reattribuee(self) -> bool:
        """Whether its owner changes with the handover."""
        return self.code == ACTIONS_CORRECTIVES

    def choix(self, sortant: str, releve: str) -> list[tuple[str, str]]:
        """Who may take it. ``releve`` is empty when nobody takes over yet."""
        if self.reattribuee:
            return [*([(RELEVE, releve)] if releve else []), (COORDINATION, "la coordination")]
        if self.a_la_personne:
            return [
                (SORTANT, f"{sortant}, avant son dernier jour"),
                (COORDINATION, "la coordination en prend acte : elles restent en l’état"),
            ]
        suite = [(RELEVE, releve)] if releve else []
        return [
            *suite,
            (COORDINATION, "la coordination"),
            (SORTANT, f"{sortant}, avant son dernier jour"),
            (CONSEIL, "le conseil lui-même"),
        ]


def _semaines(affectation: Affectation, fin: date, jour: date) -> list[str]:
    restantes = affectation.semaines.filter(etat__in=SemaineJournal.MODIFIABLES, lundi__lte=fin).order_by("lundi")
    return [f"{semaine.libelle.capitalize()}, {semaine.get_etat_display()}" for semaine in restantes]


def _reunions(affectation: Affectation, fin: date, jour: date) -> list[str]:
    return [_reunion(r) for r in affectation.conseil.reunions.a_venir(jour)]


def _convocations(affectation: Affectation, fin: date, jour: date) -> list[str]:
    return [_reunion(r) for r in affectation.conseil.reunions.a_convoquer(jour)]


def _proces_verbaux(affectation: Affectation, fin: date, jour: date) -> list[str]:
    return [_reunion(r) for r in affectation.conseil.reunions.sans_pv_approuve(jour - RECENTS, jour)]


def _presences(affectation: Affectation, fin: date, jour: date) -> list[str]:
    return [_reunion(r) for r in affectation.conseil.reunions.presences_a_saisir(jour)]


def _decisions(affectation: Affectation, fin: date, jour: date) -> list[str]:
    ouvertes = Decision.objects.filter(reunion__conseil=affectation.conseil_id).ouvertes()
    return [_pour_le(decision.texte, decision.echeance) for decision in ouvertes]


def _avis_en_preparation(affectation: Affectation, fin: date, jour: date) -> list[str]:
    prepares = affectation.conseil.avis.en_preparation().order_by("pk")
    return [f"{avis.titre}, {avis.get_etat_display()}" for avis in prepares]


def _avis(affectation: Affectation, fin: date, jour: date) -> list[str]:
    attendus = Destinataire.objects.filter(avis__conseil=affectation.conseil_id).en_attente()
    attendus = attendus.select_related("avis", "partenaire").order_by("echeance", "pk")
    return [_pour_le(f"{d.avis} : réponse de {d.partenaire}", d.echeance) for d in attendus]


def _suites(affectation: Affectation, fin: date, jour: date) -> list[str]:
    ouvertes = Suite.objects.filter(reponse__destinataire__avis__conseil=affectation.conseil_id).ouvertes()
    return [_pour_le(suite.action, suite.echeance) for suite in ouvertes]


def _initiatives(affectation: Affectation, fin: date, jour: date) -> list[str]:
    ouvertes = affectation.conseil.initiatives.ouvertes().order_by("numero")
    return [f"{initiative}, {initiative.get_etat_display()}" for initiative in ouvertes]


def _actions(affectation: Affectation, fin: date, jour: date) -> list[str]:
    a_faire = ActionFeuille.objects.filter(feuille__conseil=affectation.conseil_id).a_faire()
    return [_pour_le(action.intitule, action.echeance) for action in a_faire]


def _feuilles(affectation: Affectation, fin: date, jour: date) -> list[str]:
    return [str(feuille) for feuille in affectation.conseil.feuilles_de_route.filter(etat="brouillon")]


def _taches(affectation: Affectation, fin: date, jour: date) -> list[str]:
    taches = TacheRetroplanning.objects.filter(seance__arrondissement=affectation.conseil.arrondissement_id).a_faire()
    return [_pour_le(f"{tache}, {tache.seance}", tache.pour_le) for tache in _avec_seance(taches, "jalon")]


def _representations(affectation: Affectation, fin: date, jour: date) -> list[str]:
    """Without the representatives' names, for the same reason as the absences."""
    delegations = DelegationSeance.objects.filter(conseil=affectation.conseil_id).a_restituer(jour - RECENTS, jour)
    return [str(delegation.seance) for delegation in _avec_seance(delegations)]


def _decisions_d_instances(affectation: Affectation, fin: date, jour: date) -> list[str]:
    ouvertes = DecisionInstance.objects.filter(seance__arrondissement=affectation.conseil.arrondissement_id).ouvertes()
    return [_pour_le(decision.texte, decision.echeance) for decision in ouvertes]


def _actions_correctives(affectation: Affectation, fin: date, jour: date) -> list[str]:
    """Those of somebody who accompanies another conseil stay his or hers."""
    siennes = Affectation.objects.filter(animateur=affectation.animateur_id).exclude(pk=affectation.pk)
    if siennes.non_terminees_le(fin + timedelta(days=1)).exists():
        return []
    return [_pour_le(action.intitule, action.echeance) for action in actions_correctives_de(affectation)]


def actions_correctives_de(affectation: Affectation) -> QuerySet[ActionCorrective]:
    """Those still open that the person is in charge of; the closed ones keep who did them."""
    return ActionCorrective.objects.ouvertes().filter(responsable=affectation.animateur_id)


def _avec_seance(lignes: QuerySet, *liens: str) -> QuerySet:
    return lignes.select_related("seance__type", "seance__arrondissement", *liens)


def _absences(affectation: Affectation, fin: date, jour: date) -> list[str]:
    """Without a name: a note that nobody rewrites does not keep those of membres."""
    membres = suivis(Membre.objects.filter(conseil=affectation.conseil_id), jour)
    return [
        f"Un membre à rappeler, absent depuis le {date_fr(suivi.serie[0])}"
        for suivi in membres
        if suivi.a_traiter(jour)
    ]


Source = Callable[[Affectation, date, date], list[str]]
SOURCES: tuple[tuple[str, str, bool, Source], ...] = (
    ("semaines", "Semaines du journal à terminer", True, _semaines),
    ("reunions", "Réunions à venir", False, _reunions),
    ("convocations", "Convocations à envoyer", False, _convocations),
    ("presences", "Présences à saisir", False, _presences),
    ("proces_verbaux", "Procès-verbaux à écrire ou à faire approuver", False, _proces_verbaux),
    ("decisions", "Décisions de l’assemblée à suivre", False, _decisions),
    ("avis_en_preparation", "Avis en préparation", False, _avis_en_preparation),
    ("avis", "Avis qui attendent une réponse", False, _avis),
    ("suites", "Suites engagées par les institutions", False, _suites),
    ("initiatives", "Initiatives en cours", False, _initiatives),
    ("feuilles", "Feuilles de route à écrire et à soumettre", False, _feuilles),
    ("actions", "Actions de la feuille de route", False, _actions),
    ("taches", "Préparation des instances", False, _taches),
    ("representations", "Représentations dont il reste à rendre compte", False, _representations),
    ("decisions_d_instances", "Décisions des instances à suivre", False, _decisions_d_instances),
    (ACTIONS_CORRECTIVES, "Actions correctives du dispositif", True, _actions_correctives),
    ("absences", "Membres qui ne viennent plus", False, _absences),
)


def inventaire(affectation: Affectation, fin: date, jour: date) -> list[Rubrique]:
    """What is open on ``jour`` for a posting that ends on ``fin``; kinds without anything are left out."""
    rubriques = [Rubrique(code, nom, sienne, lire(affectation, fin, jour)) for code, nom, sienne, lire in SOURCES]
    return [rubrique for rubrique in rubriques if rubrique.elements]


def figer(
    affectation: Affectation,
    releve: Affectation | None,
    rubriques: list[Rubrique],
    reponses: Mapping[str, Mapping[str, str]],
) -> dict:
    """The note, as plain text: what it says never changes, whatever becomes of the rows."""
    suivant = str(releve.animateur) if releve else ""
    return {
        "conseil": str(affectation.conseil),
        "sortant": str(affectation.animateur),
        "depuis": date_fr(affectation.debut),
        "dernier_jour": date_fr(affectation.fin),
        "releve": suivant,
        "premier_jour": date_fr(releve.debut) if releve else "",
        "vacance": _vacance(affectation.fin, releve),
        "rubriques": [_figee(r, reponses[r.code], str(affectation.animateur), suivant) for r in rubriques],
    }


def _figee(rubrique: Rubrique, reponse: Mapping[str, str], sortant: str, releve: str) -> dict:
    return {
        "code": rubrique.code,
        "libelle": rubrique.libelle,
        "a_la_personne": rubrique.a_la_personne,
        "reattribuee": rubrique.reattribuee,
        "elements": rubrique.elements,
        "qui": dict(rubrique.choix(sortant, releve))[reponse["qui"]],
        "mot": reponse["mot"],
    }


def _vacance(fin: date, releve: Affectation | None) -> str:
    """The days without anybody, in words; empty when none of them is a working day."""
    lendemain = fin + timedelta(days=1)
    if releve is None:
        return f"Poste vacant à partir du {date_fr(lendemain)}."
    vides = [lendemain + timedelta(days=rang) for rang in range((releve.debut - lendemain).days)]
    if not any(jour.weekday() < 5 and not nom_ferie(jour) for jour in vides):
        return ""
    return f"Poste vacant du {date_fr(vides[0])} au {date_fr(vides[-1])}."


def _reunion(reunion: Reunion) -> str:
    return f"{date_fr(reunion.date)}, {reunion.intitule}"


def _pour_le(texte: str, echeance: date | None) -> str:
    return f"{texte} (pour le {date_fr(echeance)})" if echeance else texte
