"""Personal data: the public notice, the register, the proofs, and one's own file."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comptes.acces import exige, publique, tout_compte
from comptes.dossier import Rubrique, dossier, en_json
from comptes.models import LectureDonnees, Purge
from comptes.permissions import Permission as P
from comptes.porte import detient
from socle.rgpd import Fiche, registre

PAR_PAGE = 50


@publique("chacun doit savoir ce qui est conservé de lui, habitants compris")
@require_safe
def donnees_personnelles(request: HttpRequest) -> HttpResponse:
    suivre = request.user.is_authenticated and detient(request.user, P.DONNEES_SUIVRE)
    contexte = {"fiches": _fiches(), "organismes": organismes(), "perms_donnees": suivre}
    return render(request, "pages/donnees_personnelles.html", contexte)


@exige(P.DONNEES_SUIVRE)
@require_safe
def traitements(request: HttpRequest) -> HttpResponse:
    """The register of article 30, one section by purpose."""
    fiches = _fiches()
    sections = [
        (traitement, [ligne for ligne in fiches if ligne["fiche"].traitement == traitement.code])
        for traitement in registre().traitements.values()
    ]
    return render(request, "comptes/traitements.html", {"sections": sections, "organismes": organismes()})


@exige(P.DONNEES_SUIVRE)
@require_safe
def purges(request: HttpRequest) -> HttpResponse:
    """What was forgotten each night, and the rules that say so."""
    page = Paginator(Purge.objects.all(), PAR_PAGE).get_page(request.GET.get("page"))
    lignes = [(purge, _nombres(purge), [_titre(code) for code in purge.echecs]) for purge in page]
    return render(
        request, "comptes/purges.html", {"page": page, "lignes": lignes, "regles": registre().regles.values()}
    )


@exige(P.DONNEES_SUIVRE)
@require_safe
def lectures(request: HttpRequest) -> HttpResponse:
    page = Paginator(LectureDonnees.objects.all(), PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "comptes/lectures.html", {"page": page})


@tout_compte("chacun voit ce qui est conservé de lui")
@require_safe
def mes_donnees(request: HttpRequest) -> HttpResponse:
    return render(request, "comptes/mes_donnees.html", {"rubriques": dossier(request.user)})


@tout_compte("chacun emporte ce qui est conservé de lui")
@require_safe
def mes_donnees_document(request: HttpRequest) -> HttpResponse:
    return montrer_dossier(request, str(request.user), dossier(request.user), retour=reverse("mes_donnees"))


@tout_compte("chacun emporte ce qui est conservé de lui")
@require_safe
def mes_donnees_fichier(request: HttpRequest) -> JsonResponse:
    return remettre_dossier(en_json(dossier(request.user)), "mes-donnees")


def montrer_dossier(request: HttpRequest, personne: str, rubriques: list[Rubrique], *, retour: str) -> HttpResponse:
    """The whole file as a document to print."""
    contexte = {"personne": personne, "rubriques": rubriques, "organismes": organismes(), "retour": retour}
    return render(request, "comptes/dossier_document.html", contexte)


def remettre_dossier(contenu: list[dict], nom: str) -> JsonResponse:
    """A file that people can read and machines too."""
    options = {"ensure_ascii": False, "indent": 2}
    reponse = JsonResponse(contenu, safe=False, json_dumps_params=options)
    reponse["Content-Disposition"] = f'attachment; filename="{nom}.json"'
    return reponse


def organismes() -> list[tuple[str, str]]:
    """Who answers for the data; empty until the installation says it."""
    return list(settings.ORGANISMES_DONNEES.items())


def _fiches() -> list[dict]:
    return [_ligne(fiche) for fiche in registre().fiches.values()]


def _ligne(fiche: Fiche) -> dict:
    return {"fiche": fiche, "regle": registre().regles[fiche.regle]}


def _nombres(purge: Purge) -> list[tuple[str, int]]:
    return [(_titre(code), nombre) for code, nombre in purge.nombres.items() if nombre]


def _titre(code: str) -> str:
    """A rule in words; one of an older version of the application has its code only."""
    regle = registre().regles.get(code)
    return regle.titre if regle else code
