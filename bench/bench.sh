#!/bin/sh
# Builds the bench and measures; the arguments are those of docs/bench.md. Build the archive before.
set -e
cd "$(dirname "$0")/.."
mvn -q -pl bench -am -Pbench -DskipTests package
exec java -Xmx3g -cp 'bench/target/kithwork-bench-0.1.0.jar:bench/target/lib/*' org.kithwork.bench.Bench "$@"
