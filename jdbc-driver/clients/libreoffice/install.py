#!/usr/bin/env python3
"""Makes a CareSQL model a data source of LibreOffice: writes caresql.odb and registers it as "caresql".

Needs Python 3.8 or later and nothing else; LibreOffice for Windows and macOS brings one of its own.
"""

import argparse
import os
import pathlib
import re
import shutil
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

HERE = pathlib.Path(__file__).resolve().parent
NAME = "caresql"
MIME_TYPE = "application/vnd.oasis.opendocument.base"

QUERIES = {
    "KPIs by team": """
SELECT team_name AS "Team", SUM(calls_completed) AS "Calls", AVG(nps) AS "NPS", AVG(csat) AS "CSAT %",
       AVG(service_level) AS "Service level %", AVG(aht) AS "Handle time s"
FROM kpis
WHERE team_name IS NOT NULL
GROUP BY team_name
ORDER BY team_name""",
    "KPIs by month": """
SELECT month_start AS "Month", SUM(calls_completed) AS "Calls", AVG(nps) AS "NPS", AVG(csat) AS "CSAT %",
       AVG(service_level) AS "Service level %", AVG(aht) AS "Handle time s"
FROM kpis
GROUP BY month_start
HAVING SUM(calls_completed) > 0
ORDER BY month_start""",
    "KPIs and what they mean": """
SELECT kpi_name, label_en, label_vi, unit, description_en, description_vi
FROM metadata.kpis
ORDER BY kpi_name""",
}

EMPTY_REGISTRY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
</oor:items>
"""


def setting(name, value):
    """One setting of the data source."""
    return (
        '<db:data-source-setting db:data-source-setting-is-list="false"'
        f" db:data-source-setting-name={quoteattr(name)} db:data-source-setting-type=\"string\">"
        f"<db:data-source-setting-value>{escape(value)}</db:data-source-setting-value></db:data-source-setting>"
    )


def content(url, jar):
    """The document: where the data are, with which driver, and the queries. The driver parses them, not LibreOffice."""
    queries = "".join(
        f"<db:query db:name={quoteattr(name)} db:command={quoteattr(' '.join(sql.split()))}"
        ' db:escape-processing="false"/>'
        for name, sql in QUERIES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:db="urn:oasis:names:tc:opendocument:xmlns:database:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' office:version="1.2"><office:body><office:database><db:data-source><db:connection-data>'
        f'<db:connection-resource xlink:href={quoteattr(url)} xlink:type="simple"/>'
        '<db:login db:is-password-required="false"/></db:connection-data>'
        '<db:driver-settings db:parameter-name-substitution="false"/>'
        "<db:application-connection-settings><db:table-filter><db:table-include-filter>"
        "<db:table-filter-pattern>%</db:table-filter-pattern></db:table-include-filter></db:table-filter>"
        "<db:data-source-settings>"
        + setting("JavaDriverClass", "dev.caresql.jdbc.CareDriver")
        + setting("JavaDriverClassPath", jar.as_uri())
        + "</db:data-source-settings></db:application-connection-settings></db:data-source>"
        f"<db:queries>{queries}</db:queries></office:database></office:body></office:document-content>"
    )


def manifest():
    """The list of the document's parts."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )


def write_document(odb, url, jar):
    """An OpenDocument package: its type comes first and uncompressed."""
    with zipfile.ZipFile(odb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", MIME_TYPE, zipfile.ZIP_STORED)
        package.writestr("content.xml", content(url, jar))
        package.writestr("META-INF/manifest.xml", manifest())


def register(profile, odb):
    """Puts the document under its name into the profile's settings, in place of an earlier one."""
    if (profile / ".lock").exists():
        sys.exit(f"LibreOffice is running with the profile {profile}; close it first, else it overwrites its settings")
    registry = profile / "user" / "registrymodifications.xcu"
    registry.parent.mkdir(parents=True, exist_ok=True)
    text = registry.read_text(encoding="utf-8") if registry.exists() else EMPTY_REGISTRY
    node = f'<node oor:name="org.openoffice.{NAME}"'
    text = re.sub(f"[^\n]*{re.escape(node)}[^\n]*\n", "", text)
    item = (
        f'<item oor:path="/org.openoffice.Office.DataAccess/RegisteredNames">{node} oor:op="replace">'
        f'<prop oor:name="Name" oor:op="fuse"><value>{NAME}</value></prop>'
        f'<prop oor:name="Location" oor:op="fuse"><value>{escape(odb.as_uri())}</value></prop></node></item>\n'
    )
    registry.write_text(text.replace("</oor:items>", item + "</oor:items>"), encoding="utf-8")


def default_profile():
    """Where LibreOffice keeps the settings of this user."""
    if sys.platform == "win32":
        return pathlib.Path(os.environ["APPDATA"]) / "LibreOffice" / "4"
    if sys.platform == "darwin":
        return pathlib.Path.home() / "Library" / "Application Support" / "LibreOffice" / "4"
    return pathlib.Path(os.environ.get("XDG_CONFIG_HOME", pathlib.Path.home() / ".config")) / "libreoffice" / "4"


def find_jar():
    """The driver beside this script, or where the build leaves it."""
    jars = [*HERE.glob("caresql-jdbc-*.jar"), *HERE.glob("../../target/caresql-jdbc-*.jar")]
    if not jars:
        sys.exit(f"There is no caresql-jdbc-*.jar in {HERE}; name it with --jar")
    return jars[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="folder of a caresql.yaml, or the file; ;name=value adds connection properties")
    parser.add_argument("--jar", type=pathlib.Path, help="the driver; else the caresql-jdbc-*.jar beside this script")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(), help="folder for caresql.odb and kpis.fods")
    parser.add_argument("--profile", type=pathlib.Path, default=default_profile(), help="LibreOffice's user profile")
    options = parser.parse_args()

    folder, semicolon, properties = options.model.partition(";")
    model = pathlib.Path(folder).resolve()
    if not model.exists():
        sys.exit(f"There is no {model}")
    jar = (options.jar or find_jar()).resolve()
    if not jar.is_file():
        sys.exit(f"There is no {jar}")
    options.out.mkdir(parents=True, exist_ok=True)
    odb = (options.out / f"{NAME}.odb").resolve()
    register(options.profile.resolve(), odb)
    write_document(odb, f"jdbc:caresql:{model}{semicolon}{properties}", jar)
    shutil.copyfile(HERE / "kpis.fods", options.out / "kpis.fods")
    print(f'Wrote {odb}, which LibreOffice knows as "{NAME}", and {options.out.resolve() / "kpis.fods"}')


if __name__ == "__main__":
    main()
