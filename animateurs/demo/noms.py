"""First names, surnames and structures to draw from. Any likeness to a real person is chance.

First names and surnames come in families, so that a person does not get one from each end of the world;
many people of every family bear a first name of the first one.
"""

from dataclasses import dataclass


def _liste(noms: str) -> tuple[str, ...]:
    return tuple(noms.split())


@dataclass(frozen=True)
class Famille:
    femmes: tuple[str, ...]
    hommes: tuple[str, ...]
    noms: tuple[str, ...]


FAMILLES = (
    Famille(
        femmes=_liste(
            "Adèle Alice Anne-Marie Béatrice Brigitte Camélia Catherine Cécile Chantal Claire Clotilde Danièle "
            "Élodie Emma Florence Françoise Gisèle Hélène Irène Isabelle Jacqueline Jeanne Josiane Lætitia Lucie "
            "Marie-Claude Maryse Monique Myriam Nadège Nathalie Nicole Odette Paulette Rachel Sandrine Sarah Sophie "
            "Solange Sylvie Thérèse Valérie Véronique Yvette"
        ),
        hommes=_liste(
            "Alain André Antoine Arnaud Bernard Bruno Christian Daniel David Denis Didier Éric Étienne François "
            "Frédéric Georges Gérard Guillaume Hervé Hugo Jacques Jean-Luc Jérôme Julien Laurent Louis Luc Marc "
            "Maurice Michel Nicolas Olivier Pascal Patrick Philippe Pierre René Romain Sébastien Thierry Vincent "
            "Xavier Yann"
        ),
        noms=_liste(
            "Arnaud Aubry Bailly Baron Benhamou Bérard Bernard Besson Blanchard Bonnet Bouchard Boulanger Bourgeois "
            "Brunet Carlier Caron Charpentier Chevalier Colin Cousin Denis Dubreuil Dufour Dupuis Duval Étienne "
            "Faure Ferrand Fontaine Gaillard Garnier Gauthier Guillot Henry Hubert Huet Jacob Joly Lacroix Lambert "
            "Lebrun Leclerc Lefort Legrand Lemaire Lévy Maillard Marchal Martel Ménard Meunier Millet Monnier Morin "
            "Moulin Nadeau Noël Pasquier Perrin Picard Poirier Prévost Renard Rivière Rolland Roussel Saunier "
            "Tessier Vidal Weber"
        ),
    ),
    Famille(
        femmes=_liste("Aïcha Amel Amina Assia Fatima Houria Khadija Latifa Leïla Malika Nadia Naïma Samira Zohra"),
        hommes=_liste("Ahmed Ali Brahim Farid Hamid Idriss Kamel Karim Malik Mehdi Mohamed Mourad Rachid Youssef"),
        noms=_liste(
            "Abdallah Amrani Belaïd Benali Bouaziz Chabane Haddad Hamidi Kaci Mansouri Meziane Rahmani Saïdi "
            "Yahiaoui Zerrouki"
        ),
    ),
    Famille(
        femmes=_liste("Aïssata Awa Binta Djeneba Fatou Fatoumata Hawa Kadiatou Mariam Rokia Salimata Tenin"),
        hommes=_liste("Abdoulaye Adama Amadou Bakary Boubacar Djibril Ibrahima Lamine Lassana Mamadou Moussa Samba"),
        noms=_liste(
            "Adjovi Ba Baldé Bamba Barry Camara Cissé Coulibaly Dembélé Diabaté Diallo Diarra Dieng Diop Fall Fofana "
            "Gueye Kaba Kanté Keïta Kimbembe Konaté Kouassi Mabiala Mbaye Mendy Ndiaye Nguema Niakaté Ouattara "
            "Sissoko Soumaré Sow Sylla Thiam Touré Traoré Wagué"
        ),
    ),
    Famille(
        femmes=_liste("Ana Carmen Maria Olga Rosa"),
        hommes=_liste("Fernando João José Tiago"),
        noms=_liste(
            "Almeida Barbosa Cordeiro Dias Fernandes Gomes Lopes Marques Martinez Moreira Oliveira Pinto Pires "
            "Ribeiro Tavares"
        ),
    ),
    Famille(
        femmes=_liste("Lan Li Mai Mei"),
        hommes=_liste("Minh Tuan Wei Jun"),
        noms=_liste("Chen Hoang Lam Li Ngo Pham Tran Vo Wang Zhou"),
    ),
)
PRENOMS_MIXTES = _liste("Alex Camille Claude Dominique Lou Maxime Morgan Sacha")

STRUCTURES = (
    "Association Les Tilleuls (fictive)",
    "Amicale des locataires du Grand Pré (fictive)",
    "Centre social La Passerelle (fictif)",
    "Épicerie solidaire Le Panier (fictive)",
    "Compagnie théâtrale du Coin (fictive)",
    "Club sportif L'Envol (fictif)",
    "Régie de quartier Les Lilas blancs (fictive)",
    "Association Mots partagés (fictive)",
    "Boulangerie du Passage (fictive)",
    "Parents d'élèves de l'école du Square (fictive)",
    "Jardin partagé La Bêche (fictif)",
    "Pharmacie de la Place (fictive)",
    "Ressourcerie La Seconde Main (fictive)",
    "Atelier vélo Le Rayon (fictif)",
    "Association Femmes en marche du quartier (fictive)",
)
