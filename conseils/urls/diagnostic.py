from django.urls import path

from conseils.views import diagnostic, suppressions

urlpatterns = [
    path("", diagnostic.diagnostic, name="diagnostic"),
    path("expressions/ajouter/", diagnostic.expression_ajouter, name="expression_ajouter"),
    path("expressions/<int:pk>/modifier/", diagnostic.expression_modifier, name="expression_modifier"),
    path("expressions/<int:pk>/supprimer/", suppressions.expression_supprimer, name="expression_supprimer"),
    path("acteurs/", diagnostic.acteurs, name="acteurs"),
    path("acteurs/ajouter/", diagnostic.acteur_ajouter, name="acteur_ajouter"),
    path("acteurs/<int:pk>/modifier/", diagnostic.acteur_modifier, name="acteur_modifier"),
    path("acteurs/<int:pk>/interlocuteur/", diagnostic.interlocuteur_ajouter, name="interlocuteur_ajouter"),
    path("interlocuteurs/<int:pk>/retirer/", diagnostic.interlocuteur_retirer, name="interlocuteur_retirer"),
]
