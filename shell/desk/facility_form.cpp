// SPDX-License-Identifier: Apache-2.0
// A facility that is filed or changed: its fields as typed, and what they come to.
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/codec/facility_codec.hpp"
#include "core/question/typed_number.hpp"
#include "core/rules/thresholds.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/register_words.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr double kStartZoom = 16;

template <class T>
Value typed(const std::optional<T>& number) {
    return number ? typed_of(static_cast<double>(*number)) : std::string();
}

const Facility* changed_facility(const AppState& state) {
    const auto& card = state.facilities.card;
    const bool is_here = card && card->facility.id == state.route.argument;
    return is_here ? &card->facility : nullptr;
}

Value facts_of_form(const AppState& state) {
    const DeskForm& form = state.form;
    const Facility* was = changed_facility(state);
    Value photos = Value::list();
    for (const std::string_view name : {"kept_photos", "photos"})
        for (const Value& photo : form.fields.items(name)) photos.push(photo);
    Value out = Value::map({{"kind", form.text("kind")},
                            {"name", trimmed(form.text("name"))},
                            {"opening_hours", trimmed(form.text("opening_hours"))},
                            {"accessibility", form.fields["accessibility"]},
                            {"photos", photos}});
    if (!form.text("tier").empty()) out.set("tier", form.text("tier"));
    for (const std::string_view name : {"floor_area_m2", "site_area_m2", "seats"})
        out.set(name, question::typed_number(form.text(name)));
    if (!form.fields["placed"].bool_or(false)) return out;
    const double lon = form.fields["lon"].number_or(0);
    const double lat = form.fields["lat"].number_or(0);
    out.set("point", Value::map({{"lon", lon}, {"lat", lat}}));
    // Elsewhere it may lie in another community: the server finds out which.
    const bool stays = was != nullptr && was->facts.point == Wgs84Point{lon, lat};
    out.set("community", stays ? was->facts.community : std::string());
    return out;
}

}  // namespace

Value begin_facility_form(const AppState& state) {
    if (state.route.argument.empty()) {
        Value out = Value::map({{"zoom", kStartZoom}});
        if (state.city && !state.city->box.empty()) {
            out.set("lon", state.city->box.centre().lon);
            out.set("lat", state.city->box.centre().lat);
        }
        return out;
    }
    const Facility* was = changed_facility(state);
    if (was == nullptr) return {};
    const Value facts = facility_facts_tree(was->facts);
    return Value::map({{"kind", was->facts.kind},
                       {"tier", facts["tier"]},
                       {"name", was->facts.name},
                       {"opening_hours", was->facts.opening_hours},
                       {"floor_area_m2", typed(was->facts.floor_area_m2)},
                       {"site_area_m2", typed(was->facts.site_area_m2)},
                       {"seats", typed(was->facts.seats)},
                       {"accessibility", facts["accessibility"]},
                       {"kept_photos", facts["photos"]},
                       {"lon", was->facts.point.lon},
                       {"lat", was->facts.point.lat},
                       {"zoom", kStartZoom + 1},
                       {"placed", true}});
}

CheckedForm check_facility_form(const AppState& state) {
    CheckedForm out;
    out.path = api::kFacilities;
    Value facts = facts_of_form(state);
    out.errors = facility_facts_of(facts, state.catalogue).errors;
    if (state.route.argument.empty()) {
        facts.set("id", state.form.text("id"));
        out.body = std::move(facts);
        return out;
    }
    out.path.append("/").append(state.route.argument).append(api::kRecordEvents);
    const Facility* was = changed_facility(state);
    const std::string reason(trimmed(state.form.text("reason")));
    if (code_point_count(reason) > kMaxReason)
        out.errors.push_back({ErrorCode::FieldTooLong, "/reason"});
    out.body = Value::map({{"move", facility_move_name(FacilityMove::Change)},
                           {"version", was != nullptr ? was->version : 0},
                           {"facts", std::move(facts)}});
    if (!reason.empty()) out.body.set("reason", reason);
    return out;
}

}  // namespace kongdi::shell::desk
