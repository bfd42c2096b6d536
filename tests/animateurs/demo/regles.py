"""The rules that the services keep, asked of the whole base at once.

The demonstration writes in bulk, so nothing has refused anything yet: each function returns what breaks
a rule, and ``manquements`` must find nothing whatever the day of the installation.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models

from animateurs.models import Affectation, LigneJournal, SemaineJournal
from animateurs.services.journal import ouvrir_semaines
from comptes.models import Compte, Habilitation, LigneAudit
from conseils.models import (
    Acteur,
    Arrete,
    Avis,
    ComptageEloignes,
    ComptagePublic,
    ConseilCitoyen,
    Constat,
    DecisionInstance,
    DelegationSeance,
    Destinataire,
    Divergence,
    EvaluationAutonomie,
    Expression,
    Formation,
    Interlocuteur,
    Mandat,
    Membre,
    MoyenPrete,
    ParticipationFormation,
    Portage,
    Presence,
    Reponse,
    Representation,
    Reunion,
    Seance,
    Suite,
    VerificationReglement,
    VersionReglement,
)
from socle.ouvres import nom_ferie

ECRITS = (
    Compte,
    Habilitation,
    ConseilCitoyen,
    Membre,
    Mandat,
    Reunion,
    Presence,
    ComptagePublic,
    ComptageEloignes,
    Affectation,
    SemaineJournal,
    LigneJournal,
    LigneAudit,
    Arrete,
    MoyenPrete,
    Portage,
    VersionReglement,
    VerificationReglement,
    Formation,
    EvaluationAutonomie,
    Expression,
    Acteur,
    Interlocuteur,
    Avis,
    Destinataire,
    Divergence,
    Reponse,
    Suite,
    Constat,
)


def manquements(jour: date) -> list[str]:
    return [
        *champs_refuses(),
        *lignes_mal_placees(jour),
        *journees_trop_longues(),
        *semaines_manquantes(jour),
        *etats_sans_histoire(jour),
        *habilitations_sans_affectation(),
        *presences_hors_mandat(),
        *pouvoirs_boiteux(),
        *reunions_mal_datees(jour),
        *comptages_absurdes(),
        *savoirs_impossibles(jour),
        *instances_mal_tenues(jour),
        *sieges_mal_tenus(),
    ]


def champs_refuses() -> Iterator[str]:
    """Lengths, choices and formats, which bulk writing does not check. Foreign keys are the database's."""
    for modele in ECRITS:
        cles = {champ.name for champ in modele._meta.fields if isinstance(champ, models.ForeignKey)}
        for objet in modele.objects.all():
            try:
                objet.clean_fields(exclude=cles | {"password", "detail", "par_id"})
            except ValidationError as refus:
                yield f"{modele.__name__} {objet.pk} : {refus}"


def lignes_mal_placees(jour: date) -> Iterator[str]:
    perimetres = defaultdict(set)
    for conseil, quartier in ConseilCitoyen.quartiers.through.objects.values_list("conseilcitoyen", "quartier"):
        perimetres[conseil].add(quartier)
    for ligne in LigneJournal.objects.select_related("semaine__affectation", "reunion"):
        affectation, le = ligne.semaine.affectation, ligne.date_du_jour
        if not affectation.debut <= le <= min(affectation.fin or jour, jour) or nom_ferie(le):
            yield f"ligne du {le} hors de l'affectation, à venir ou fériée"
        if ligne.jour > 4 and not ligne.motif_weekend:
            yield f"ligne du {le} sans motif"
        if ligne.quartier_id and ligne.quartier_id not in perimetres[affectation.conseil_id]:
            yield f"ligne du {le} hors du périmètre"
        reunion = ligne.reunion
        if reunion and (reunion.date, reunion.conseil_id) != (le, affectation.conseil_id):
            yield f"ligne du {le} liée à une autre réunion"
        if reunion and (reunion.statut == "annulee" or ligne.public):
            yield f"ligne du {le} : réunion annulée ou public compté deux fois"


def journees_trop_longues() -> Iterator[str]:
    minutes = Counter()
    for animateur, lundi, rang, duree in LigneJournal.objects.values_list(
        "semaine__affectation__animateur", "semaine__lundi", "jour", "minutes"
    ):
        minutes[animateur, lundi, rang] += duree
    return (f"{total} minutes le jour {cle}" for cle, total in minutes.items() if total > 12 * 60)


def semaines_manquantes(jour: date) -> Iterator[str]:
    """The scheduler finds nothing to open, and no week begins after today."""
    ouvertes = ouvrir_semaines(jour)
    if ouvertes:
        yield f"{ouvertes} semaines récentes manquaient"
    for affectation in Affectation.objects.prefetch_related("semaines"):
        lundis = sorted(semaine.lundi for semaine in affectation.semaines.all())
        if any(suivant - lundi != timedelta(weeks=1) for lundi, suivant in pairwise(lundis)):
            yield f"{affectation} : un trou dans les semaines"
        if not lundis[0] <= affectation.debut < lundis[0] + timedelta(weeks=1) or lundis[-1] > jour:
            yield f"{affectation} : semaines hors de l'affectation"


