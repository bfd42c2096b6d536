"""The council's word, its addressees, their answers and what followed."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Case, Count, Exists, F, Max, Min, Model, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import QuerySetPorte
from conseils.querysets.communs import lies, total
from socle.periode import Periode

# The states in which the addressees have the avis, and what response figures count.
ADRESSES = ("transmis", "repondu", "suites")
EN_RETARD = "en_retard"  # not a state: derived from dates


class AvisQuerySet(QuerySetPorte):
    def lisibles(self, compte: Compte) -> AvisQuerySet:
        """A draft is the council's own; what is adopted is for whoever sees the conseil."""
        connus = self.pour(compte, P.CONSEIL_VOIR).filter(numero__isnull=False)
        return connus | self.pour(compte, P.AVIS_MODIFIER)

    def publics(self) -> AvisQuerySet:
        """What everybody may read: adopted and not withdrawn, the latest first, with those who have to answer."""
        adoptes = self.exclude(etat__in=["brouillon", "retire"]).recents().select_related("adopte_en")
        return adoptes.prefetch_related("destinataires__partenaire", "destinataires__reponses")

    def en_preparation(self) -> AvisQuerySet:
        """Being written, or adopted and not sent yet."""
        return self.filter(etat__in=["brouillon", "adopte"])

    def recents(self) -> AvisQuerySet:
        """Drafts first, then the latest adopted."""
        return self.order_by(F("adopte_en__date").desc(nulls_first=True), "-pk")

    def filtres(
        self, *, genre: str, etat: str, destinataire: Model | None, objectif: Model | None, exercice: Periode | None,
        jour: date,
    ) -> AvisQuerySet:  # fmt: skip
        """Those that a list shows: ``genre`` is the type, ``etat`` may be « en retard » on ``jour``.

        What is empty filters nothing.
        """
        choix = {"type": genre, "etat": "" if etat == EN_RETARD else etat, "objectifs": objectif}
        avis = self.filter(**{champ: valeur for champ, valeur in choix.items() if valeur})
        destinataires = lies(self, "destinataires")
        # By key: a join would repeat an avis, and its figures.
        if destinataire:
            avis = avis.filter(pk__in=destinataires.filter(partenaire=destinataire).values("avis"))
        if etat == EN_RETARD:
            avis = avis.filter(pk__in=destinataires.en_retard_le(jour).values("avis"))
        return avis.filter(adopte_en__date__range=(exercice.debut, exercice.fin)) if exercice else avis

    def compter_par_etat(self) -> dict[str, int]:
        lignes = self.order_by().values("etat").annotate(nombre=Count("pk", distinct=True))
        return {ligne["etat"]: ligne["nombre"] for ligne in lignes}

    def avec_reponses(self, jour: date) -> AvisQuerySet:
        """Annotate ``nombre_destinataires``, ``nombre_reponses`` and ``nombre_retards`` (on ``jour``)."""
        destinataires = lies(self, "destinataires")
        return self.annotate(
            nombre_destinataires=total(destinataires, "avis", Count("pk")),
            nombre_reponses=total(destinataires.exclude(repondu_le=None), "avis", Count("pk")),
            nombre_retards=total(destinataires.en_retard_le(jour), "avis", Count("pk")),
        )

    def avec_chronologie(self) -> AvisQuerySet:
        """Fetch all that ``conseils.chronologie`` reads, in as many queries whatever the rows."""
        points = lies(lies(self, "destinataires"), "points")
        return self.select_related("adopte_en").prefetch_related(
            "destinataires__partenaire",
            "destinataires__reponses__suites__constats__reunion",
            Prefetch("destinataires__points", points.select_related("seance__type", "seance__arrondissement")),
        )

    def portes_en(self, seance: Model) -> frozenset[int]:
        """Their keys, of those that are on the agenda of this séance."""
        portes = lies(self, "destinataires").filter(points__seance=seance.pk, points__ecarte=False)
        return frozenset(self.filter(pk__in=portes.values("avis")).values_list("pk", flat=True))

    def premiere_adoption(self) -> date | None:
        return self.aggregate(premiere=Min("adopte_en__date"))["premiere"]

    def adresses(self) -> AvisQuerySet:
        """Those that their addressees have received and that were not withdrawn."""
        return self.filter(etat__in=ADRESSES)

    def transmis_pendant(self, periode: Periode) -> AvisQuerySet:
        return self.adresses().filter(transmis_le__range=(periode.debut, periode.fin))

    def dernier_rang(self, conseil_id: int, annee: int) -> int:
        """The last rank given that year to this conseil: numbers are AV-18-2026-003."""
        numeros = self.filter(conseil=conseil_id, numero__contains=f"-{annee}-")
        plus_grand = numeros.aggregate(numero=Max("numero"))["numero"]
        return int(plus_grand.rsplit("-", 1)[1]) if plus_grand else 0


