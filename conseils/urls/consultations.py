from django.urls import path

from conseils.views import consultations, mesures, repondre

urlpatterns = [
    path("", consultations.consultations, name="consultations"),
    path("creer/", consultations.consultation_creer, name="consultation_creer"),
    path("suivi/", repondre.consultation_suivi, name="consultation_suivi"),
    path("repondre/<slug:jeton>/", repondre.consultation_repondre, name="consultation_repondre"),
    path("<int:pk>/", consultations.consultation, name="consultation"),
    path("<int:pk>/modifier/", consultations.consultation_modifier, name="consultation_modifier"),
    path("<int:pk>/lancer/", consultations.consultation_lancer, name="consultation_lancer"),
    path("<int:pk>/cloture/", consultations.consultation_cloture, name="consultation_cloture"),
    path("<int:pk>/restituer/", consultations.consultation_restituer, name="consultation_restituer"),
    path("<int:pk>/questions/ajouter/", consultations.question_ajouter, name="question_ajouter"),
    path("<int:pk>/questions/<int:question>/", consultations.question_modifier, name="question_modifier"),
    path("<int:pk>/questions/<int:question>/retirer/", consultations.question_retirer, name="question_retirer"),
    path(
        "<int:pk>/conseils/<int:numero>/invitations/",
        consultations.consultation_invitations,
        name="consultation_invitations",
    ),
    path(
        "<int:pk>/invitations/<int:invitation>/renouveler/",
        consultations.invitation_renouveler,
        name="invitation_renouveler",
    ),
    path("<int:pk>/conseils/<int:numero>/saisie/", consultations.consultation_saisie, name="consultation_saisie"),
    path("<int:pk>/reponses/", mesures.consultation_reponses, name="consultation_reponses"),
    path("<int:pk>/reponses/<uuid:reponse>/", mesures.consultation_reponse, name="consultation_reponse"),
    path("<int:pk>/reponses/<int:ligne>/extraire/", mesures.proposition_extraire, name="proposition_extraire"),
    path("<int:pk>/propositions/", mesures.propositions, name="propositions"),
    path("<int:pk>/propositions/<int:proposition>/", mesures.proposition_modifier, name="proposition_modifier"),
    path(
        "<int:pk>/propositions/<int:proposition>/fusionner/",
        mesures.proposition_fusionner,
        name="proposition_fusionner",
    ),
    path("<int:pk>/journee/", mesures.journee_travail, name="journee_travail"),
    path("<int:pk>/mesures/ajouter/", mesures.mesure_ajouter, name="mesure_ajouter"),
    path("<int:pk>/mesures/<int:mesure>/", mesures.mesure_modifier, name="mesure_modifier"),
]
