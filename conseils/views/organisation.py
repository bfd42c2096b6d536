"""Who carries a conseil, what it is lent, the arrêté that set it up: with their history."""

from functools import partial

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import InstallationForm, MoyenForm, PortageForm
from conseils.models import Arrete, ConseilCitoyen, MoyenPrete, PagePublique, Portage
from conseils.reglement import reglement_du
from conseils.services import organisation as services
from conseils.services.portage import modifier_moyen, modifier_portage, ouvrir_portage, preter_moyen
from conseils.views.communs import conseil_ou_404, page, remettre, soumettre


@exige(P.CONSEIL_VOIR)
def organisation(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    contexte = {
        "arrete": Arrete.objects.filter(conseil=conseil).first(),
        "portages": conseil.portages.all(),
        "moyens": conseil.moyens.all(),
        "sieges_ailleurs": conseil.sieges_ailleurs.all(),
        "page_publique": PagePublique.objects.filter(conseil=conseil).first(),
        "reglement": reglement_du(conseil, timezone.localdate()),
    }
    return render(request, "conseils/organisation.html", page(request, conseil, "organisation", **contexte))


@exige(P.CONSEIL_MODIFIER)
def installation(request: HttpRequest, numero: int) -> HttpResponse:
    """Set the conseil up; once it is, complete or correct its arrêté."""
    conseil = conseil_ou_404(request, numero, agir=P.CONSEIL_MODIFIER)
    arrete = Arrete.objects.filter(conseil=conseil).first()
    formulaire = InstallationForm(request.POST or None, request.FILES or None, initial=_connu(conseil, arrete))
    installe = conseil.date_installation is not None
    service = services.corriger_installation if installe else services.installer_conseil
    if soumettre(formulaire, partial(service, conseil=conseil, par=request.user)):
        messages.success(request, "L’installation du conseil est enregistrée.")
        return redirect("organisation", numero)
    contexte = {
        "form": formulaire,
        "arrete": arrete,
        "installe": installe,
        "irreversible": ConseilCitoyen.MACHINE.transitions["revenir"].refus,
        "retour": reverse("organisation", args=[numero]),
    }
    return render(request, "conseils/installation.html", page(request, conseil, "organisation", **contexte))


def _connu(conseil: ConseilCitoyen, arrete: Arrete | None) -> dict:
    connu = {"date_installation": conseil.date_installation}
    return connu | {"reference": arrete.reference, "date_arrete": arrete.date} if arrete else connu


@exige(P.CONSEIL_VOIR)
def arrete_fichier(request: HttpRequest, numero: int) -> FileResponse:
    conseil = conseil_ou_404(request, numero)
    arrete = Arrete.objects.filter(conseil=conseil).exclude(fichier="").first()
    if arrete is None:
        raise Http404
    return remettre(arrete.fichier, f"arrete-installation-{numero}e")


@exige(P.CONSEIL_MODIFIER)
def portage_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.CONSEIL_MODIFIER)
    formulaire = PortageForm(request.POST or None)
    if soumettre(formulaire, partial(ouvrir_portage, conseil=conseil, par=request.user)):
        messages.success(request, "Le portage est enregistré.")
        return redirect("organisation", numero)
    return _formulaire(request, conseil, formulaire, "conseils/portage_ajouter.html")


@exige(P.CONSEIL_MODIFIER)
def portage_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    portage = _du_conseil_ou_404(request, Portage, conseil, pk)
    formulaire = PortageForm(request.POST or None, instance=portage)
    if soumettre(formulaire, partial(modifier_portage, portage=portage, par=request.user)):
        messages.success(request, "Le portage est enregistré.")
        return redirect("organisation", numero)
    return _formulaire(request, conseil, formulaire, "conseils/portage_modifier.html", portage=portage)


@exige(P.CONSEIL_MODIFIER)
def moyen_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.CONSEIL_MODIFIER)
    formulaire = MoyenForm(request.POST or None)
    if soumettre(formulaire, partial(preter_moyen, conseil=conseil, par=request.user)):
        messages.success(request, "Le prêt est enregistré.")
        return redirect("organisation", numero)
    return _formulaire(request, conseil, formulaire, "conseils/moyen_ajouter.html")


@exige(P.CONSEIL_MODIFIER)
def moyen_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    moyen = _du_conseil_ou_404(request, MoyenPrete, conseil, pk)
    formulaire = MoyenForm(request.POST or None, instance=moyen)
    if soumettre(formulaire, partial(modifier_moyen, moyen=moyen, par=request.user)):
        messages.success(request, "Le prêt est enregistré.")
        return redirect("organisation", numero)
    return _formulaire(request, conseil, formulaire, "conseils/moyen_modifier.html", moyen=moyen)


def _du_conseil_ou_404(
    request: HttpRequest, modele: type[Portage | MoyenPrete], conseil: ConseilCitoyen, pk: int
) -> Portage | MoyenPrete:
    objets = modele.objects.filter(conseil=conseil).select_related("conseil")
    return objet_ou_404(objets, request.user, voir=P.CONSEIL_VOIR, agir=P.CONSEIL_MODIFIER, pk=pk)


def _formulaire(request: HttpRequest, conseil: ConseilCitoyen, formulaire, gabarit: str, **contexte) -> HttpResponse:
    retour = reverse("organisation", args=[conseil.arrondissement.numero])
    contexte |= {"form": formulaire, "retour": retour}
    return render(request, gabarit, page(request, conseil, "organisation", **contexte))
