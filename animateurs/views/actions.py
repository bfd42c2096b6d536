"""One action of a feuille de route: what it says, everything that moved it, what becomes of it."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from animateurs.feuilles.contenu import CHAMPS, action_lisible, contenu_action
from animateurs.forms import ActionForm, AvancerActionForm, LiensForm
from animateurs.models import ActionFeuille, LigneJournal
from animateurs.services import feuilles as services
from animateurs.views.aides import version_vue
from animateurs.views.aides_feuilles import (
    action_ou_404,
    adresse,
    brouillon_ou_retour,
    contexte_de,
    droits_sur,
    feuille_ou_404,
    rediger,
)
from comptes.acces import exige
from comptes.permissions import Permission as P
from conseils.forms import ConfirmationForm
from conseils.views.communs import agir


@exige(P.FEUILLE_VOIR)
def action_feuille(request: HttpRequest, numero: int, exercice: int, pk: int) -> HttpResponse:
    """Everything that moved it. The lines of the journal are shown to those who may read them."""
    _, action = action_ou_404(request, numero, exercice, pk)
    lignes = LigneJournal.objects.pour(request.user, P.SEMAINE_VOIR).filter(action=action)
    contexte = {
        "action": action,
        "lisible": [
            (CHAMPS[champ], texte) for champ, texte in action_lisible(contenu_action(action)).items() if texte
        ],
        "situation": action.situation_le(timezone.localdate()),
        "lignes": lignes.de_l_action(),
        "reunions": action.reunions.order_by("-date", "pk"),
        "initiatives": action.initiatives.prefetch_related("jalons"),
        "peut": droits_sur(action.feuille, request),
        "suite": ActionFeuille.objects.filter(reporte=action).select_related("feuille").first(),
    }
    return render(request, "animateurs/feuilles/action.html", contexte_de(request, action.feuille, **contexte))


@exige(P.FEUILLE_MODIFIER)
def action_ajouter(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    _, feuille = feuille_ou_404(request, numero, exercice, agir=P.FEUILLE_MODIFIER)
    if retour := brouillon_ou_retour(request, feuille):
        return retour
    formulaire = ActionForm(request.POST or None, feuille=feuille)
    service = partial(services.ajouter_action, feuille=feuille)
    return rediger(request, feuille, formulaire, service, titre="Ajouter une action", fait="L'action est ajoutée.")


@exige(P.FEUILLE_MODIFIER)
def action_modifier(request: HttpRequest, numero: int, exercice: int, pk: int) -> HttpResponse:
    _, action = action_ou_404(request, numero, exercice, pk, agir=P.FEUILLE_MODIFIER)
    if retour := brouillon_ou_retour(request, action.feuille):
        return retour
    formulaire = ActionForm(request.POST or None, instance=action, feuille=action.feuille)
    service = partial(services.modifier_action, action=action)
    fait = "L'action est enregistrée."
    return rediger(request, action.feuille, formulaire, service, titre="Modifier l'action", fait=fait)


@exige(P.FEUILLE_MODIFIER)
@require_POST
def action_deplacer(request: HttpRequest, numero: int, exercice: int, pk: int) -> HttpResponse:
    _, action = action_ou_404(request, numero, exercice, pk, agir=P.FEUILLE_MODIFIER)
    sens = "monter" if request.POST.get("sens") == "monter" else "descendre"
    service = partial(
        services.deplacer_action, action=action, version=version_vue(request), par=request.user, sens=sens
    )
    return agir(request, service, "L'ordre est changé.", retour=adresse("feuille", action.feuille))


@exige(P.FEUILLE_MODIFIER)
def action_retirer(request: HttpRequest, numero: int, exercice: int, pk: int) -> HttpResponse:
    _, action = action_ou_404(request, numero, exercice, pk, agir=P.FEUILLE_MODIFIER)
    retour = adresse("feuille", action.feuille)
    if request.method == "POST":
        service = partial(services.retirer_action, action=action, version=version_vue(request), par=request.user)
        return agir(request, service, "L'action est retirée.", retour=retour)
    contexte = {"action": action, "form": ConfirmationForm(), "retour": retour}
    return render(request, "animateurs/feuilles/retirer.html", contexte_de(request, action.feuille, **contexte))


@exige(P.FEUILLE_MODIFIER)
def action_avancer(request: HttpRequest, numero: int, exercice: int, pk: int) -> HttpResponse:
    _, action = action_ou_404(request, numero, exercice, pk, agir=P.FEUILLE_MODIFIER)
    formulaire = AvancerActionForm(request.POST or None, action=action)
    service = partial(services.avancer_action, action=action)
    return _suivre(request, action, formulaire, service, titre="Dire où en est l'action")


@exige(P.FEUILLE_MODIFIER)
def action_lier(request: HttpRequest, numero: int, exercice: int, pk: int) -> HttpResponse:
    _, action = action_ou_404(request, numero, exercice, pk, agir=P.FEUILLE_MODIFIER)
    formulaire = LiensForm(request.POST or None, instance=action, feuille=action.feuille)
    service = partial(services.lier_action, action=action)
    return _suivre(request, action, formulaire, service, titre="Relier des réunions et des initiatives")


def _suivre(request: HttpRequest, action, formulaire, service, *, titre: str) -> HttpResponse:
    """A form about a validated action; before that there is nothing to follow."""
    retour = adresse("action_feuille", action.feuille, action.pk)
    if action.feuille.validee_le is None:
        messages.error(request, "Une action se suit une fois la feuille de route validée.")
        return redirect(retour)
    return rediger(
        request,
        action.feuille,
        formulaire,
        service,
        titre=titre,
        fait="C'est enregistré.",
        retour=retour,
        avec_version=False,
        action=action,
    )
