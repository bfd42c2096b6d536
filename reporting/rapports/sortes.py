"""The registry of the kinds of documents: code, title, what they are for, what they are about."""

from dataclasses import dataclass

from reporting.rapports import sections


@dataclass(frozen=True)
class Sorte:
    """A kind of document.

    ``prefixe`` begins its public numbers. ``par_conseil``: it is about one conseil, otherwise about the whole
    dispositif; ``objets``: it is about one thing of these, which says which conseil and which exercice.
    ``assembleur`` reads the database and returns an instance of ``donnees``, which ``gabarit`` prints. These
    are paths, not objects, because the models read this registry before there are models to assemble.
    ``interne``: it stays in the team even when it is published, because it names people. ``circuit``: it is
    published once the Préfecture and the Ville have accepted it. ``campagne``: it is part of the year's campaign.
    ``sections``: key and title of those that carry a text of their own; ``faits``: path of a function that
    reads in the frozen data the sentences worth proposing to whoever writes it.
    ``resume``: code of the kind that it is written from, ``geste``: what the page of such a document proposes.
    ``immediate``: it is drawn when asked for, from what is sealed or printed on the spot: no number and no
    row. Its ``assembleur`` takes the thing itself and returns what ``gabarit`` needs.
    """

    code: str
    titre: str
    description: str
    assembleur: str
    gabarit: str
    prefixe: str = ""
    donnees: str = ""
    par_conseil: bool = True
    objets: str = ""
    interne: bool = False
    immediate: bool = False
    circuit: bool = True
    campagne: bool = False
    sections: tuple[tuple[str, str], ...] = ()
    faits: str = ""
    resume: str = ""
    geste: str = ""

    @property
    def a_valider(self) -> bool:
        """Whether the commanditaires decide: what stays in the team is not theirs to read."""
        return self.circuit and not self.interne


def _piece(code: str, titre: str, module: str, description: str, gabarit: str) -> Sorte:
    """A document drawn on the spot: everything about it is in one module of ``reporting.rapports.pieces``."""
    chemin = f"reporting.rapports.pieces.{module}"
    return Sorte(
        code=code,
        titre=titre,
        description=description,
        assembleur=f"{chemin}.assembler",
        gabarit=gabarit,
        objets=f"{chemin}.OBJETS",
        interne=True,
        immediate=True,
        circuit=False,
    )


SECTIONS_FALC = (("suite", "Et après ?"), ("relecture", "Qui a relu ce document ?"))

