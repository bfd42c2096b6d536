"""Writing formations: the session itself, then, conseil by conseil, who came and what they declare."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from conseils.models import (
    CompetencesDeclarees,
    ComptageFormation,
    ConseilCitoyen,
    DelegationFormation,
    Formation,
    Membre,
    ParticipationFormation,
    Sexe,
)
from conseils.models.formations import CENTIEMES, ECHELLE_MAX, ECHELLE_MIN
from conseils.services.comptages import erreurs_de_comptage
from conseils.services.ecriture import refuser_avant_la_loi, refuser_trop_loin
from socle.services.ecriture import enregistrer, refuser, refuser_tout, remplacer, verrouiller

Questionnaires = Mapping[str, tuple[int, Decimal | None, Decimal | None]]


def champ_comptage(public: str, sexe: str) -> str:
    """The name of a cell of the grid: what the form calls it and what a refusal points at."""
    return f"{public}_{sexe}"


def peut_modifier(formation: Formation, compte: Compte) -> bool:
    """A shared formation is changed by who holds the right over every conseil that takes part."""
    delegations = DelegationFormation.objects.filter(formation=formation)
    return delegations.pour(compte, P.FORMATION_MODIFIER).count() == delegations.count()


@transaction.atomic
def enregistrer_formation(*, par: Compte, conseils: Collection[ConseilCitoyen], **champs) -> Formation:
    """Record a formation, to come or held, for these conseils. Raises ``ValidationError``."""
    formation = Formation(**champs)
    _verifier(formation, conseils)
    enregistrer(formation)
    _associer(formation, conseils)
    tracer(acte="formation_enregistree", objet=formation, par=par, conseils=len(conseils))
    return formation


@transaction.atomic
def modifier_formation(
    *, formation: Formation, par: Compte, conseils: Collection[ConseilCitoyen], **champs
) -> Formation:
    """Change a formation. Raises ``ValidationError``, ``PermissionDenied`` when it is another's too."""
    formation = verrouiller(formation)
    if not peut_modifier(formation, par):
        raise PermissionDenied
    changes = remplacer(formation, champs)
    _verifier(formation, conseils)
    _garder_les_participants(formation, conseils)
    enregistrer(formation)
    formation.delegations.exclude(conseil__in=conseils).delete()
    _associer(formation, conseils)
    tracer(acte="formation_modifiee", objet=formation, par=par, champs=changes, conseils=len(conseils))
    return formation


@transaction.atomic
def supprimer_formation(*, formation: Formation, par: Compte) -> None:
    """Delete a formation entered by mistake or that did not take place; nobody may have been noted on it."""
    formation = verrouiller(formation)
    if not peut_modifier(formation, par):
        raise PermissionDenied
    if formation.delegations.filter(participants_saisis=True).exists():
        refuser(NON_FIELD_ERRORS, "Des participants sont saisis : cette formation a bien eu lieu.")
    tracer(acte="formation_supprimee", objet=formation, par=par)
    formation.delete()


@transaction.atomic
def enregistrer_participants(
    *,
    delegation: DelegationFormation,
    par: Compte,
    membres: Collection[Membre],
    comptages: Mapping[tuple[str, str], int],
    questionnaires: Questionnaires,
) -> DelegationFormation:
    """Replace who came from one conseil, and what the anonymous questionnaires say.

    ``comptages`` counts people by (public, sex); ``questionnaires`` gives, by sex, the answers and the means
    before and after. Raises ``ValidationError``.
    """
    delegation = verrouiller(delegation)
    _verifier_jour(delegation.formation)
    _verifier_membres(delegation, membres)
    _verifier_saisie(membres, comptages, questionnaires)
    delegation.participants_saisis = True
    enregistrer(delegation)
    _remplacer_participants(delegation, membres, comptages)
    _remplacer_competences(delegation, questionnaires)
    tracer(
        acte="formation_participants",
        objet=delegation.formation,
        par=par,
        membres=len(membres),
        autres=sum(comptages.values()),
        reponses=sum(reponses for reponses, _, _ in questionnaires.values()),
    )
    return delegation


def _associer(formation: Formation, conseils: Collection[ConseilCitoyen]) -> None:
    DelegationFormation.objects.bulk_create(
        [DelegationFormation(formation=formation, conseil=conseil) for conseil in conseils], ignore_conflicts=True
    )


def _verifier(formation: Formation, conseils: Collection[ConseilCitoyen]) -> None:
    if not conseils:
        refuser("conseils", "Indiquez au moins un conseil.")
    refuser_avant_la_loi("debut", formation.debut)
    refuser_trop_loin("fin" if formation.fin else "debut", formation.fin or formation.debut, ans=2)
    if formation.fin and formation.fin < formation.debut:
        refuser("fin", "Le dernier jour ne peut pas précéder le premier.")
    _verifier_organisme(formation)
    _verifier_publics(formation)


