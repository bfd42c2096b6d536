"""What the week pages show: the seven days, the proposals. Plain values, no writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.forms import Form

from animateurs.models import Absence, Affectation, LigneJournal, LigneType, RemarqueLigne, SemaineJournal
from animateurs.models.semaines import MINUTES_A_CONFIRMER
from animateurs.services.reprises import cle_de
from comptes.models import LigneAudit
from conseils.models import Reunion, Seance
from socle import alphabet
from socle.ouvres import nom_ferie
from socle.periode import Periode
from socle.templatetags.typographie import heures

# The states in which what a return says of the lines is still to be read.
REMARQUEES = (SemaineJournal.Etat.RENVOYEE, SemaineJournal.Etat.TRANSMISE)
SANS_CHANGER_D_ETAT = {"semaine.garder_comme_type": "Gardée comme « semaine type »"}


@dataclass(frozen=True)
class Jour:
    """One day of the week; ``ouvert`` when the affectation runs on it."""

    rang: int
    date: date
    ouvert: bool
    lignes: list[LigneJournal]
    absence: Absence | None = None

    @property
    def ferie(self) -> str:
        return nom_ferie(self.date)

    @property
    def minutes(self) -> int:
        return sum(ligne.minutes for ligne in self.lignes)


@dataclass(frozen=True)
class PublicRencontre:
    """People met that no meeting counts. ``eloignes`` is ``None`` when the question was asked nowhere."""

    femmes: int
    hommes: int
    non_renseignes: int
    eloignes: int | None

    @property
    def total(self) -> int:
        return self.femmes + self.hommes + self.non_renseignes


@dataclass(frozen=True)
class Semainier:
    """A week as it is read on a page, each thing once and in one query, whatever it holds."""

    semaine: SemaineJournal

    @cached_property
    def lignes(self) -> list[LigneJournal]:
        lignes = [ligne for ligne in self._lues if ligne.semaine_id == self.semaine.pk]
        structures = LigneJournal.objects.noms_rencontres(self.semaine) if lignes else {}
        for ligne in lignes:
            ligne.remarque = self.remarques.get(ligne.pk, "")
            ligne.structures = structures.get(ligne.pk, [])
        return lignes

    @cached_property
    def precedentes(self) -> list[LigneJournal]:
        """The lines of the last week, which this one may take again."""
        if self.semaine.modifiable:
            return [ligne for ligne in self._lues if ligne.semaine_id != self.semaine.pk]
        return list(LigneJournal.objects.de_la_semaine_precedente(self.semaine))

    @cached_property
    def _lues(self) -> list[LigneJournal]:
        """With those of the last week, as long as the page proposes them."""
        if self.semaine.modifiable:
            return list(LigneJournal.objects.de_la_semaine_et_d_avant(self.semaine))
        return list(self.semaine.lignes.pour_ecran())

    @cached_property
    def remarques(self) -> dict[int, str]:
        """What the last return says of each line, until the week is validated."""
        return remarques_de(self.semaine)

    @cached_property
    def reunions(self) -> list[Reunion]:
        """The meetings of that week: proposed, and offered by the form of a line."""
        return list(reunions_de(self.semaine).order_by("date", "heure"))

    @cached_property
    def jours(self) -> list[Jour]:
        return [self._jour(rang) for rang in range(7)]

    def _jour(self, rang: int) -> Jour:
        jour = self.semaine.date_du(rang)
        ouvert = jour in periode_de(self.semaine.affectation)
        lignes = [ligne for ligne in self.lignes if ligne.jour == rang]
        return Jour(rang, jour, ouvert, lignes, self.semaine.absence_du(jour) if ouvert else None)

    @property
    def ouvrables(self) -> list[Jour]:
        """Monday to Friday."""
        return self.jours[:5]

    @property
    def weekend(self) -> list[Jour]:
        """Saturday and Sunday, when something was done on them."""
        return [jour for jour in self.jours[5:] if jour.lignes]

    @property
    def minutes(self) -> int:
        return sum(jour.minutes for jour in self.jours)

    @property
    def longue(self) -> bool:
        """So many hours that handing it in asks for a confirmation. The other conseils count when it is asked."""
        return self.minutes > MINUTES_A_CONFIRMER

    @property
    def par_mission(self) -> list[tuple[str, int]]:
        """The minutes of each mission, in the order of the convention."""
        missions = sorted({ligne.mission for ligne in self.lignes}, key=lambda mission: mission.ordre)
        return [
            (mission.libelle, sum(ligne.minutes for ligne in self.lignes if ligne.mission == mission))
            for mission in missions
        ]

    @cached_property
    def public(self) -> PublicRencontre:
        """Whom the week's lines met, meetings apart."""
        reponses = [ligne.eloignes for ligne in self.lignes if ligne.eloignes is not None]
        return PublicRencontre(
            femmes=sum(ligne.femmes for ligne in self.lignes),
            hommes=sum(ligne.hommes for ligne in self.lignes),
            non_renseignes=sum(ligne.non_renseignes for ligne in self.lignes),
            eloignes=sum(reponses) if reponses else None,
        )

    @cached_property
    def structures(self) -> list[str]:
        """The names of the structures met, each once."""
        return sorted({nom for ligne in self.lignes for nom in ligne.structures}, key=alphabet.cle)

    @cached_property
    def historique(self) -> list[LigneAudit]:
        """What was done to the week itself since it was first handed in, each act with its ``libelle``, in order."""
        if self.semaine.transmise_le is None:
            return []  # at most « rien à signaler », which the page says
        actes = list(LigneAudit.objects.de(self.semaine))
        for acte in actes:
            acte.libelle = _libelle(acte)
        return actes

    @property
    def renvoi(self) -> LigneAudit | None:
        """The last return, while the week is in the hands of its animateur because of it."""
        if self.semaine.etat != SemaineJournal.Etat.RENVOYEE:
            return None
        return next((acte for acte in reversed(self.historique) if acte.vers == self.semaine.etat), None)


