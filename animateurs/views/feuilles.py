"""Feuilles de route: those of a year, those of a conseil, one of them and its states."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from animateurs.feuilles.comparaison import comparer
from animateurs.feuilles.contenu import contenu_de
from animateurs.feuilles.liste import exercices_a_ouvrir, exercices_connus, feuilles_de
from animateurs.feuilles.suivi import lire_pour
from animateurs.forms import DiagnosticForm, MotifForm, OuvrirFeuilleForm, ReporterForm
from animateurs.models import FeuilleDeRoute
from animateurs.services import feuilles as services
from animateurs.views.aides import version_vue
from animateurs.views.aides_feuilles import (
    adresse,
    brouillon_ou_retour,
    contexte_de,
    droits_sur,
    feuille_ou_404,
    rediger,
)
from comptes.acces import exige
from comptes.permissions import Permission as P
from conseils.views.communs import agir, conseil_ou_404, page, soumettre


@exige(P.FEUILLE_VOIR)
def feuilles(request: HttpRequest) -> HttpResponse:
    """One exercice: every conseil that this account sees, with its feuille and its progress."""
    jour = timezone.localdate()
    exercices = exercices_connus(request.user, jour)
    demande = request.GET.get("exercice", "")
    exercice = int(demande) if demande in {str(annee) for annee in exercices} else exercices[0]
    contexte = {
        "exercice": exercice,
        "exercices": exercices,
        "lignes": feuilles_de(request.user, exercice, jour),
    }
    return render(request, "animateurs/feuilles/feuilles.html", contexte)


@exige(P.FEUILLE_VOIR)
def feuilles_du_conseil(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    visibles = FeuilleDeRoute.objects.pour(request.user, P.FEUILLE_VOIR).filter(conseil=conseil)
    contexte = {
        "feuilles": visibles.avec_progres(timezone.localdate()).order_by("-exercice"),
        "peut_ouvrir": not conseil.est_clos and request.user.has_perm(P.FEUILLE_MODIFIER, conseil),
    }
    return render(request, "animateurs/feuilles/conseil.html", page(request, conseil, "feuille", **contexte))


@exige(P.FEUILLE_MODIFIER)
def feuille_ouvrir(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.FEUILLE_MODIFIER)
    retour = reverse("feuilles_du_conseil", args=[numero])
    exercices = exercices_a_ouvrir(conseil, timezone.localdate())
    if not exercices:
        messages.error(request, "Les feuilles de route de cet exercice et du suivant existent déjà.")
        return redirect(retour)
    formulaire = OuvrirFeuilleForm(request.POST or None, exercices=exercices)
    if ouverte := soumettre(formulaire, partial(services.ouvrir_feuille, conseil=conseil, par=request.user)):
        messages.success(request, f"La feuille de route {ouverte.exercice} est ouverte.")
        reste = services.actions_a_reporter(ouverte).exists()
        return redirect("feuille_reporter" if reste else "feuille", numero, ouverte.exercice)
    contexte = {"form": formulaire, "retour": retour}
    return render(request, "animateurs/feuilles/ouvrir.html", page(request, conseil, "feuille", **contexte))


@exige(P.FEUILLE_VOIR)
def feuille(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    """What it says and where each action stands. Those who read what is published see its last revision."""
    _, feuille = feuille_ou_404(request, numero, exercice)
    droits, jour = droits_sur(feuille, request), timezone.localdate()
    lue = lire_pour(feuille, jour, equipe=droits["equipe"])
    if lue is None:
        raise Http404
    contexte = {
        "lue": lue,
        "peut": droits,
        "progres": FeuilleDeRoute.objects.avec_progres(jour).get(pk=feuille.pk),
        "actions_lisibles": droits["equipe"] or feuille.etat == FeuilleDeRoute.Etat.VALIDEE,
        "a_reporter": services.actions_a_reporter(feuille).count() if droits["modifier"] else 0,
    }
    return render(request, "animateurs/feuilles/feuille.html", contexte_de(request, feuille, **contexte))


@exige(P.FEUILLE_MODIFIER)
def feuille_diagnostic(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    _, feuille = feuille_ou_404(request, numero, exercice, agir=P.FEUILLE_MODIFIER)
    if retour := brouillon_ou_retour(request, feuille):
        return retour
    formulaire = DiagnosticForm(request.POST or None, instance=feuille)
    service = partial(services.ecrire_diagnostic, feuille=feuille)
    return rediger(
        request, feuille, formulaire, service, titre="Écrire le diagnostic", fait="Le diagnostic est enregistré."
    )


@exige(P.FEUILLE_MODIFIER)
def feuille_reporter(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    """What is still to do from the year before: carried on, closed, or left for later."""
    _, feuille = feuille_ou_404(request, numero, exercice, agir=P.FEUILLE_MODIFIER)
    if retour := brouillon_ou_retour(request, feuille):
        return retour
    actions = list(services.actions_a_reporter(feuille))
    formulaire = ReporterForm(request.POST or None, actions=actions)
    service = partial(services.reporter_actions, feuille=feuille)
    return rediger(
        request,
        feuille,
        formulaire,
        service,
        titre=f"Reporter les actions de {exercice - 1}",
        fait="Vos choix sont enregistrés. Vérifiez l'échéance des actions reportées.",
        gabarit="animateurs/feuilles/reporter.html",
    )


@exige(P.FEUILLE_MODIFIER)
@require_POST
def feuille_soumettre(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    _, feuille = feuille_ou_404(request, numero, exercice, agir=P.FEUILLE_MODIFIER)
    service = partial(services.soumettre_feuille, feuille=feuille, version=version_vue(request), par=request.user)
    return agir(request, service, "La feuille de route est soumise.", retour=adresse("feuille", feuille))


@exige(P.FEUILLE_VALIDER)
@require_POST
def feuille_valider(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    _, feuille = feuille_ou_404(request, numero, exercice, agir=P.FEUILLE_VALIDER)
    service = partial(services.valider_feuille, feuille=feuille, version=version_vue(request), par=request.user)
    return agir(request, service, "La feuille de route est validée.", retour=adresse("feuille", feuille))


@exige(P.FEUILLE_VALIDER)
def feuille_renvoyer(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    _, feuille = feuille_ou_404(request, numero, exercice, agir=P.FEUILLE_VALIDER)
    formulaire = MotifForm(request.POST or None, label="Ce qu'il faut corriger")
    service = partial(services.renvoyer_feuille, feuille=feuille)
    fait = "La feuille de route est renvoyée à son animateur."
    return rediger(
        request, feuille, formulaire, service, titre="Renvoyer la feuille de route", fait=fait, action="Renvoyer"
    )


@exige(P.FEUILLE_MODIFIER)
def feuille_reviser(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    _, feuille = feuille_ou_404(request, numero, exercice, agir=P.FEUILLE_MODIFIER)
    formulaire = MotifForm(request.POST or None, label="Pourquoi la réviser")
    service = partial(services.reviser_feuille, feuille=feuille)
    fait = "La révision est ouverte ; ses lecteurs gardent la dernière validée."
    return rediger(request, feuille, formulaire, service, titre="Ouvrir une révision", fait=fait, action="Ouvrir")


@exige(P.FEUILLE_VOIR)
def feuille_revisions(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    """Every revision, and two of them compared: the last two unless the address says otherwise."""
    _, feuille = feuille_ou_404(request, numero, exercice)
    droits = droits_sur(feuille, request)
    revisions = list(feuille.revisions.select_related("validee_par").order_by("rang"))
    contenus = {str(revision.rang): revision.contenu for revision in revisions}
    if droits["equipe"] and feuille.etat != FeuilleDeRoute.Etat.VALIDEE:
        contenus["projet"] = contenu_de(feuille)
    avant, apres = _choix(request, list(contenus))
    contexte = {
        "revisions": revisions,
        "choix": [(cle, "Projet en cours" if cle == "projet" else f"Révision {cle}") for cle in contenus],
        "avant": avant,
        "apres": apres,
        "comparaison": comparer(contenus[avant], contenus[apres]) if len(contenus) > 1 else None,
    }
    return render(request, "animateurs/feuilles/revisions.html", contexte_de(request, feuille, **contexte))


def _choix(request: HttpRequest, cles: list[str]) -> tuple[str, str]:
    """The two keys asked for; a wrong one is the usual one."""
    usuels = (cles[-2:] or [""])[0], (cles or [""])[-1]
    demandes = request.GET.get("avant"), request.GET.get("apres")
    return tuple(d if d in cles else usuel for d, usuel in zip(demandes, usuels, strict=True))
