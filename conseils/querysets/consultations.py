"""Consultations: what is open, what was answered."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet

from comptes.models import Compte
from comptes.permissions import Permission
from comptes.permissions import Permission as P
from comptes.porte import QuerySetPorte, filtrer
from conseils.jetons import empreinte_de, normaliser_recu
from conseils.querysets.communs import a_envoyer, lies, total


class ConsultationQuerySet(QuerySetPorte):
    def pour(self, compte: Compte, permission: Permission) -> ConsultationQuerySet:
        """One row per consultation, however many of its conseils are within reach."""
        atteintes = filtrer(self.model._default_manager.order_by(), compte, permission)
        return self.filter(pk__in=atteintes.values("pk"))

    def lues_en_entier(self, compte: Compte) -> ConsultationQuerySet:
        """Those of which this account may read what became of the answers: once told, or while it leads them."""
        return self.pour(compte, P.CONSULTATION_VOIR).filter(etat="restituee") | self.pour(
            compte, P.CONSULTATION_MENER
        )

    def avec_reponses(self) -> ConsultationQuerySet:
        """Annotate ``nombre_reponses`` and ``nombre_hors_delai``, the second being part of the first."""
        reponses = lies(self, "reponses")
        return self.annotate(
            nombre_reponses=total(reponses, "consultation", Count("pk")),
            nombre_hors_delai=total(reponses.filter(hors_delai=True), "consultation", Count("pk")),
        )


class ThematiqueQuerySet(QuerySet):
    def avec_questions(self) -> ThematiqueQuerySet:
        """With their questions and what these offer, in three queries whatever their number."""
        questions = lies(self, "questions").prefetch_related("choix")
        return self.prefetch_related(Prefetch("questions", questions))

    def avec_suites(self) -> ThematiqueQuerySet:
        """Annotate ``nombre_reponses`` (people who answered something), propositions and mesures: I20."""
        lignes = lies(lies(self, "questions"), "reponses")
        propositions = lies(self, "propositions").retenues()
        return self.annotate(
            nombre_reponses=total(lignes, "question__thematique", Count("reponse", distinct=True)),
            nombre_propositions=total(propositions, "thematique", Count("pk")),
            nombre_mesures=total(lies(self, "mesures"), "thematique", Count("pk")),
        )


class QuestionQuerySet(QuerySet):
    def de(self, consultation) -> QuestionQuerySet:
        """Those of one questionnaire, in its order."""
        return self.filter(thematique__consultation=consultation)

    def dernier_rang(self) -> int:
        return self.aggregate(dernier=Max("rang"))["dernier"] or 0


class InvitationConsultationQuerySet(QuerySetPorte):
    def de_jeton(self, jeton: str) -> InvitationConsultationQuerySet:
        return self.filter(empreinte=empreinte_de(jeton)).avec_contexte()

    def a_faire(self, maintenant: datetime) -> InvitationConsultationQuerySet:
        """Links not sent, not given up, and that nobody is sending."""
        return self.filter(a_envoyer(maintenant), repondue=False)

    def avec_contexte(self) -> InvitationConsultationQuerySet:
        return self.select_related("consultation", "membre__conseil__arrondissement")

    def par_conseil(self) -> dict[int, tuple[int, int]]:
        """How many were asked and how many answered, by conseil."""
        lignes = (
            self.order_by()
            .values(conseil=F("membre__conseil"))
            .annotate(appelees=Count("pk"), repondues=Count("pk", filter=Q(repondue=True)))
        )
        return {ligne["conseil"]: (ligne["appelees"], ligne["repondues"]) for ligne in lignes}


class ReponseQuestionnaireQuerySet(QuerySetPorte):
    def de_recu(self, recu: str) -> ReponseQuestionnaireQuerySet:
        """The answer whose receipt number was typed, whatever its case and its spaces."""
        return self.filter(recu=empreinte_de(normaliser_recu(recu))).select_related("consultation")

    def par_sexe(self) -> dict[str, int]:
        """How many answers by declared sex; the sexes that nobody declared are absent."""
        return dict(self.order_by().values_list("sexe").annotate(nombre=Count("pk")))

    def par_conseil(self) -> dict[int, int]:
        return dict(self.order_by().values_list("conseil").annotate(nombre=Count("pk")))

    def par_theme_et_sexe(self) -> dict[tuple[int, str], int]:
        """How many people answered something in each theme, by sex: I20 split by sex."""
        lignes = self.order_by().filter(lignes__isnull=False).values_list("lignes__question__thematique", "sexe")
        return {(theme, sexe): n for theme, sexe, n in lignes.annotate(nombre=Count("pk", distinct=True))}

    def ayant_nourri(self) -> ReponseQuestionnaireQuerySet:
        """Those from which at least one proposition was drawn."""
        return self.filter(lignes__extraits__isnull=False).distinct()


class LigneReponseQuerySet(QuerySet):
    def textes(self) -> LigneReponseQuerySet:
        """What people wrote, question by question, in an order that tells nothing."""
        return self.exclude(texte="").select_related("question__thematique").order_by("question", "reponse")

    def avec_extraits(self) -> LigneReponseQuerySet:
        """Annotate ``nombre_extraits``, the propositions drawn from each."""
        return self.annotate(nombre_extraits=total(lies(self, "extraits"), "source", Count("pk")))

    def repondants(self) -> dict[int, int]:
        """Question by question, how many people answered it."""
        return dict(self.order_by().values_list("question").annotate(nombre=Count("pk")))

    def notes(self) -> dict[int, dict[int, int]]:
        """Question by question, how many gave each mark."""
        return _par_question(self.exclude(note=None), "note")

    def choix_faits(self) -> dict[int, dict[int, int]]:
        """Question by question, how many ticked each choice."""
        return _par_question(self.filter(choix__isnull=False), "choix")


def _par_question(lignes: QuerySet, valeur: str) -> dict[int, dict[int, int]]:
    comptes: dict[int, dict[int, int]] = {}
    for question, v, nombre in lignes.order_by().values_list("question", valeur).annotate(nombre=Count("pk")):
        comptes.setdefault(question, {})[v] = nombre
    return comptes
