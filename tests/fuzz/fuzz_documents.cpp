// SPDX-License-Identifier: Apache-2.0
// What staff and phones send beside records: the first line names the kind of document, the rest is
// its JSON. Each is whole or refused with places; shapes come back the same. What is read by hand
// for speed gives what the reader of trees gives.
#include <cmath>

#include "core/api/map_points.hpp"
#include "core/api/meeting_messages.hpp"
#include "core/api/messages.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "core/codec/covered_photo_codec.hpp"
#include "core/codec/facility_codec.hpp"
#include "core/codec/geojson.hpp"
#include "core/codec/index_codec.hpp"
#include "core/codec/json.hpp"
#include "core/codec/json_member.hpp"
#include "core/codec/meeting_codec.hpp"
#include "core/codec/plan_codec.hpp"
#include "core/codec/report_codec.hpp"
#include "core/codec/space_stage_codec.hpp"
#include "core/codec/wave_codec.hpp"
#include "core/rules/programme_check.hpp"
#include "server/exports/json_items.hpp"
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

/// As the handler does: what is whole is written, and read again it is the same.
void programme(const Value& tree) {
    const auto kind = programme_kind_from_name(tree.text("kind"));
    if (!kind) return;
    const CheckedProgramme checked = programme_facts_of(*kind, tree["facts"]);
    places_stand(checked.errors);
    if (!checked.ok()) return;
    const CheckedProgramme again = programme_facts_of(*kind, checked.facts);
    fuzz::check(again.ok() && again.facts == checked.facts);
}

void space_step(const Value& tree) {
    const CheckedSpaceStep checked = space_step_of(tree);
    places_stand(checked.errors);
    if (!checked.ok()) return;
    const Value written = space_step_tree(checked.step);
    const auto stored = stored_space_step(written);
    fuzz::check(stored && space_step_tree(*stored) == written);
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
    {"programme", programme},
    {"space_step", space_step},
    {"index_settings",
     [](const Value& tree) { places_stand(index_settings_of(tree, IndexSettings{}).errors); }},
    {"picture_parts", [](const Value& tree) { places_stand(picture_parts_of(tree).errors); }},
    // What a phone reads of an answer.
    {"record_state", [](const Value& tree) { fuzz::tried(api::record_state_of(tree)); }},
    {"failure", [](const Value& tree) { fuzz::tried(api::failure_of(tree)); }},
    {"map", [](const Value& tree) { fuzz::tried(api::map_part_of(tree)); }},
    {"meeting_view",
     [](const Value& tree) { fuzz::tried(api::meeting_view_of(tree, catalogue())); }},
};

/// Both readers want a text that was checked when it came; what else there is they must bear.
bool was_checked(std::string_view text) { return parse_json(text, {256 * 1024, 32}).has_value(); }

void map_points(std::string_view text) {
    api::MapPointsReader reader{std::string(text), 2'000};
    while (!reader.step(7)) {
    }
    if (reader.error()) return;
    const api::MapPoints read = reader.take();
    fuzz::check(read.ids.size() == read.size() * api::MapPoints::kIdLength);
    fuzz::check(read.type.size() == read.size() && read.state.size() == read.size() &&
                read.age_days.size() == read.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        fuzz::check(read.type[i] < read.types.size() && read.state[i] < read.states.size());
        fuzz::check(is_on_earth(read.points[i].lon, read.points[i].lat));
    }
    if (!was_checked(text)) return;
    const Value tree = *parse_own_json(text);
    fuzz::check(tree.items("ids").size() == read.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        fuzz::check(tree.items("ids")[i].string_or("") == read.id(i));
        fuzz::check(std::abs(tree.items("lon")[i].number_or(999) - read.points[i].lon) < 1e-9);
        fuzz::check(std::abs(tree.items("lat")[i].number_or(999) - read.points[i].lat) < 1e-9);
        fuzz::check(static_cast<std::size_t>(tree.items("type")[i].number_or(-1)) == read.type[i]);
        fuzz::check(static_cast<std::size_t>(tree.items("state")[i].number_or(-1)) ==
                    read.state[i]);
    }
}

void json_items(std::string_view text) {
    server::JsonItems items;
    const auto read = items.read(text);
    if (!was_checked(text)) return;
    fuzz::check(read.has_value() && items.root().value() == *parse_own_json(text));
    // The room of one is taken over by the next.
    fuzz::check(items.read("[1]").has_value() && items.root().value() == Value::list({1}));
}

bool is_same_plain(const Value& member, const Value& of_tree) {
    if (of_tree.if_list() != nullptr || of_tree.if_map() != nullptr) return member.is_null();
    if (of_tree.is_number())
        return member.is_number() && member.number_or(0) == of_tree.number_or(0);
    return member == of_tree;
}

void json_member(std::string_view text) {
    const Value absent = member_of_own_json(text, "no such member");
    if (!was_checked(text)) return;
    const Value tree = *parse_own_json(text);
    fuzz::check(is_same_plain(absent, tree["no such member"]));
    if (const Value::Map* map = tree.if_map())
        for (const Value::Member& one : *map)
            fuzz::check(is_same_plain(member_of_own_json(text, one.first), one.second));
}

struct TextKind {
    std::string_view name;
    void (*read)(std::string_view);
};
constexpr TextKind kTextKinds[] = {
    {"map_points", map_points}, {"json_items", json_items}, {"json_member", json_member}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto [name, json] = fuzz::first_line(fuzz::text_of(bytes, size));
    for (const TextKind& kind : kTextKinds)
        if (kind.name == name) kind.read(json);
    for (const Kind& kind : kKinds)
        if (kind.name == name)
            if (const auto tree = parse_json(json, {256 * 1024, 32})) kind.read(*tree);
    return 0;
}
