"""The documents drawn when asked for, each at the address of the thing it is about."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from animateurs.feuilles.contenu import derniere_revision
from animateurs.models import FeuilleDeRoute, Passation, SemaineJournal
from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.emargement import feuille
from conseils.models import Reunion, Tirage
from conseils.services.emargement import figer_feuille
from reporting.rapports.pieces import dessiner


def fichier(code: str, objet: Model, nom: str, *, joint: bool = False) -> HttpResponse:
    """The PDF, under this name: to read in the browser, or to keep (``joint``). No cache keeps a copy."""
    disposition = "attachment" if joint else "inline"
    entetes = {"Content-Disposition": f'{disposition}; filename="{nom}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(dessiner(code, objet).octets, content_type="application/pdf", headers=entetes)


@exige(P.REUNION_MODIFIER)
def emargement(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    """POST gives a number to every membre, then shows the sheet; GET prints numbers already given.

    Printing gives numbers for good, which a page asked for with GET may not do: while one is missing, GET
    leads back to the meeting and its button.
    """
    reunion = objet_ou_404(
        Reunion.objects.filter(conseil__arrondissement__numero=numero).select_related("conseil__arrondissement"),
        request.user,
        voir=P.CONSEIL_VOIR,
        agir=P.REUNION_MODIFIER,
        pk=pk,
    )
    if not request.user.has_perm(P.MEMBRE_VOIR, reunion):
        raise PermissionDenied
    if request.method == "POST":
        figer_feuille(reunion=reunion, par=request.user)
        return redirect("emargement", numero, pk)
    if not all(ligne.figee for ligne in feuille(reunion)):
        return redirect("reunion", numero, pk)
    return fichier("emargement", reunion, f"emargement-{numero}-{reunion.date:%Y-%m-%d}")


@exige(P.FEUILLE_VOIR)
def feuille_pdf(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    """The last revision; before the first one, the draft, for those who write and validate it."""
    feuille = objet_ou_404(
        FeuilleDeRoute.objects.filter(conseil__arrondissement__numero=numero).pour_ecran(),
        request.user,
        voir=P.FEUILLE_VOIR,
        exercice=exercice,
    )
    revision = derniere_revision(feuille)
    if revision is None and feuille.validee_le:
        raise Http404
    return fichier("feuille-de-route", feuille, f"feuille-de-route-{numero}-{exercice}{'' if revision else '-projet'}")


@exige(P.MEMBRE_VOIR)
def passation_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    parmi = Passation.objects.select_related("affectation__conseil__arrondissement", "faite_par")
    passation = objet_ou_404(parmi, request.user, voir=P.MEMBRE_VOIR, pk=pk)
    numero = passation.affectation.conseil.arrondissement.numero
    return fichier("passation", passation, f"passation-{numero}-{passation.dernier_jour:%Y-%m-%d}")


@exige(P.SEMAINE_VOIR)
def semaine_pdf(request: HttpRequest, lundi: date, affectation: int) -> HttpResponse:
    parmi = SemaineJournal.objects.pour_ecran()
    semaine = objet_ou_404(parmi, request.user, voir=P.SEMAINE_VOIR, lundi=lundi, affectation=affectation)
    numero = semaine.affectation.conseil.arrondissement.numero
    return fichier("releve-semaine", semaine, f"semaine-{numero}-{lundi:%Y-%m-%d}")


@exige(P.CONSEIL_VOIR)
def tirage_pv(request: HttpRequest, numero: str) -> HttpResponse:
    parmi = Tirage.objects.select_related("conseil__arrondissement")
    tirage = objet_ou_404(parmi, request.user, voir=P.CONSEIL_VOIR, numero=numero)
    if tirage.en_preparation:
        raise Http404
    return fichier("pv-tirage", tirage, f"{tirage.numero}-pv", joint=True)
