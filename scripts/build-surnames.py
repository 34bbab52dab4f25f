"""Builds data/surnames.csv, and other CSVs to try settings on, from the names that Faker has.

    python3 -m venv DIR && DIR/bin/pip install faker==40.54.0
    DIR/bin/python scripts/build-surnames.py [surnames | genders | regions] [--out data/surnames.csv]

surnames: surnames and their country, of 18 countries. genders: given names, female or male. regions: given names and where
Faker has them from, of every region with a Latin script. data/README.md tells more of the first.
"""

import re
import sys
import unicodedata
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

VERSION = "40.54.0"

COUNTRIES = {
    "cs_CZ": "Czechia",
    "da_DK": "Denmark",
    "de_DE": "Germany",
    "en_GB": "United Kingdom",
    "es_ES": "Spain",
    "et_EE": "Estonia",
    "fi_FI": "Finland",
    "fr_FR": "France",
    "hr_HR": "Croatia",
    "hu_HU": "Hungary",
    "it_IT": "Italy",
    "nl_NL": "Netherlands",
    "pl_PL": "Poland",
    "pt_PT": "Portugal",
    "sk_SK": "Slovakia",
    "sl_SI": "Slovenia",
    "sv_SE": "Sweden",
    "tr_TR": "Turkey",
}
"""By Faker's locale. Left out: countries that speak a language of these, that have other scripts, or fewer than 50 names,
and those whose names Faker has from a source that does not say whether they may be copied."""

SURNAMES = ("last_names", "last_names_female", "last_names_male", "unisex_last_names", "male_last_names")
"""What Faker calls surnames, after locales."""

FEWEST = 50
"""Names of a region that is no mere sample."""


def names(locale, *attributes):
    """A locale's names in NFC, one of those that differ by capitals; without Faker's placeholder, Doe, and titles after commas."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    # What a locale lacks, the class above it has from elsewhere.
    lists = [vars(provider).get(attribute, ()) for attribute in attributes]
    every = {unicodedata.normalize("NFC", name.strip()) for one in lists for name in one}
    kept = sorted(name for name in every if name and name != "Doe" and "," not in name)
    return set({name.lower(): name for name in kept}.values())


def surnames():
    return {(name, country) for locale, country in COUNTRIES.items() for name in names(locale, *SURNAMES)}


def is_latin(name):
    return all("LATIN" in unicodedata.name(letter) for letter in re.sub(r"\W", "", name))


def given_names():
    """(name, locale, gender), of Latin script."""
    locales = [module.name for module in iter_modules(import_module("faker.providers.person").__path__)]
    for locale in locales:
        for gender in ("female", "male"):
            yield from ((name, locale, gender) for name in names(locale, f"first_names_{gender}") if is_latin(name))


def genders():
    return {(name, gender) for name, _, gender in given_names()}


def regions():
    rows = {(name, locale) for name, locale, _ in given_names()}
    sizes = {}
    for _, locale in rows:
        sizes[locale] = sizes.get(locale, 0) + 1
    return {(name, locale) for name, locale in rows if sizes[locale] >= FEWEST}


SETS = {"surnames": (surnames, "country"), "genders": (genders, "gender"), "regions": (regions, "region")}


def main():
    parser = ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("set", nargs="?", default="surnames", choices=SETS)
    parser.add_argument("--out", type=Path, default=Path("data") / "surnames.csv")
    args = parser.parse_args()
    try:
        from faker import VERSION as found
    except ModuleNotFoundError:
        found = "none"
    if found != VERSION:
        sys.exit(f"Faker {VERSION} is needed, and {found} is here: pip install faker=={VERSION}")
    rows, column = SETS[args.set]
    text = "".join(f"{name},{label}\n" for name, label in sorted(rows()))
    args.out.write_text(f"name,{column}\n{text}", encoding="utf-8", newline="\n")
    return None


if __name__ == "__main__":
    main()
