// SPDX-License-Identifier: Apache-2.0
#include "core/codec/facility_codec.hpp"

#include "core/base/time.hpp"

namespace kongdi {

namespace {

void read_point(const Value& tree, FacilityFacts& out, Errors& errors) {
    const Value& point = tree["point"];
    if (point.is_null()) {
        errors.push_back({ErrorCode::FieldMissing, "/point"});
        return;
    }
    if (!point["lon"].is_number() || !point["lat"].is_number()) {
        errors.push_back({ErrorCode::FieldType, "/point"});
        return;
    }
    out.point = {point["lon"].number_or(0), point["lat"].number_or(0)};
}

FacilityFacts read_facts(const Value& tree, const Catalogue* catalogue, Errors& errors) {
    const TreeFields fields(tree, errors);
    FacilityFacts out;
    out.kind = fields.text("kind");
    if (const std::string tier = fields.text("tier"); !tier.empty()) {
        const auto known = tier_from_name(tier);
        if (!known) fields.wrong(ErrorCode::FieldChoice, "tier");
        out.tier = known.value_or(Tier::T5);
    } else if (const FacilityKind* kind =
                   catalogue != nullptr ? catalogue->facility(out.kind) : nullptr) {
        out.tier = kind->tier;
    }
    out.name = fields.text("name");
    out.community = fields.text("community");
    read_point(tree, out, errors);
    out.floor_area_m2 = fields.number("floor_area_m2");
    out.site_area_m2 = fields.number("site_area_m2");
    out.seats = fields.whole("seats");
    out.opening_hours = fields.text("opening_hours");
    for (const std::string& word : fields.words("accessibility")) {
        if (const auto one = accessibility_from_name(word))
            out.accessibility.push_back(*one);
        else
            fields.wrong(ErrorCode::FieldChoice, "accessibility");
    }
    out.photos = fields.words("photos");
    return out;
}

}  // namespace

Value facility_facts_tree(const FacilityFacts& facts) {
    Value accessibility = Value::list();
    for (const Accessibility one : facts.accessibility) accessibility.push(accessibility_name(one));
    Value photos = Value::list();
    for (const std::string& photo : facts.photos) photos.push(photo);
    return Value::map({{"kind", facts.kind},
                       {"tier", tier_name(facts.tier)},
                       {"name", facts.name},
                       {"community", facts.community},
                       {"point", Value::map({{"lon", facts.point.lon}, {"lat", facts.point.lat}})},
                       {"floor_area_m2", or_null(facts.floor_area_m2)},
                       {"site_area_m2", or_null(facts.site_area_m2)},
                       {"seats", or_null(facts.seats)},
                       {"opening_hours", facts.opening_hours},
                       {"accessibility", accessibility},
                       {"photos", photos}});
}

CheckedFacility facility_facts_of(const Value& tree, const Catalogue& catalogue) {
    CheckedFacility out;
    if (tree.if_map() == nullptr) {
        out.errors.push_back({ErrorCode::BodyNotObject});
        return out;
    }
    out.facts = read_facts(tree, &catalogue, out.errors);
    if (out.errors.empty()) out.errors = check_facility(out.facts, catalogue);
    return out;
}

FacilityFacts stored_facility_facts(const Value& tree) {
    Errors ignored;
    return read_facts(tree, nullptr, ignored);
}

std::vector<FieldChange> facility_diff(const FacilityFacts& before, const FacilityFacts& after) {
    return tree_diff(facility_facts_tree(before), facility_facts_tree(after));
}

Value facility_tree(const Facility& facility) {
    Value out = facility_facts_tree(facility.facts);
    out.set("id", facility.id);
    out.set("version", facility.version);
    out.set("state", facility_state_name(facility.state));
    out.set("origin", facility.origin);
    out.set("community_name", facility.community_name);
    out.set("filed_by", facility.filed_by);
    out.set("filed_at", format_time(facility.filed_at_ms));
    out.set("stated_by", facility.stated_by);
    out.set("verified_by", facility.verified_by);
    out.set("verified_at",
            facility.verified_at_ms ? Value(format_time(*facility.verified_at_ms)) : Value());
    out.set("verified_version", or_null(facility.verified_version));
    out.set("changed_at", format_time(facility.changed_at_ms));
    return out;
}

Value facility_versions_tree(const std::vector<FacilityVersion>& versions) {
    Value out = Value::list();
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const FacilityVersion& one = versions[i];
        Value diff = Value::list();
        if (i > 0) diff = diff_tree(facility_diff(versions[i - 1].facts, one.facts));
        out.push(Value::map({{"version", one.version},
                             {"move", facility_move_name(one.move)},
                             {"state", facility_state_name(one.state)},
                             {"by", one.by},
                             {"reason", one.reason},
                             {"at", format_time(one.at_ms)},
                             {"facts", facility_facts_tree(one.facts)},
                             {"diff", diff}}));
    }
    return out;
}

}  // namespace kongdi
