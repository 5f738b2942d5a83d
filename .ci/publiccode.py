"""Checks publiccode.yml against the mandatory keys of version 0.7 of the standard."""

import pathlib
import re
import sys

import yaml

root = pathlib.Path(__file__).parent.parent
code = yaml.safe_load((root / "publiccode.yml").read_text(encoding="utf-8"))
faults = []


def need(condition, text):
    if not condition:
        faults.append(text)


def at(path):
    found = code
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


for path in """publiccodeYmlVersion name url platforms developmentStatus softwareType description
legal.license maintenance.type localisation.localisationReady localisation.availableLanguages""".split():
    need(at(path) not in (None, "", []), f"{path} is missing")

need(at("publiccodeYmlVersion") in ("0", "0.7", "0.7.0"), "publiccodeYmlVersion is not 0.7")
need(at("developmentStatus") in ("concept", "development", "beta", "stable", "obsolete"),
     "developmentStatus is none of the standard's")
kinds = "web mobile desktop other".split()
need(at("softwareType") in [f"standalone/{kind}" for kind in kinds]
     + ["addon", "library", "configurationFiles"], "softwareType is none of the standard's")
need(at("maintenance.type") in ("internal", "contract", "community", "none"),
     "maintenance.type is none of the standard's")
if at("maintenance.type") in ("internal", "community"):
    need(at("maintenance.contacts"), "maintenance.contacts is missing")
for contact in at("maintenance.contacts") or []:
    need(contact.get("name"), "a contact has no name")
need("IT" not in code, "the section IT is deprecated")

for language, text in (at("description") or {}).items():
    short, long = text.get("shortDescription", ""), text.get("longDescription", "")
    need(0 < len(short) <= 150, f"shortDescription ({language}) has {len(short)} characters, of 1 to 150")
    need(150 <= len(long) <= 10000, f"longDescription ({language}) has {len(long)} characters, of 150 to 10000")
    need(text.get("features"), f"features ({language}) are missing")

manifest = (root / "Cargo.toml").read_text(encoding="utf-8")
licence, version = (re.search(rf'^{key} = "(.*)"', manifest, re.M).group(1) for key in ("license", "version"))
need(at("legal.license") == licence, f"legal.license is not {licence}, as in Cargo.toml")
need(str(at("softwareVersion") or version) == version, f"softwareVersion is not {version}, as in Cargo.toml")

print("\n".join(f"publiccode.yml: {fault}" for fault in faults) or "publiccode.yml: no fault")
sys.exit(bool(faults))
