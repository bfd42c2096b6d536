"""Writing who came to a meeting: members by name, everybody else by sex and age band."""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import ComptageEloignes, ComptagePublic, Membre, Presence, Reunion
from conseils.services.canaux import remplacer_canaux
from conseils.services.comptages import comptes_du_sexe, erreurs_de_comptage
from conseils.services.emargement import figer_feuille
from conseils.services.venues import Venues, erreurs_venues, remplacer_venues
from socle.services.ecriture import enregistrer, refuser, refuser_tout, verrouiller


def champ_public(sexe: str, tranche: str) -> str:
    """The name of a cell of the grid: what the form calls it and what a refusal points at."""
    return f"public_{sexe}_{tranche}"


def champ_pouvoir(membre: Membre) -> str:
    return f"pouvoir_{membre.pk}"


@transaction.atomic
def enregistrer_presences(
    *,
    reunion: Reunion,
    par: Compte,
    membres: Collection[Membre],
    publics: Mapping[tuple[str, str], int],
    eloignements: Mapping[str, tuple[int, int]],
    excuses: Collection[Membre] = (),
    pouvoirs: Mapping[Membre, Membre] | None = None,
    venues: Venues | None = None,
    canaux: Collection[str] | None = None,
    confirmation: bool = False,
) -> Reunion:
    """Replace the attendance of a meeting and mark it held.

    ``membres`` came; ``pouvoirs`` gives, for each absent membre who left a proxy, who holds it. ``publics``
    counts people by (sex, age band); ``eloignements`` gives, by sex, how many answered the question on
    participation and how many of them are éloignés. More people than a room holds are refused without
    ``confirmation``. Raises ``ValidationError``, or ``TransitionRefusee`` when the meeting is cancelled.
    """
    pouvoirs, venues = pouvoirs or {}, venues or Venues()
    reunion = verrouiller(reunion)
    avant = reunion.statut
    _marquer_tenue(reunion)
    _verifier_membres(reunion, membres, excuses, pouvoirs)
    _verifier_comptages(membres, publics, eloignements, venues)
    _verifier_affluence(len(membres) + sum(publics.values()), confirmation)
    enregistrer(reunion)
    figer_feuille(reunion=reunion, par=par)
    _remplacer_membres(reunion, membres, excuses, pouvoirs)
    _remplacer_comptages(reunion, publics, eloignements, venues.deja_venus)
    remplacer_venues(reunion, venues)
    remplacer_canaux(reunion, canaux)
    nombres = {"membres": len(membres), "excuses": len(excuses), "pouvoirs": len(pouvoirs)}
    public = sum(publics.values())
    tracer(acte="presences_saisies", objet=reunion, par=par, de=avant, vers=reunion.statut, public=public, **nombres)
    return reunion


def _marquer_tenue(reunion: Reunion) -> None:
    reunion.statut = Reunion.MACHINE.appliquer(reunion.statut, "tenir")
    reunion.presences_saisies = True
    _verifier_jour(reunion)


def _verifier_jour(reunion: Reunion) -> None:
    if reunion.date > timezone.localdate():
        refuser(
            NON_FIELD_ERRORS,
            f"Cette réunion a lieu le {reunion.date:%d/%m/%Y} : ses présences se saisissent à partir de ce jour.",
        )


def _verifier_membres(
    reunion: Reunion,
    membres: Collection[Membre],
    excuses: Collection[Membre],
    pouvoirs: Mapping[Membre, Membre],
) -> None:
    attendus = set(reunion.conseil.membres.en_mandat_le(reunion.date))
    if not attendus.issuperset([*membres, *excuses, *pouvoirs]):
        refuser("membres", "Une personne cochée n'était pas en mandat le jour de la réunion.")
    if set(membres) & set(excuses):
        refuser("excuses", "Une personne est cochée présente et excusée : gardez une seule case.")
    _verifier_pouvoirs(set(membres), set(excuses), pouvoirs)


