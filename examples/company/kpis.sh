#!/bin/sh
# Prints the example company's KPIs by month and team; builds the driver first where that has not been done.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
# The project's own version is the first in its POM.
version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$root/pom.xml" | head -n 1)
jar=$root/jdbc-driver/target/caresql-jdbc-$version.jar
if [ ! -f "$jar" ]; then
    echo "Building the driver, once ..." >&2
    (cd "$root" && mvn -q -B -ntp -Pquick -DskipTests -pl jdbc-driver -am package) >&2
fi
exec java -jar "$jar" query "$@" "$root/examples/company" -- "$(cat "$root/examples/company/kpis.sql")"