class DestinataireQuerySet(QuerySetPorte):
    def adresses(self) -> DestinataireQuerySet:
        return self.filter(avis__etat__in=ADRESSES)

    def en_attente(self) -> DestinataireQuerySet:
        """Those who have received the avis and given no final answer."""
        return self.adresses().filter(repondu_le=None)

    def attendus(self, jour: date) -> DestinataireQuerySet:
        """From whom an answer is still due, the most pressing first; silence past its day is an agreement."""
        attendus = self.en_attente().exclude(tacite=True, echeance__lt=jour)
        return attendus.order_by(F("echeance").asc(nulls_last=True), "pk")

    def en_retard_le(self, jour: date) -> DestinataireQuerySet:
        """Past their day on ``jour``, oldest first. A tacit agreement is an answer, not a delay."""
        return self.en_attente().filter(echeance__lt=jour, tacite=False).order_by("echeance", "pk")

    def tacites_le(self, jour: date) -> DestinataireQuerySet:
        """Silent past their day, where silence is agreement."""
        return self.en_attente().filter(echeance__lt=jour, tacite=True)

    def recus(self) -> DestinataireQuerySet:
        """What its addressee may read: sent, even if it was withdrawn since."""
        return self.filter(avis__transmis_le__isnull=False)

    def sans_reponse_le(self, jour: date) -> DestinataireQuerySet:
        """Those who still owe a final answer: where silence is agreement, past its day it is one."""
        return self.filter(repondu_le=None).exclude(tacite=True, echeance__lt=jour)

    def repondus(self) -> DestinataireQuerySet:
        return self.filter(repondu_le__isnull=False)

    def dans_l_etat(self, etat: str, jour: date) -> DestinataireQuerySet:
        """« attente », « retard » or « repondus »; anything else keeps them all."""
        choix = {"attente": self.en_attente, "retard": lambda: self.en_retard_le(jour), "repondus": self.repondus}
        return choix.get(etat, self.all)()

    def attendus_d_abord(self) -> DestinataireQuerySet:
        """The most pressing of those awaited, then the last answered."""
        return self.order_by(F("repondu_le").desc(nulls_first=True), F("echeance").asc(nulls_last=True), "pk")

    def avec_lecture(self) -> DestinataireQuerySet:
        """With all that a list shows, in two queries whatever its length."""
        return self.select_related("partenaire", "avis__conseil__arrondissement").prefetch_related("reponses")

    def a_porter_en_instance(self, jour: date) -> DestinataireQuerySet:
        """Those that ask for the agenda of the next séance, the oldest first.

        Late on ``jour``, told so by the last step of the ladder about the day expected, and not suspended.
        """
        dernieres = lies(self, "relances").filter(
            destinataire=OuterRef("pk"), suite=None, echelon="derniere", echeance=OuterRef("echeance")
        )
        pauses = lies(self, "pauses").chevauchant(jour, jour).filter(destinataire=OuterRef("pk"))
        return self.en_retard_le(jour).filter(Exists(dernieres), ~Exists(pauses))

    def avec_relances(self, dites: Prefetch) -> DestinataireQuerySet:
        """With what the ladder of reminders reads and prints; ``dites``: those that count."""
        return self.select_related("avis__conseil__arrondissement", "partenaire").prefetch_related("pauses", dites)

    def avec_dernier_sens(self) -> DestinataireQuerySet:
        """Annotate ``dernier_sens``, that of the last answer."""
        dernieres = lies(self, "reponses").filter(destinataire=OuterRef("pk")).order_by("-le", "-pk")
        return self.annotate(dernier_sens=Subquery(dernieres.values("sens")[:1]))


