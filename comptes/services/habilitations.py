"""Giving a role by hand, and ending it."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte, Habilitation
from comptes.roles import ADMINISTRATION
from comptes.services.audit import tracer
from territoires.models import Arrondissement


@transaction.atomic
def donner_habilitation(
    *,
    compte: Compte,
    role: str,
    arrondissement: Arrondissement | None = None,
    debut: date,
    fin: date | None = None,
    par: Compte | None,
) -> Habilitation:
    """Give ``role`` to ``compte``. Raises ``ValidationError`` when it cannot be held there and then.

    Nobody gives a role to himself or herself: the administration sees no citizen's name, and must not be
    able to arrange it alone. ``par`` is ``None`` only for the first account, made from the console.
    """
    habilitation = Habilitation(compte=compte, role=role, arrondissement=arrondissement, debut=debut, fin=fin)
    habilitation.full_clean()
    _refuser_role_par_affectation(habilitation)
    if par is not None and par.pk == compte.pk:
        raise ValidationError("Personne ne se donne un rôle : demandez-le à un autre compte d’administration.")
    if fin and fin < timezone.localdate():
        raise ValidationError({"fin": "Cette habilitation serait déjà terminée."})
    habilitation.save()
    tracer_habilitation("habilitation.ouvrir", habilitation, par)
    return habilitation


@transaction.atomic
def clore_habilitation(*, habilitation: Habilitation, fin: date, par: Compte) -> None:
    """Make ``fin`` the last day of ``habilitation``.

    An end before its first day withdraws it: the row goes, the audit trail tells that it was there.
    Raises ``ValidationError`` when it has already ended, would last longer, or is the last administration.
    """
    habilitation = Habilitation.objects.select_for_update(of=("self",)).get(pk=habilitation.pk)
    _refuser_role_par_affectation(habilitation)
    _verifier_fin(habilitation, fin)
    habilitation.fin = fin
    if fin < habilitation.debut:
        tracer_habilitation("habilitation.retirer", habilitation, par)
        habilitation.delete()
    else:
        habilitation.full_clean()
        habilitation.save(update_fields=["fin"])
        tracer_habilitation("habilitation.clore", habilitation, par)
    if habilitation.role == ADMINISTRATION.code:
        verifier_administration(jour=fin + timedelta(days=1))


def verifier_administration(*, jour: date) -> None:
    """Refuse an act after which nobody could manage accounts on ``jour``. Called in its transaction."""
    # Locked, so that two people who leave at the same moment cannot both believe the other stays.
    restantes = Habilitation.objects.select_for_update(of=("self",)).chevauchant(jour, jour)
    if not list(restantes.filter(role=ADMINISTRATION.code, compte__is_active=True)):
        raise ValidationError("C’est le dernier compte d’administration : donnez d’abord ce rôle à quelqu’un d’autre.")


def _refuser_role_par_affectation(habilitation: Habilitation) -> None:
    if habilitation.par_affectation:
        raise ValidationError("Ce rôle s’ouvre et se ferme avec l’affectation, dans la page de l’équipe.")


def _verifier_fin(habilitation: Habilitation, fin: date) -> None:
    hier = timezone.localdate() - timedelta(days=1)
    if habilitation.etat == Habilitation.Etat.TERMINEE:
        raise ValidationError("Cette habilitation est déjà terminée.")
    if fin < hier:
        raise ValidationError(
            {"fin": "Le passé ne se corrige pas : au plus tôt hier, pour couper l’accès aujourd’hui."}
        )
    if habilitation.fin and fin > habilitation.fin:
        raise ValidationError({"fin": "Pour prolonger, donnez une nouvelle habilitation à la suite de celle-ci."})


def tracer_habilitation(acte: str, habilitation: Habilitation, par: Compte | None) -> None:
    """With what the history of the account prints."""
    tracer(
        acte=acte,
        objet=habilitation,
        par=par,
        compte=habilitation.compte_id,
        habilitation=str(habilitation),
        debut=habilitation.debut,
        fin=habilitation.fin,
    )
