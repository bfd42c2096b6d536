"""Writing what a meeting leaves: its procès-verbal, from draft to approved, and corrected after that."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Decision, ProcesVerbal, Reunion
from socle.services.ecriture import enregistrer, refuser, verrouiller


@transaction.atomic
def rediger_pv(*, reunion: Reunion, par: Compte, texte: str, version: int) -> ProcesVerbal:
    """Write the draft, or write it again. Raises ``ValidationError``, ``TransitionRefusee`` once approved.

    ``version`` is that of the text that was being changed (0: none yet): nobody writes over a text unseen.
    """
    reunion = verrouiller(reunion)
    if reunion.statut != Reunion.Statut.TENUE:
        refuser(NON_FIELD_ERRORS, "Le procès-verbal s'écrit une fois la réunion tenue.")
    pv = reunion.proces_verbaux.courants().first() or ProcesVerbal(reunion=reunion)
    pv.etat = ProcesVerbal.MACHINE.appliquer(pv.etat, "rediger")
    if version != pv.version:
        refuser(
            NON_FIELD_ERRORS,
            "Ce procès-verbal a été modifié pendant que vous l'écriviez. Votre texte est gardé ci-dessous, suivi de "
            "celui qui a été enregistré entre-temps : reprenez dans le vôtre ce qui manque, puis enregistrez.",
        )
    pv.texte, pv.version = texte, version + 1
    enregistrer(pv)
    tracer(acte="pv_redige", objet=pv, par=par, vers=pv.etat, signes=len(texte))
    return pv


@transaction.atomic
def approuver_pv(*, pv: ProcesVerbal, par: Compte, approuve_en: Reunion) -> ProcesVerbal:
    """Seal the draft. Raises ``ValidationError`` unless a later meeting of the same conseil was held."""
    reunion = verrouiller(pv.reunion)
    pv = verrouiller(pv)
    avant, pv.etat = pv.etat, ProcesVerbal.MACHINE.appliquer(pv.etat, "approuver")
    _verifier_approbation(pv, verrouiller(approuve_en))
    pv.approuve_en = approuve_en
    pv.releve = "\n".join(_libelle(decision) for decision in reunion.decisions.all())
    enregistrer(pv)
    tracer(acte="pv_approuve", objet=pv, par=par, de=avant, vers=pv.etat, reunion=approuve_en.pk)
    return pv


@transaction.atomic
def rectifier_pv(*, pv: ProcesVerbal, par: Compte) -> ProcesVerbal:
    """Open a new draft that corrects an approved version; both remain. Raises ``TransitionRefusee``."""
    verrouiller(pv.reunion)
    pv = verrouiller(pv)
    ProcesVerbal.MACHINE.appliquer(pv.etat, "rectifier")
    if ProcesVerbal.objects.filter(rectifie=pv).exists():
        refuser(NON_FIELD_ERRORS, "Cette version a déjà un rectificatif.")
    rectificatif = ProcesVerbal(reunion=pv.reunion, rectifie=pv, texte=pv.texte, version=pv.version + 1)
    enregistrer(rectificatif)
    tracer(acte="pv_rectifie", objet=rectificatif, par=par, vers=rectificatif.etat, rectifie=pv.pk)
    return rectificatif


def garder_les_proces_verbaux(reunion: Reunion) -> None:
    """Refuse a change of a meeting that would make a procès-verbal or a decision untrue."""
    ecrits, approbations = reunion.proces_verbaux.all(), reunion.approbations.all()
    if reunion.statut != Reunion.Statut.TENUE and (ecrits or approbations or reunion.decisions.exists()):
        refuser("statut", "Cette réunion a un procès-verbal ou des décisions, ou en a approuvé un : elle a été tenue.")
    if any(pv.approuve_en and pv.approuve_en.date <= reunion.date for pv in ecrits):
        refuser("date", "Le procès-verbal de cette réunion a été approuvé avant ce jour.")
    if any(pv.approuvable_apres >= reunion.date for pv in approbations):
        refuser("date", "Cette réunion a approuvé le procès-verbal d'une réunion qui aurait lieu plus tard.")
    if reunion.type != Reunion.Type.ASSEMBLEE and reunion.decisions.decidees().exists():
        refuser("type", "Des décisions y ont été prises : elles ne se prennent qu'en assemblée ouverte.")


def _verifier_approbation(pv: ProcesVerbal, approuve_en: Reunion) -> None:
    if approuve_en.conseil_id != pv.reunion.conseil_id:
        refuser("approuve_en", "Cette réunion est celle d'un autre conseil.")
    if approuve_en.statut != Reunion.Statut.TENUE:
        refuser("approuve_en", "Cette réunion n'est pas tenue : elle n'a encore rien approuvé.")
    if approuve_en.date <= pv.approuvable_apres:
        refuser("approuve_en", f"Choisissez une réunion tenue après le {pv.approuvable_apres:%d/%m/%Y}.")


def _libelle(decision: Decision) -> str:
    pour_le = f" (pour le {decision.echeance:%d/%m/%Y})" if decision.echeance else ""
    return f"- {decision.get_nature_display().capitalize()} : {decision.texte}{pour_le}"
