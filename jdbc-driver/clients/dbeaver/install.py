#!/usr/bin/env python3
"""Adds the driver CareSQL to DBeaver's list of drivers. Needs Python 3.8 or later and nothing else."""

import argparse
import os
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
DRIVER = "caresql"


def default_workspace():
    """Where DBeaver keeps what this user has set up."""
    if sys.platform == "win32":
        data = pathlib.Path(os.environ["APPDATA"])
    elif sys.platform == "darwin":
        data = pathlib.Path.home() / "Library"
    else:
        data = pathlib.Path(os.environ.get("XDG_DATA_HOME", pathlib.Path.home() / ".local" / "share"))
    return data / "DBeaverData" / "workspace6"


def find_jar():
    """The driver beside this script, or where the build leaves it."""
    jars = [*HERE.glob("caresql-jdbc-*.jar"), *HERE.glob("../../target/caresql-jdbc-*.jar")]
    if not jars:
        sys.exit(f"There is no caresql-jdbc-*.jar in {HERE}; name it with --jar")
    return jars[0]


def own_driver(jar):
    """The driver of drivers.xml with the path of the jar."""
    driver = ElementTree.parse(HERE / "drivers.xml").find(f"provider/driver[@id='{DRIVER}']")
    driver.find("library").set("path", str(jar))
    return driver


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jar", type=pathlib.Path, help="the driver; else the caresql-jdbc-*.jar beside this script")
    parser.add_argument("--workspace", type=pathlib.Path, default=default_workspace(), help="DBeaver's workspace")
    options = parser.parse_args()

    jar = (options.jar or find_jar()).resolve()
    if not jar.is_file():
        sys.exit(f"There is no {jar}")
    known = options.workspace / ".metadata" / ".config" / "drivers.xml"
    known.parent.mkdir(parents=True, exist_ok=True)
    drivers = ElementTree.parse(known).getroot() if known.exists() else ElementTree.Element("drivers")
    generic = drivers.find("provider[@id='generic']")
    if generic is None:
        generic = ElementTree.SubElement(drivers, "provider", id="generic")
    for earlier in generic.findall(f"driver[@id='{DRIVER}']"):
        generic.remove(earlier)
    generic.append(own_driver(jar))
    ElementTree.ElementTree(drivers).write(known, encoding="UTF-8", xml_declaration=True)
    print(f"Added the driver CareSQL to {known}")


if __name__ == "__main__":
    main()
