// SPDX-License-Identifier: Apache-2.0
// The ways in: start, report, rate. What they have in common is in plain_ways.cpp, what comes after
// the sending in plain_receipts.cpp.
#include "server/handlers/plain.hpp"

#include "core/base/id.hpp"
#include "server/handlers/plain_device.hpp"
#include "server/handlers/plain_form.hpp"
#include "server/handlers/plain_places.hpp"
#include "server/handlers/plain_ways.hpp"

namespace kongdi::server {

namespace {

void draw_card(PlainPage& page, const std::string& address, std::string_view title,
               std::string_view hint) {
    page.html.open("a", {{"class", "card"}, {"href", address}});
    page.html.element("strong", {}, title).text(hint).close("a");
}

}  // namespace

Response show_plain_start(const Services& services, const Request& request) {
    const auto demo = services.storage.setting(kSettingDemo);
    if (!demo) return refused(demo.error());
    PlainPage page(request);
    const Words& text = page.text;
    if (*demo == "1") page.html.element("p", {{"class", "note"}}, text("home.demo"));
    draw_card(page, page.link("/plain/report"), title_of(services, request, RecordKind::IdleSpace),
              text("home.report_hint"));
    draw_card(page, page.link("/plain/rate"),
              title_of(services, request, RecordKind::ServiceCheckup), text("plain.rate_hint"));
    draw_card(page, page.link("/plain/nearby"), text("home.nearby"), text("home.nearby_hint"));
    draw_card(page, page.link("/plain/my"), text("home.my"), text("plain.my_hint"));
    draw_card(page, page.link("/plain/survey"), text("survey.page"), text("survey.hint"));
    draw_card(page, page.link("/plain/cases"), text("cases.title"), text("cases.hint"));
    page.html.open("p");
    page.anchor("full", "/", text("plain.full"));
    page.html.close("p");
    return page.answer(text("home.question"));
}

Response show_plain_report(const Services& services, const Request& request) {
    const std::string title = title_of(services, request, RecordKind::IdleSpace);
    const auto asked = plain_map_of(request);
    if (!asked) {
        const auto first = first_map(services, request);
        if (!first) return refused(first.error());
        if (!*first) return choose_community(services, request, "/plain/report", title);
        return choose_point(request, {**first}, {.path = "/plain/report", .title = title});
    }
    const MapStep step = map_step_of(request, *asked);
    if (!step.is_done)
        return choose_point(request, step, {.path = "/plain/report", .title = title});
    return show_form(services, request, {.fields = with_point({}, *step.map.chosen)});
}

Response take_plain_report(const Services& services, const Request& request) {
    if (value_in(request.form, "step") == "place")
        return set_point_anew(services, request, RecordKind::IdleSpace);
    return take_form(services, request, RecordKind::IdleSpace);
}

Response show_plain_rating(const Services& services, const Request& request) {
    const PlainSeat kept = seat_of_cookie(request);
    std::string_view community = request.parameter("community");
    std::string_view seat = request.parameter("seat");
    if (community.empty() && seat.empty()) {
        community = kept.community;
        seat = kept.hash;
    }
    bool is_known = community == kNoCommunity;
    if (is_community_code(community)) {
        const auto box = services.storage.community_box(community);
        if (!box) return refused(box.error());
        is_known = box->has_value();
    }
    if (!is_known)
        return choose_community(services, request, "/plain/rate",
                                title_of(services, request, RecordKind::ServiceCheckup));
    PlainForm form{.kind = RecordKind::ServiceCheckup};
    form.fields.push_back({"community", std::nullopt, std::string(community)});
    // Of a household's code (/w/CODE): its hash goes along and into the record.
    if (is_sha256_text(seat)) form.fields.push_back({"seat", std::nullopt, std::string(seat)});
    return show_form(services, request, form);
}

Response take_plain_rating(const Services& services, const Request& request) {
    return take_form(services, request, RecordKind::ServiceCheckup);
}

}  // namespace kongdi::server