SORTES: dict[str, Sorte] = {
    sorte.code: sorte
    for sorte in (
        Sorte(
            code="bilan-conseil",
            titre="Bilan annuel d'un conseil citoyen",
            description="Quatorze chapitres sur un conseil et un exercice, avec les données sexuées en annexe.",
            prefixe="BC",
            assembleur="reporting.rapports.bilan_conseil.assembler",
            donnees="reporting.rapports.bilan_conseil.Bilan",
            gabarit="reporting/pdf/bilan_conseil.html",
            campagne=True,
            sections=(
                ("annee", "1. L’année en une page"),
                ("territoire", "2. Le territoire"),
                ("organisation", "3. L’organisation du conseil"),
                ("vie", "4. La vie du conseil"),
                ("eloignes", "5. La mobilisation des habitants éloignés"),
                ("formation", "6. Formation et co-formation"),
                ("avis", "7. Avis et interpellations"),
                ("instances", "8. La place dans les instances"),
                ("initiatives", "9. Initiatives et projets"),
                ("consultations", "10. Les consultations"),
                ("moyens", "11. Les moyens"),
                ("accompagnement", "12. L’accompagnement"),
                ("autonomie", "13. L’autonomie"),
                ("perspectives", "14. Les perspectives"),
                ("contribution", "Contribution du conseil, reproduite telle quelle"),
            ),
            faits="reporting.rapports.bilan_conseil.faits.faits_marquants",
        ),
        _piece(
            "feuille-de-route",
            "Feuille de route",
            "feuilles",
            "Le diagnostic et les actions d’un exercice, dans leur dernière révision.",
            "reporting/pdf/feuille_de_route.html",
        ),
        _piece(
            "releve-semaine",
            "Relevé hebdomadaire",
            "releves",
            "Une semaine de journal : ses lignes jour par jour, ses heures par mission, qui a été rencontré.",
            "reporting/pdf/releve_semaine.html",
        ),
        _piece(
            "passation",
            "Note de passation",
            "passations",
            "Ce qui était ouvert quand une affectation a pris fin, et qui s’en charge.",
            "reporting/pdf/passation.html",
        ),
        _piece(
            "emargement",
            "Feuille d’émargement",
            "emargements",
            "Les membres attendus à une réunion, à faire signer.",
            "reporting/pdf/emargement.html",
        ),
        _piece(
            "pv-tirage",
            "Procès-verbal de tirage au sort",
            "tirages",
            "Les tours scellés d’un tirage, sans aucun nom.",
            "reporting/pdf/pv_tirage.html",
        ),
        _piece(
            "restitution",
            "Restitution d’une consultation",
            "restitutions",
            "Les réponses par thème, les propositions et les mesures, petits effectifs masqués.",
            "reporting/pdf/restitution.html",
        ),
        Sorte(
            code="bilan-dispositif",
            titre="Bilan annuel du dispositif",
            description="Seize chapitres qui répondent à la convention d'objectifs, tous les conseils côte à côte.",
            prefixe="BD",
            assembleur="reporting.rapports.bilan_dispositif.assembler",
            donnees="reporting.rapports.bilan_dispositif.BilanDispositif",
            gabarit="reporting/pdf/bilan_dispositif.html",
            par_conseil=False,
            campagne=True,
            sections=tuple(sections.DISPOSITIF.items()),
            faits="reporting.rapports.bilan_dispositif.faits.faits_marquants",
        ),
        Sorte(
            code="dossier-copil-contrat",
            titre="Dossier du comité de pilotage du contrat de ville",
            description="Douze parties sur une séance du comité de Paris et les huit conseils, avec cinq contrôles.",
            prefixe="DC",
            assembleur="reporting.rapports.dossier_copil.assembler",
            donnees="reporting.rapports.dossier_copil.Dossier",
            gabarit="reporting/pdf/dossier_copil.html",
            par_conseil=False,
            objets="reporting.rapports.dossier_copil.CONTRAT",
            sections=tuple(sections.COPIL.items()),
        ),
        Sorte(
            code="dossier-copil-territoire",
            titre="Dossier du comité de pilotage du projet de territoire",
            description="Les mêmes douze parties sur un arrondissement, acte par acte, avec cinq contrôles.",
            prefixe="DT",
            assembleur="reporting.rapports.dossier_copil.assembler",
            donnees="reporting.rapports.dossier_copil.Dossier",
            gabarit="reporting/pdf/dossier_copil.html",
            objets="reporting.rapports.dossier_copil.TERRITOIRE",
            sections=tuple(sections.COPIL.items()),
        ),
        Sorte(
            code="synthese-conseil",
            titre="Synthèse du bilan d'un conseil citoyen",
            description="Deux pages tirées d’un bilan déjà produit : ses chiffres clés, ce que le conseil a dit et "
            "ce qui lui a été répondu.",
            prefixe="SC",
            assembleur="reporting.rapports.syntheses.conseil.assembler",
            donnees="reporting.rapports.syntheses.donnees.Synthese",
            gabarit="reporting/pdf/synthese.html",
            objets="reporting.rapports.syntheses.conseil.OBJETS",
            circuit=False,
            resume="bilan-conseil",
            geste="Faire la synthèse",
        ),
        Sorte(
            code="synthese-dispositif",
            titre="Synthèse du bilan du dispositif",
            description="Deux pages tirées d’un bilan du dispositif déjà produit, tous les conseils ensemble.",
            prefixe="SD",
            assembleur="reporting.rapports.syntheses.dispositif.assembler",
            donnees="reporting.rapports.syntheses.donnees.Synthese",
            gabarit="reporting/pdf/synthese.html",
            par_conseil=False,
            objets="reporting.rapports.syntheses.dispositif.OBJETS",
            circuit=False,
            resume="bilan-dispositif",
            geste="Faire la synthèse",
        ),
        Sorte(
            code="falc-conseil",
            titre="Version facile à lire du bilan d'un conseil citoyen",
            description="Un bilan déjà produit, redit en phrases courtes, facile à lire et à comprendre (FALC).",
            prefixe="FC",
            assembleur="reporting.rapports.syntheses.falc.conseil.assembler",
            donnees="reporting.rapports.syntheses.falc.donnees.Falc",
            gabarit="reporting/pdf/falc.html",
            objets="reporting.rapports.syntheses.falc.conseil.OBJETS",
            sections=SECTIONS_FALC,
            circuit=False,
            resume="bilan-conseil",
            geste="Faire la version facile à lire",
        ),
        Sorte(
            code="falc-dispositif",
            titre="Version facile à lire du bilan du dispositif",
            description="Le bilan du dispositif, redit en phrases courtes, facile à lire et à comprendre (FALC).",
            prefixe="FD",
            assembleur="reporting.rapports.syntheses.falc.dispositif.assembler",
            donnees="reporting.rapports.syntheses.falc.donnees.Falc",
            gabarit="reporting/pdf/falc.html",
            par_conseil=False,
            objets="reporting.rapports.syntheses.falc.dispositif.OBJETS",
            sections=SECTIONS_FALC,
            circuit=False,
            resume="bilan-dispositif",
            geste="Faire la version facile à lire",
        ),
    )
}

ARCHIVEES = [sorte for sorte in SORTES.values() if not sorte.immediate]
INTERNES = [sorte.code for sorte in ARCHIVEES if sorte.interne]
A_VALIDER = [sorte.code for sorte in ARCHIVEES if sorte.a_valider]


def tirees_de(code: str) -> list[Sorte]:
    """The kinds that are written from a document of this one."""
    return [sorte for sorte in SORTES.values() if sorte.resume == code]
