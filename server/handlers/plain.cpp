// SPDX-License-Identifier: Apache-2.0
// The ways in: start, report, rate. What comes after the sending is in plain_receipts.cpp.
#include "server/handlers/plain.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/codec/geojson.hpp"
#include "server/handlers/intake.hpp"
#include "server/handlers/plain_device.hpp"
#include "server/handlers/plain_form.hpp"
#include "server/handlers/plain_places.hpp"
#include "server/handlers/plain_receipts.hpp"

namespace kongdi::server {

namespace {

std::string title_of(const Services& services, const Request& request, RecordKind kind) {
    const Questionnaire* questionnaire = services.catalogue.questionnaire(record_kind_name(kind));
    const std::string_view language = language_code(language_asked(request));
    return questionnaire != nullptr ? std::string(questionnaire->title.in(language))
                                    : std::string();
}

void draw_card(PlainPage& page, const std::string& address, std::string_view title,
               std::string_view hint) {
    page.html.open("a", {{"class", "card"}, {"href", address}});
    page.html.element("strong", {}, title).text(hint).close("a");
}

/// The map of a community, or of the whole city for somebody who does not know theirs; none when a
/// community is to be chosen first.
Result<std::optional<PlainMap>> first_map(const Services& services, const Request& request) {
    const std::string_view community = request.parameter("community");
    if (community == kNoCommunity)
        return std::optional(plain_map_over(KONGDI_TRY(services.storage.map_box())));
    if (!is_community_code(community)) return std::optional<PlainMap>();
    const auto box = KONGDI_TRY(services.storage.community_box(community));
    return box ? std::optional(plain_map_over(*box)) : std::nullopt;
}

/// A form's fields with the point of the map.
std::vector<FormPart> with_point(std::vector<FormPart> fields, const Wgs84Point& point) {
    std::erase_if(fields, [](const FormPart& part) {
        return part.name == "place.lon" || part.name == "place.lat";
    });
    FormPart lon{"place.lon"};
    FormPart lat{"place.lat"};
    append_coordinate(lon.content, point.lon);
    append_coordinate(lat.content, point.lat);
    fields.push_back(std::move(lon));
    fields.push_back(std::move(lat));
    return fields;
}

/// A form under way goes back to the map and comes again with all it has.
Response set_point_anew(const Services& services, const Request& request) {
    const PlainRecord read = read_form(services, request, RecordKind::IdleSpace);
    const std::vector<FormPart> carried = carried_fields(request, read.reading);
    auto map = plain_map_of(request);
    MapStep step;
    if (map) {
        step = map_step_of(request, *map);
    } else {
        const auto lon = decimal_of(value_in(request.form, "place.lon"));
        const auto lat = decimal_of(value_in(request.form, "place.lat"));
        if (lon && lat && is_on_earth(*lon, *lat)) {
            step.map.centre = {*lon, *lat};
            step.map.chosen = step.map.centre;
        } else {
            const auto box = services.storage.map_box();
            if (!box) return refused(box.error());
            step.map = plain_map_over(*box);
        }
    }
    if (!step.is_done)
        return choose_point(request, step, carried,
                            title_of(services, request, RecordKind::IdleSpace));
    return show_form(services, request,
                     {.fields = with_point(carried, *step.map.chosen),
                      .photos = read.reading.photos,
                      .photo_dropped = !value_in(carried, "photo_dropped").empty()});
}

Response take_form(const Services& services, const Request& request, RecordKind kind) {
    if (value_in(request.form, "step") == "rows")
        return show_form(services, request, {.kind = kind, .fields = request.form});
    PlainRecord read = read_form(services, request, kind);
    Intake intake = take_in(read.bytes, services.catalogue, services.storage, request.now_ms);
    Errors errors = read.reading.errors;
    for (Error& error : intake.errors)
        if (std::find(errors.begin(), errors.end(), error) == errors.end())
            errors.push_back(std::move(error));
    if (!errors.empty()) return show_mistakes(services, request, std::move(read), errors);

    const auto accepted = services.storage.submit(std::move(intake.submission));
    if (!accepted && accepted.error().code == ErrorCode::IdConflict)
        return show_sent_before(request, read.record.id);
    if (!accepted) return show_mistakes(services, request, std::move(read), {accepted.error()});
    if (!device_of_cookie(request).empty())
        return see_other(PlainPage(request).link("/plain/sent/" + read.record.id));
    const auto record = services.storage.record(read.record.id);
    if (!record) return refused(record.error());
    if (!*record) return refused(Error{ErrorCode::NotFound});
    return show_receipt(services, request, **record);
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
    draw_card(page, page.link("/plain/my"), text("home.my"), text("plain.my_hint"));
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
        return choose_point(request, {**first}, {}, title);
    }
    const MapStep step = map_step_of(request, *asked);
    if (!step.is_done) return choose_point(request, step, {}, title);
    return show_form(services, request, {.fields = with_point({}, *step.map.chosen)});
}

Response take_plain_report(const Services& services, const Request& request) {
    if (value_in(request.form, "step") == "place") return set_point_anew(services, request);
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
