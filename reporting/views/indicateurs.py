"""The indicators: all of them, one of them, and the records behind a figure."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from comptes.acces import exige
from comptes.permissions import Permission
from conseils.models import ConseilCitoyen
from reporting import explorateur, tableau
from reporting.details.releve import Question, releve
from reporting.filtres import FiltreIndicateurs
from reporting.indicateurs import Indicateur, Table, Unite, collecter
from reporting.periodes import exercices_proposes, periodes_comparees
from socle.exercice import exercice_courant
from territoires.models import Quartier


@dataclass
class _Lecture:
    """What the address asks about, within the rights of who asks."""

    request: HttpRequest

    @cached_property
    def jour(self) -> date:
        return timezone.localdate()

    @cached_property
    def filtre(self) -> FiltreIndicateurs:
        exercices = exercices_proposes(exercice_courant(self.jour))
        return FiltreIndicateurs(self.request.GET or None, exercices=exercices, conseils=self.visibles)

    @cached_property
    def choix(self) -> dict:
        return self.filtre.choix(exercice=exercice_courant(self.jour), conseil=0, compte=0)

    @cached_property
    def periodes(self) -> tuple:
        return periodes_comparees(self.choix["exercice"], self.jour)

    @cached_property
    def visibles(self) -> list[ConseilCitoyen]:
        conseils = ConseilCitoyen.objects.pour(self.request.user, Permission.TABLEAU_VOIR)
        return list(conseils.select_related("arrondissement"))

    @cached_property
    def conseils(self) -> list[ConseilCitoyen]:
        """Those that were open on at least one day of the two periods."""
        debut = self.periodes[1].debut
        return [c for c in self.visibles if c.date_cloture is None or c.date_cloture >= debut]

    @cached_property
    def conseil(self) -> ConseilCitoyen | None:
        return next((c for c in self.conseils if c.arrondissement.numero == self.choix["conseil"]), None)

    def table(self, *indicateurs: Indicateur) -> Table:
        cles = {terme.cle for i in indicateurs for terme in i.termes}
        return collecter([c.pk for c in self.conseils], self.periodes, cles=cles or None, jour=self.jour)

    def contexte(self) -> dict:
        periode, avant = self.periodes
        return {
            "filtre": self.filtre,
            "periode": periode,
            "avant": avant,
            "exercice": self.choix["exercice"],
            "conseil": self.conseil,
        }


def _indicateur_ou_404(request: HttpRequest, code: str) -> Indicateur:
    """Unknown, or not for this account: the two look the same."""
    for indicateur in tableau.lisibles(request.user):
        if indicateur.code == code:
            return indicateur
    raise Http404


@exige(Permission.TABLEAU_VOIR)
def indicateurs(request: HttpRequest) -> HttpResponse:
    """All the indicators by family, with their definition and their value."""
    lecture, lisibles = _Lecture(request), tableau.lisibles(request.user)
    exercice = lecture.choix["exercice"]
    familles = explorateur.par_famille(lecture.table(*lisibles), lisibles, lecture.conseil, exercice)
    return render(request, "reporting/indicateurs.html", lecture.contexte() | {"familles": familles})


@exige(Permission.TABLEAU_VOIR)
def indicateur(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator, conseil by conseil."""
    demande, lecture = _indicateur_ou_404(request, code), _Lecture(request)
    table, exercice = lecture.table(demande), lecture.choix["exercice"]
    contexte = lecture.contexte() | {
        "indicateur": demande,
        "notice": explorateur.Notice(demande),
        "lectures": explorateur.cote_a_cote(table, demande, lecture.conseils, exercice),
        "quartiers": explorateur.par_quartier(table, demande, Quartier.objects.filter(categorie="QPV")),
    }
    return render(request, "reporting/indicateur.html", contexte)


@exige(Permission.TABLEAU_VOIR)
def indicateur_releve(request: HttpRequest, code: str) -> HttpResponse:
    """The records that a figure counts."""
    demande, lecture = _indicateur_ou_404(request, code), _Lecture(request)
    if demande.non_calculable:
        raise Http404
    table, rang = lecture.table(demande), int("avant" in request.GET)
    conseil = None if demande.de_paris else lecture.conseil
    question = Question(request.user, [conseil] if conseil else lecture.conseils, table, rang, lecture.jour)
    valeur = table.valeur(code, conseil.pk if conseil else None, rang)
    tu = bool(demande.reponses_min and valeur.valeur is None)
    contexte = lecture.contexte() | {
        "indicateur": demande,
        "sujet": conseil,
        "valeur": valeur,
        "unite": "" if demande.unite in (Unite.POURCENT, Unite.EUROS, Unite.ETAT) else demande.unite.value,
        "dite": table.periodes[rang],
        "annee_d_avant": bool(rang),
        "releve": None if tu else releve(demande, question, lecture.choix["compte"], request.GET.get("page")),
    }
    return render(request, "reporting/indicateur_releve.html", contexte)
