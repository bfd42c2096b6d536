"""« Ce qui vous attend »: what each account has to do, from what it may do.

Each alert states a fact, its date and the one action that clears it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from animateurs.models import ActionFeuille, FeuilleDeRoute, SemaineJournal
from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.assiduite import suivis
from conseils.models import Destinataire, Membre, Reponse, Reunion, Seance, Suite, TacheRetroplanning, VersionReglement
from reporting import alertes_documents
from reporting.alertes import PLAFOND, Alerte
from socle.templatetags.typographie import date_fr

RECENTE = timedelta(days=7)  # how long an answer is news
PREAVIS = timedelta(days=7)  # a step of a back-planning is told that long before its day


def alertes(compte: Compte, jour: date) -> list[Alerte]:
    """Everything that awaits this account today, most pressing first."""
    trouvees = [
        alerte
        for permission, source in SOURCES
        if permission in compte.permissions_en_cours
        for alerte in source(compte, jour)
    ]
    return sorted(trouvees, key=lambda alerte: not alerte.pressant)


def _mes_semaines(compte: Compte, jour: date) -> Iterator[Alerte]:
    siennes = SemaineJournal.objects.pour(compte, P.SEMAINE_SAISIR).filter(lundi__lte=jour).sauf_absences()
    for semaine in siennes.filter(etat__in=SemaineJournal.MODIFIABLES).order_by("lundi")[:PLAFOND]:
        yield _ma_semaine(semaine, jour)


def _ma_semaine(semaine: SemaineJournal, jour: date) -> Alerte:
    du = f"la semaine du {date_fr(semaine.lundi, 'j F')}"
    adresse = reverse("semaine", args=[semaine.lundi])
    if semaine.etat == SemaineJournal.Etat.RENVOYEE:
        return Alerte(f"La coordination vous a renvoyé {du}", "", "Corriger", adresse, pressant=True)
    fin = semaine.lundi + timedelta(days=6)
    if fin < jour:
        echeance = f"échue depuis le {date_fr(fin, 'j F')}"
        return Alerte(f"{du.capitalize()} n'est pas transmise", echeance, "Remplir", adresse, pressant=True)
    return Alerte(f"{du.capitalize()} est en cours", "à transmettre vendredi", "Ouvrir ma semaine", adresse)


def _presences(compte: Compte, jour: date) -> Iterator[Alerte]:
    a_saisir = Reunion.objects.pour(compte, P.REUNION_MODIFIER).presences_a_saisir(jour)
    for reunion in a_saisir.select_related("conseil__arrondissement")[:PLAFOND]:
        numero = reunion.conseil.arrondissement.numero
        yield Alerte(
            f"Présences à saisir : {reunion.intitule}, {reunion.conseil.arrondissement}",
            f"réunion du {date_fr(reunion.date, 'j F')}",
            "Saisir",
            reverse("presences", args=[numero, reunion.pk]),
            pressant=reunion.date < jour - timedelta(days=14),
        )


def _absences(compte: Compte, jour: date) -> Iterator[Alerte]:
    """For the animateur alone: no role that reads figures holds his or her permission."""
    membres = Membre.objects.pour(compte, P.MEMBRE_VOIR)
    a_traiter = [suivi for suivi in suivis(membres, jour) if suivi.a_traiter(jour)]
    for suivi in a_traiter[:PLAFOND]:
        yield Alerte(
            f"{suivi.membre} a manqué {len(suivi.serie)} réunions de suite",
            f"depuis le {date_fr(suivi.serie[0], 'j F')}",
            "Suivre",
            reverse("absences_suivre", args=[suivi.membre.conseil.arrondissement.numero, suivi.membre.pk]),
        )


def _a_revoir(compte: Compte, jour: date) -> Iterator[Alerte]:
    semaines = SemaineJournal.objects.pour(compte, P.SEMAINE_REVOIR)
    transmises = semaines.a_revoir()
    if nombre := transmises.count():
        depuis = date_fr(transmises.first().lundi, "j F")
        yield Alerte(
            f"{nombre} semaine{'s' if nombre > 1 else ''} à revoir",
            f"la plus ancienne du {depuis}",
            "Revoir",
            reverse("semaines"),
        )
    yield from _retards(semaines.en_retard_au(jour))


def _retards(semaines: QuerySet) -> Iterator[Alerte]:
    if nombre := semaines.count():
        plus_ancienne = semaines.order_by("lundi").first()
        yield Alerte(
            f"{nombre} semaine{'s' if nombre > 1 else ''} en retard",
            f"la plus ancienne du {date_fr(plus_ancienne.lundi, 'j F')}",
            "Voir l'équipe",
            reverse("equipe"),
            pressant=True,
        )


def _reglements(institution: str, permission: P) -> Callable[[Compte, date], Iterator[Alerte]]:
    """The règlements adopted that this institution has not verified yet."""

    def source(compte: Compte, jour: date) -> Iterator[Alerte]:
        versions = VersionReglement.objects.pour(compte, permission).a_verifier_par(institution)
        for version in versions.select_related("conseil__arrondissement", "adoptee_en")[:PLAFOND]:
            arrondissement = version.conseil.arrondissement
            yield Alerte(
                f"Un règlement intérieur attend votre vérification : {arrondissement}, {version}",
                f"adopté le {date_fr(version.adoptee_en.date, 'j F Y')}",
                "Vérifier",
                reverse(f"version_verifier_{institution}", args=[arrondissement.numero, version.pk]),
            )

    return source


def _retroplanning(compte: Compte, jour: date) -> Iterator[Alerte]:
    """The steps of the séances that are late or due within a week."""
    taches = TacheRetroplanning.objects.pour(compte, P.INSTANCE_MODIFIER).a_faire_avant(jour + PREAVIS)
    for tache in taches.select_related("jalon", "seance__type", "seance__arrondissement")[:PLAFOND]:
        yield Alerte(
            f"{tache} : {tache.seance.instance}, séance du {date_fr(tache.seance.date, 'j F')}",
            f"pour le {date_fr(tache.pour_le, 'j F')}",
            "Ouvrir la séance",
            reverse("seance", args=[tache.seance_id]),
            pressant=tache.pour_le < jour,
        )


def _seances_muettes(compte: Compte, jour: date) -> Iterator[Alerte]:
    muettes = Seance.objects.pour(compte, P.INSTANCE_MODIFIER).a_renseigner(jour)
    for seance in muettes.select_related("type", "arrondissement")[:PLAFOND]:
        yield Alerte(
            f"S'est-elle tenue ? {seance.instance}",
            f"séance du {date_fr(seance.date, 'j F')}",
            "Renseigner",
            reverse("seance", args=[seance.pk]),
        )


def _avis_a_repondre(compte: Compte, jour: date) -> Iterator[Alerte]:
    """What is addressed to this account's institution and has no final answer."""
    attendus = Destinataire.objects.pour(compte, P.AVIS_REPONDRE).sans_reponse_le(jour).en_attente()
    for adresse in attendus.attendus_d_abord().avec_lecture()[:PLAFOND]:
        pour_le = f"réponse attendue pour le {date_fr(adresse.echeance, 'j F Y')}" if adresse.echeance else ""
        yield Alerte(
            f"{adresse.avis.conseil.nom} : {adresse.avis.titre}",
            pour_le or f"transmis le {date_fr(adresse.avis.transmis_le, 'j F Y')}",
            "Répondre",
            reverse("reponse", args=[adresse.pk]),
            pressant=adresse.en_retard_le(jour),
        )