def _verifier_pouvoirs(presents: set[Membre], excuses: set[Membre], pouvoirs: Mapping[Membre, Membre]) -> None:
    erreurs = {}
    for absent, mandataire in pouvoirs.items():
        if absent in presents | excuses:
            erreurs[champ_pouvoir(absent)] = (
                "Cette personne est cochée : pour un pouvoir, ne la cochez ni présente ni excusée."
            )
        elif mandataire not in presents:
            erreurs[champ_pouvoir(absent)] = "Le pouvoir se donne à une personne cochée présente."
    refuser_tout(erreurs)


def _verifier_affluence(total: int, confirmation: bool) -> None:
    plausible = settings.PRESENCES_PLAUSIBLES
    if total > plausible and not confirmation:
        refuser(
            "confirmation",
            f"Vous avez compté {total} personnes, plus de {plausible} : "
            "vérifiez les nombres, ou cochez la case si c'est exact.",
        )


def _verifier_comptages(
    membres: Collection[Membre],
    publics: Mapping[tuple[str, str], int],
    eloignements: Mapping[str, tuple[int, int]],
    venues: Venues,
) -> None:
    erreurs = erreurs_de_comptage(publics, champ_public) | _erreurs_eloignes(publics, eloignements)
    erreurs |= erreurs_venues(venues, publics, eloignements)
    if not erreurs and not membres and not any(publics.values()):
        erreurs[NON_FIELD_ERRORS] = (
            "Indiquez au moins une personne présente. Si la réunion n'a pas eu lieu, annulez-la."
        )
    refuser_tout(erreurs)


def _erreurs_eloignes(
    publics: Mapping[tuple[str, str], int], eloignements: Mapping[str, tuple[int, int]]
) -> dict[str, str]:
    erreurs = {}
    for sexe, (reponses, eloignes) in eloignements.items():
        presents = comptes_du_sexe(publics, sexe)
        if reponses < 0:
            erreurs[f"reponses_{sexe}"] = "Un nombre ne peut pas être négatif."
        elif reponses > presents:
            erreurs[f"reponses_{sexe}"] = f"Plus de réponses que de personnes comptées ({presents})."
        if eloignes < 0:
            erreurs[f"eloignes_{sexe}"] = "Un nombre ne peut pas être négatif."
        elif eloignes > reponses:
            erreurs[f"eloignes_{sexe}"] = f"Plus d'éloignés que de réponses ({reponses})."
    return erreurs


def _remplacer_membres(
    reunion: Reunion,
    membres: Collection[Membre],
    excuses: Collection[Membre],
    pouvoirs: Mapping[Membre, Membre],
) -> None:
    nature = Presence.Nature
    reunion.presences.all().delete()
    Presence.objects.bulk_create(
        [
            *(Presence(reunion=reunion, membre=membre) for membre in membres),
            *(Presence(reunion=reunion, membre=membre, nature=nature.EXCUSE) for membre in excuses),
            *(
                Presence(reunion=reunion, membre=absent, nature=nature.REPRESENTE, pouvoir_a=mandataire)
                for absent, mandataire in pouvoirs.items()
            ),
        ]
    )


def _remplacer_comptages(
    reunion: Reunion,
    publics: Mapping[tuple[str, str], int],
    eloignements: Mapping[str, tuple[int, int]],
    deja_venus: Mapping[str, int | None],
) -> None:
    reunion.publics.all().delete()
    reunion.eloignements.all().delete()
    ComptagePublic.objects.bulk_create(
        ComptagePublic(reunion=reunion, sexe=sexe, tranche_age=tranche, nombre=nombre)
        for (sexe, tranche), nombre in publics.items()
        if nombre
    )
    ComptageEloignes.objects.bulk_create(
        ComptageEloignes(
            reunion=reunion, sexe=sexe, reponses=reponses, eloignes=eloignes, deja_venus=deja_venus.get(sexe)
        )
        for sexe, (reponses, eloignes) in eloignements.items()
        if reponses
    )
