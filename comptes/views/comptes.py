"""The administration of accounts: who may sign in, and with which roles."""

from functools import partial

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from comptes.acces import exige, identite_confirmee
from comptes.courriels import CourrielNonParti
from comptes.forms import EffacementForm, FermetureForm, InstitutionForm, InvitationForm, RetraitMfaForm
from comptes.historique import historique
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.roles import ROLES
from comptes.services import comptes as services
from comptes.services import mfa
from comptes.views.communs import soumettre
from socle.methodes import saisie

PAR_PAGE = 25


@exige(P.COMPTE_GERER)
@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    recherche = request.GET.get("q", "").strip()
    comptes = Compte.objects.rechercher(recherche).avec_roles_du_jour()
    page = Paginator(comptes, PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "comptes/liste.html", {"page": page, "recherche": recherche})


@exige(P.COMPTE_GERER)
@identite_confirmee
def inviter(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    try:
        if compte := soumettre(form, partial(services.inviter, par=request.user)):
            messages.success(request, f"L’invitation est partie à {compte.email}.")
            return redirect("compte", compte.pk)
    except CourrielNonParti as erreur:
        messages.warning(request, f"Le compte est ouvert. {erreur} Renvoyez l’invitation plus tard.")
        return redirect("compte", erreur.compte.pk)
    return render(request, "comptes/inviter.html", {"form": form, "roles": ROLES.values()})


@exige(P.COMPTE_GERER)
@require_safe
def fiche(request: HttpRequest, pk: int) -> HttpResponse:
    compte = get_object_or_404(Compte.objects.select_related("institution"), pk=pk)
    habilitations = compte.habilitations.select_related("arrondissement").order_by("-debut", "role")
    contexte = {
        "compte": compte,
        "habilitations": habilitations,
        "historique": historique(compte),
        "mfa": is_mfa_enabled(compte),
    }
    return render(request, "comptes/fiche.html", contexte)


@exige(P.COMPTE_GERER)
@require_POST
def renvoyer_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    compte = get_object_or_404(Compte, pk=pk)
    try:
        services.renvoyer_invitation(compte=compte, par=request.user)
    except ValidationError as refus:
        messages.warning(request, refus.messages[0])
    except CourrielNonParti as erreur:
        messages.warning(request, f"{erreur} Réessayez plus tard.")
    else:
        messages.success(request, f"L’invitation est repartie à {compte.email}.")
    return redirect("compte", compte.pk)


@exige(P.COMPTE_GERER)
def institution(request: HttpRequest, pk: int) -> HttpResponse:
    compte = get_object_or_404(Compte, pk=pk)
    form = InstitutionForm(saisie(request), initial={"institution": compte.institution_id})
    if soumettre(form, partial(services.definir_institution, compte=compte, par=request.user)):
        messages.success(request, "L’institution représentée est enregistrée.")
        return redirect("compte", compte.pk)
    return render(request, "comptes/institution.html", {"form": form, "compte": compte})


@exige(P.COMPTE_GERER)
@identite_confirmee
def fermer(request: HttpRequest, pk: int) -> HttpResponse:
    compte = get_object_or_404(Compte, pk=pk)
    form = FermetureForm(saisie(request))
    if soumettre(form, partial(services.fermer_compte, compte=compte, par=request.user)):
        messages.success(request, f"Compte fermé : {compte}.")
        return redirect("compte", compte.pk)
    return render(request, "comptes/fermer.html", {"form": form, "compte": compte})


@exige(P.COMPTE_GERER)
@identite_confirmee
def effacer(request: HttpRequest, pk: int) -> HttpResponse:
    compte = get_object_or_404(Compte, pk=pk)
    form = EffacementForm(saisie(request))
    if soumettre(form, partial(services.effacer_compte, compte=compte, par=request.user)):
        messages.success(request, "Les données de cette personne sont effacées. Ce qu’elle a saisi reste, sans nom.")
        return redirect("compte", compte.pk)
    return render(request, "comptes/effacer.html", {"form": form, "compte": compte})


@exige(P.COMPTE_GERER)
@require_POST
def rouvrir(request: HttpRequest, pk: int) -> HttpResponse:
    compte = get_object_or_404(Compte, pk=pk)
    try:
        services.rouvrir_compte(compte=compte, par=request.user)
    except ValidationError as refus:
        messages.warning(request, refus.messages[0])
    else:
        messages.success(request, f"Compte rouvert : {compte}.")
    return redirect("compte", compte.pk)


@exige(P.COMPTE_GERER)
@identite_confirmee
def retirer_mfa(request: HttpRequest, pk: int) -> HttpResponse:
    compte = get_object_or_404(Compte, pk=pk)
    form = RetraitMfaForm(saisie(request))
    try:
        if soumettre(form, partial(mfa.retirer, compte=compte, par=request.user)):
            messages.success(request, f"Double authentification retirée : {compte}.")
            return redirect("compte", compte.pk)
    except CourrielNonParti as erreur:
        messages.warning(request, f"La double authentification est retirée. {erreur} Prévenez la personne.")
        return redirect("compte", compte.pk)
    return render(request, "comptes/retirer_mfa.html", {"form": form, "compte": compte})