def _libelle(acte: LigneAudit) -> str:
    if acte.acte == "semaine.rien_a_signaler":
        return "« rien à signaler » déclaré" if acte.detail["declare"] else "« rien à signaler » retiré"
    return SANS_CHANGER_D_ETAT.get(acte.acte) or SemaineJournal.Etat(acte.vers).label


@dataclass(frozen=True)
class Propositions:
    """What can be taken in one gesture: meetings, séances, the « semaine type », the lines of the last week."""

    reunions: list[Reunion]
    seances: list[Seance]
    types: list[LigneType]
    lignes: list[LigneJournal]

    def __bool__(self) -> bool:
        return any((self.reunions, self.seances, self.types, self.lignes))


def propositions(semainier: Semainier) -> Propositions:
    """Everything proposed that the week does not hold yet and that the affectation covers."""
    semaine, prises = semainier.semaine, {ligne.reunion_id for ligne in semainier.lignes}
    cles = {ligne.cle for ligne in semainier.lignes}
    travailles = [jour.date for jour in semainier.jours if jour.ouvert and not jour.absence]
    types = lignes_a_reprendre(semainier, LigneType.objects.de(semaine))
    deja = {(ligne.jour, ligne.type_activite_id) for ligne in types}
    precedentes = lignes_a_reprendre(semainier, semainier.precedentes)
    return Propositions(
        [r for r in semainier.reunions if r.pk not in prises and r.date in travailles],
        [s for s in seances_de(semaine) if cle_de(semaine, s) not in cles and s.date in travailles],
        types,
        [ligne for ligne in precedentes if (ligne.jour, ligne.type_activite_id) not in deja],
    )


def lignes_a_reprendre(semainier: Semainier, modeles) -> list:
    """Among lines of before, those of a kind in use and of a worked day that the week does not hold yet."""
    deja = {(ligne.jour, ligne.type_activite_id) for ligne in semainier.lignes}
    travailles = {jour.rang for jour in semainier.jours if jour.ouvert and not jour.ferie and not jour.absence}
    dernieres = {
        (modele.jour, modele.type_activite_id): modele
        for modele in modeles
        if modele.type_activite.actif and modele.jour in travailles
    }
    return [modele for cle, modele in dernieres.items() if cle not in deja]


def remarques_de(semaine: SemaineJournal) -> dict[int, str]:
    """By line; a week that was never returned costs no query."""
    if semaine.etat not in REMARQUEES:
        return {}
    return dict(RemarqueLigne.objects.filter(ligne__semaine=semaine).values_list("ligne", "texte"))


def seances_de(semaine: SemaineJournal):
    """The séances of that week at which the week's conseil has a seat, cancelled ones apart."""
    seances = Seance.objects.ouvertes_a(semaine.affectation.conseil).pendant(Periode.semaine(semaine.lundi))
    return seances.exclude(statut=Seance.Statut.ANNULEE).select_related("type", "arrondissement")


def reunions_de(semaine: SemaineJournal):
    """The meetings of the week's conseil in that week, cancelled ones apart."""
    periode = Periode.semaine(semaine.lundi)
    return Reunion.objects.filter(
        conseil=semaine.affectation.conseil_id, date__range=(periode.debut, periode.fin)
    ).exclude(statut=Reunion.Statut.ANNULEE)


def periode_de(affectation: Affectation) -> Periode:
    """The days that the affectation covers, without end while none is set."""
    return Periode(affectation.debut, affectation.fin or date.max)


def ecarts(form: Form, ligne: LigneJournal) -> list[tuple[str, str, str]]:
    """Where what was typed differs from what is written: label, typed, written."""
    noms = [nom for nom in (*form.fields, "non_renseignes") if nom in form.cleaned_data]
    compares = [(nom, _valeur(form.cleaned_data[nom]), _valeur(getattr(ligne, nom))) for nom in noms]
    return [
        (_etiquette(form, nom), _lisible(nom, typee), _lisible(nom, ecrite))
        for nom, typee, ecrite in compares
        if (typee or None) != (ecrite or None)
    ]


def _valeur(valeur):
    """What can be compared: the structures met are a list."""
    return list(valeur.all()) if hasattr(valeur, "all") else valeur


def _etiquette(form: Form, nom: str) -> str:
    return form[nom].label if nom in form.fields else LigneJournal._meta.get_field(nom).verbose_name.capitalize()


def _lisible(nom: str, valeur) -> str:
    if nom == "jour":
        return LigneJournal.JOURS[valeur]
    if isinstance(valeur, list):
        return ", ".join(map(str, valeur)) or "–"
    return heures(valeur) if nom == "minutes" else str(valeur or "–")
