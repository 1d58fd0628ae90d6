// SPDX-License-Identifier: Apache-2.0
// That a facility is closed, or that one is missing, said without script.
#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "server/handlers/plain.hpp"
#include "server/handlers/plain_ways.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kPath = "/plain/nearby";
constexpr std::int64_t kMostShown = 20;
constexpr std::size_t kMaxSearch = 60;  // code points

FormPart part_of(std::string_view name, std::string_view value) {
    return {std::string(name), std::nullopt, std::string(value)};
}

Response show_closed_form(const Services& services, const Request& request, std::string_view id) {
    if (!is_uuid_v7(id)) return refused(Error{ErrorCode::NotFound});
    const auto found = services.storage.facility(id);
    if (!found) return refused(found.error());
    if (!*found || (*found)->state == FacilityState::Closed)
        return refused(Error{ErrorCode::NotFound});
    const FacilityFacts& facts = (*found)->facts;
    return show_form(services, request,
                     {.kind = RecordKind::FacilityRemark,
                      .fields = {part_of("subject", "closed"), part_of("facility", id),
                                 part_of("community", facts.community)}});
}

/// The map, then the form: the community follows from the point.
Response show_missing_form(const Services& services, const Request& request, PlainMap map) {
    std::vector<std::pair<std::string, std::string>> kept{
        {"community", std::string(request.parameter("community"))}, {"missing", "1"}};
    const std::string title = std::string(PlainPage(request).text("nearby.missing_title"));
    const auto asked = plain_map_of(request);
    const MapStep step = asked ? map_step_of(request, *asked) : MapStep{std::move(map)};
    if (!step.is_done)
        return choose_point(
            request, step,
            {.path = kPath, .title = title, .question = "plain.tap_missing", .kept = kept});
    return show_form(services, request,
                     {.kind = RecordKind::FacilityRemark,
                      .fields = with_point({part_of("subject", "missing")}, *step.map.chosen)});
}

void draw_facility(const Services& services, PlainPage& page, const Facility& facility) {
    page.html.open("a", {{"class", "card"},
                         {"href", page.link(std::string(kPath), {{"facility", facility.id}})}});
    page.html.element("strong", {}, facility.facts.name);
    if (const FacilityKind* kind = services.catalogue.facility(facility.facts.kind))
        page.html.text(kind->label.in(page.code()));
    if (!facility.facts.opening_hours.empty())
        page.html.text(" · ").text(facility.facts.opening_hours);
    page.html.close("a");
}

/// The community's facilities, found by a part of their name, and the way to what is missing.
Response show_list(const Services& services, const Request& request) {
    const std::string community(request.parameter("community"));
    const std::string whole = repaired_utf8(request.parameter("find"));
    const std::string words(first_code_points(trimmed(whole), kMaxSearch));
    PlainPage page(request);
    page.html.open("p");
    page.anchor("button",
                page.link(std::string(kPath), {{"community", community}, {"missing", "1"}}),
                page.text("nearby.missing"));
    page.html.close("p");
    if (community == kNoCommunity) return page.answer(page.text("nearby.page"));

    const auto found = services.storage.facilities({.community = community, .name_part = words});
    if (!found) return refused(found.error());
    page.html.open("form", {{"class", "card"}, {"action", kPath}}).open("h2");
    page.html.element("label", {{"for", "find"}}, page.text("plain.find_facility")).close("h2");
    page.hidden("lang", page.code());
    page.hidden("community", community);
    page.html.open("input", {{"class", "type"},
                             {"id", "find"},
                             {"name", "find"},
                             {"type", "search"},
                             {"value", words}});
    page.html.element("button", {{"class", "button"}}, page.text("filter.text")).close("form");
    std::int64_t shown = 0;
    std::int64_t open = 0;
    for (const Facility& facility : found->rows)
        if (facility.state != FacilityState::Closed && ++open <= kMostShown) {
            draw_facility(services, page, facility);
            ++shown;
        }
    if (shown == 0)
        page.html.element("p", {{"class", "note"}, {"role", "status"}},
                          page.text("plain.no_facility"));
    if (shown < open)
        page.html.element("p", {{"class", "hint"}, {"role", "status"}},
                          page.text("plain.matches", {{"count", open}, {"shown", shown}}));
    return page.answer(page.text("nearby.page"));
}

}  // namespace

Response show_plain_nearby(const Services& services, const Request& request) {
    if (const std::string_view id = request.parameter("facility"); !id.empty())
        return show_closed_form(services, request, id);
    auto map = first_map(services, request);
    if (!map) return refused(map.error());
    if (!*map)
        return choose_community(services, request, kPath, PlainPage(request).text("nearby.page"));
    if (!request.parameter("missing").empty())
        return show_missing_form(services, request, **std::move(map));
    return show_list(services, request);
}

Response take_plain_remark(const Services& services, const Request& request) {
    if (value_in(request.form, "step") == "place")
        return set_point_anew(services, request, RecordKind::FacilityRemark);
    return take_form(services, request, RecordKind::FacilityRemark);
}

}  // namespace kongdi::server
