"""What the fields of frozen data are called on screen, where two documents are compared.

A data class may name its own field: ``field(metadata={"libelle": "…"})``. What is named nowhere is read from
the field's own name.
"""

import dataclasses

LIBELLES = {
    "accorde": "accordé",
    "accordees": "demandes accordées",
    "actes": "avis et interpellations",
    "actes_par_type": "actes par type",
    "adresses": "institutions destinataires",
    "arrete": "arrêté",
    "arrete_au": "arrêté au",
    "attentions": "points d'attention",
    "autonomie": "autonomie",
    "autres": "autres personnes venues",
    "avant": "exercice précédent",
    "cadre": "cadre du document",
    "chiffres": "chiffres",
    "consultations": "consultations",
    "debut": "début",
    "decide": "décidé",
    "definition": "définition",
    "definition_eloigne": "définition d'un habitant éloigné",
    "definitions": "chiffres",
    "delai": "délai, en jours",
    "demande": "demandé",
    "demandes": "demandes de financement",
    "depense": "dépensé",
    "deposees": "demandes déposées",
    "echeance": "échéance",
    "eloignes": "habitants éloignés de la participation",
    "en_cours": "exercice en cours",
    "entrees": "entrées",
    "etat": "état",
    "fictif": "données fictives",
    "formations": "formations suivies",
    "inconnus": "sans réponse",
    "initiatives": "initiatives",
    "initiatives_par_route": "initiatives par voie",
    "libelle": "libellé",
    "manques": "ce que le document ne couvre pas",
    "membres": "membres du groupe moteur",
    "mesures": "mesures retenues",
    "missions": "temps par mission",
    "mois": "réunions par mois",
    "non_renseigne": "non renseigné",
    "notes": "notes sur les chiffres",
    "parole": "parole du conseil",
    "premieres": "premières venues",
    "present": "présent",
    "presentation": "présentation",
    "quartiers": "quartiers",
    "reference": "référence",
    "regle": "règle",
    "reglement": "règlement intérieur",
    "repondu_le": "répondu le",
    "reponse": "réponse",
    "reponses": "réponses",
    "resultat": "résultat",
    "reunions": "réunions",
    "reunions_par_echelle": "réunions par échelle",
    "reunions_par_type": "réunions par type",
    "reunions_particulieres": "réunions particulières",
    "seances": "séances des instances",
    "semestre_evalue": "semestre évalué",
    "tableaux_sexues": "données sexuées",
    "themes": "thèmes des consultations",
    "transmis_le": "transmis le",
    "unite": "unité",
}


def libelle(champ: dataclasses.Field) -> str:
    """The name of a field, in lower case."""
    return champ.metadata.get("libelle") or LIBELLES.get(champ.name) or champ.name.replace("_", " ")
