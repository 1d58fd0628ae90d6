// SPDX-License-Identifier: Apache-2.0
#include "core/model/space_filter.hpp"

#include <algorithm>

namespace kongdi {

namespace {

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool has_text(std::string_view text, std::string_view wanted) {
    const auto same = [](char a, char b) { return small(a) == small(b); };
    return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(), same) != text.end();
}

bool is_in_community(const std::optional<std::string>& code, std::string_view wanted) {
    if (wanted.empty()) return true;
    if (wanted == kNoCommunity) return !code;
    return code && code->starts_with(wanted);
}

template <class Item>
bool is_chosen(const std::vector<Item>& chosen, const Item& item) {
    return chosen.empty() || std::find(chosen.begin(), chosen.end(), item) != chosen.end();
}

template <class Item>
void toggle_in_order(std::vector<Item>& items, const Item& item) {
    const auto at = std::lower_bound(items.begin(), items.end(), item);
    if (at != items.end() && *at == item)
        items.erase(at);
    else
        items.insert(at, item);
}

}  // namespace

bool is_community_prefix(std::string_view digits) {
    const std::size_t size = digits.size();
    if (size != 2 && size != 4 && size != 6 && size != 9 && size != 12) return false;
    return std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_in(const FilterArea& area, Wgs84Point point) {
    if (const Box* box = std::get_if<Box>(&area)) return box->contains(point);
    if (const Ring* ring = std::get_if<Ring>(&area)) return contains(Polygon{{*ring}}, point);
    return true;
}

Box box_of(const FilterArea& area) {
    if (const Box* box = std::get_if<Box>(&area)) return *box;
    Box out;
    if (const Ring* ring = std::get_if<Ring>(&area))
        for (const Wgs84Point point : *ring) out.add(point);
    return out;
}

bool matches(const SpaceFilter& filter, const Space& space) {
    return is_chosen(filter.states, space.state) &&
           (filter.stages.empty() || (space.stage && is_chosen(filter.stages, *space.stage))) &&
           is_chosen(filter.types, space.type) &&
           is_in_community(space.community, filter.community) &&
           (!filter.from_ms || space.received_at_ms >= *filter.from_ms) &&
           (!filter.before_ms || space.received_at_ms < *filter.before_ms) &&
           (filter.text.empty() || has_text(space.description, filter.text) ||
            has_text(space.community_name, filter.text) || has_text(space.receipt, filter.text)) &&
           is_in(filter.area, space.point);
}

void toggle(std::vector<ReportState>& states, ReportState state) { toggle_in_order(states, state); }
void toggle(std::vector<SpaceStage>& stages, SpaceStage stage) { toggle_in_order(stages, stage); }
void toggle(std::vector<std::string>& types, std::string_view type) {
    toggle_in_order(types, std::string(type));
}

}  // namespace kongdi
