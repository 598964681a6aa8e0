#!/bin/sh
# Prints the example company's KPIs by month and team; builds the driver first where that has not been done.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
jar() {
    for candidate in "$root"/jdbc-driver/target/caresql-jdbc-*.jar; do
        case $candidate in
            *-embedded.jar | *-sources.jar | *-javadoc.jar | */original-*) ;;
            *) if [ -f "$candidate" ]; then echo "$candidate"; fi ;;
        esac
    done
}
if [ -z "$(jar)" ]; then
    echo "Building the driver, once ..." >&2
    (cd "$root" && mvn -q -B -ntp -Pquick -DskipTests -pl jdbc-driver -am package) >&2
fi
exec java -jar "$(jar)" query "$@" "$root/examples/company" -- "$(cat "$root/examples/company/kpis.sql")"