def etats_sans_histoire(jour: date) -> Iterator[str]:
    """The audit trail leads to the state and the dates that the week shows, without a day to come."""
    traces = defaultdict(list)
    for trace in LigneAudit.objects.filter(objet_type="animateurs.semainejournal").order_by("quand"):
        traces[trace.objet_id].append(trace)
    for semaine in SemaineJournal.objects.select_related("affectation").annotate(n=models.Count("lignes")):
        histoire = traces[semaine.pk]
        etats = ["ouverte", *(trace.vers for trace in histoire)]
        transmises = [trace.quand for trace in histoire if trace.acte == "semaine.transmettre"]
        if [trace.de for trace in histoire] != etats[:-1] or semaine.etat != etats[-1]:
            yield f"{semaine} : état {semaine.etat}, histoire {etats}"
        if semaine.transmise_le != (transmises[-1] if transmises else None):
            yield f"{semaine} : date de transmission"
        if transmises and transmises[0].date() < semaine.transmissible_des:
            yield f"{semaine} : transmise avant la fin de la semaine"
        if histoire and histoire[-1].quand.date() >= jour:
            yield f"{semaine} : acte à venir"
        if transmises and bool(semaine.n) == semaine.rien_a_signaler:
            yield f"{semaine} : vide sans le dire, ou l'inverse"


def habilitations_sans_affectation() -> Iterator[str]:
    roles = Habilitation.objects.filter(role="animateur").values_list("compte", "arrondissement", "debut", "fin")
    postes = Affectation.objects.values_list("animateur", "conseil__arrondissement", "debut", "fin")
    return (f"rôle et affectation divergent : {ecart}" for ecart in set(roles) ^ set(postes))


def presences_hors_mandat() -> Iterator[str]:
    mandats = {mandat.membre_id: mandat for mandat in Mandat.objects.all()}
    for presence in Presence.objects.select_related("reunion", "membre"):
        mandat, reunion = mandats[presence.membre_id], presence.reunion
        if presence.membre.conseil_id != reunion.conseil_id or not mandat.couvre(reunion.date):
            yield f"{presence} hors mandat"


def pouvoirs_boiteux() -> Iterator[str]:
    """A proxy is held by somebody who came."""
    venus = set(Presence.objects.presents().values_list("reunion", "membre"))
    for presence in Presence.objects.filter(nature="represente"):
        if (presence.reunion_id, presence.pouvoir_a_id) not in venus:
            yield f"{presence} : pouvoir à un absent"


def reunions_mal_datees(jour: date) -> Iterator[str]:
    for reunion in Reunion.objects.all():
        if nom_ferie(reunion.date) or reunion.date.weekday() > 4 + (reunion.type == "marche"):
            yield f"{reunion} un jour chômé"
        if reunion.statut == "tenue" and reunion.date >= jour:
            yield f"{reunion} tenue avant sa date"
        if reunion.date.month == 8 and not reunion.date > jour - timedelta(days=14):
            yield f"{reunion} en août"


def comptages_absurdes() -> Iterator[str]:
    publics = Counter()
    for reunion, sexe, nombre in ComptagePublic.objects.values_list("reunion", "sexe", "nombre"):
        publics[reunion, sexe] += nombre
        publics[reunion] += nombre
    for comptage in ComptageEloignes.objects.all():
        if comptage.reponses > publics[comptage.reunion_id, comptage.sexe]:
            yield f"{comptage} : plus de réponses que de personnes"
    for reunion in Reunion.objects.filter(presences_saisies=True).prefetch_related("presences"):
        if not publics[reunion.pk] and not reunion.presences.all():
            yield f"{reunion} : personne"


def savoirs_impossibles(jour: date) -> Iterator[str]:
    """People trained outside their mandat, or half-years not begun."""
    mandats = {mandat.membre_id: mandat for mandat in Mandat.objects.all()}
    for participation in ParticipationFormation.objects.select_related("delegation__formation"):
        if not mandats[participation.membre_id].couvre(participation.delegation.formation.debut):
            yield f"{participation} hors mandat"
    for evaluation in EvaluationAutonomie.objects.all():
        if date(evaluation.annee, 1 if evaluation.semestre == 1 else 7, 1) > jour:
            yield f"{evaluation} évalué avant d'avoir commencé"
    yield from (f"{e} à venir" for e in Expression.objects.filter(date__gt=jour))


def instances_mal_tenues(jour: date) -> Iterator[str]:
    for seance in Seance.objects.all():
        if (seance.statut == "tenue") is not (seance.date < jour):
            yield f"séance du {seance.date} : {seance.statut}"
    for decision in DecisionInstance.objects.select_related("seance"):
        if decision.seance.statut != "tenue" or decision.echeance < decision.seance.date:
            yield f"décision {decision.pk} avant sa séance, ou d'une séance qui n'est pas tenue"
        if decision.close_le and not decision.seance.date <= decision.close_le <= jour:
            yield f"décision {decision.pk} close le {decision.close_le}"


def sieges_mal_tenus() -> Iterator[str]:
    for delegation in DelegationSeance.objects.select_related("seance", "restitue_en"):
        if delegation.restitue_en and delegation.restitue_en.date < delegation.seance.date:
            yield f"{delegation} : restituée avant la séance"
    for siege in Representation.objects.select_related("delegation__seance"):
        seance = siege.delegation.seance
        if not Membre.objects.en_mandat_le(seance.date).filter(pk=siege.membre_id).exists():
            yield f"siège {siege.pk} sans mandat le {seance.date}"
        if siege.presence != "inconnue" and seance.statut != "tenue":
            yield f"siège {siege.pk} : présence à une séance qui n'est pas tenue"
