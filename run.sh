#!/bin/sh
# Builds what is needed and runs Kithwork in the foreground with all modules, on 127.0.0.1:8181, until Ctrl-C.
# Its data and keys lie in run/ (KITHWORK_DATA, KITHWORK_KEYS); see docs/admin-guide.md for all settings.
set -eu
cd "$(dirname "$0")"

mvn -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -pl karaf-assembly -am package "$@"

# Every folder whose pom has the parent of modules.
modules=$(grep -l '<relativePath>../module/pom.xml</relativePath>' bundles/*/pom.xml | cut -d / -f 2 | paste -s -d , -)
export KITHWORK_MODULES="${KITHWORK_MODULES-$modules}"
export KITHWORK_DATA="${KITHWORK_DATA:-$PWD/run/data}"
export KITHWORK_KEYS="${KITHWORK_KEYS:-$PWD/run/keys}"
exec karaf-assembly/target/assembly/bin/kithwork run
