"""What awaits the team about its own work: weeks of the journal, feuilles de route, invitations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from animateurs.models import FeuilleDeRoute, SemaineJournal
from comptes.models import Compte
from comptes.permissions import Permission as P
from reporting.alertes.declaration import PLAFOND, Alerte
from socle.templatetags.typographie import date_fr


def mes_semaines(compte: Compte, jour: date) -> Iterator[Alerte]:
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


def a_revoir(compte: Compte, jour: date) -> Iterator[Alerte]:
    suivi = SemaineJournal.objects.pour(compte, P.SEMAINE_REVOIR).decompte_du_suivi(jour)
    if suivi["a_revoir"]:
        yield Alerte(*_combien(suivi, "a_revoir", "à revoir"), "Revoir", reverse("semaines"))
    if suivi["en_retard"]:
        fait, depuis = _combien(suivi, "en_retard", "en retard")
        yield Alerte(fait, depuis, "Voir l'équipe", reverse("equipe"), pressant=True)


def _combien(suivi: dict, cle: str, quoi: str) -> tuple[str, str]:
    nombre, depuis = suivi[cle], date_fr(suivi[f"{cle}_depuis"], "j F")
    return f"{nombre} semaine{'s' if nombre > 1 else ''} {quoi}", f"la plus ancienne du {depuis}"


def feuilles_a_valider(compte: Compte, jour: date) -> Iterator[Alerte]:
    for feuille in FeuilleDeRoute.objects.pour(compte, P.FEUILLE_VALIDER).a_valider()[:PLAFOND]:
        fait = f"Feuille de route {feuille.exercice} à valider : {feuille.conseil.arrondissement}"
        yield Alerte(fait, "", "Relire", _adresse(feuille))


def mes_feuilles(compte: Compte, jour: date) -> Iterator[Alerte]:
    """Sent back, then late: one line a feuille, since an action is put right from its feuille. In one query."""
    feuilles = list(FeuilleDeRoute.objects.pour(compte, P.FEUILLE_MODIFIER).a_reprendre(jour))
    for feuille in [feuille for feuille in feuilles if feuille.renvoyee][:PLAFOND]:
        fait = f"La coordination vous a renvoyé la feuille de route {feuille.exercice}"
        yield Alerte(fait, feuille.motif_renvoi, "Corriger", _adresse(feuille), pressant=True)
    for feuille in [feuille for feuille in feuilles if feuille.validee_le and feuille.retards][:PLAFOND]:
        s = "s" if feuille.retards > 1 else ""
        yield Alerte(
            f"{feuille.retards} action{s} de la feuille de route {feuille.exercice} en retard",
            f"la plus ancienne du {date_fr(feuille.retard_depuis, 'j F')}",
            "Voir",
            _adresse(feuille),
            pressant=True,
        )


def _adresse(feuille: FeuilleDeRoute) -> str:
    return reverse("feuille", args=[feuille.conseil.arrondissement.numero, feuille.exercice])


def invitations(compte: Compte, jour: date) -> Iterator[Alerte]:
    if nombre := Compte.objects.invites().count():
        yield Alerte(
            f"{nombre} invitation{'s' if nombre > 1 else ''} sans réponse",
            "",
            "Voir les comptes",
            reverse("comptes"),
        )
