// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_places.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kMaxMatches = 20;
constexpr std::size_t kMaxSearch = 60;  // code points

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

/// Each word stands in the name, the street or the code.
bool matches(const api::Community& community, std::string_view words) {
    const std::string all =
        lower_case(community.name + " " + community.street + " ") + community.code;
    while (!words.empty()) {
        const auto end = words.find(' ');
        if (all.find(words.substr(0, end)) == std::string::npos) return false;
        words = end == std::string_view::npos ? std::string_view() : words.substr(end + 1);
    }
    return true;
}

std::string searched_words(const Request& request) {
    const std::string whole = repaired_utf8(request.parameter("find"));
    return std::string(first_code_points(trimmed(whole), kMaxSearch));
}

void draw_matches(PlainPage& page, std::span<const api::Community> communities,
                  const std::string& words, std::string_view path) {
    std::vector<const api::Community*> found;
    for (const api::Community& community : communities)
        if (matches(community, lower_case(words))) found.push_back(&community);
    const bool all_at_once = words.empty() && found.size() > kMaxMatches;
    if (all_at_once) return;
    if (found.empty()) {
        page.html.element("p", {{"class", "note"}, {"role", "status"}},
                          page.text("plain.no_match"));
        return;
    }
    const std::size_t shown = std::min(found.size(), kMaxMatches);
    if (shown < found.size())
        page.html.element("p", {{"class", "hint"}, {"role", "status"}},
                          page.text("plain.matches", {{"count", found.size()}, {"shown", shown}}));
    for (std::size_t i = 0; i < shown; ++i) {
        page.html.open(
            "a", {{"class", "card"}, {"href", page.link(path, {{"community", found[i]->code}})}});
        page.html.element("strong", {}, found[i]->name);
        page.html.text(found[i]->street).close("a");
    }
}

struct Pad {
    std::string_view word;
    std::string_view key;
};

// As they lie around the middle, three a row.
constexpr std::array<Pad, 9> kPad{{
    {"in", "map.zoom_in"},
    {"north", "plain.north"},
    {"out", "map.zoom_out"},
    {"west", "plain.west"},
    {"middle", "plain.middle"},
    {"east", "plain.east"},
    {"", ""},
    {"south", "plain.south"},
    {"", ""},
}};

constexpr std::array<std::string_view, 9> kMapFields{
    "lon", "lat", "zoom", "point_lon", "point_lat", "at.x", "at.y", "move", "step"};

void draw_pad(PlainPage& page) {
    page.html.open("div", {{"class", "pad"}});
    for (const Pad& one : kPad) {
        if (one.word.empty()) {
            page.html.raw("<span class=\"gap\"></span>");
            continue;
        }
        page.html.element("button", {{"name", "move"}, {"value", one.word}}, page.text(one.key));
    }
    page.html.close("div");
}

}  // namespace

void draw_community_search(PlainPage& page, const Request& request,
                           std::span<const api::Community> communities, std::string_view path) {
    const std::string words = searched_words(request);
    page.html.open("form", {{"class", "card"}, {"action", path}}).open("h2");
    page.html.element("label", {{"for", "find"}}, page.text("plain.community")).close("h2");
    page.html.element("p", {{"class", "hint"}, {"id", "u-find"}},
                      page.text("plain.community_hint"));
    page.hidden("lang", page.code());
    page.html.open("input", {{"class", "type"},
                             {"id", "find"},
                             {"name", "find"},
                             {"type", "search"},
                             {"value", words},
                             {"aria-describedby", "u-find"}});
    page.html.element("button", {{"class", "button"}}, page.text("filter.text")).close("form");
    draw_matches(page, communities, words, path);
}

Response choose_community(const Services& services, const Request& request, std::string_view path,
                          std::string_view title) {
    const auto communities = services.storage.communities();
    if (!communities) return refused(communities.error());
    PlainPage page(request);
    draw_community_search(page, request, *communities, path);
    page.html.open("p");
    page.anchor("button quiet", page.link(path, {{"community", std::string(kNoCommunity)}}),
                page.text("plain.unlisted"));
    page.html.close("p");
    return page.answer(title);
}

bool is_map_field(std::string_view name) {
    return std::find(kMapFields.begin(), kMapFields.end(), name) != kMapFields.end();
}

MapStep map_step_of(const Request& request, const PlainMap& map) {
    MapStep step{map};
    const auto x = decimal_of(asked_or_filled_in(request, "at.x"));
    const auto y = decimal_of(asked_or_filled_in(request, "at.y"));
    const std::string_view word = asked_or_filled_in(request, "move");
    if (x && y) {
        // A key pressed on the picture comes as 0, 0: nobody taps the very corner.
        const bool by_key = *x == 0 && *y == 0;
        step.map.chosen = by_key ? map.centre
                                 : point_at(map, std::clamp<double>(*x, 0, kPlainMapWidth),
                                            std::clamp<double>(*y, 0, kPlainMapHeight));
    } else if (word == "middle") {
        step.map.chosen = map.centre;
    } else if (word == "done") {
        step.is_done = map.chosen.has_value();
        step.is_missing = !step.is_done;
    } else {
        step.map = moved(map, word);
    }
    return step;
}

Response choose_point(const Request& request, const MapStep& step, const PointPage& asked) {
    PlainPage page(request);
    Html& html = page.html;
    html.element("p", {}, page.text(asked.question));
    html.element("p", {{"class", "hint"}}, page.text("plain.tap_hint"));
    if (step.is_missing)
        html.element("p", {{"class", "error"}, {"role", "alert"}},
                     page.text(error_row(ErrorCode::FieldMissing).key));
    if (asked.carried.empty()) {
        html.open("form", {{"action", asked.path}});
        page.hidden("lang", page.code());
        for (const auto& [name, value] : asked.kept) page.hidden(name, value);
    } else {
        html.open("form", {{"method", "post"},
                           {"enctype", "multipart/form-data"},
                           {"action", page.link(asked.path)}});
        page.hidden("step", "place");
        for (const FormPart& part : asked.carried) page.hidden(part.name, part.content);
    }
    for (const auto& [name, value] : parameters_of(step.map)) page.hidden(name, value);
    html.open("input", {{"class", "map"},
                        {"type", "image"},
                        {"name", "at"},
                        {"src", plain_map_address(step.map)},
                        {"width", kPlainMapWidth},
                        {"height", kPlainMapHeight},
                        {"alt", page.text("plain.map_alt")}});
    if (step.map.chosen)
        html.element("p", {{"class", "note"}, {"role", "status"}}, page.text("plain.chosen"));
    draw_pad(page);
    html.element("button", {{"class", "button"}, {"name", "move"}, {"value", "done"}},
                 page.text("place.here"));
    html.close("form");
    return page.answer(asked.title);
}

}  // namespace kongdi::server
