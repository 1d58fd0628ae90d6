// SPDX-License-Identifier: Apache-2.0
#include "server/http/api_document.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/api/endpoints.hpp"
#include "core/codec/json.hpp"
#include "server/handlers/sessions.hpp"
#include "server/http/route_parameters.hpp"
#include "server/http/route_rates.hpp"
#include "server/http/route_work.hpp"
#include "server/http/routes.hpp"
#include "server/http/token_access.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kJson = "application/json";

struct AccessWords {
    Access access;
    std::string_view name;
    std::string_view about;
    bool by_device;
    bool by_session;
    bool by_token = false;  // of an operator
};

/// In the order of Access.
constexpr std::array<AccessWords, 12> kAccesses{{
    {Access::Public, "public", "Everybody.", false, false},
    {Access::Form, "form", "Everybody, by a form of this server's own pages.", false, false},
    {Access::Device, "device", "Whoever names a device.", true, false},
    {Access::DeviceOrStaff, "device_or_staff", "A device, or a worker or planner.", true, true},
    {Access::SecondStep, "second_step", "Whoever gave a password and owes a code.", false, true},
    {Access::AccountOrSetup, "account_or_setup", "Whoever is logged in, or has to set up a code.",
     false, true},
    {Access::Account, "account", "Whoever is logged in.", false, true},
    {Access::Staff, "staff", "Workers and planners, in their scope.", false, true},
    {Access::Planner, "planner", "Planners, in their scope.", false, true},
    {Access::CityPlanner, "city_planner", "Planners of the whole city.", false, true},
    {Access::Administrator, "administrator", "Administrators.", false, true},
    {Access::Operator, "operator", "The server's own machine, or whoever has its token.", false,
     false, true},
}};

constexpr bool rows_are_in_order() {
    for (std::size_t i = 0; i < kAccesses.size(); ++i)
        if (kAccesses[i].access != static_cast<Access>(i)) return false;
    return kAccesses.back().access == Access::Operator;
}
static_assert(rows_are_in_order());

std::string_view word_of(Method method) {
    switch (method) {
        case Method::Get: return "get";
        case Method::Head: return "head";
        case Method::Post: return "post";
        case Method::Put: return "put";
        case Method::Other: break;
    }
    return "";
}

bool writes(Method method) { return method == Method::Post || method == Method::Put; }

/// "/api/v1/records/{id}" → "get_api_v1_records_id"
std::string operation_id(const Route& route) {
    std::string out(word_of(route.method));
    bool between = true;
    for (const char c : route.pattern) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (is_letter && between) out += '_';
        if (is_letter) out += c;
        between = !is_letter;
    }
    return out;
}

std::vector<std::string_view> parts_of(std::string_view pattern) {
    std::vector<std::string_view> out;
    for (auto at = pattern.find('{'); at != std::string_view::npos; at = pattern.find('{', at)) {
        const auto end = pattern.find('}', at);
        out.push_back(pattern.substr(at + 1, end - at - 1));
        at = end;
    }
    return out;
}

Value parameter(std::string_view place, std::string_view name, bool required) {
    return Value::map({{"name", name},
                       {"in", place},
                       {"required", required},
                       {"schema", Value::map({{"type", "string"}})}});
}

Value query_parameter(const ParameterFacts& one) {
    return Value::map({{"name", one.name},
                       {"in", "query"},
                       {"required", false},
                       {"description", one.about},
                       {"schema", Value::map({{"type", one.type}})}});
}

