"""Writing what institutions answer: acknowledge, answer, and what their answers make of the avis.

The avis is locked before its addressee, everywhere: two last answers cannot each believe the other is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Avis, Destinataire, Reponse, Suite
from conseils.querysets.avis import ADRESSES
from socle.services.ecriture import enregistrer, refuser, verrouiller
from socle.templatetags.typographie import date_fr

ETUDE_MAX = timedelta(days=365)


@dataclass(frozen=True)
class Engagement:
    """An action promised in an answer. ``rang``: its row in the form, beside which a refusal is printed."""

    action: str
    responsable: str
    echeance: date | None
    rang: int = 1


@transaction.atomic
def accuser_reception(*, destinataire: Destinataire, par: Compte) -> Destinataire:
    """Note the day the avis was received; once. Raises ``ValidationError`` when it was answered already."""
    avis = verrouiller(destinataire.avis)
    destinataire = verrouiller(destinataire)
    _attendre(avis)
    if destinataire.repondu_le:
        refuser(NON_FIELD_ERRORS, "Vous avez déjà répondu : la réponse vaut accusé de réception.")
    if destinataire.accuse_le:
        return destinataire
    destinataire.accuse_le = timezone.localdate()
    enregistrer(destinataire)
    tracer(acte="reception_accusee", objet=destinataire, par=par)
    return destinataire


@transaction.atomic
def repondre(
    *,
    destinataire: Destinataire,
    sens: str,
    texte: str,
    signataire: str,
    voie: str,
    par: Compte | None,
    etude_jusqu_au: date | None = None,
    suites: Sequence[Engagement] = (),
    le: date | None = None,
) -> Reponse:
    """Record one answer and the actions that it promises. Raises ``ValidationError``.

    Late, it is recorded as late. The same form sent twice gives one answer. ``le`` is the day a letter came.
    """
    avis = verrouiller(destinataire.avis)
    destinataire = verrouiller(destinataire)
    reponse = Reponse(
        destinataire=destinataire, sens=sens, texte=texte.strip(), signataire=signataire.strip(), voie=voie, par=par,
        etude_jusqu_au=etude_jusqu_au, le=le or timezone.localdate(),
    )  # fmt: skip
    if deja := _la_meme(reponse, suites):
        return deja
    _verifier(avis, reponse, suites)
    _consigner(reponse, suites)
    avancer(avis=avis, par=par, jour=timezone.localdate())
    return reponse


@transaction.atomic
def avancer(*, avis: Avis, par: Compte | None, jour: date) -> Avis:
    """Move an avis to which everybody has answered, in words or, where it counts, by silence."""
    avis = verrouiller(avis)
    if avis.destinataires.sans_reponse_le(jour).exists():
        return avis
    if avis.etat == Avis.Etat.TRANSMIS:
        _passer(avis, "repondre", par)
    if avis.etat == Avis.Etat.REPONDU and Suite.objects.filter(reponse__destinataire__avis=avis).exists():
        _passer(avis, "engager", par)
    return avis


def constater_accords_tacites() -> int:
    """Move the avis whose last silence became an agreement; return how many. Safe to run twice."""
    jour = timezone.localdate()
    tacites = Destinataire.objects.tacites_le(jour).filter(avis__etat=Avis.Etat.TRANSMIS)
    silencieux = Avis.objects.filter(pk__in=tacites.values("avis"))
    return sum(avancer(avis=avis, par=None, jour=jour).etat != Avis.Etat.TRANSMIS for avis in silencieux)


def _la_meme(reponse: Reponse, suites: Sequence[Engagement]) -> Reponse | None:
    """What was answered that day in the same words: a form sent twice, not a second answer."""
    champs = ("sens", "texte", "signataire", "voie", "etude_jusqu_au", "le")
    pareilles = reponse.destinataire.reponses.filter(**{champ: getattr(reponse, champ) for champ in champs})
    promis = sorted(engagement.action for engagement in suites)
    return next((une for une in pareilles if sorted(s.action for s in une.suites.all()) == promis), None)


def _attendre(avis: Avis) -> None:
    if avis.etat not in ADRESSES:
        refuser(NON_FIELD_ERRORS, "Cet acte n'attend pas de réponse : il a été retiré, ou n'est pas encore transmis.")


def _verifier(avis: Avis, reponse: Reponse, suites: Sequence[Engagement]) -> None:
    _attendre(avis)
    _verifier_jour(avis, reponse)
    if reponse.sens == Reponse.Sens.EN_ETUDE:
        _verifier_etude(reponse)
    for engagement in suites:
        _verifier_engagement(reponse, engagement)


def _verifier_jour(avis: Avis, reponse: Reponse) -> None:
    if reponse.le > timezone.localdate():
        refuser("le", "Ce jour est à venir : indiquez le jour où la réponse est arrivée.")
    if reponse.le < avis.transmis_le:
        refuser("le", f"L'acte a été transmis le {date_fr(avis.transmis_le)} : la réponse ne peut pas le précéder.")
    accuse_le = reponse.destinataire.accuse_le
    if accuse_le and reponse.le < accuse_le:
        refuser("le", f"La réception a été accusée le {date_fr(accuse_le)} : la réponse ne peut pas la précéder.")


def _verifier_etude(reponse: Reponse) -> None:
    if reponse.destinataire.repondu_le:
        refuser("sens", "Une réponse définitive est déjà donnée : complétez-la par une réponse définitive.")
    if reponse.destinataire.accord_tacite_le(reponse.le):
        refuser("sens", "Le délai est passé et le silence vaut accord : donnez une réponse définitive.")
    if reponse.etude_jusqu_au is None:
        refuser("etude_jusqu_au", "Indiquez jusqu'à quel jour la demande est à l'étude.")
    if reponse.etude_jusqu_au <= reponse.le:
        refuser("etude_jusqu_au", "Choisissez un jour à venir.")
    if reponse.etude_jusqu_au > reponse.le + ETUDE_MAX:
        refuser("etude_jusqu_au", "Une étude dure un an au plus : choisissez un jour plus proche.")


def _verifier_engagement(reponse: Reponse, engagement: Engagement) -> None:
    if reponse.sens == Reponse.Sens.REFUSE:
        refuser(
            f"action_{engagement.rang}",
            "Un refus n'engage aucune action : choisissez « acceptée en partie », ou effacez l'action.",
        )
    if engagement.echeance and engagement.echeance < reponse.le:
        refuser(f"echeance_{engagement.rang}", f"Ce jour précède la réponse, du {date_fr(reponse.le)}.")


def _consigner(reponse: Reponse, suites: Sequence[Engagement]) -> None:
    """The answer, what it promises, and what it does to the clock."""
    reponse.hors_delai = _hors_delai(reponse)
    enregistrer(reponse)
    _engager(reponse, suites)
    _noter(reponse)
    tracer(
        acte="reponse_donnee", objet=reponse, par=reponse.par, vers=reponse.sens, voie=reponse.voie,
        suites=len(suites), hors_delai=reponse.hors_delai,
    )  # fmt: skip


def _hors_delai(reponse: Reponse) -> bool:
    """Past the day awaited. What completes an answer given in time is not late."""
    destinataire = reponse.destinataire
    attendue = destinataire.echeance is not None and not destinataire.repondu_le
    return attendue and reponse.le > destinataire.echeance


def _engager(reponse: Reponse, suites: Sequence[Engagement]) -> None:
    for engagement in suites:
        enregistrer(
            Suite(
                reponse=reponse,
                action=engagement.action.strip(),
                responsable=engagement.responsable.strip() or reponse.signataire,
                echeance=engagement.echeance,
            )
        )


def _noter(reponse: Reponse) -> None:
    """A final answer stops the clock on its first day; a study moves it."""
    destinataire = reponse.destinataire
    if reponse.sens in Reponse.FINALES:
        destinataire.repondu_le = min(reponse.le, destinataire.repondu_le or reponse.le)
    else:
        destinataire.echeance = reponse.etude_jusqu_au
    enregistrer(destinataire)


def _passer(avis: Avis, acte: str, par: Compte | None) -> None:
    avant, avis.etat = avis.etat, Avis.MACHINE.appliquer(avis.etat, acte)
    enregistrer(avis)
    tracer(acte=f"avis_{acte}", objet=avis, par=par, de=avant, vers=avis.etat)
