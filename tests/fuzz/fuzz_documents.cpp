// SPDX-License-Identifier: Apache-2.0
// What staff and phones send beside records: the first line names the kind of document, the rest is
// its JSON. Each is whole or refused with places; shapes come back the same.
#include "core/api/meeting_messages.hpp"
#include "core/api/messages.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "core/codec/facility_codec.hpp"
#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"
#include "core/codec/meeting_codec.hpp"
#include "core/codec/plan_codec.hpp"
#include "core/codec/report_codec.hpp"
#include "core/codec/wave_codec.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace kongdi;

const Catalogue& catalogue() {
    static const Catalogue kCatalogue = load_catalogue().value();
    return kCatalogue;
}

void places_stand(const Errors& errors) {
    for (const Error& error : errors) fuzz::check(error.path.empty() || error.path.front() == '/');
}

void shape(const Value& tree) {
    const auto geometry = geometry_of(tree);
    if (!geometry) return;
    box_of(*geometry);
    const auto again = geometry_of(geometry_tree(*geometry));
    fuzz::check(again && geometry_tree(*again) == geometry_tree(*geometry));
}

void meeting(const Value& tree) {
    const CheckedMeeting checked = meeting_plan_of(tree, catalogue());
    places_stand(checked.errors);
    if (!checked.ok()) return;
    const CheckedMeeting again = meeting_plan_of(meeting_plan_tree(checked.plan), catalogue());
    fuzz::check(again.ok());
}

struct Kind {
    std::string_view name;
    void (*read)(const Value&);
};
constexpr Kind kKinds[] = {
    {"geometry", shape},
    {"feature", [](const Value& tree) { fuzz::tried(feature_of(tree)); }},
    {"meeting", meeting},
    {"meeting_step", [](const Value& tree) { places_stand(meeting_step_of(tree).errors); }},
    {"facility",
     [](const Value& tree) { places_stand(facility_facts_of(tree, catalogue()).errors); }},
    {"plan", [](const Value& tree) { places_stand(plan_facts_of(tree, catalogue()).errors); }},
    {"wave", [](const Value& tree) { places_stand(wave_plan_of(tree, catalogue()).errors); }},
    {"report_step",
     [](const Value& tree) { places_stand(report_step_of(tree, catalogue()).errors); }},
    // What a phone reads of an answer.
    {"record_state", [](const Value& tree) { fuzz::tried(api::record_state_of(tree)); }},
    {"failure", [](const Value& tree) { fuzz::tried(api::failure_of(tree)); }},
    {"map", [](const Value& tree) { fuzz::tried(api::map_part_of(tree)); }},
    {"meeting_view",
     [](const Value& tree) { fuzz::tried(api::meeting_view_of(tree, catalogue())); }},
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto [name, json] = fuzz::first_line(fuzz::text_of(bytes, size));
    for (const Kind& kind : kKinds)
        if (kind.name == name)
            if (const auto tree = parse_json(json, {256 * 1024, 32})) kind.read(*tree);
    return 0;
}