Value parameters_of(const Route& route, const AccessWords& access) {
    Value out = Value::list();
    for (const std::string_view part : parts_of(route.pattern))
        out.push(parameter("path", part, true));
    std::string_view names = parameters_read_by(route);
    while (!names.empty()) {
        const auto end = std::min(names.find(' '), names.size());
        for (const ParameterFacts& one : parameter_facts())
            if (one.name == names.substr(0, end)) out.push(query_parameter(one));
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    // A cookie alone could come from a page of others.
    if (writes(route.method) && access.by_session)
        out.push(parameter("header", api::kPageHeader, false));
    if (work_rule_of(route) == WorkRule::Worked)
        out.push(parameter("header", api::kWorkHeader, false));
    return out;
}

/// One of the ways is enough; none for everybody.
Value security_of(const Route& route, const AccessWords& access) {
    Value out = Value::list();
    if (access.by_device) out.push(Value::map({{"device", Value::list()}}));
    if (access.by_session) out.push(Value::map({{"session", Value::list()}}));
    if (access.by_session && takes_tokens(route)) out.push(Value::map({{"token", Value::list()}}));
    if (access.by_token) out.push(Value::map({{"operator", Value::list()}}));
    return out;
}

Value body_of(const BodyRule& rule) {
    Value content = Value::map();
    for (const std::string_view type : rule.media_types)
        content.set(
            type,
            Value::map({{"schema", type == kJson || type.starts_with("multipart/")
                                       ? Value::map({{"type", "object"}})
                                       : Value::map({{"type", "string"}, {"format", "binary"}})}}));
    return Value::map({{"content", std::move(content)},
                       {"required", true},
                       {"x-most-bytes", static_cast<std::int64_t>(rule.limit)}});
}

Value failure_ref() { return Value::map({{"$ref", "#/components/responses/Failure"}}); }

Value responses_of(const Route& route, const AccessWords& access) {
    Value out = Value::map({{"2XX", Value::map({{"description", "Done, or what was asked for"}})}});
    out.set("400", failure_ref());
    const bool is_closed = access.by_device || access.by_session || access.by_token;
    if (is_closed) out.set("401", failure_ref());
    if (access.by_session || access.access == Access::Form || writes(route.method))
        out.set("403", failure_ref());
    if (!parts_of(route.pattern).empty()) out.set("404", failure_ref());
    if (route.body.limit > 0) {
        out.set("413", failure_ref());
        out.set("415", failure_ref());
        out.set("422", failure_ref());
    }
    if (rate_class_of(route) != RateClass::Free) out.set("429", failure_ref());
    out.set("500", failure_ref());
    out.set("503", failure_ref());
    return out;
}

Value operation_of(const Route& route) {
    const AccessWords& access = kAccesses[static_cast<std::size_t>(route.access)];
    Value out = Value::map({{"operationId", operation_id(route)},
                            {"description", access.about},
                            {"parameters", parameters_of(route, access)},
                            {"security", security_of(route, access)},
                            {"x-access", access.name},
                            {"x-rate-class", rate_row(rate_class_of(route)).name}});
    if (route.body.limit > 0) out.set("requestBody", body_of(route.body));
    return out.set("responses", responses_of(route, access));
}

/// What an answer 4xx or 5xx of a program's path holds (core/api/messages).
constexpr std::string_view kFailure = R"({"type":"object","required":["code","request_id"],
"properties":{"code":{"type":"string"},"path":{"type":"string"},"key":{"type":"string"},
"request_id":{"type":"string"},"errors":{"type":"array","items":{"type":"object"}},
"work":{"type":"object","required":["challenge","bits"],"description":"While too much is sent: )"
                                      R"(send it again with X-Kongdi-Work, challenge:n, where )"
                                      R"(the SHA-256 of challenge:SHA-256 of the body in hex:n )"
                                      R"(begins with so many zero bits","properties":{
"challenge":{"type":"string"},"bits":{"type":"integer"}}}}})";

constexpr std::string_view kAbout =
    "Answers of a store that was filled from a backup say when in X-Kongdi-Restored, as long as "
    "phones keep what they delivered: /api/v1/city says of which moment the backup was.";

Value components() {
    auto schema = parse_own_json(kFailure);
    Value content = Value::map(
        {{std::string(kJson),
          Value::map({{"schema", Value::map({{"$ref", "#/components/schemas/Failure"}})}})}});
    Value failure = Value::map({{"description",
                                 "Refused: the code says why, the path where. 429 and 503 say in "
                                 "Retry-After when to come again"},
                                {"content", std::move(content)}});
    const auto key = [](std::string_view place, std::string_view name) {
        return Value::map({{"type", "apiKey"}, {"in", place}, {"name", name}});
    };
    return Value::map(
        {{"schemas", Value::map({{"Failure", schema ? *std::move(schema) : Value::map()}})},
         {"responses", Value::map({{"Failure", std::move(failure)}})},
         {"securitySchemes",
          Value::map({{"device", key("header", api::kDeviceHeader)},
                      {"session", key("cookie", kSessionCookie)},
                      {"token", Value::map({{"type", "http"}, {"scheme", "bearer"}})},
                      {"operator", Value::map({{"type", "http"}, {"scheme", "bearer"}})}})}});
}

}  // namespace

Value api_document(std::string_view base) {
    Value paths = Value::map();
    for (const Route& route : routes()) {
        if (paths.find(route.pattern) == nullptr) paths.set(route.pattern, Value::map());
        paths.find(route.pattern)->set(word_of(route.method), operation_of(route));
    }
    return Value::map(
        {{"openapi", "3.0.3"},
         {"info", Value::map({{"title", "Kongdi"}, {"version", "1.0.0"}, {"description", kAbout}})},
         {"servers", Value::list({Value::map({{"url", base}})})},
         {"paths", std::move(paths)},
         {"components", components()}});
}

Response show_api_document(const Services&, const Request& request) {
    return json_response(200, api_document(own_address(request)));
}

}  // namespace kongdi::server
