#!/bin/sh
# Bring the window's translations up to date with the code; new texts come in marked unfinished.
set -eu
cd "$(dirname "$0")/.."
ui=desktop_app/ui
i18n=desktop_app/resources/i18n
update() { name=$1; shift; .venv/bin/pyside6-lupdate -silent -locations none -no-obsolete "$@" -ts "$i18n/$name.zh_CN.ts"; }
update frame $ui/*.py $ui/widgets/*.py $ui/examiner/frame.py $ui/examiner/page.py
update entrance_candidate $(find $ui/entrance $ui/candidate -name '*.py')
update examiner $(find $ui/examiner -name '*.py' ! -name frame.py ! -name page.py)
