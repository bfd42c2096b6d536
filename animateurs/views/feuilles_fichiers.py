"""A feuille de route as a spreadsheet: out, corrected at leisure, and back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from animateurs.feuilles.suivi import lire_pour
from animateurs.feuilles.tableur import lire, onglet_avancement, onglet_de
from animateurs.forms import ImportForm
from animateurs.models import FeuilleDeRoute
from animateurs.services import feuilles as services
from animateurs.views.aides import version_vue
from animateurs.views.aides_feuilles import adresse, brouillon_ou_retour, contexte_de, droits_sur, feuille_ou_404
from comptes.acces import exige
from comptes.permissions import Permission as P
from socle.tableur import TYPES, Onglet, ecrire
from socle.transitions import TransitionRefusee


@exige(P.FEUILLE_VOIR)
def feuille_exporter(request: HttpRequest, numero: int, exercice: int, forme: str) -> HttpResponse:
    _, feuille = feuille_ou_404(request, numero, exercice)
    onglets = _onglets(request, feuille)
    if forme not in TYPES or not onglets:
        raise Http404
    nom = f"feuille-de-route-{numero}-{exercice}.{forme}"
    entetes = {"Content-Disposition": f'attachment; filename="{nom}"', "Cache-Control": "no-store"}
    return HttpResponse(ecrire(forme, onglets), content_type=TYPES[forme], headers=entetes)


def _onglets(request: HttpRequest, feuille: FeuilleDeRoute) -> list[Onglet]:
    """What this account reads, and where it stands."""
    jour, equipe = timezone.localdate(), droits_sur(feuille, request)["equipe"]
    lue = lire_pour(feuille, jour, equipe=equipe)
    if lue is None:
        return []
    etat = feuille.situation[1] if equipe else f"révision {lue.revision.rang}, validée"
    premiere = onglet_de(feuille, lue.contenu, etat=etat, auteur=str(request.user), jour=jour)
    return [premiere, onglet_avancement([suivie.action for suivie in lue.actions if suivie.action], jour)]


@exige(P.FEUILLE_MODIFIER)
def feuille_importer(request: HttpRequest, numero: int, exercice: int) -> HttpResponse:
    """Everything that is wrong is told at once, and nothing is written until it is right."""
    _, feuille = feuille_ou_404(request, numero, exercice, agir=P.FEUILLE_MODIFIER)
    if retour := brouillon_ou_retour(request, feuille):
        return retour
    formulaire, erreurs = ImportForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and formulaire.is_valid():
        bilan, erreurs = _importer(request, feuille, formulaire.cleaned_data["fichier"])
        if bilan:
            messages.success(request, bilan.phrase)
            return redirect(adresse("feuille", feuille))
        feuille.refresh_from_db(fields=["version"])
    contexte = {"form": formulaire, "erreurs": erreurs, "retour": adresse("feuille", feuille)}
    return render(request, "animateurs/feuilles/importer.html", contexte_de(request, feuille, **contexte))


def _importer(request: HttpRequest, feuille: FeuilleDeRoute, depose: UploadedFile) -> tuple:
    """What was done, or everything that is wrong."""
    lu = lire(feuille, depose.name, depose.read())
    if lu.erreurs:
        return None, lu.erreurs
    try:
        bilan = services.importer(
            feuille=feuille,
            version=version_vue(request),
            par=request.user,
            diagnostic=lu.diagnostic,
            lignes=lu.lignes,
        )
    except ValidationError as refus:
        return None, refus.messages
    except TransitionRefusee as refus:
        return None, [str(refus)]
    return bilan, []
