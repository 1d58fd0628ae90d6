// SPDX-License-Identifier: Apache-2.0
#include "core/codec/catalogue_codec.hpp"

#include "core/base/embedded.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/facility_kind_codec.hpp"
#include "core/codec/json.hpp"
#include "core/codec/wave_codec.hpp"

namespace kongdi {

namespace {

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
    if (const auto read = read_facility_kinds(facilities, out); !read)
        return Error{read.error().code, "catalogue/facilities.json" + read.error().path};
    if (const auto rules = wave_rules_of(KONGDI_TRY(read_file("catalogue/wave.json"))))
        out.wave_rules = *rules;
    else
        return Error{rules.error().code, "catalogue/wave.json" + rules.error().path};
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
