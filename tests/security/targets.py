# SPDX-License-Identifier: Apache-2.0
"""What scanners are pointed at: each GET route of THE routes table that reads parameters, with
values that it takes, and each POST route that reads a body. What a route reads is looked up in the
sources of its handler: one that has no value here ends the scan before it begins."""
import os
import re
import sys
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests/fuzz"))
import request_seeds  # noqa: E402  pylint: disable=wrong-import-position

ROUTE = re.compile(r'\{Method::Get, "([^"]+)", (\w+),')
HANDLER = re.compile(r'\{Method::Get, "([^"]+)", \w+,\s*(\w+),')

SPACES = {"state": "verified", "stage": "candidate", "type": "I05", "community": "330106",
          "from": "2026-01-01", "to": "2026-12-31", "text": "车棚", "area": "120.1,30.2,120.2,30.3"}
PAGE = {"sort": "-received_at", "offset": "0", "limit": "10"}
# Route → what it reads, with values that it takes.
PARAMETERS = {
    "/api/v1/photos/{sha256}": {"size": "320", "cover": "0"},
    "/api/v1/spaces": {**SPACES, **PAGE, "near": "120.15,30.27"},
    "/api/v1/map": {"bbox": "120.1,30.2,120.2,30.3", "by": "type", "community": "330106"},
    "/api/v1/map/points": {**SPACES, **PAGE, "near": "120.15,30.27",
                           "bbox": "120.1,30.2,120.2,30.3"},
    "/api/v1/map/communities": {"bbox": "120.1,30.2,120.2,30.3"},
    "/api/v1/indicators/{name}": {"classes": "5", "method": "quantiles"},
    "/tiles/base/{z}/{x}/{y}": {"v": "1"},
    "/api/v1/facilities": {"community": "330106", "kind": "ELD02", "state": "verified"},
    "/api/v1/facilities/near": {"lon": "120.15", "lat": "30.27", "kind": "ELD02",
                                "bbox": "120.1,30.2,120.2,30.3"},
    "/api/v1/facility_remarks": {"community": "330106", "state": "open"},
    "/api/v1/waves/{id}/results": {"by": "community", "community": "330106001051"},
    "/api/v1/survey": {"community": "330106001051", "state": "open"},
    "/api/v1/results/{id}": {"by": "community", "community": "330106001051"},
    "/api/v1/plan": {"year": "2026", "community": "330106", "state": "listed"},
    "/api/v1/programme": {"year": "2026", "community": "330106001051", "state": "selected",
                          "kind": "case", "district": "330106"},
    "/api/v1/programme/land_terms": {"households": "2000", "people": "5600"},
    "/api/v1/accounts": {"find": "work"},
    "/api/v1/reads": {"account": "planner", "subject": "a", "limit": "10"},
    "/api/v1/questionnaires": {"lang": "zh"},
    "/export/{dataset.format}": {**SPACES, "lang": "zh", "crs": "EPSG:4490", "bom": "0",
                                 "encoding": "utf-8", "trailer": "0", "frozen": ""},
    "/export/chart/{name.format}": {
        "lang": "zh", "run": "newest", "rows": "10", "community": "330106001051",
        "facility": "01890a5d-ac96-774b-bcce-b302099a8057",
        "space": "01890a5d-ac96-774b-bcce-b302099a8057",
        "wave": "01890a5d-ac96-774b-bcce-b302099a8057", "year": "2026", "state": "listed"},
    "/export/sheet/{name.format}": {"lang": "zh", "run": "newest", "community": "330106001051"},
    "/ogc": {"f": "json", "lang": "zh"},
    "/ogc/collections/{id}/items": {
        "limit": "10", "bbox": "120.1,30.2,120.2,30.3", "datetime": "2026-01-01/..",
        "filter": "state = 'verified'", "filter-lang": "cql2-text", "state": "verified"},
    "/oidc/start": {"to": "/plan"},
    "/oidc/callback": {"state": "a", "code": "a", "error": "access_denied", "iss": "a"},
    "/open311/v2/{document.format}": {
        "service_request_id": "1", "service_code": "I05", "status": "open",
        "start_date": "2026-01-01T00:00:00Z", "page": "1", "page_size": "5",
        "extensions": "true"},
    "/open311/v2/requests/{id.format}": {"extensions": "true"},
    "/openrosa/formList": {"formID": "idle_space", "verbose": "true"},
    "/plain": {"lang": "en"},
    "/plain/report": {"lang": "en", "lon": "120.15", "lat": "30.27", "community": "330106001051",
                      "find": "翠苑", "zoom": "15", "at.x": "10", "at.y": "10", "move": "in"},
    "/plain/rate": {"lang": "en", "community": "330106001051", "find": "翠苑",
                    "seat": "ABCDEFGH2345"},
    "/plain/nearby": {"lang": "en", "lon": "120.15", "lat": "30.27", "community": "330106001051",
                      "find": "食堂", "missing": "1", "zoom": "15", "at.x": "10", "at.y": "10",
                      "move": "in", "facility": "01890a5d-ac96-774b-bcce-b302099a8057"},
    "/plain/map.svg": {"lon": "120.15", "lat": "30.27", "size": "300", "zoom": "15"},
    "/plain/survey": {"lang": "en", "community": "330106001051", "find": "翠苑"},
    "/plain/cases": {"from": "0"},
    "/plain/cases/{id}/photos/{sha256}": {"size": "320", "cover": "0"},
    "/plain/sheets/{name}": {"community": "330106001051", "run": "newest", "lang": "zh"},
    "/api/v1/facilities/{id}/reach": {"pace": "elder"},
    "/api/v1/communities/{code}/kinds/{kind}/reach": {"pace": "elder"},
    "/api/v1/spaces/{id}/reach": {"pace": "elder"},
}
# Words that look like names of parameters where a handler compares something else.
NO_PARAMETERS = {
    "/export/{dataset.format}": {"rows"},
    "/open311/v2/{document.format}": {"discovery", "requests", "service_requests", "services"}}
