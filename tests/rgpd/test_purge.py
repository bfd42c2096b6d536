"""Each retention rule with a row whose time has come and one of the day after, on Wednesday 18 November 2026."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command

from animateurs.models import Absence, Rappel, RappelEquipe
from comptes.models import Compte, Habilitation, LectureDonnees, LigneAudit, Purge
from comptes.services import purges
from conseils.models import (
    Depot,
    Digest,
    Extrait,
    Identite,
    InvitationConsultation,
    LienReponse,
    Mandat,
    ReponseQuestion,
    TacheAbsence,
    Tirage,
    TourneeRelances,
)
from socle.rgpd import registre
from territoires.models import ContratVille
from tests import fabriques as f

pytestmark = pytest.mark.django_db
UN_JOUR = timedelta(days=1)


def _membre(conseil):
    def creer(fin):
        membre = f.MembreFabrique(conseil=conseil, prenom="Awa", nom="Diop", courriel="awa@exemple.invalid")
        f.MandatFabrique(membre=membre, debut=date(2020, 1, 1), fin=date(2021, 1, 1), motif_fin="demission")
        f.MandatFabrique(membre=membre, debut=date(2022, 1, 1), fin=fin, motif_fin="demission")
        return membre

    return creer


def _identite(conseil):
    def creer(scelle):
        tirage = f.TirageFabrique(conseil=conseil)
        Tirage.objects.filter(pk=tirage.pk).update(cree_le=datetime(2025, 1, 1, tzinfo=UTC))
        f.TourFabrique(tirage=tirage, scelle_le=_midi(scelle))
        return Identite.objects.create(candidat=f.CandidatFabrique(tirage=tirage), nom="Diop")

    return creer


def _depot(conseil):
    def creer(jour):
        depot = Depot.objects.create(
            tirage=f.TirageFabrique(conseil=conseil), fichier="a.csv", liste="a", lignes=[[1, ["Diop"]]]
        )
        Depot.objects.filter(pk=depot.pk).update(depose_le=_midi(jour))
        return depot

    return creer


def _reponse(conseil):
    def creer(cloture):
        consultation = f.ConsultationFabrique(
            etat="restituee", ouverture=_midi(cloture - 20 * UN_JOUR), cloture=_midi(cloture)
        )
        thematique = f.ThematiqueFabrique(consultation=consultation, rang=1)
        reponse = f.ReponseQuestionnaireFabrique(consultation=consultation, conseil=conseil)
        question = f.QuestionFabrique(thematique=thematique)
        return f.ReponseQuestionFabrique(reponse=reponse, question=question, texte="Je m'appelle Awa", note=4)

    return creer


def _extrait(conseil):
    def creer(cloture):
        source = _reponse(conseil)(cloture)
        proposition = f.PropositionFabrique(thematique=source.question.thematique)
        return f.ExtraitFabrique(proposition=proposition, source=source)

    return creer


def _brouillon(conseil):
    def creer(jour):
        return f.InvitationConsultationFabrique(
            consultation=f.ConsultationFabrique(),
            membre=f.MembreFabrique(conseil=conseil),
            jeton=str(jour),
            expire_le=_midi(jour),
            brouillon={"q": "x"},
        )

    return creer


def _compte(_conseil):
    def creer(jour):
        compte = f.CompteFabrique(last_login=_midi(jour))
        EmailAddress.objects.create(user=compte, email=compte.email)
        f.HabilitationFabrique(compte=compte, role="partenaire", debut=date(2020, 1, 1), fin=date(2023, 1, 1))
        return compte

    return creer


def _digest(_conseil):
    return lambda jour: Digest.objects.create(
        tournee=TourneeRelances.objects.create(jour=jour), courriel="agent@exemple.invalid"
    )


def _connexion(_conseil):
    def creer(jour):
        connexion = UserSession.objects.create(
            user=f.CompteFabrique(), ip="203.0.113.1", session_key=str(jour), user_agent="essai", data={}
        )
        UserSession.objects.filter(pk=connexion.pk).update(last_seen_at=_midi(jour))
        return connexion

    return creer


def _contrat(fin):
    """Of one day: the one before it is covered by another."""
    return ContratVille.objects.create(code=str(fin), titre="Contrat", debut=fin, fin=fin, source="essai")


def _parole(conseil):
    def creer(fin):
        _contrat(fin)
        return f.ExpressionFabrique(conseil=conseil, date=fin, lieu="12, rue d'essai")

    return creer


def _adresse_d_agent(conseil):
    def creer(fin):
        _contrat(fin)
        avis = f.AvisFabrique(conseil=conseil, transmis_le=fin)
        return f.DestinataireFabrique(avis=avis, courriel="agent@exemple.invalid")

    return creer


def _note(conseil):
    def creer(fin):
        convention = f.ConventionFabrique(code=str(fin), fin=fin)
        affectation = f.AffectationFabrique(conseil=conseil, convention=convention, fin=fin)
        return f.LigneFabrique(semaine=f.SemaineFabrique(affectation=affectation), note="Appel de Mme Diop")

    return creer


def _midi(jour):
    return datetime.combine(jour, time(12), tzinfo=UTC)


def _acte(_conseil):
    return lambda jour: LigneAudit.objects.create(
        quand=_midi(jour), par_nom="x", acte="essai", objet_type="x", objet_id=1
    )


def _lecture(_conseil):
    return lambda jour: LectureDonnees.objects.create(quand=_midi(jour), par_id=1, par_nom="x", page="x", adresse="/")


# By rule: how to make a row that dates from a day, and the first day that is not due yet.
REGLES = {
    "membres": (_membre, date(2023, 11, 18)),
    "invites": (lambda c: lambda j: f.InviteFabrique(conseil=c, debut=date(2020, 1, 1), fin=j), date(2023, 11, 18)),
    "contacts": (
        lambda c: lambda j: f.DemandeContactFabrique(reunion=f.ReunionFabrique(conseil=c, date=j), consenti_le=j),
        date(2025, 11, 18),
    ),
    "tirages": (_identite, date(2025, 11, 18)),
    "depots": (_depot, date(2026, 10, 19)),
    "extraits": (_extrait, date(2023, 11, 18)),
    "reponses": (_reponse, date(2023, 11, 18)),
    "brouillons": (_brouillon, date(2026, 11, 11)),
    "liens": (lambda _: lambda j: f.LienReponseFabrique(expire_le=_midi(j)), date(2025, 11, 18)),
    "digests": (_digest, date(2024, 11, 18)),
    "absences": (lambda _: lambda j: f.AbsenceFabrique(nature="maladie", debut=j, fin=j), date(2025, 1, 1)),
    "rappels": (lambda _: lambda j: f.RappelFabrique(jour=j), date(2024, 11, 18)),
    "rappels_equipe": (lambda _: lambda j: f.RappelEquipeFabrique(jour=j), date(2024, 11, 18)),
    "expressions": (_parole, date(2026, 11, 18)),
    "contrat": (_adresse_d_agent, date(2026, 11, 18)),
    "equipe": (_note, date(2021, 11, 18)),
    "suggestions": (lambda _: lambda j: f.SuggestionFabrique(le=_midi(j)), date(2021, 11, 18)),
    "comptes": (_compte, date(2023, 11, 18)),
    "sessions": (
        lambda _: lambda j: Session.objects.create(session_key=str(j), session_data="x", expire_date=_midi(j)),
        date(2026, 11, 11),
    ),
    "connexions": (_connexion, date(2026, 10, 19)),
    "actes": (_acte, date(2021, 11, 18)),
    "lectures": (_lecture, date(2025, 11, 18)),
}

# The database checks the age of these with its own clock, which no test may freeze (see ``test_lectures``).
JOURNAUX = ("actes", "lectures")


def test_toutes_les_regles_sont_eprouvees():
    """« exports » has its own tests, with the job that applies it."""
    assert set(REGLES) | {"exports"} == {r.code for r in registre().regles.values() if r.automatique}


@pytest.mark.parametrize("code", REGLES)
def test_un_jour_separe_ce_qui_reste_de_ce_qui_part(code, dix_huitieme):
    creer, premier_garde = REGLES[code]
    faire = creer(dix_huitieme)
    echue, _gardee = faire(premier_garde - UN_JOUR), faire(premier_garde)
    regle = registre().regles[code]
    echues = regle.echues(date(2026, 11, 18))
    assert [ligne.pk for ligne in echues] == [echue.pk]
    if code not in JOURNAUX:
        regle.appliquer(echues)
        assert not regle.echues(date(2026, 11, 18)).exists()


def test_la_purge_se_prouve_et_se_repete_sans_effet(dix_huitieme, monkeypatch):
    monkeypatch.setattr(purges, "LOT", 2)
    for _ in range(5):
        _membre(dix_huitieme)(date(2023, 11, 17))
    purge = purges.purger()
    assert (purge.nombres["membres"], purge.total, purge.echecs) == (5, 5, [])
    ligne = LigneAudit.objects.get(acte="purge")
    assert ligne.detail == {"membres": 5, "echecs": []}
    assert (ligne.par_nom, "Diop" in str(ligne.detail)) == ("Automatique", False)
    assert purges.purger().total == 0
    assert Purge.objects.count() == 2


def test_une_regle_en_echec_n_arrete_pas_les_autres(dix_huitieme, monkeypatch):
    _membre(dix_huitieme)(date(2023, 11, 17))
    invite = f.InviteFabrique(conseil=dix_huitieme, debut=date(2020, 1, 1), fin=date(2020, 1, 2))
    monkeypatch.setattr("conseils.services.oubli._anonymiser_membre", lambda _: 1 / 0)
    purge = purges.purger()
    assert purge.echecs == ["membres"]
    assert purge.nombres["invites"] == 1
    invite.refresh_from_db()
    assert str(invite) == f"Ancien invité n° {invite.pk}"


def test_compter_n_efface_rien(dix_huitieme):
    membre = _membre(dix_huitieme)(date(2023, 11, 17))
    sortie = StringIO()
    call_command("purger", "--dry-run", stdout=sortie)
    membre.refresh_from_db()
    assert "membres : 1" in sortie.getvalue()
    assert (membre.nom, Purge.objects.count()) == ("Diop", 0)


def test_un_membre_oublie_ne_garde_que_ce_qui_compte(dix_huitieme):
    membre = _membre(dix_huitieme)(date(2023, 11, 17))
    TacheAbsence.objects.create(membre=membre, depuis=date(2022, 3, 1), appele_le=date(2022, 3, 2))
    tour = f.TourFabrique(tirage=f.TirageFabrique(conseil=dix_huitieme))
    invitation = f.InvitationFabrique(tour=tour, membre=membre)
    Identite.objects.create(candidat=invitation.candidat, nom="Diop")
    purges.purger()
    membre.refresh_from_db()
    assert (membre.prenom, membre.nom) == ("Ancien membre", f"n° {membre.pk}")
    assert (membre.courriel, membre.structure, membre.anonymise_le) == ("", "", date(2026, 11, 18))
    assert not Identite.objects.exists()
    assert not TacheAbsence.objects.exists()
    assert Mandat.objects.filter(membre=membre).count() == 2


def test_un_mandat_en_cours_retient_le_nom(dix_huitieme):
    membre = _membre(dix_huitieme)(date(2023, 11, 17))
    f.MandatFabrique(membre=membre, debut=date(2026, 1, 1))
    assert purges.compter()["membres"] == 0


def test_un_compte_oublie_ne_se_connecte_plus(dix_huitieme):
    compte = _compte(dix_huitieme)(date(2023, 11, 17))
    purges.purger()
    compte.refresh_from_db()
    assert str(compte) == f"Ancien compte n° {compte.pk}"
    assert compte.email == f"compte-{compte.pk}@anonyme.invalid"
    assert (compte.is_active, compte.has_usable_password(), compte.last_login) == (False, False, None)
    assert not EmailAddress.objects.filter(user=compte).exists()
    assert purges.compter()["comptes"] == 0


def test_un_role_en_cours_retient_le_compte(dix_huitieme):
    compte = _compte(dix_huitieme)(date(2023, 11, 17))
    Habilitation.objects.filter(compte=compte).update(fin=None)
    assert purges.compter()["comptes"] == 0
    assert Compte.objects.get(pk=compte.pk).is_active


def test_les_mots_d_une_consultation_s_effacent_les_notes_restent(dix_huitieme):
    extrait = _extrait(dix_huitieme)(date(2023, 11, 17))
    purges.purger()
    reponse = ReponseQuestion.objects.get(pk=extrait.source_id)
    assert (reponse.texte, reponse.note, Extrait.objects.count()) == ("[texte effacé]", 4, 0)


def test_un_brouillon_expire_part_avec_son_lien(dix_huitieme):
    invitation = _brouillon(dix_huitieme)(date(2026, 11, 10))
    purges.purger()
    invitation = InvitationConsultation.objects.get(pk=invitation.pk)
    assert (invitation.brouillon, invitation.empreinte, invitation.expire_le) == ({}, None, None)


def test_une_absence_ancienne_ne_dit_plus_pourquoi():
    absence = f.AbsenceFabrique(nature="maladie", debut=date(2024, 12, 30), fin=date(2024, 12, 31))
    purges.purger()
    assert Absence.objects.get(pk=absence.pk).nature == "autre"


def test_ce_qui_s_efface_s_efface():
    f.LienReponseFabrique(expire_le=datetime(2025, 11, 17, 12, tzinfo=UTC))
    f.RappelFabrique(jour=date(2024, 11, 17))
    f.RappelEquipeFabrique(jour=date(2024, 11, 17))
    purges.purger()
    assert not any(modele.objects.exists() for modele in (LienReponse, Rappel, RappelEquipe))


def test_un_avenant_prolonge_ce_que_le_contrat_garde(dix_huitieme):
    jour = date(2020, 6, 1)
    ContratVille.objects.create(
        code="signe", titre="Contrat", debut=date(2015, 1, 1), fin=date(2020, 12, 31), source="x"
    )
    parole = f.ExpressionFabrique(conseil=dix_huitieme, date=jour)
    assert purges.compter()["expressions"] == 1
    ContratVille.objects.create(code="avenant", titre="Avenant", debut=jour, fin=date(2026, 11, 18), source="x")
    assert purges.compter()["expressions"] == 0
    ContratVille.objects.filter(code="avenant").update(fin=date(2026, 11, 17))
    purges.purger()
    parole.refresh_from_db()
    assert (parole.texte, parole.lieu, parole.theme) == ("[texte effacé]", "", "propreté")
