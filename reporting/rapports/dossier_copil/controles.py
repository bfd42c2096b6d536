"""The five checks before publishing. A failed one is printed in the dossier and blocks nothing."""

from __future__ import annotations

from conseils.instances import DIRECTION, ELARGIE, controle_du_copil, controles_locaux
from conseils.instances import Controle as Regle
from conseils.models import BilanContrat, Seance
from reporting.querysets.copil import seances_preparatoires
from reporting.rapports.dossier_copil.donnees import Controle, Parole, Participation
from reporting.rapports.dossier_copil.lecture import Lecture
from socle.templatetags.typographie import date_fr

REGLES = (
    "Une direction de projet s’est réunie entre la validation du bilan et le comité de Paris",
    "L’équipe élargie s’est réunie avant le comité du projet de territoire",
    "Chaque acte de la partie F a un état",
    "Chaque effectif de la partie G est ventilé par sexe",
    "La représentation des conseils citoyens a été invitée",
)
RESULTATS = {True: "tenu", False: "en_defaut", None: "inverifiable"}


def controles(
    lecture: Lecture, bilan: BilanContrat | None, dite: Parole, venue: Participation
) -> tuple[Controle, ...]:
    lus = (
        _direction(lecture, bilan),
        _equipe_elargie(lecture),
        _etats(dite),
        _ventilation(venue),
        _invitation(lecture),
    )
    return tuple(Controle(regle, *lu) for regle, lu in zip(REGLES, lus, strict=True))


def _direction(lecture: Lecture, bilan: BilanContrat | None) -> tuple[str, str]:
    if not lecture.paris:
        return "sans_objet", "Cet ordre est celui du comité de Paris."
    return _resultat(controle_du_copil([*_preparatoires(lecture, DIRECTION), lecture.seance], bilan))


def _equipe_elargie(lecture: Lecture) -> tuple[str, str]:
    if lecture.paris:
        return "sans_objet", "Cet ordre est celui des comités de projets de territoire."
    lieu = lecture.seance.arrondissement
    return _resultat(*controles_locaux([*_preparatoires(lecture, ELARGIE), lecture.seance], {lieu.pk: lieu}))


def _preparatoires(lecture: Lecture, code: str) -> list[Seance]:
    """An équipe élargie that prepared the séance before does not prepare this one."""
    depuis = lecture.precedente.date if lecture.precedente and code == ELARGIE else None
    connues = seances_preparatoires(lecture.seance, lecture.exercice_de_la_seance)
    return [s for s in connues if s.type.code == code and (depuis is None or s.date > depuis)]


def _resultat(regle: Regle) -> tuple[str, str]:
    return RESULTATS[regle.tenu], regle.phrase


def _etats(dite: Parole) -> tuple[str, str]:
    if dite.sans_etat:
        return "en_defaut", f"Transmis sans destinataire enregistré : {', '.join(dite.sans_etat)}."
    return "tenu", "Chaque acte transmis dit ce que chaque destinataire en a fait."


def _ventilation(venue: Participation) -> tuple[str, str]:
    if venue.sans_ventilation:
        return "en_defaut", f"Sexe renseigné pour personne : {' ; '.join(venue.sans_ventilation)}."
    return "tenu", "Femmes, hommes et non renseigné sont donnés pour chaque effectif."


def _invitation(lecture: Lecture) -> tuple[str, str]:
    tache = lecture.seance.taches.filter(jalon__code="convocations").first()
    if tache is None:
        return "inverifiable", "Le rétroplanning de la séance n’a pas d’étape « Convocations envoyées »."
    if tache.faite_le and tache.faite_le <= lecture.arrete_au:
        return "tenu", f"Convocations notées envoyées le {date_fr(tache.faite_le)}."
    return "en_defaut", f"Les convocations, à envoyer pour le {date_fr(tache.pour_le)}, ne sont pas notées envoyées."
