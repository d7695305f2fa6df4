# Everything is done by `python3 -m dev VERB`: see dev/README.md.
# Debian's own is built with optimisation: with it, tests take a sixth less.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3.1[0-3]) python3)
VERBS := run test proof bench scale lifecycle upgrade history peers lint format i18n screenshots accessibility shell env stop clean

.PHONY: help $(VERBS)

help:
	@echo 'make run          Odoo with demo data, the addon and a mailbox'
	@echo '                  (PORT=8069, MAILBOX_PORT=8025, FRESH=1 for a new database)'
	@echo 'make test         the tests, browser tours included, then crash and lifecycle'
	@echo '                  (ARGS="-k name": only pytest, KEEP=1 reuses the database)'
	@echo 'make proof        what people and machines do, in stories drawn anew (ARGS=minutes)'
	@echo 'make bench        the benchmark (ARGS=..., CX_FSYNC=on)'
	@echo 'make scale        several servers, a proxy and a replica under load, some of them killed'
	@echo '                  (ARGS=--smoke: two minutes; ARGS="--seconds 600")'
	@echo 'make lifecycle    install, upgrade, uninstall on a database in use (ARGS=...)'
	@echo 'make upgrade      from the version before, on a database with rows in every state'
	@echo 'make history      from every version of CHANGELOG.md (ARGS="19.0.1.5.0 ...")'
	@echo "make peers        Odoo's own tests of the modules we touch, without and with the addon"
	@echo '                  (ARGS=--quick: not mail, hr, browser; ARGS="--only survey")'
	@echo 'make lint         Python, XML, JS and SCSS (make format mends what it can)'
	@echo 'make i18n         texts to translate, merged into i18n/*.po'
	@echo 'make screenshots  pictures of the demo server'
	@echo 'make accessibility  looks at the pages for candidates anew, for their statement'
	@echo "make shell        Odoo's Python shell on the demo database"
	@echo 'make env          variables to call Odoo yourself: eval "$$(make -s env)"'
	@echo 'make stop         end the servers'
	@echo 'make clean        end the servers, delete .dev/ and the databases'

# Handed on, also when given as `make test ARGS=...`.
export ARGS KEEP FRESH PORT MAILBOX_PORT

$(VERBS):
	@$(PYTHON) -m dev $@