def _reponses_recues(compte: Compte, jour: date) -> Iterator[Alerte]:
    """The answers of these last days, for those who carry them back to the council."""
    recues = Reponse.objects.pour(compte, P.AVIS_MODIFIER).filter(le__gt=jour - RECENTE, le__lte=jour)
    proches = recues.exclude(par=compte).select_related(
        "destinataire__partenaire", "destinataire__avis__conseil__arrondissement"
    )
    for reponse in proches.order_by("-le", "-pk")[:PLAFOND]:
        avis = reponse.destinataire.avis
        yield Alerte(
            f"{reponse.destinataire} a répondu : {avis.titre}",
            f"reçue le {date_fr(reponse.le, 'j F')}",
            "Lire",
            reverse("suites", args=[avis.conseil.arrondissement.numero]),
        )


def _suites_a_verifier(compte: Compte, jour: date) -> Iterator[Alerte]:
    annoncees = Suite.objects.pour(compte, P.AVIS_MODIFIER).a_verifier()
    proches = annoncees.select_related("reponse__destinataire__avis__conseil__arrondissement")
    for suite in proches[:PLAFOND]:
        numero = suite.reponse.destinataire.avis.conseil.arrondissement.numero
        yield Alerte(
            f"À constater sur place : {suite.action}",
            "annoncée réalisée",
            "Constater",
            reverse("suite_constater", args=[numero, suite.pk]),
        )


