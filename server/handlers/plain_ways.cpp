// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_ways.hpp"

#include <algorithm>

#include "core/base/id.hpp"
#include "core/codec/geojson.hpp"
#include "server/handlers/intake.hpp"
#include "server/handlers/plain_device.hpp"
#include "server/handlers/plain_receipts.hpp"

namespace kongdi::server {

std::string title_of(const Services& services, const Request& request, RecordKind kind) {
    const Questionnaire* questionnaire = services.catalogue.questionnaire(record_kind_name(kind));
    const std::string_view language = language_code(language_asked(request));
    return questionnaire != nullptr ? std::string(questionnaire->title.in(language))
                                    : std::string();
}

Result<std::optional<PlainMap>> first_map(const Services& services, const Request& request) {
    const std::string_view community = request.parameter("community");
    if (community == kNoCommunity)
        return std::optional(plain_map_over(KONGDI_TRY(services.storage.map_box())));
    if (!is_community_code(community)) return std::optional<PlainMap>();
    const auto box = KONGDI_TRY(services.storage.community_box(community));
    return box ? std::optional(plain_map_over(*box)) : std::nullopt;
}

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

Response set_point_anew(const Services& services, const Request& request, RecordKind kind) {
    const PlainRecord read = read_form(services, request, kind);
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
        return choose_point(request, step,
                            {.path = form_path(kind),
                             .title = title_of(services, request, kind),
                             .carried = carried});
    return show_form(services, request,
                     {.kind = kind,
                      .fields = with_point(carried, *step.map.chosen),
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

}  // namespace kongdi::server
