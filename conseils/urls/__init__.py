"""Addresses of the conseils. The number of a conseil is that of its arrondissement."""

from django.urls import include, path

from conseils.views import agendas, assiduite, budget, conseils, contacts, liens

urlpatterns = [
    path("agenda/<slug:jeton>.ics", agendas.agenda_ics, name="agenda_ics"),
    path("conseils/", conseils.conseils, name="conseils"),
    path("conseils/<int:numero>/", conseils.conseil, name="conseil"),
    path("conseils/<int:numero>/modifier/", conseils.conseil_modifier, name="conseil_modifier"),
    path("conseils/<int:numero>/assiduite/", assiduite.assiduite, name="assiduite"),
    path("conseils/<int:numero>/assiduite/<int:pk>/", assiduite.absences_suivre, name="absences_suivre"),
    path("conseils/<int:numero>/contacts/<int:pk>/traiter/", contacts.contact_traiter, name="contact_traiter"),
    path("conseils/<int:numero>/groupe-moteur/", include("conseils.urls.groupe_moteur")),
    path("conseils/<int:numero>/reunions/", include("conseils.urls.reunions")),
    path("conseils/<int:numero>/organisation/", include("conseils.urls.organisation")),
    path("conseils/<int:numero>/reglement/", include("conseils.urls.reglement")),
    path("conseils/<int:numero>/formations/", include("conseils.urls.formations")),
    path("conseils/<int:numero>/autonomie/", include("conseils.urls.autonomie")),
    path("conseils/<int:numero>/diagnostic/", include("conseils.urls.diagnostic")),
    path("conseils/<int:numero>/initiatives/", include("conseils.urls.initiatives")),
    path("conseils/<int:numero>/moyens/", include("conseils.urls.moyens")),
    path("budget-propre/", budget.budget_propre, name="budget_propre"),
    path("budget-propre/<int:annee>/repartir/", budget.budget_repartir, name="budget_repartir"),
    path("conseils/<int:numero>/projet-de-territoire/", include("conseils.urls.projet_territoire")),
    path("instances/", include("conseils.urls.instances")),
    path("consultations/", include("conseils.urls.consultations")),
    path("conseils/<int:numero>/avis/", include("conseils.urls.avis")),
    path("tirages/", include("conseils.urls.tirages")),
    path("recherche/", include("conseils.urls.recherche")),
    path("conseils/<int:numero>/suites/", include("conseils.urls.suites")),
    path("reponses/", include("conseils.urls.reponses")),
    path("repondre/nouveau-lien/", liens.nouveau_lien, name="nouveau_lien"),
    path("repondre/<slug:jeton>/", liens.repondre, name="repondre"),
    path("avis/", include("conseils.urls.relances")),
]
