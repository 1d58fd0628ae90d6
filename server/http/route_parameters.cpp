// SPDX-License-Identifier: Apache-2.0
#include "server/http/route_parameters.hpp"

#include <array>

namespace kongdi::server {

namespace {

constexpr std::array<ParameterFacts, 70> kParameters{{
    {"account", "string", "The account of who read"},
    {"after", "string", "The id of the last row that was seen"},
    {"area", "string", "Within west,south,east,north in degrees of WGS-84"},
    {"at.x", "integer", "Where the picture was pressed, from its left"},
    {"at.y", "integer", "Where the picture was pressed, from its top"},
    {"bbox", "string", "west,south,east,north in degrees of WGS-84"},
    {"bbox-crs", "string", "The coordinate system of bbox"},
    {"bom", "integer", "CSV: 0 for no mark at its front"},
    {"by", "string", "By which groups, or what the colour of a point means"},
    {"classes", "integer", "How many classes"},
    {"code", "string", "What the provider of the log-in answers with"},
    {"community", "string", "A community's code of 12 digits, or in lists its first digits"},
    {"cover", "integer", "The covering of a photo that is meant"},
    {"crs", "string", "Coordinate system: EPSG:4490, EPSG:4547 to 4554, GCJ-02, or its address"},
    {"datetime", "string", "A time or a span of times after RFC 3339"},
    {"district", "string", "A district's code of 6 digits"},
    {"encoding", "string", "CSV: utf-8 or gb18030"},
    {"end_date", "string", "The last day"},
    {"error", "string", "Why the provider refuses"},
    {"extensions", "boolean", "With attributes beyond the standard"},
    {"f", "string", "html or json"},
    {"facility", "string", "The id of a facility"},
    {"filter", "string", "An expression in CQL2 text"},
    {"filter-crs", "string", "The coordinate system of geometries in filter"},
    {"filter-lang", "string", "cql2-text"},
    {"find", "string", "Words to look for"},
    {"formID", "string", "The name of a form"},
    {"from", "string", "From this day on (YYYY-MM-DD), or from this row on"},
    {"frozen", "string", "The bytes that are meant, as Content-Location said"},
    {"households", "integer", "How many households"},
    {"iss", "string", "Who the provider is"},
    {"kind", "string", "The code of a kind"},
    {"lang", "string", "zh or en"},
    {"lat", "number", "Degrees north, WGS-84"},
    {"limit", "integer", "At most so many"},
    {"lon", "number", "Degrees east, WGS-84"},
    {"method", "string", "How classes are made"},
    {"missing", "integer", "1 to report what is missing"},
    {"move", "string", "Which way the picture goes"},
    {"near", "string", "longitude,latitude that rows are sorted around"},
    {"offset", "integer", "So many rows are passed over"},
    {"pace", "string", "How fast one walks"},
    {"page", "integer", "The number of a page, from 1 on"},
    {"page_size", "integer", "Rows on a page"},
    {"people", "integer", "How many people"},
    {"published", "integer", "1 for what is published alone"},
    {"questionnaire", "string", "The name of a questionnaire"},
    {"rows", "string", "How many rows a chart has"},
    {"run", "string", "The id of an index run; else the newest that is published"},
    {"seat", "string", "The code of a household"},
    {"service_code", "string", "Codes of services, with commas"},
    {"service_request_id", "string", "Ids of requests, with commas"},
    {"size", "integer", "The longer side in pixels"},
    {"sort", "string", "A column; - before it for the largest first"},
    {"space", "string", "The id of an idle space"},
    {"stage", "string", "Stages of a space, with commas"},
    {"start_date", "string", "The first day"},
    {"state", "string", "A state; in lists of spaces several, with commas"},
    {"status", "string", "open, closed or both, with a comma"},
    {"subject", "string", "The id of what was read"},
    {"text", "string", "Words to look for"},
    {"to", "string", "Up to this day (YYYY-MM-DD), or where to go on"},
    {"trailer", "integer", "CSV: 1 for a last row that counts the rows"},
    {"type", "string", "Types of spaces, with commas"},
    {"v", "string", "The version of what is kept in a browser"},
    {"verbose", "boolean", "With the addresses of media"},
    {"version", "integer", "A version; else the newest"},
    {"wave", "string", "The id of a wave of the check-up"},
    {"year", "integer", "A year"},
    {"zoom", "integer", "How near the map is"},
}};

struct RouteParameters {
    std::string_view pattern;
    std::string_view names;
};

constexpr std::array<RouteParameters, 48> kRoutes{{
    {"/api/v1/photos/{sha256}", "size cover"},
    {"/api/v1/spaces", "state stage type community from to text area sort offset limit near"},
    {"/api/v1/spaces/{id}/reach", "pace"},
    {"/api/v1/map", "bbox by community"},
    {"/api/v1/map/points",
     "bbox state stage type community from to text area sort offset limit near"},
    {"/api/v1/map/communities", "bbox"},
    {"/api/v1/communities/{code}/kinds/{kind}/reach", "pace"},
    {"/api/v1/indicators/{name}", "classes method"},
    {"/tiles/base/{z}/{x}/{y}", "v"},
    {"/api/v1/facilities", "community kind state"},
    {"/api/v1/facilities/near", "lon lat kind bbox"},
    {"/api/v1/facility_remarks", "community state"},
    {"/api/v1/facilities/{id}/reach", "pace"},
    {"/api/v1/waves/{id}/results", "by community"},
    {"/api/v1/plan", "year community state"},
    {"/api/v1/programme", "kind state year district community"},
    {"/api/v1/programme/land_terms", "households people"},
    {"/api/v1/survey", "community state"},
    {"/api/v1/results/{id}", "by community"},
    {"/api/v1/questionnaires", "lang"},
    {"/oidc/start", "to"},
    {"/oidc/callback", "code error iss state"},
    {"/api/v1/accounts", "find"},
    {"/api/v1/reads", "account subject limit"},
    {"/export/{dataset.format}",
     "lang crs bom encoding trailer frozen state stage type community from to text area kind year "
     "district run wave published questionnaire version"},
    {"/export/chart/{name.format}", "lang run rows community facility space kind wave year state"},
    {"/export/sheet/{name.format}", "lang run community"},
    {"/ogc", "f lang"},
    {"/ogc/api", "f lang"},
    {"/ogc/conformance", "f lang"},
    {"/ogc/collections", "f lang"},
    {"/ogc/collections/{id}", "f lang"},
    {"/ogc/collections/{id}/queryables", "f lang"},
    {"/ogc/collections/{id}/items/{feature}", "f lang crs"},
    {"/ogc/collections/{id}/items",
     "f lang crs limit bbox bbox-crs datetime filter filter-lang filter-crs after state"},
    {"/open311/v2/{document.format}",
     "service_request_id service_code status start_date end_date page page_size extensions lang"},
    {"/open311/v2/requests/{id.format}", "extensions lang"},
    {"/openrosa/formList", "formID verbose"},
    {"/plain", "lang"},
    {"/plain/report", "lang lon lat community find zoom at.x at.y move"},
    {"/plain/rate", "lang community find seat"},
    {"/plain/nearby", "lang lon lat community find missing zoom at.x at.y move facility"},
    {"/plain/survey", "lang community find"},
    {"/plain/map.svg", "lon lat size zoom"},
    {"/plain/cases", "from"},
    {"/plain/cases/{id}/photos/{sha256}", "size cover"},
    {"/plain/sheets/{name}", "lang run community"},
    {"/open311/v2/services/{code.format}", "lang"},
}};

}  // namespace

std::span<const ParameterFacts> parameter_facts() { return kParameters; }

std::string_view parameters_read_by(const Route& route) {
    if (route.method != Method::Get) return {};
    for (const RouteParameters& row : kRoutes)
        if (row.pattern == route.pattern) return row.names;
    return {};
}

}  // namespace kongdi::server