def _verifier_organisme(formation: Formation) -> None:
    autre = formation.organisme == Formation.Organisme.AUTRE
    if autre and not formation.organisme_autre:
        refuser("organisme_autre", "Précisez le nom de l'organisme.")
    if not autre and formation.organisme_autre:
        refuser("organisme_autre", "L'organisme est choisi dans la liste : effacez ce champ, ou choisissez « autre ».")


def _verifier_publics(formation: Formation) -> None:
    publics = len(formation.publics)
    if not publics:
        refuser("pour_membres", "Cochez au moins un public.")
    if formation.nature == Formation.Nature.CO_FORMATION and publics < 2:
        refuser("pour_agents", "Une co-formation réunit au moins deux publics : cochez-en un autre.")


def _garder_les_participants(formation: Formation, conseils: Collection[ConseilCitoyen]) -> None:
    """Refuse to drop a conseil whose participants are known, or a date on which they held no mandat."""
    saisies = formation.delegations.filter(participants_saisis=True)
    if saisies.exclude(conseil__in=conseils).exists():
        refuser("conseils", "Les participants d'un des conseils retirés sont saisis : il reste associé.")
    if saisies and formation.debut > timezone.localdate():
        refuser("debut", "Cette date est à venir, et des participants sont déjà saisis.")
    formes = Membre.objects.filter(formations__delegation__formation=formation)
    if formes.exclude(pk__in=formes.en_mandat_le(formation.debut)).exists():
        refuser("debut", "Des membres formés n'étaient pas en mandat ce jour-là.")


def _verifier_jour(formation: Formation) -> None:
    if formation.debut > timezone.localdate():
        refuser(
            NON_FIELD_ERRORS,
            f"Cette formation commence le {formation.debut:%d/%m/%Y} : ses participants se saisissent à partir "
            "de ce jour.",
        )


def _verifier_membres(delegation: DelegationFormation, membres: Collection[Membre]) -> None:
    possibles = set(delegation.conseil.membres.en_mandat_le(delegation.formation.debut))
    if not possibles.issuperset(membres):
        refuser("membres", "Une personne cochée n'était pas en mandat le premier jour de la formation.")


def _verifier_saisie(
    membres: Collection[Membre], comptages: Mapping[tuple[str, str], int], questionnaires: Questionnaires
) -> None:
    erreurs = erreurs_de_comptage(comptages, champ_comptage)
    if not erreurs and not membres and not any(comptages.values()):
        erreurs[NON_FIELD_ERRORS] = "Indiquez au moins une personne. Si la formation n'a pas eu lieu, supprimez-la."
    for sexe in Sexe.values:
        presents = sum(m.sexe == sexe for m in membres) + sum(
            max(nombre, 0) for (_, s), nombre in comptages.items() if s == sexe
        )
        erreurs |= _erreurs_questionnaire(sexe, presents, *questionnaires.get(sexe, (0, None, None)))
    refuser_tout(erreurs)


def _erreurs_questionnaire(
    sexe: str, presents: int, reponses: int, avant: Decimal | None, apres: Decimal | None
) -> dict[str, str]:
    if reponses < 0:
        return {f"reponses_{sexe}": "Un nombre ne peut pas être négatif."}
    if reponses > presents:
        return {f"reponses_{sexe}": f"Plus de réponses que de personnes formées de ce sexe ({presents})."}
    return dict(_erreurs_moyennes(sexe, reponses, {"avant": avant, "apres": apres}))


def _erreurs_moyennes(sexe: str, reponses: int, moyennes: Mapping[str, Decimal | None]) -> Iterator[tuple[str, str]]:
    for moment, moyenne in moyennes.items():
        if reponses and moyenne is None:
            yield f"{moment}_{sexe}", "Indiquez la moyenne, ou effacez le nombre de réponses."
        elif not reponses and moyenne is not None:
            yield f"{moment}_{sexe}", "Indiquez aussi combien de personnes ont répondu."
        elif moyenne is not None and not ECHELLE_MIN <= moyenne <= ECHELLE_MAX:
            yield f"{moment}_{sexe}", f"Une moyenne est comprise entre {ECHELLE_MIN} et {ECHELLE_MAX}."


def _remplacer_participants(
    delegation: DelegationFormation, membres: Collection[Membre], comptages: Mapping[tuple[str, str], int]
) -> None:
    delegation.participations.all().delete()
    delegation.comptages.all().delete()
    ParticipationFormation.objects.bulk_create(
        ParticipationFormation(delegation=delegation, membre=membre) for membre in membres
    )
    ComptageFormation.objects.bulk_create(
        ComptageFormation(delegation=delegation, public=public, sexe=sexe, nombre=nombre)
        for (public, sexe), nombre in comptages.items()
        if nombre
    )


def _remplacer_competences(delegation: DelegationFormation, questionnaires: Questionnaires) -> None:
    delegation.competences.all().delete()
    CompetencesDeclarees.objects.bulk_create(
        CompetencesDeclarees(
            delegation=delegation,
            sexe=sexe,
            reponses=reponses,
            somme_avant=round(reponses * avant * CENTIEMES),
            somme_apres=round(reponses * apres * CENTIEMES),
        )
        for sexe, (reponses, avant, apres) in questionnaires.items()
        if reponses
    )