# A part of a path that scanners try, too: they put what they try where the star stands.
PARTS = {"id": "01890a5d-ac96-774b-bcce-b302099a8057*", "name": "ratings*", "code": "ABCDEFGH2345*",
         "token": "t*", "dataset.format": "spaces.csv", "document.format": "requests.json",
         "name.format": "ranking.svg", "sha256": "0" * 64, "id.format": "1.json"}
SHEETS = {"/export/sheet/{name.format}": "city.pdf"}
# Not tried: what each would do to the scan, or that nothing of it is read.
NOT_POSTED = {
    "/api/v1/logout": "ends the session that scans",
    "/api/v1/me/password": "hashes a password a try: an hour for one address",
    "/api/v1/invite/{token}": "hashes a password a try",
}

# Bodies that get further than those of request_seeds.py.
PUBLIC_JSON = [
    ("/api/v1/login", '{"name":"nobody","password":"nothing at all"}'),
    ("/api/v1/join/ABC234", '{"device":"00112233445566778899aabbccddeeff"}'),
    ("/api/v1/my/push", '{"endpoint":"https://push.example/a","p256dh":"a","auth":"a",'
                        '"lang":"zh"}'),
]

# As forms of the desk send them: every member is tried, past the checks that stop a made-up body.
# {plan}, {facility} and {community} are of the demo city.
PLAN_FACTS = {"year": 2027, "title": "社区食堂", "community": "{community}", "kinds": ["ELD02"],
              "budget_yuan": 500000, "funds": {"city": 500000}, "owner": "街道", "space": ""}
STAFF_JSON = [
    ("/api/v1/plan", "Planner", dict(PLAN_FACTS, id="01890a5d-ac96-774b-bcce-b302099a8001")),
    ("/api/v1/plan/{plan}/events", "Planner",
     {"version": 1, "do": "change", "facts": PLAN_FACTS, "reason": "居民要求"}),
    ("/api/v1/programme", "Planner",
     {"id": "01890a5d-ac96-774b-bcce-b302099a8002", "kind": "certificate",
      "facts": {"title": "办证", "community": "{community}", "room": "3幢",
                "papers": [{"paper": "ownership_consent", "there": True}]}}),
    ("/api/v1/facilities", "Planner",
     {"id": "01890a5d-ac96-774b-bcce-b302099a8003", "name": "食堂", "kind": "ELD02",
      "community": "{community}", "point": {"lon": 120.15, "lat": 30.27},
      "opening_hours": "08:00-17:00"}),
    ("/api/v1/facilities/{facility}/events", "Planner", {"version": 1, "move": "verify"}),
    ("/api/v1/waves", "Planner",
     {"id": "01890a5d-ac96-774b-bcce-b302099a8004", "title": "体检",
      "questionnaire": "service_checkup", "opens_at": "2026-12-01T00:00:00Z",
      "closes_at": "2026-12-20T00:00:00Z",
      "targets": [{"community": "{community}", "households": 100}]}),
    ("/api/v1/meetings", "Planner",
     {"id": "01890a5d-ac96-774b-bcce-b302099a8005", "title": "三楼", "community": "{community}",
      "questions": [{"name": "room", "kind": "single_choice", "label": {"zh": "房间"},
                     "choices": [{"code": "a", "label": {"zh": "甲"}},
                                 {"code": "b", "label": {"zh": "乙"}}]}]}),
    ("/api/v1/accounts", "Administrator",
     {"name": "ling", "shown_name": "凌", "role": "worker", "areas": ["{community}"]}),
    ("/api/v1/me/tokens", "Account", {"name": "QGIS", "days": 90}),
]

