# SPDX-License-Identifier: Apache-2.0
"""What scanners are pointed at: each GET route of THE routes table that reads parameters, with
values that it takes, and the public POST routes."""
import os
import re
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROUTE = re.compile(r'\{Method::Get, "([^"]+)", (\w+),')

SPACES = {"state": "verified", "type": "I05", "community": "330106", "from": "2026-01-01",
          "to": "2026-12-31", "text": "车棚", "area": "120.1,30.2,120.2,30.3"}
PAGE = {"sort": "-received_at", "offset": "0", "limit": "10"}
# Route → what it reads. A route that is not here reads nothing of its address but its path.
PARAMETERS = {
    "/api/v1/spaces": {**SPACES, **PAGE, "near": "120.15,30.27"},
    "/api/v1/map": {"bbox": "120.1,30.2,120.2,30.3", "by": "type", "community": "330106"},
    "/api/v1/map/points": {**SPACES, "bbox": "120.1,30.2,120.2,30.3"},
    "/api/v1/map/communities": {"bbox": "120.1,30.2,120.2,30.3"},
    "/api/v1/indicators/{name}": {"classes": "5", "method": "quantile"},
    "/api/v1/facilities": {"community": "330106", "kind": "ELD02", "state": "verified"},
    "/api/v1/facilities/near": {"lon": "120.15", "lat": "30.27", "kind": "ELD02"},
    "/api/v1/facility_remarks": {"community": "330106", "state": "open"},
    "/api/v1/plan": {"year": "2026", "community": "330106", "state": "listed"},
    "/api/v1/accounts": {"find": "work"},
    "/api/v1/questionnaires": {"lang": "zh"},
    "/export/{dataset.format}": {**SPACES, "lang": "zh", "crs": "EPSG:4490", "bom": "0"},
    "/ogc/collections/{id}/items": {
        "limit": "10", "bbox": "120.1,30.2,120.2,30.3", "datetime": "2026-01-01/..",
        "filter": "state = 'verified'", "filter-lang": "cql2-text", "state": "verified"},
    "/open311/v2/{document.format}": {
        "service_request_id": "1", "service_code": "I05", "status": "open",
        "start_date": "2026-01-01T00:00:00Z", "page": "1", "page_size": "5"},
    "/plain": {"lang": "en"},
    "/plain/report": {"lang": "en", "lon": "120.15", "lat": "30.27"},
    "/plain/rate": {"lang": "en", "community": "330106001051"},
    "/plain/nearby": {"lang": "en", "community": "330106001051", "find": "a", "missing": "1"},
    "/plain/map.svg": {"lon": "120.15", "lat": "30.27", "size": "300"},
    "/api/v1/facilities/{id}/reach": {"pace": "elder"},
    "/api/v1/communities/{code}/kinds/{kind}/reach": {"pace": "elder"},
    "/api/v1/spaces/{id}/reach": {"pace": "elder"},
}
# A part of a path that scanners try, too: they put what they try where the star stands.
PARTS = {"id": "01890a5d-ac96-774b-bcce-b302099a8057*", "name": "ratings*", "code": "ABCDEFGH2345*",
         "token": "t*", "dataset.format": "spaces.csv", "document.format": "requests.json"}
PUBLIC_FORMS = [
    ("/open311/v2/requests.json",
     "service_code=I05&lat=30.27&long=120.15&description=a&attribute%5Bfloors%5D=2"),
]
PUBLIC_JSON = [
    ("/api/v1/login", '{"name":"nobody","password":"nothing at all"}'),
    ("/api/v1/records", '{"id":"01890a5d-ac96-774b-bcce-b302099a8057","kind":"idle_space"}'),
    ("/api/v1/join/ABC234", '{"secret":"00112233445566778899aabbccddeeff"}'),
]


def routes():
    with open(os.path.join(ROOT, "server/http/routes.cpp"), encoding="utf-8") as file:
        rows = ROUTE.findall(file.read())
    missing = set(PARAMETERS) - {pattern for pattern, _ in rows}
    if missing:
        raise SystemExit(f"tests/security/targets.py names routes that are gone: {missing}")
    return rows


def gets(starred):
    """(address, access) of each route with something to try; with stars for sqlmap, or as it is."""
    for pattern, access in routes():
        query = PARAMETERS.get(pattern, {})
        parts = re.findall(r"\{([^}]+)\}", pattern)
        if not query and not (starred and any("*" in PARTS.get(part, "") for part in parts)):
            continue
        path = re.sub(r"\{([^}]+)\}", lambda part: PARTS.get(part.group(1), "1"), pattern)
        if "/collections/" in path:
            path = path.replace(PARTS["id"], "spaces")
        # With parameters the path stays as it is: a scan tries one or the other.
        if query or not starred:
            path = path.replace("*", "")
        yield path + ("?" + urllib.parse.urlencode(query) if query else ""), access