class DelaiQuerySet(QuerySet):
    def pour_un(self, type_avis: str, partenaire_id: int) -> QuerySet:
        """The line of this institution first, then that of all."""
        lignes = self.filter(Q(partenaire=partenaire_id) | Q(partenaire=None), type=type_avis)
        return lignes.order_by(F("partenaire").desc(nulls_last=True))

    def pour_la_liste(self) -> QuerySet:
        """The general line of each type, then those of the institutions that have their own."""
        return self.select_related("partenaire").order_by("type", F("partenaire__nom").asc(nulls_first=True))


class LienQuerySet(QuerySet):
    def valides(self, maintenant: datetime) -> LienQuerySet:
        return self.filter(utilise_le=None, expire_le__gt=maintenant)

    def de_jeton(self, empreinte: str) -> LienQuerySet:
        return self.filter(empreinte=empreinte).select_related("destinataire__avis__conseil__arrondissement")


class SuiteQuerySet(QuerySetPorte):
    def ouvertes(self) -> SuiteQuerySet:
        return self.filter(etat="engagee").order_by(F("echeance").asc(nulls_last=True), "pk")

    def en_retard_le(self, jour: date) -> SuiteQuerySet:
        return self.ouvertes().filter(echeance__lt=jour)

    def a_verifier(self) -> SuiteQuerySet:
        """Announced as done, and nobody went to see."""
        return self.filter(etat="realisee", constats=None).order_by("echeance", "pk")

    def avec_dernier_constat(self) -> SuiteQuerySet:
        """Annotate ``dernier_constat``, what was seen last: « fait » is an effect verified."""
        derniers = lies(self, "constats").filter(suite=OuterRef("pk")).order_by("-le", "-pk")
        return self.annotate(dernier_constat=Subquery(derniers.values("resultat")[:1]))

    def avec_lecture(self) -> SuiteQuerySet:
        """With all that a list shows, the open ones first, by their day."""
        proches = self.select_related(
            "reponse__destinataire__partenaire", "reponse__destinataire__avis__conseil__arrondissement"
        )
        ouverte_d_abord = Case(When(etat="engagee", then=0), default=1)
        ordonnees = proches.order_by(ouverte_d_abord, F("echeance").asc(nulls_last=True), "pk")
        return ordonnees.avec_dernier_constat().prefetch_related("constats")

    def a_relancer(self, destinataires: DestinataireQuerySet, limite: date) -> SuiteQuerySet:
        """Still to be done, dated until ``limite``, by these addressees and for an avis that stands."""
        engagees = self.filter(etat="engagee", echeance__lte=limite, reponse__destinataire__in=destinataires)
        return engagees.filter(reponse__destinataire__avis__etat__in=ADRESSES)

    def avec_relances(self, dites: Prefetch) -> SuiteQuerySet:
        """With what the ladder of reminders reads and prints; ``dites``: those that count."""
        destinataire = "reponse__destinataire"
        complets = self.select_related(f"{destinataire}__avis__conseil__arrondissement", f"{destinataire}__partenaire")
        return complets.prefetch_related(f"{destinataire}__pauses", dites)
