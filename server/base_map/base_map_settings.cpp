// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/base_map_settings.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "core/tile/tile_id.hpp"
#include "server/base_map/review_number.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<std::string_view, 6> kMembers{"tiles", "review_no", "source",
                                                   "datum", "min_zoom",  "max_zoom"};
constexpr std::size_t kMostSource = 80;  // code points: it stands on the map of a phone

Error bad(ErrorCode code, std::string_view member, std::string_view why) {
    return {code, "/" + std::string(member), std::string(why)};
}

Result<std::string> tiles_of(const Value& tree) {
    std::string tiles = tree.text("tiles");
    if (tiles.empty())
        return bad(ErrorCode::FieldMissing, "tiles",
                   "the path of an MBTiles file, or https://…/{z}/{x}/{y}.png");
    const std::size_t scheme = tiles.find("://");
    if (scheme == std::string::npos) {
        if (tiles.find('{') != std::string::npos)
            return bad(ErrorCode::FieldFormat, "tiles",
                       "a template begins with https:// or http://");
        return tiles;
    }
    const std::string_view rest = std::string_view(tiles).substr(scheme + 3);
    if ((!tiles.starts_with("https://") && !tiles.starts_with("http://")) || rest.empty() ||
        rest.front() == '/' || rest.front() == '{')
        return bad(ErrorCode::FieldFormat, "tiles", "a template begins with https://HOST/");
    const bool plain = std::all_of(tiles.begin(), tiles.end(),
                                   [](char c) { return c > ' ' && c != '"' && c != '\x7f'; });
    if (!plain) return bad(ErrorCode::FieldFormat, "tiles", "an address has no blanks");
    std::string left = tiles;
    for (const std::string_view name : {"{z}", "{x}", "{y}"}) {
        const std::size_t at = left.find(name);
        if (at == std::string::npos)
            return bad(ErrorCode::FieldFormat, "tiles",
                       "a template has {z}, {x} and {y}; " + std::string(name) + " is missing");
        left.erase(at, name.size());
    }
    if (left.find_first_of("{}") != std::string::npos)
        return bad(ErrorCode::FieldFormat, "tiles",
                   "a template has {z}, {x} and {y} once each and nothing else in braces");
    return tiles;
}

Result<std::string> review_no_of(const Value& tree) {
    std::string review_no(trimmed(tree.text("review_no")));
    if (review_no.empty())
        return bad(ErrorCode::FieldMissing, "review_no",
                   "no map is shown without its 审图号, as it stands on the map");
    if (!is_review_number(review_no))
        return bad(ErrorCode::FieldFormat, "review_no",
                   "\"" + review_no + "\" is no 审图号 like GS（2023）1234号 or 浙S（2024）12号");
    constexpr std::string_view kWord = "审图号";
    if (review_no.starts_with(kWord)) {
        review_no.erase(0, kWord.size());
        for (const std::string_view colon : {"：", ":"})
            if (review_no.starts_with(colon)) review_no.erase(0, colon.size());
        review_no = trimmed(review_no);
    }
    return review_no;
}

Result<LocalText> source_of(const Value& tree) {
    constexpr std::string_view kWhy = "no map is shown without who made it, as text or by language";
    const Value& given = tree["source"];
    LocalText out;
    if (const std::string* text = given.if_string()) out.by_language.emplace_back("zh", *text);
    if (const Value::Map* texts = given.if_map())
        for (const Value::Member& one : *texts)
            out.by_language.emplace_back(one.first, one.second.string_or(""));
    if (out.by_language.empty()) return bad(ErrorCode::FieldMissing, "source", kWhy);
    for (auto& [language, text] : out.by_language) {
        text = trimmed(text);
        const std::string path = given.if_map() != nullptr ? "source/" + language : "source";
        if (text.empty()) return bad(ErrorCode::FieldMissing, path, kWhy);
        if (code_point_count(text) > kMostSource || has_control_characters(text))
            return bad(ErrorCode::FieldTooLong, path, "at most 80 letters in one line");
    }
    return out;
}

Result<Datum> datum_of(const Value& tree) {
    const std::string name = tree.text("datum");
    // Equal to some centimetres, which no picture shows.
    if (name == "CGCS2000") return Datum::Wgs84;
    const auto datum = datum_from_name(name);
    if (datum == Datum::Wgs84 || datum == Datum::Gcj02) return *datum;
    if (datum == Datum::Bd09)
        return bad(ErrorCode::FieldChoice, "datum", "tiles of BD-09 have squares of their own");
    return bad(name.empty() ? ErrorCode::FieldMissing : ErrorCode::FieldChoice, "datum",
               "WGS-84, CGCS2000 or GCJ-02 (most maps of Chinese companies)");
}

Result<void> read_zooms(const Value& tree, BaseMapSettings& out) {
    for (const std::string_view name : {"min_zoom", "max_zoom"}) {
        if (!out.is_template()) {
            if (tree.find(name) != nullptr)
                return bad(ErrorCode::FieldUnknown, name, "an MBTiles file says its own zooms");
            continue;
        }
        const std::int64_t zoom = tree[name].int_or(-1);
        if (zoom < 0 || zoom > tile::kMostZoom)
            return bad(tree.find(name) == nullptr ? ErrorCode::FieldMissing : ErrorCode::FieldRange,
                       name, "a whole number from 0 to 24");
        (name == "min_zoom" ? out.least_zoom : out.most_zoom) = static_cast<int>(zoom);
    }
    if (out.most_zoom < out.least_zoom)
        return bad(ErrorCode::FieldRange, "max_zoom", "less than min_zoom");
    return {};
}

}  // namespace

bool BaseMapSettings::is_template() const { return tiles.find("://") != std::string::npos; }

bool BaseMapSettings::is_vector_template() const {
    const std::string_view path = std::string_view(tiles).substr(0, tiles.find('?'));
    return is_template() && (path.ends_with(".pbf") || path.ends_with(".mvt"));
}

Result<BaseMapSettings> base_map_settings_of(std::string_view json) {
    const Value tree = KONGDI_TRY(parse_json(json));
    if (tree.if_map() == nullptr) return Error{ErrorCode::BodyNotObject};
    for (const Value::Member& member : *tree.if_map())
        if (std::find(kMembers.begin(), kMembers.end(), member.first) == kMembers.end())
            return bad(ErrorCode::FieldUnknown, member.first,
                       "known are tiles, review_no, source, datum, min_zoom, max_zoom");
    BaseMapSettings out;
    out.review_no = KONGDI_TRY(review_no_of(tree));
    out.source = KONGDI_TRY(source_of(tree));
    out.tiles = KONGDI_TRY(tiles_of(tree));
    out.datum = KONGDI_TRY(datum_of(tree));
    if (const auto read = read_zooms(tree, out); !read) return read.error();
    return out;
}

}  // namespace kongdi::server
