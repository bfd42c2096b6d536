"""Addresses of the journal and of the team. Weeks are named by their Monday."""

from django.urls import include, path, register_converter

from animateurs.views import (
    absences,
    amelioration,
    chiffres,
    equipe,
    gestes,
    passation,
    rappels,
    reprises,
    revue,
    semaine,
    suivi,
)
from socle.convertisseurs import DateIso

register_converter(DateIso, "date")

urlpatterns = [
    path("", include("animateurs.urls_feuilles")),
    path("ma-semaine/", semaine.ma_semaine, name="ma_semaine"),
    path("semaines/", revue.semaines, name="semaines"),
    path("semaines/<date:lundi>/", semaine.semaine, name="semaine"),
    path("semaines/verifier/", reprises.note_verifier, name="note_verifier"),
    path("semaines/<date:lundi>/reunions/<int:reunion>/", reprises.semaine_reunion, name="semaine_reunion"),
    path("semaines/<date:lundi>/seances/<int:seance>/", reprises.semaine_seance, name="semaine_seance"),
    path("semaines/<date:lundi>/reprendre/<int:ligne>/", reprises.semaine_reprendre, name="semaine_reprendre"),
    path(
        "semaines/<date:lundi>/reprendre/<slug:source>/",
        reprises.semaine_tout_reprendre,
        name="semaine_tout_reprendre",
    ),
    path("semaines/<date:lundi>/semaine-type/", reprises.semaine_type_garder, name="semaine_type_garder"),
    path(
        "semaines/<date:lundi>/semaine-type/<int:ligne>/",
        reprises.semaine_type_reprendre,
        name="semaine_type_reprendre",
    ),
    path("semaines/<date:lundi>/lignes/<int:ligne>/", semaine.ligne_modifier, name="ligne_modifier"),
    path("semaines/<date:lundi>/lignes/<int:ligne>/supprimer/", semaine.ligne_supprimer, name="ligne_supprimer"),
    path("semaines/<date:lundi>/lignes/<int:ligne>/dupliquer/", gestes.ligne_dupliquer, name="ligne_dupliquer"),
    path("semaines/<date:lundi>/lignes/<int:ligne>/deplacer/", gestes.ligne_deplacer, name="ligne_deplacer"),
    path("semaines/<date:lundi>/lignes/<int:ligne>/partager/", gestes.ligne_partager, name="ligne_partager"),
    path("semaines/<date:lundi>/rien-a-signaler/", semaine.semaine_rien_a_signaler, name="semaine_rien_a_signaler"),
    path("semaines/<date:lundi>/transmettre/", semaine.semaine_transmettre, name="semaine_transmettre"),
    path("semaines/<date:lundi>/<int:affectation>/", revue.semaine_revue, name="semaine_revue"),
    path("semaines/<date:lundi>/<int:affectation>/valider/", revue.semaine_valider, name="semaine_valider"),
    path("equipe/", equipe.equipe, name="equipe"),
    path("equipe/heures/", chiffres.equipe_heures, name="equipe_heures"),
    path("equipe/moi/", chiffres.equipe_moi, name="equipe_moi"),
    path("equipe/notes/<int:numero>/<int:exercice>/", chiffres.note_ajouter, name="note_ajouter"),
    path("equipe/notes/<int:pk>/retirer/", chiffres.note_retirer, name="note_retirer"),
    path("equipe/rappeler/", suivi.equipe_rappeler, name="equipe_rappeler"),
    path("equipe/valider/", suivi.equipe_valider, name="equipe_valider"),
    path("equipe/affectations/ouvrir/", equipe.affectation_ouvrir, name="affectation_ouvrir"),
    path("equipe/affectations/<int:pk>/clore/", equipe.affectation_clore, name="affectation_clore"),
    path("absences/", absences.absences, name="absences"),
    path("absences/ajouter/", absences.absence_ajouter, name="absence_ajouter"),
    path("absences/<int:pk>/", absences.absence_corriger, name="absence_corriger"),
    path("absences/<int:pk>/annuler/", absences.absence_annuler, name="absence_annuler"),
    path("equipe/rappels/", rappels.rappels, name="rappels"),
    path("ma-semaine/rappels/", rappels.mes_rappels, name="mes_rappels"),
    path("amelioration/", amelioration.amelioration, name="amelioration"),
    path("amelioration/lecons/ajouter/", amelioration.lecon_ajouter, name="lecon_ajouter"),
    path("amelioration/lecons/<int:pk>/", amelioration.lecon_modifier, name="lecon_modifier"),
    path(
        "amelioration/lecons/<int:pk>/actions/ajouter/",
        amelioration.action_corrective_ajouter,
        name="action_corrective_ajouter",
    ),
    path("amelioration/actions/<int:pk>/", amelioration.action_corrective_modifier, name="action_corrective_modifier"),
    path(
        "amelioration/actions/<int:pk>/avancer/",
        amelioration.action_corrective_avancer,
        name="action_corrective_avancer",
    ),
    path("amelioration/revue/<int:annee>/", amelioration.revue_annee, name="revue_annee"),
    path("amelioration/formations/ajouter/", amelioration.formation_equipe_ajouter, name="formation_equipe_ajouter"),
    path(
        "amelioration/formations/<int:pk>/", amelioration.formation_equipe_modifier, name="formation_equipe_modifier"
    ),
    path("suggestions/", amelioration.suggestions, name="suggestions"),
    path("suggestions/ajouter/", amelioration.suggestion_ajouter, name="suggestion_ajouter"),
    path("suggestions/<int:pk>/repondre/", amelioration.suggestion_repondre, name="suggestion_repondre"),
    path("equipe/affectations/<int:pk>/passation/", passation.passation_dates, name="passation_dates"),
    path("equipe/affectations/<int:pk>/passation/ouvert/", passation.passation_ouvert, name="passation_ouvert"),
    path("equipe/affectations/<int:pk>/passation/confirmer/", passation.passation_faire, name="passation_faire"),
    path("equipe/passations/<int:pk>/", passation.passation, name="passation"),
]
