// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/import_words.hpp"

#include <array>
#include <utility>

namespace kongdi::shell {

namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr std::array<Word, 11> kRoles{{{"", "import.role.none"},
                                       {"background", "import.role.background"},
                                       {"green", "import.role.green"},
                                       {"water", "import.role.water"},
                                       {"road", "import.role.road"},
                                       {"building", "import.role.building"},
                                       {"street", "import.role.street"},
                                       {"community", "import.role.community"},
                                       {"facility", "import.role.facility"},
                                       {"space", "import.role.space"},
                                       {"code_list", "import.role.code_list"}}};

constexpr std::array<Word, 12> kReasons{{{"no_geometry", "import.reason.no_geometry"},
                                         {"geometry_kind", "import.reason.geometry_kind"},
                                         {"geometry_broken", "import.reason.geometry_broken"},
                                         {"too_many_points", "import.reason.too_many_points"},
                                         {"no_coordinates", "import.reason.no_coordinates"},
                                         {"coordinates_range", "import.reason.coordinates_range"},
                                         {"code_missing", "import.reason.code_missing"},
                                         {"code_wrong", "import.reason.code_wrong"},
                                         {"code_repeated", "import.reason.code_repeated"},
                                         {"name_unmatched", "import.reason.name_unmatched"},
                                         {"left_out", "import.reason.left_out"},
                                         {"not_on_the_map", "import.reason.not_on_the_map"}}};

constexpr std::array<Word, 25> kMeanings{{{"", "import.meaning.none"},
                                          {"name", "import.meaning.name"},
                                          {"code", "import.meaning.code"},
                                          {"street", "import.meaning.street"},
                                          {"district", "import.meaning.district"},
                                          {"community", "import.meaning.community"},
                                          {"kind", "import.meaning.kind"},
                                          {"lon", "import.meaning.lon"},
                                          {"lat", "import.meaning.lat"},
                                          {"width", "import.meaning.width"},
                                          {"floors", "import.meaning.floors"},
                                          {"households", "import.meaning.households"},
                                          {"people", "import.meaning.people"},
                                          {"people_0_3", "import.meaning.people_0_3"},
                                          {"people_3_6", "import.meaning.people_3_6"},
                                          {"people_6_12", "import.meaning.people_6_12"},
                                          {"people_12_60", "import.meaning.people_12_60"},
                                          {"people_60_up", "import.meaning.people_60_up"},
                                          {"state", "import.meaning.state"},
                                          {"floor_area_m2", "import.meaning.floor_area_m2"},
                                          {"site_area_m2", "import.meaning.site_area_m2"},
                                          {"seats", "import.meaning.seats"},
                                          {"opening_hours", "import.meaning.opening_hours"},
                                          {"tier", "import.meaning.tier"},
                                          {"accessibility", "import.meaning.accessibility"}}};

template <std::size_t N>
std::string_view key_of(const std::array<Word, N>& words, std::string_view name) {
    for (const auto& [word, key] : words)
        if (word == name) return key;
    return {};
}

/// A word of a newer server shows as it is.
std::string_view label_of(const text::Text& text, std::string_view key, std::string_view name) {
    return key.empty() ? name : text(key);
}

}  // namespace

std::string_view role_label(const text::Text& text, std::string_view role) {
    return label_of(text, key_of(kRoles, role), role);
}

std::string column_label(const text::Text& text, const api::ImportColumn& column) {
    if (column.meaning.empty()) return column.name;
    std::string out = column.name;
    return out.append(" → ").append(meaning_label(text, column.meaning));
}

std::string_view meaning_label(const text::Text& text, std::string_view meaning) {
    return label_of(text, key_of(kMeanings, meaning), meaning);
}

std::vector<std::string_view> import_meanings() {
    std::vector<std::string_view> out;
    for (const auto& [name, key] : kMeanings) out.push_back(name);
    return out;
}

std::string_view reason_label(const text::Text& text, std::string_view reason) {
    return label_of(text, key_of(kReasons, reason), reason);
}

std::string_view import_state_key(std::string_view state) {
    if (state == "live") return "import.state.live";
    if (state == "undone") return "import.state.undone";
    return state == "replaced" ? "import.state.replaced" : "import.state.gone";
}

widgets::Tone import_tone(std::string_view state) {
    return state == "live" ? widgets::Tone::Good : widgets::Tone::Waiting;
}

}  // namespace kongdi::shell
