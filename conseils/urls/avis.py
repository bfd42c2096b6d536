from django.urls import path

from conseils.views import avis, avis_envoi

urlpatterns = [
    path("", avis.avis_du_conseil, name="avis_du_conseil"),
    path("rediger/", avis.avis_rediger, name="avis_rediger"),
    path("<int:pk>/", avis.avis, name="avis"),
    path("<int:pk>/modifier/", avis.avis_modifier, name="avis_modifier"),
    path("<int:pk>/supprimer/", avis.avis_supprimer, name="avis_supprimer"),
    path("<int:pk>/adopter/", avis.avis_adopter, name="avis_adopter"),
    path("<int:pk>/divergences/ajouter/", avis.divergence_ajouter, name="divergence_ajouter"),
    path("<int:pk>/transmettre/", avis.avis_transmettre, name="avis_transmettre"),
    path("<int:pk>/retirer/", avis.avis_retirer, name="avis_retirer"),
    path("<int:pk>/destinataires/ajouter/", avis_envoi.destinataire_ajouter, name="destinataire_ajouter"),
    path("<int:pk>/destinataires/<int:cle>/", avis_envoi.destinataire_modifier, name="destinataire_modifier"),
    path("<int:pk>/destinataires/<int:cle>/retirer/", avis_envoi.destinataire_retirer, name="destinataire_retirer"),
    path("<int:pk>/destinataires/<int:cle>/accuse/", avis_envoi.accuse_noter, name="accuse_noter"),
    path("<int:pk>/destinataires/<int:cle>/accuser/", avis_envoi.accuser, name="accuser"),
    path("<int:pk>/documents/ajouter/", avis_envoi.avis_document_ajouter, name="avis_document_ajouter"),
    path("<int:pk>/documents/<int:cle>/", avis_envoi.avis_document, name="avis_document"),
    path(
        "<int:pk>/documents/<int:cle>/supprimer/",
        avis_envoi.avis_document_supprimer,
        name="avis_document_supprimer",
    ),
]
