"""The consultations put to the conseils, and the mesures that came of them."""

from comptes.permissions import Permission as P
from conseils.models import Consultation, Mesure
from reporting.exports.declaration import Colonne, Genre, Liste, noms
from reporting.exports.listes.communs import PAROLE, etat

LISTES = (
    Liste(
        code="consultations",
        titre="Consultations",
        theme=PAROLE,
        permission=P.CONSULTATION_VOIR,
        definition="Une ligne par consultation, ses dates, les conseils consultés et le nombre de réponses reçues, "
        "de un à quatre non communiqué.",
        source=lambda: (
            Consultation.objects.avec_reponses()
            .prefetch_related("conseils__arrondissement")
            .order_by("ouverture", "pk")
        ),
        conseil="conseils__arrondissement__numero",
        jour="ouverture__date",
        choix=etat(Consultation.Etat),
        colonnes=(
            Colonne("titre", "Titre"),
            Colonne("organisateur", "Organisateur"),
            Colonne("ouverture", "Ouverture", Genre.INSTANT),
            Colonne("cloture", "Clôture", Genre.INSTANT),
            Colonne("etat", "État", chemin="get_etat_display"),
            Colonne("conseils", "Conseils consultés", chemin=lambda c: noms(c.conseils.all())),
            Colonne("reponses", "Réponses reçues", Genre.PERSONNES, "nombre_reponses"),
        ),
    ),
    Liste(
        code="mesures",
        titre="Mesures des consultations",
        theme=PAROLE,
        permission=P.CONSULTATION_VOIR,
        definition="Une ligne par mesure écrite pendant une journée de travail, pour les consultations restituées.",
        source=lambda: Mesure.objects.select_related("journee__consultation", "thematique").order_by(
            "journee__date", "thematique__rang", "pk"
        ),
        portee=lambda mesures, compte: mesures.lisibles(compte),
        conseil="",
        jour="journee__date",
        colonnes=(
            Colonne("consultation", "Consultation", chemin="journee.consultation.titre"),
            Colonne("date", "Journée du", Genre.DATE, "journee.date"),
            Colonne("theme", "Thème", chemin="thematique.__str__"),
            Colonne("titre", "Mesure"),
            Colonne("texte", "Contenu"),
        ),
    ),
)