def _avis_sans_reponse(compte: Compte, jour: date) -> Iterator[Alerte]:
    retards = Destinataire.objects.pour(compte, P.AVIS_MODIFIER).en_retard_le(jour)
    if nombre := len({destinataire.avis_id for destinataire in retards}):
        yield Alerte(
            f"{nombre} avis sans réponse au-delà du délai",
            f"le plus ancien attendu le {date_fr(retards[0].echeance, 'j F Y')}",
            "Voir les relances",
            reverse("relances"),
            pressant=True,
        )


def _feuilles_a_valider(compte: Compte, jour: date) -> Iterator[Alerte]:
    for feuille in FeuilleDeRoute.objects.pour(compte, P.FEUILLE_VALIDER).a_valider()[:PLAFOND]:
        fait = f"Feuille de route {feuille.exercice} à valider : {feuille.conseil.arrondissement}"
        yield Alerte(fait, "", "Relire", _adresse(feuille))


def _mes_feuilles(compte: Compte, jour: date) -> Iterator[Alerte]:
    """Sent back, then late: one line a feuille, since an action is put right from its feuille."""
    feuilles = FeuilleDeRoute.objects.pour(compte, P.FEUILLE_MODIFIER)
    for feuille in feuilles.renvoyees()[:PLAFOND]:
        fait = f"La coordination vous a renvoyé la feuille de route {feuille.exercice}"
        yield Alerte(fait, feuille.motif_renvoi, "Corriger", _adresse(feuille), pressant=True)
    en_retard = ActionFeuille.objects.pour(compte, P.FEUILLE_MODIFIER).filter(feuille__validee_le__isnull=False)
    for feuille, nombre, echeance in en_retard.retards_par_feuille(jour)[:PLAFOND]:
        s = "s" if nombre > 1 else ""
        yield Alerte(
            f"{nombre} action{s} de la feuille de route {feuille.exercice} en retard",
            f"la plus ancienne du {date_fr(echeance, 'j F')}",
            "Voir",
            _adresse(feuille),
            pressant=True,
        )


def _adresse(feuille: FeuilleDeRoute) -> str:
    return reverse("feuille", args=[feuille.conseil.arrondissement.numero, feuille.exercice])


def _invitations(compte: Compte, jour: date) -> Iterator[Alerte]:
    if nombre := Compte.objects.invites().count():
        yield Alerte(
            f"{nombre} invitation{'s' if nombre > 1 else ''} sans réponse",
            "",
            "Voir les comptes",
            reverse("comptes"),
        )


SOURCES: tuple[tuple[P, Callable[[Compte, date], Iterator[Alerte]]], ...] = (
    (P.SEMAINE_SAISIR, _mes_semaines),
    (P.REUNION_MODIFIER, _presences),
    (P.SEMAINE_SAISIR, _absences),
    (P.SEMAINE_REVOIR, _a_revoir),
    (P.FEUILLE_MODIFIER, _mes_feuilles),
    (P.FEUILLE_VALIDER, _feuilles_a_valider),
    (P.RAPPORT_PUBLIER, alertes_documents.defauts),
    (P.RAPPORT_DEMANDER, alertes_documents.renvoyes),
    (P.RAPPORT_PUBLIER, alertes_documents.valides),
    (P.RAPPORT_PUBLIER, alertes_documents.projets),
    (P.RAPPORT_VALIDER, alertes_documents.soumis),
    (P.REGLEMENT_VERIFIER_PREFECTURE, _reglements("prefecture", P.REGLEMENT_VERIFIER_PREFECTURE)),
    (P.REGLEMENT_VERIFIER_VILLE, _reglements("ville", P.REGLEMENT_VERIFIER_VILLE)),
    (P.INSTANCE_MODIFIER, _retroplanning),
    (P.INSTANCE_MODIFIER, _seances_muettes),
    (P.AVIS_REPONDRE, _avis_a_repondre),
    (P.AVIS_MODIFIER, _reponses_recues),
    (P.AVIS_MODIFIER, _suites_a_verifier),
    (P.AVIS_MODIFIER, _avis_sans_reponse),
    (P.COMPTE_GERER, _invitations),
)
