"""The feuille de route, as a PDF.

Drawn when asked for: what is validated never changes, so the same revision always gives the same bytes.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from animateurs.feuilles.contenu import CHAMPS, action_lisible, contenu_de, derniere_revision
from animateurs.models import FeuilleDeRoute, RevisionFeuille
from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from reporting.pdf import rendre


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
    nom = f"feuille-de-route-{numero}-{exercice}{'' if revision else '-projet'}.pdf"
    entetes = {"Content-Disposition": f'inline; filename="{nom}"', "Cache-Control": "no-store"}
    return HttpResponse(rendre(composer(feuille, revision)).octets, content_type="application/pdf", headers=entetes)


def composer(feuille: FeuilleDeRoute, revision: RevisionFeuille | None) -> str:
    """The document as HTML: no date but that of the validation."""
    contenu = revision.contenu if revision else contenu_de(feuille)
    actions = [
        (action["intitule"], [(CHAMPS[champ], texte) for champ, texte in _reste(action) if texte])
        for action in contenu["actions"]
    ]
    contexte = {"feuille": feuille, "revision": revision, "diagnostic": contenu["diagnostic"], "actions": actions}
    return render_to_string("reporting/pdf/feuille_de_route.html", contexte)


def _reste(action: dict) -> list[tuple[str, str]]:
    """Everything but its title."""
    return [(champ, texte) for champ, texte in action_lisible(action).items() if champ != "intitule"]
