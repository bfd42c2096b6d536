"""One act of a conseil told on a day: to whom, what was answered by then, what followed."""

from __future__ import annotations

from datetime import date

from conseils.models import Avis, Destinataire, Reponse, Suite
from reporting.rapports.communs import donnees as d
from reporting.rapports.communs.libelles import majuscule
from socle.templatetags.typographie import date_fr

PLURIEL = 2


def acte_au(avis: Avis, le: date) -> d.Acte:
    return d.Acte(
        numero=avis.numero,
        type=majuscule(avis.get_type_display()),
        titre=avis.titre,
        objectifs=tuple(str(o) for o in avis.objectifs.all()) or ((avis.sujet_libre,) if avis.sujet_libre else ()),
        transmis_le=avis.transmis_le,
        votes=_votes(avis),
        divergences=tuple(divergence.texte for divergence in avis.divergences.all()),
        adresses=tuple(_adresse(destinataire, avis, le) for destinataire in avis.destinataires.all()),
    )


def _votes(avis: Avis) -> str:
    if avis.voix_pour is None:
        return ""
    abstentions = "abstention" if avis.abstentions < PLURIEL else "abstentions"
    return f"{avis.voix_pour} pour, {avis.voix_contre} contre, {avis.abstentions} {abstentions}"


def _adresse(destinataire: Destinataire, avis: Avis, le: date) -> d.ActeAdresse:
    connues = [r for r in destinataire.reponses.all() if r.le <= le]
    repondu_le = min((r.le for r in connues if r.sens in Reponse.FINALES), default=None)
    return d.ActeAdresse(
        institution=destinataire.partenaire.nom,
        reponse=_reponse(destinataire, connues, le),
        repondu_le=repondu_le,
        delai=repondu_le and (repondu_le - avis.transmis_le).days,
        suites=tuple(_suite(s, le) for r in connues for s in r.suites.all()),
    )


def _reponse(destinataire: Destinataire, connues: list[Reponse], le: date) -> str:
    """Where the answer stands on that day. A tacit agreement is an answer; a late one says so."""
    finales = [r for r in connues if r.sens in Reponse.FINALES]
    if finales:
        retard = ", hors délai" if any(r.hors_delai for r in connues) else ""
        return f"{majuscule(finales[-1].get_sens_display())}{retard}"
    echeance = destinataire.echeance
    if echeance and echeance < le:
        return "Le silence vaut accord" if destinataire.tacite else f"En retard, attendue le {date_fr(echeance)}"
    if connues:
        return f"À l’étude jusqu’au {date_fr(connues[-1].etude_jusqu_au)}"
    return f"Attendue le {date_fr(echeance)}" if echeance else "Attendue, sans délai fixé"


def _suite(suite: Suite, le: date) -> d.SuiteEngagee:
    constat = next((c for c in reversed(suite.constats.all()) if c.le <= le), None)
    return d.SuiteEngagee(
        action=suite.action,
        responsable=suite.responsable,
        echeance=suite.echeance,
        etat=suite.get_etat_display(),
        effet=constat.get_resultat_display() if constat else "",
        preuve=constat.preuve if constat else "",
    )
