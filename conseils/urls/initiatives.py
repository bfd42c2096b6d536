from django.urls import include, path

from conseils.views import initiatives

urls_initiative = [
    path("", initiatives.initiative, name="initiative"),
    path("modifier/", initiatives.initiative_modifier, name="initiative_modifier"),
    path("avancer/", initiatives.initiative_avancer, name="initiative_avancer"),
    path("evaluer/", initiatives.initiative_evaluer, name="initiative_evaluer"),
    path("porteurs/", initiatives.initiative_porteurs, name="initiative_porteurs"),
    path("etapes/ajouter/", initiatives.jalon_ajouter, name="jalon_ajouter"),
    path("etapes/<int:pk>/modifier/", initiatives.jalon_modifier, name="jalon_modifier"),
    path("etapes/<int:pk>/retirer/", initiatives.jalon_retirer, name="jalon_retirer"),
    path("financements/ajouter/", initiatives.financement_ajouter, name="financement_ajouter"),
    path("financements/<int:pk>/modifier/", initiatives.financement_modifier, name="financement_modifier"),
    path("financements/<int:pk>/retirer/", initiatives.financement_retirer, name="financement_retirer"),
    path("documents/ajouter/", initiatives.initiative_document_ajouter, name="initiative_document_ajouter"),
    path("documents/<int:pk>/", initiatives.initiative_document, name="initiative_document"),
    path("documents/<int:pk>/retirer/", initiatives.initiative_document_retirer, name="initiative_document_retirer"),
]

urlpatterns = [
    path("", initiatives.initiatives, name="initiatives"),
    path("ajouter/", initiatives.initiative_ajouter, name="initiative_ajouter"),
    path("<str:reference>/", include(urls_initiative)),
]