# What a function reads of an address. Names stand in calls and comparisons.
READS = re.compile(
    r'(?:\.parameter|asked_or_filled_in)\((?:request, )?"([\w.-]+)"'
    r'|(?:time|number|switch|whole|parameter|run)\w*\((?:\w+\.?\w*, )?"([\w.-]+)"'
    r'|\b(?:name|key|pair\.first) == "([\w.-]+)"')
TAKES_ADDRESS = re.compile(r"\bRequest&|ChartAsked&|Pair>&|QueryPairs&|RowsAsked&|Pair&")
SOURCES = ("server/handlers", "server/features", "core/api")


def functions():
    """Name → file → (head, body) of each function and table of the handlers."""
    out = {}
    for folder in SOURCES:
        for name in sorted(os.listdir(os.path.join(ROOT, folder))):
            if not name.endswith(".cpp"):
                continue
            with open(os.path.join(ROOT, folder, name), encoding="utf-8") as file:
                lines = file.read().split("\n")
            at = 0
            while at < len(lines):
                begun, line = at, lines[at]
                at += 1
                table = re.match(r"constexpr .*\b(k[A-Z]\w*)\{\{", line)
                if not table and (not line[:1].isalpha() or line.startswith(
                        ("namespace", "constexpr", "class", "struct", "enum", "using", "static",
                         "template"))):
                    continue
                end = begun
                while not re.search(r"[{;}]\s*$", lines[end]) and end + 1 < len(lines):
                    end += 1
                head = " ".join(lines[begun:end + 1])
                called = table or re.match(r"[^(=]*?\b([a-z_]\w*)\(", head)
                if called and head.endswith("{"):
                    while lines[end] not in ("}", "}};"):
                        end += 1
                elif table:
                    while not lines[end].endswith("};"):
                        end += 1
                at = end + 1
                if not called or (head.endswith(";") and not table):
                    continue
                before = out.setdefault(called.group(1), {}).get(name, ("", ""))
                head = "Request&" if table else head
                out[called.group(1)][name] = (before[0] + head,
                                              before[1] + "\n".join(lines[begun:at]))
    return out


def read_by(handler, known, file, seen):
    """Names of parameters that a function reads, or what it calls with the request."""
    if (handler, file) in seen:
        return set()
    seen.add((handler, file))
    body = known[handler][file][1]
    out = {next(filter(None, found)) for found in READS.findall(body)}
    for called in set(re.findall(r"\b([a-z_]\w*)[(,}]|\b(k[A-Z]\w*)", body)):
        at = known.get(called[0] or called[1], {})
        to = file if file in at else next(iter(at)) if len(at) == 1 else None
        if to and TAKES_ADDRESS.search(at[to][0]):
            out |= read_by(called[0] or called[1], known, to, seen)
    return out


def without_value():
    """What a handler reads and has no value here: (route, names)."""
    known = functions()
    for pattern, handler in HANDLER.findall(table_of_routes()):
        at = known.get(handler, {})
        read = set()
        for file in at:
            read |= read_by(handler, known, file, set())
        lacking = read - set(PARAMETERS.get(pattern, {})) - NO_PARAMETERS.get(pattern, set())
        if lacking:
            yield pattern, sorted(lacking)


def table_of_routes():
    with open(os.path.join(ROOT, "server/http/routes.cpp"), encoding="utf-8") as file:
        return file.read()


def routes():
    rows = ROUTE.findall(table_of_routes())
    missing = set(PARAMETERS) - {pattern for pattern, _ in rows}
    if missing:
        raise SystemExit(f"tests/security/targets.py names routes that are gone: {missing}")
    return rows


def posts():
    """(address, access, headers, body) of each POST route, with what request_seeds.py sends it."""
    for method, pattern, access, rule in request_seeds.ROUTE.findall(table_of_routes()):
        if method != "Post" or pattern in NOT_POSTED:
            continue
        path, headers, body = request_seeds.parts_of(method.upper(), pattern, access, rule)
        # The scan has its own sessions.
        headers.pop("Cookie", None)
        yield path, access, headers, body


def gets(starred):
    """(address, access) of each route with something to try; with stars for sqlmap, or as it is."""
    for pattern, access in routes():
        query = PARAMETERS.get(pattern, {})
        parts = re.findall(r"\{([^}]+)\}", pattern)
        if not query and not (starred and any("*" in PARTS.get(part, "") for part in parts)):
            continue
        path = re.sub(r"\{([^}]+)\}", lambda part: PARTS.get(part.group(1), "1"), pattern)
        if pattern in SHEETS:
            path = path.replace(PARTS["name.format"], SHEETS[pattern])
        if "/collections/" in path:
            path = path.replace(PARTS["id"], "spaces")
        # With parameters the path stays as it is: a scan tries one or the other.
        if query or not starred:
            path = path.replace("*", "")
        yield path + ("?" + urllib.parse.urlencode(query) if query else ""), access
