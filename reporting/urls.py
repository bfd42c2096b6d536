"""Addresses of the home page, the dashboard and the documents."""

from django.urls import path

from reporting.views import accueil, exports, indicateurs, pieces, rapports, recits, restitution, tableau

urlpatterns = [
    path("", accueil.accueil, name="accueil"),
    path("tableau-de-bord/", tableau.tableau_de_bord, name="tableau_de_bord"),
    path("conseils/<int:numero>/reunions/<int:pk>/emargement.pdf", pieces.emargement, name="emargement"),
    path("indicateurs/", indicateurs.indicateurs, name="indicateurs"),
    path("indicateurs/<slug:code>/", indicateurs.indicateur, name="indicateur"),
    path("indicateurs/<slug:code>/releve/", indicateurs.indicateur_releve, name="indicateur_releve"),
    path("consultations/<int:pk>/restitution/", restitution.consultation_restitution, name="consultation_restitution"),
    path("consultations/<int:pk>/restitution.pdf", restitution.restitution_pdf, name="restitution_pdf"),
    path("conseils/<int:numero>/feuille-de-route/<int:exercice>/pdf/", pieces.feuille_pdf, name="feuille_pdf"),
    path("equipe/passations/<int:pk>/note.pdf", pieces.passation_pdf, name="passation_pdf"),
    path("semaines/<date:lundi>/<int:affectation>/releve.pdf", pieces.semaine_pdf, name="semaine_pdf"),
    path("rapports/", rapports.rapports, name="rapports"),
    path("rapports/demander/", rapports.demander, name="rapport_demander"),
    path("rapports/demander/<slug:sorte>/", rapports.demander_sorte, name="rapport_demander_sorte"),
    path("rapports/<str:numero>/", rapports.rapport, name="rapport"),
    path("rapports/<str:numero>/avancement/", rapports.avancement, name="rapport_avancement"),
    path("rapports/<str:numero>/pdf/", rapports.pdf, name="rapport_pdf"),
    path("rapports/<str:numero>/textes/", recits.rapport_textes, name="rapport_textes"),
    path("rapports/<str:numero>/textes/<slug:section>/", recits.rapport_texte, name="rapport_texte"),
    path("rapports/<str:numero>/publier/", rapports.publier, name="rapport_publier"),
    path("rapports/<str:numero>/relancer/", rapports.relancer, name="rapport_relancer"),
    path("tirages/<str:numero>/pv.pdf", pieces.tirage_pv, name="tirage_pv"),
    path("exports/", exports.exports, name="exports"),
    path("exports/avancement/", exports.exports_avancement, name="exports_avancement"),
    path("exports/donnees-ouvertes/", exports.donnees_ouvertes, name="donnees_ouvertes"),
    path("exports/travaux/<int:pk>/fichier/", exports.export_fichier, name="export_fichier"),
    path("exports/travaux/<int:pk>/relancer/", exports.export_relancer, name="export_relancer"),
    path("exports/<slug:code>/", exports.export, name="export"),
]
