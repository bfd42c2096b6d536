"""What the conseils asked, what they were answered, what was done: three exercices of avis in every state.

Written through the models: answers and constats are sealed, so each row is inserted once, complete.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from animateurs.demo.profils import PROFILS
from animateurs.demo.scene import Scene
from comptes.models import Compte
from conseils.models import Avis, Constat, Destinataire, Divergence, Reponse, Reunion, Suite
from territoires.models import ElementContrat, Partenaire

DELAI = timedelta(days=60)
DELAI_TACITE = timedelta(days=30)
TYPE, SENS, RESULTAT = Avis.Type, Reponse.Sens, Constat.Resultat
VILLE, PREFECTURE, BAILLEURS = "ville-de-paris", "prefecture-de-paris", "bailleurs-sociaux"
COMPLET = 18  # the conseil that has them all; the others share them
VOIX, PART_CONTRE = (14, 32), 5

SIGNATAIRES = {
    VILLE: "Direction de la démocratie, des citoyens et des territoires",
    PREFECTURE: "Mission politique de la ville",
    BAILLEURS: "Direction de la proximité",
}


@dataclass(frozen=True)
class Retour:
    """What one addressee answered, ``apres`` days; then what it committed to and what was seen of it."""

    qui: str
    apres: int
    sens: str
    texte: str
    action: str = ""
    resultat: str = ""
    preuve: str = ""


@dataclass(frozen=True)
class Acte:
    """``moment``: where in the life of the conseil, from 0 (its first assembly) to 1 (its last)."""

    moment: float | None
    type: str
    titre: str
    texte: str
    adresses: tuple[str, ...]
    retours: tuple[Retour, ...] = ()
    objectif: str = ""
    sujet: str = ""
    etape: str = ""
    divergence: str = ""
    transmis: bool = True
    recent: bool = False  # sent these last weeks, whenever it was adopted: its answers are still in time
    retrait: str = ""


ACTES = (
    Acte(
        0.0, TYPE.PROPOSITION, "Éclairer le passage sous la voie ferrée",
        "Le passage est sombre dès dix-sept heures. Le conseil propose de doubler l'éclairage et de tailler la haie.",
        (VILLE,),
        (Retour(
            VILLE, 41, SENS.ACCEPTE, "L'étude d'éclairage est faite ; les travaux sont inscrits au programme.",
            "Poser huit points lumineux et tailler la haie", RESULTAT.FAIT,
            "Huit lampes allumées et la haie basse, vues lors de la marche du soir.",
        ),),
        objectif="2.1.2", etape="diagnostic",
    ),
    Acte(
        0.15, TYPE.AVIS, "Un lieu ouvert après l'école pour les devoirs",
        "Des collégiens font leurs devoirs dans les halls. Le conseil demande une salle surveillée, trois soirs par "
        "semaine, dans un équipement existant.",
        (VILLE, "recteur-academie"),
        (
            Retour(
                VILLE, 52, SENS.EN_PARTIE, "Une salle du centre d'animation peut ouvrir deux soirs, faute d'agents.",
                "Ouvrir la salle le mardi et le jeudi", RESULTAT.EN_PARTIE,
                "Ouverte le mardi seulement, constaté trois semaines de suite.",
            ),
            Retour("recteur-academie", 75, SENS.REFUSE, "L'accompagnement a lieu dans l'établissement jusqu'à 18 h."),
        ),
        objectif="1.1.1", etape="enjeux", divergence="Mieux vaudrait ouvrir le collège lui-même, plus près.",
    ),
    Acte(
        0.3, TYPE.INTERPELLATION, "Ascenseurs en panne : des délais qui tiennent",
        "Le conseil demande un délai maximal de réparation affiché dans chaque hall, et un numéro qui répond.",
        (BAILLEURS,),
        (Retour(
            BAILLEURS, 95, SENS.EN_PARTIE, "Le délai de quarante-huit heures sera affiché ; le numéro existe déjà.",
            "Afficher le délai et le numéro dans tous les halls", RESULTAT.PAS_FAIT,
            "Aucune affiche dans les six halls visités.",
        ),),
        objectif="2.1.1", etape="suivi",
    ),
    Acte(
        0.45, TYPE.RAPPORT_ANNUEL, "Avis sur le rapport annuel de la politique de la ville",
        "Le conseil prend acte du rapport. Il demande que les chiffres soient donnés par quartier et non par "
        "arrondissement.",
        (VILLE,), etape="evaluation",
    ),
    Acte(
        0.55, TYPE.AVIS, "Des stages de troisième sans carnet d'adresses",
        "Le conseil demande que les institutions signataires réservent des stages aux collégiens du quartier.",
        (PREFECTURE, VILLE),
        (
            Retour(
                PREFECTURE, 38, SENS.ACCEPTE, "Vingt stages seront réservés dans les services de l'État à Paris.",
                "Réserver vingt stages de troisième",
            ),
            Retour(VILLE, 58, SENS.ACCEPTE, "La Ville ouvre sa plateforme de stages au collège du quartier."),
        ),
        objectif="1.2.3", etape="programmation",
    ),
    Acte(
        0.65, TYPE.SAISINE, "Saisine : la fermeture annoncée de l'antenne d'accès aux droits",
        "Le conseil saisit le préfet : l'antenne reçoit quarante personnes par semaine, sans autre lieu à moins d'une "
        "demi-heure.",
        (PREFECTURE,),
        (Retour(PREFECTURE, 20, SENS.EN_ETUDE, "Une réunion est demandée aux financeurs avant toute décision."),),
        objectif="1.3.2",
    ),
    Acte(
        0.75, TYPE.PROPOSITION, "Une fête de la rue, avec les commerçants",
        "Le conseil propose de rouvrir la fête de la rue en juin et demande la fermeture de deux cents mètres.",
        (VILLE,), sujet="Lien social", retrait="Le collectif des commerçants porte désormais le projet.",
    ),
    Acte(
        0.8, TYPE.AVIS, "Du mobilier pour s'asseoir sur la place",
        "Les bancs ont été retirés. Le conseil demande douze assises, dont quatre avec accoudoirs.",
        (VILLE, BAILLEURS),
        (Retour(VILLE, 30, SENS.ACCEPTE, "Douze assises seront posées.", "Poser douze assises"),),
        objectif="2.1.1",
    ),
    Acte(
        0.85, TYPE.INTERPELLATION, "Propreté : les bacs débordent le lundi",
        "Le conseil demande une collecte de plus, le dimanche soir ou le lundi matin, et le bilan des signalements.",
        (VILLE, BAILLEURS), objectif="2.1.3", divergence="Une collecte de plus fera du bruit à l'aube.",
    ),
    Acte(
        1.0, TYPE.AVIS, "Le calendrier du renouvellement urbain",
        "Le conseil demande une réunion par trimestre, et les plans affichés avant chaque étape.",
        (PREFECTURE, VILLE, BAILLEURS), objectif="3.2.2", etape="mise_en_oeuvre", recent=True,
    ),
    Acte(
        1.0, TYPE.PROPOSITION, "Un relais de quartier pour les démarches en ligne",
        "Le conseil propose un après-midi par semaine, tenu par un conseiller numérique, dans la salle associative.",
        (VILLE,), objectif="1.3.2", transmis=False,
    ),
    Acte(
        None, TYPE.AVIS, "La place des vélos devant l'école",
        "Brouillon : à compléter avec les parents avant la prochaine assemblée.", (VILLE,), sujet="Mobilité",
    ),
)  # fmt: skip


def donner_la_parole(scene: Scene, comptes: Mapping[str, Compte]) -> None:
    """A dozen acts for each pair of conseils, and all of them for one."""
    parole = _Parole(
        scene,
        comptes,
        {partenaire.code: partenaire for partenaire in Partenaire.objects.all()},
        {element.code: element for element in ElementContrat.objects.order_by("contrat__debut")},
    )
    for rang, numero in enumerate(PROFILS):
        parole.tenir(numero, ACTES if numero == COMPLET else ACTES[rang % 2 :: 2])


@dataclass(frozen=True)
class _Parole:
    """What every act needs."""

    scene: Scene
    comptes: Mapping[str, Compte]
    partenaires: Mapping[str, Partenaire]
    objectifs: Mapping[str, ElementContrat]

    def tenir(self, numero: int, actes: tuple[Acte, ...]) -> None:
        conseil = self.scene.conseils[numero]
        tenues = Reunion.objects.tenues().filter(conseil=conseil, type=Reunion.Type.ASSEMBLEE).order_by("date", "pk")
        assemblees = list(tenues)
        rangs: dict[int, int] = {}
        for acte in actes:
            if acte.moment is None:
                self._brouillon(numero, acte)
            elif assemblees:
                reunion = assemblees[round(acte.moment * (len(assemblees) - 1))]
                rangs[reunion.date.year] = rangs.get(reunion.date.year, 0) + 1
                self._adopter(numero, acte, reunion, rangs[reunion.date.year])

    def _brouillon(self, numero: int, acte: Acte) -> None:
        avis = self._avis(numero, acte)
        avis.save()
        self._lier(avis, acte)
        self._adresser(avis, acte)

    def _adopter(self, numero: int, acte: Acte, reunion: Reunion, rang: int) -> None:
        alea = self.scene.alea("avis", numero, acte.titre)
        avis = self._avis(numero, acte)
        avis.numero, avis.adopte_en, avis.etat = f"AV-{numero}-{reunion.date.year}-{rang:03d}", reunion, "adopte"
        avis.voix_pour = alea.randint(*VOIX)
        avis.voix_contre, avis.abstentions = (
            avis.voix_pour // PART_CONTRE if acte.divergence else 0,
            alea.randint(0, 3),
        )
        envoi = self._envoi(acte, reunion)
        if acte.transmis and envoi <= self._aujourd_hui:
            avis.transmis_le, avis.etat = envoi, self._etat(acte, envoi)
        if acte.retrait and avis.transmis_le and envoi + timedelta(days=25) <= self._aujourd_hui:
            avis.etat, avis.retire_le, avis.motif_retrait = "retire", envoi + timedelta(days=25), acte.retrait
        avis.save()
        self._lier(avis, acte)
        if acte.divergence:
            Divergence.objects.create(avis=avis, texte=acte.divergence, nombre=avis.voix_contre or None)
        for destinataire in self._adresser(avis, acte):
            self._repondre(destinataire, acte)

    @property
    def _aujourd_hui(self) -> date:
        return self.scene.calendrier.aujourd_hui

    def _envoi(self, acte: Acte, reunion: Reunion) -> date:
        peu_apres = self.scene.calendrier.ouvre_des(reunion.date + timedelta(days=3))
        return max(peu_apres, self.scene.calendrier.ouvre_avant(self._aujourd_hui, 15)) if acte.recent else peu_apres

    def _avis(self, numero: int, acte: Acte) -> Avis:
        return Avis(
            conseil=self.scene.conseils[numero], type=acte.type, titre=acte.titre, texte=acte.texte,
            etape=acte.etape, sujet_libre=acte.sujet,
        )  # fmt: skip

    def _lier(self, avis: Avis, acte: Acte) -> None:
        if objectif := self.objectifs.get(acte.objectif):
            avis.objectifs.add(objectif)
        avis.quartiers.add(*self.scene.quartiers[avis.conseil.arrondissement.numero][:1])
        if acte.moment is None or acte.moment == 1:
            avis.expressions.add(*avis.conseil.expressions.all()[:1])

    def _etat(self, acte: Acte, envoi: date) -> str:
        """As the services would have left it today."""
        if acte.type == TYPE.RAPPORT_ANNUEL and envoi + DELAI_TACITE < self._aujourd_hui:
            return Avis.Etat.REPONDU
        finales = [r for r in acte.retours if r.sens in Reponse.FINALES and self._venu(envoi, r.apres)]
        if {retour.qui for retour in finales} != set(acte.adresses):
            return Avis.Etat.TRANSMIS
        return Avis.Etat.SUITES if any(retour.action for retour in finales) else Avis.Etat.REPONDU

    def _venu(self, envoi: date, apres: int) -> bool:
        return envoi + timedelta(days=apres) <= self._aujourd_hui

    def _adresser(self, avis: Avis, acte: Acte) -> list[Destinataire]:
        retours = {retour.qui: retour for retour in acte.retours}
        return [self._destinataire(avis, code, retours.get(code)) for code in acte.adresses]

    def _destinataire(self, avis: Avis, code: str, retour: Retour | None) -> Destinataire:
        destinataire = Destinataire(avis=avis, partenaire=self.partenaires[code])
        destinataire.courriel = f"avis-{code}@demo.invalid"
        envoi = avis.transmis_le
        # A saisine has no clock; the annual report, thirty days and a tacit agreement.
        if envoi and avis.type != TYPE.SAISINE:
            destinataire.tacite = avis.type == TYPE.RAPPORT_ANNUEL
            destinataire.echeance = envoi + (DELAI_TACITE if destinataire.tacite else DELAI)
        if envoi and retour and self._venu(envoi, retour.apres):
            destinataire.accuse_le = envoi + timedelta(days=4)
            if retour.sens in Reponse.FINALES:
                destinataire.repondu_le = envoi + timedelta(days=retour.apres)
        destinataire.save()
        return destinataire

    def _repondre(self, destinataire: Destinataire, acte: Acte) -> None:
        retour = next((r for r in acte.retours if r.qui == destinataire.partenaire.code), None)
        envoi = destinataire.avis.transmis_le
        if not (retour and envoi and self._venu(envoi, retour.apres)):
            return
        le = envoi + timedelta(days=retour.apres)
        reponse = Reponse.objects.create(
            destinataire=destinataire, sens=retour.sens, texte=retour.texte, le=le,
            etude_jusqu_au=le + DELAI if retour.sens == SENS.EN_ETUDE else None,
            hors_delai=bool(destinataire.echeance and le > destinataire.echeance),
            signataire=SIGNATAIRES.get(retour.qui, "Secrétariat général"), **self._voie(retour.qui),
        )  # fmt: skip
        if retour.action:
            self._suivre(reponse, retour)

    def _voie(self, code: str) -> dict:
        """From its account, by the link, or a letter that the team typed."""
        par = {VILLE: "ville", PREFECTURE: "prefecture"}.get(code)
        if par:
            return {"voie": Reponse.Voie.COMPTE, "par": self.comptes[par]}
        return {"voie": Reponse.Voie.LIEN if code == BAILLEURS else Reponse.Voie.SAISIE}

    def _suivre(self, reponse: Reponse, retour: Retour) -> None:
        echeance = reponse.le + timedelta(days=120)
        vu_le = echeance + timedelta(days=12)
        constate = retour.resultat and vu_le <= self._aujourd_hui
        suite = Suite.objects.create(
            reponse=reponse, action=retour.action, responsable=reponse.signataire, echeance=echeance,
            etat=Suite.Etat.REALISEE if constate and retour.resultat == RESULTAT.FAIT else Suite.Etat.ENGAGEE,
        )  # fmt: skip
        if constate:
            Constat.objects.create(
                suite=suite, resultat=retour.resultat, preuve=retour.preuve, le=vu_le,
                par=self.comptes["coordination"],
            )  # fmt: skip
