// SPDX-License-Identifier: Apache-2.0
#include "core/codec/catalogue_codec.hpp"

#include "core/base/embedded.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"

namespace kongdi {

namespace {

std::optional<double> optional_number(const Value& tree, std::string_view name) {
    const Value& value = tree[name];
    return value.is_number() ? std::optional(value.number_or(0)) : std::nullopt;
}

Tier tier_of(std::string_view name) {
    if (name == "T15") return Tier::T15;
    return name == "PLOT" ? Tier::Plot : Tier::T5;
}

SpaceType space_type_of(const Value& tree) {
    SpaceType type;
    type.code = tree.text("code");
    type.label = local_text_of(tree["label"]);
    type.description = local_text_of(tree["description"]);
    type.indoor = tree.text("indoor");
    type.icon = tree.text("icon");
    for (const Value& code : tree.items("fits")) type.fits.emplace_back(code.string_or(""));
    return type;
}

FacilityKind facility_kind_of(const Value& tree) {
    FacilityKind kind;
    kind.code = tree.text("code");
    kind.label = local_text_of(tree["label"]);
    kind.facility_class = tree.text("class");
    kind.tier = tier_of(tree["tier"].string_or(""));
    kind.radius_m = tree["radius_m"].number_or(0);
    kind.min_floor_area_m2 = optional_number(tree, "min_floor_area_m2");
    kind.min_site_area_m2 = optional_number(tree, "min_site_area_m2");
    kind.ages = tree.text("ages");
    kind.confirmed = tree["confirmed"].bool_or(false);
    return kind;
}

/// One embedded JSON file; the error's path is its name.
Result<Value> read_file(std::string_view name) {
    Result<Value> tree = parse_own_json(embedded_file(name));
    if (!tree) return Error{tree.error().code, std::string(name)};
    return tree;
}

}  // namespace

Result<Catalogue> load_catalogue() {
    Catalogue out;
    const Value types = KONGDI_TRY(read_file("catalogue/space_types.json"));
    for (const Value& type : types.items("space_types"))
        out.space_types.push_back(space_type_of(type));
    const Value facilities = KONGDI_TRY(read_file("catalogue/facilities.json"));
    for (const Value& kind : facilities.items("facilities"))
        out.facilities.push_back(facility_kind_of(kind));
    const Value consents = KONGDI_TRY(read_file("consent/consent.json"));
    for (const Value& consent : consents.items("consents")) {
        ConsentText one{consent.text("purpose"), consent["version"].int_or(1),
                        local_text_of(consent["label"]), local_text_of(consent["text"])};
        for (const auto& wording : one.text.by_language)
            one.hashes.push_back(sha256(wording.second));
        one.publishes_place = consent["publishes_place"].bool_or(false);
        out.consents.push_back(std::move(one));
    }
    for (const EmbeddedFile& file : embedded_files()) {
        if (!file.name.starts_with("questionnaires/")) continue;
        const Value tree = KONGDI_TRY(read_file(file.name));
        Result<Questionnaire> one = questionnaire_of(tree, out);
        if (!one) return Error{one.error().code, std::string(file.name) + one.error().path};
        out.questionnaires.push_back(*std::move(one));
    }
    return out;
}

}  // namespace kongdi
