# Everything is installed inside the project: .venv and node_modules. `make help` lists the targets.
.DEFAULT_GOAL := help
.PHONY: help run repetition accessibilite captures test mutations fuzz lint audit format bench bench-growth bench-semaine chaos wapiti demo-neuve versions verrouiller propre installation installation-dev

PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var
export PYTHON PORT DATA_DIR

help: ## liste les commandes
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: export DEMO ?= 1
run: installation ## installe ce qui manque, puis lance l'application en démonstration (PORT, DATA_DIR)
	@exec scripts/lancer.sh

test: installation-dev ## tous les tests : SQLite, PostgreSQL et Redis, navigateur
	@exec .venv/bin/python scripts/essais.py

lint: installation-dev ## vérifie le code, les gabarits, les modèles et les fichiers de déploiement
	@exec scripts/lint.sh

audit: ## cherche les failles connues des dépendances verrouillées (demande le réseau)
	@exec scripts/auditer.sh

format: installation-dev ## met en forme le code et les gabarits
	.venv/bin/python -m ruff check --fix --quiet .
	.venv/bin/python -m ruff format --quiet .
	.venv/bin/python -m djlint --reformat --quiet templates

bench: installation ## mesure la production d’un bilan, deux ouvriers et le poids des pages (scripts/budget.csv)
	@exec .venv/bin/python scripts/bench.py

bench-growth: installation-dev ## mesure ce que coûtent les pages quand les données grandissent (N=189 MOTEUR=sqlite)
	@exec .venv/bin/python scripts/bench_growth.py

bench-semaine: installation-dev ## compte les gestes et les requêtes de trois semaines remplies au navigateur
	@exec .venv/bin/python scripts/bench_semaine.py

chaos: installation-dev ## casse tout exprès et compte ce qui est perdu (N=300 SEULEMENT=travaux TEMOIN=sans)
	@exec .venv/bin/python scripts/chaos.py

versions: installation-dev ## part de chaque version livrée, avec des données, et migre jusqu’à aujourd’hui (MOTEUR=sqlite N=3 SEULEMENT=0.1.0a1)
	@exec .venv/bin/python scripts/versions.py

repetition: installation-dev ## démarre docker-compose.yml pour de bon et essaie ce que la production promet (demande Docker)
	@exec .venv/bin/python scripts/repetition.py

accessibilite: installation-dev ## examine chaque page au navigateur (axe, clavier, 320 px) et tient le relevé de la déclaration
	@exec .venv/bin/python scripts/accessibilite.py

mutations: installation-dev ## retire un à un les contrôles d’accès et attend qu’un test le voie (PAS=1 : tous)
	@PAS=$(or $(PAS),1) .venv/bin/python -m pytest tests/acces/test_mutations.py tests/acces/test_second_facteur.py -q

fuzz: installation-dev ## demande n’importe quoi à toutes les adresses (N=25000)
	@N=$(or $(N),25000) .venv/bin/python -m pytest tests/acces/test_fuzz.py -q

wapiti: installation-dev ## attaque le site qui tourne, dans chaque rôle, avec wapiti (DUREE=60 ROLES="ville admin")
	@exec .venv/bin/python scripts/wapiti.py

captures: installation-dev ## refait les images de README.md et du guide, sur la démonstration qui tourne
	@.venv/bin/python scripts/captures.py

demo-neuve: installation ## efface les données de DATA_DIR et refait la démonstration
	@.venv/bin/python scripts/port_libre.py "$(PORT)"
	rm -rf "$(DATA_DIR)"/base.sqlite3* "$(DATA_DIR)/documents" "$(DATA_DIR)/broker" "$(DATA_DIR)/courriels"
	@DEMO=1 .venv/bin/python manage.py preparer

verrouiller: installation ## refait les verrous de requirements/ (OPTIONS=--upgrade pour tout mettre à jour)
	@exec scripts/verrouiller.sh $(OPTIONS)

propre: ## enlève ce qui se réinstalle ; garde les données
	rm -rf .venv node_modules static-racine .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

installation:
	@"$(PYTHON)" scripts/systeme.py
	@scripts/installer.sh run
	@scripts/installer.sh tirage
	@scripts/front.sh

installation-dev: installation
	@scripts/installer.sh dev
