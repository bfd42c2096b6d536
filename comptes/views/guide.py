"""The guide: its chapters, the search among them, the whole of it on one page to be printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comptes.acces import publique
from comptes.guide import CHAPITRES, chercher, corps, partager, voisins
from comptes.roles import ROLES

RAISON = "le guide sert aussi à qui ne peut pas se connecter"
DEMANDE_MAX = 80  # characters


@publique(RAISON)
@require_safe
def aide(request: HttpRequest) -> HttpResponse:
    demande = request.GET.get("q", "").strip()[:DEMANDE_MAX]
    siens, autres = partager(_roles(request))
    contexte = {
        "demande": demande,
        "trouves": chercher(demande),
        "siens": siens,
        "autres": autres,
        "roles": ROLES.values(),
    }
    return render(request, "aide/index.html", contexte)


@publique(RAISON)
@require_safe
def aide_chapitre(request: HttpRequest, code: str) -> HttpResponse:
    chapitre = CHAPITRES.get(code)
    if chapitre is None:
        raise Http404
    avant, apres = voisins(chapitre)
    contexte = {"chapitre": chapitre, "corps": corps(code), "avant": avant, "apres": apres}
    return render(request, "aide/chapitre.html", contexte)


@publique(RAISON)
@require_safe
def aide_entiere(request: HttpRequest) -> HttpResponse:
    chapitres = [(chapitre, corps(chapitre.code, 3)) for chapitre in CHAPITRES.values()]
    return render(request, "aide/tout.html", {"chapitres": chapitres})


def _roles(request: HttpRequest) -> list[str]:
    if not request.user.is_authenticated:
        return []
    return [habilitation.role for habilitation in request.user.habilitations_en_cours]
