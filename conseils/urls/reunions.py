from django.urls import include, path

from conseils.views import agendas, contacts, convocations, documents, ordre_du_jour, proces_verbaux, reunions

urls_ordre_du_jour = [
    path("", ordre_du_jour.ordre_du_jour, name="ordre_du_jour"),
    path("<int:point>/modifier/", ordre_du_jour.point_modifier, name="point_modifier"),
    path("<int:point>/deplacer/", ordre_du_jour.point_deplacer, name="point_deplacer"),
    path("<int:point>/retirer/", ordre_du_jour.point_retirer, name="point_retirer"),
]

urls_proces_verbal = [
    path("", proces_verbaux.proces_verbal, name="proces_verbal"),
    path("rediger/", proces_verbaux.pv_rediger, name="pv_rediger"),
    path("approuver/", proces_verbaux.pv_approuver, name="pv_approuver"),
    path("rectifier/", proces_verbaux.pv_rectifier, name="pv_rectifier"),
    path("decisions/ajouter/", proces_verbaux.decision_ajouter, name="decision_ajouter"),
    path("decisions/<int:decision>/modifier/", proces_verbaux.decision_modifier, name="decision_modifier"),
    path("decisions/<int:decision>/retirer/", proces_verbaux.decision_retirer, name="decision_retirer"),
    path("decisions/<int:decision>/suivre/", proces_verbaux.decision_suivre, name="decision_suivre"),
]

urlpatterns = [
    path("", reunions.reunions, name="reunions"),
    path("ajouter/", reunions.reunion_ajouter, name="reunion_ajouter"),
    path("agenda/renouveler/", agendas.agenda_renouveler, name="agenda_renouveler"),
    path("agenda/fermer/", agendas.agenda_fermer, name="agenda_fermer"),
    path("<int:pk>/", reunions.reunion, name="reunion"),
    path("<int:pk>/modifier/", reunions.reunion_modifier, name="reunion_modifier"),
    path("<int:pk>/annuler/", reunions.reunion_annuler, name="reunion_annuler"),
    path("<int:pk>/contacts/", contacts.contacts, name="contacts"),
    path("<int:pk>/presences/", reunions.presences, name="presences"),
    path("<int:pk>/documents/ajouter/", documents.document_ajouter, name="document_ajouter"),
    path("<int:pk>/documents/<int:document>/", documents.document, name="document"),
    path("<int:pk>/documents/<int:document>/supprimer/", documents.document_supprimer, name="document_supprimer"),
    path("<int:pk>/convocation/", convocations.convocation, name="convocation"),
    path(
        "<int:pk>/convocation/<int:convocation>/relancer/",
        convocations.convocation_relancer,
        name="convocation_relancer",
    ),
    path("<int:pk>/ordre-du-jour/", include(urls_ordre_du_jour)),
    path("<int:pk>/proces-verbal/", include(urls_proces_verbal)),
]
