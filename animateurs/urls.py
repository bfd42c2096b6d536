"""Addresses of the journal and of the team. Weeks are named by their Monday."""

from django.urls import path, register_converter

from animateurs.views import equipe, revue, semaine
from socle.convertisseurs import DateIso

register_converter(DateIso, "date")

urlpatterns = [
    path("ma-semaine/", semaine.ma_semaine, name="ma_semaine"),
    path("semaines/", revue.semaines, name="semaines"),
    path("semaines/<date:lundi>/", semaine.semaine, name="semaine"),
    path("semaines/<date:lundi>/reunions/<int:reunion>/", semaine.semaine_reunion, name="semaine_reunion"),
    path("semaines/<date:lundi>/reprendre/<int:ligne>/", semaine.semaine_reprendre, name="semaine_reprendre"),
    path("semaines/<date:lundi>/lignes/<int:ligne>/", semaine.ligne_modifier, name="ligne_modifier"),
    path("semaines/<date:lundi>/lignes/<int:ligne>/supprimer/", semaine.ligne_supprimer, name="ligne_supprimer"),
    path("semaines/<date:lundi>/rien-a-signaler/", semaine.semaine_rien_a_signaler, name="semaine_rien_a_signaler"),
    path("semaines/<date:lundi>/transmettre/", semaine.semaine_transmettre, name="semaine_transmettre"),
    path("semaines/<date:lundi>/<int:affectation>/", revue.semaine_revue, name="semaine_revue"),
    path("semaines/<date:lundi>/<int:affectation>/valider/", revue.semaine_valider, name="semaine_valider"),
    path("equipe/", equipe.equipe, name="equipe"),
    path("equipe/affectations/ouvrir/", equipe.affectation_ouvrir, name="affectation_ouvrir"),
    path("equipe/affectations/<int:pk>/clore/", equipe.affectation_clore, name="affectation_clore"),
]
