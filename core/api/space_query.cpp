// SPDX-License-Identifier: Apache-2.0
#include "core/api/space_query.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "core/base/text.hpp"
#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

constexpr std::string_view kNearest = "near";
constexpr std::array<std::string_view, 9> kSorts{"received_at",    "created_at", "receipt",
                                                 "community_name", "type",       "state",
                                                 "floor_area",     "mode",       kNearest};
constexpr std::int64_t kMaxLimit = 1000;
constexpr std::size_t kMaxText = 100;  // code points
constexpr std::size_t kMaxTypes = 64;
constexpr std::size_t kMaxTypeBytes = 16;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kChinaMs = 8 * 3'600'000;
constexpr double kMillionth = 1'000'000;

using Reason = std::optional<ErrorCode>;
constexpr ErrorCode kBad = ErrorCode::RequestFormat;

/// "a,b" → a, b; nothing for an empty text.
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        out.push_back(text.substr(0, end));
        // A comma at the end leaves an empty part, which is wrong in every list.
        if (end + 1 == text.size()) out.emplace_back();
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

template <class Item>
void add_in_order(std::vector<Item>& items, Item item) {
    const auto at = std::lower_bound(items.begin(), items.end(), item);
    if (at == items.end() || *at != item) items.insert(at, std::move(item));
}

Reason read_states(SpaceFilter& filter, std::string_view value) {
    for (const std::string_view name : parts_of(value)) {
        const auto state = report_state_from_name(name);
        if (!state) return kBad;
        add_in_order(filter.states, *state);
    }
    return std::nullopt;
}

std::string write_states(const SpaceFilter& filter) {
    std::string out;
    for (const ReportState state : filter.states)
        out.append(out.empty() ? "" : ",").append(report_state_name(state));
    return out;
}

Reason read_stages(SpaceFilter& filter, std::string_view value) {
    for (const std::string_view name : parts_of(value)) {
        const auto stage = space_stage_from_name(name);
        if (!stage) return kBad;
        add_in_order(filter.stages, *stage);
    }
    return std::nullopt;
}

std::string write_stages(const SpaceFilter& filter) {
    std::string out;
    for (const SpaceStage stage : filter.stages)
        out.append(out.empty() ? "" : ",").append(space_stage_name(stage));
    return out;
}

Reason read_types(SpaceFilter& filter, std::string_view value) {
    for (const std::string_view type : parts_of(value)) {
        const bool plain = std::all_of(type.begin(), type.end(), [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                   c == '_' || c == '-';
        });
        if (type.empty() || type.size() > kMaxTypeBytes || !plain) return kBad;
        add_in_order(filter.types, std::string(type));
    }
    if (filter.types.size() > kMaxTypes) return kBad;
    return std::nullopt;
}

std::string write_types(const SpaceFilter& filter) {
    std::string out;
    for (const std::string& type : filter.types) out.append(out.empty() ? "" : ",").append(type);
    return out;
}

Reason read_community(SpaceFilter& filter, std::string_view value) {
    if (!value.empty() && value != kNoCommunity && !is_community_prefix(value)) return kBad;
    filter.community = value;
    return std::nullopt;
}

std::string write_community(const SpaceFilter& filter) { return filter.community; }

std::optional<std::int64_t> day_of(std::string_view text) {
    if (text.size() != std::string_view("2026-03-01").size()) return std::nullopt;
    const auto midnight = parse_time(std::string(text) + "T00:00:00Z");
    if (!midnight) return std::nullopt;
    return *midnight - kChinaMs;
}

std::string write_day(std::int64_t at_ms) {
    return format_time(at_ms + kChinaMs).substr(0, std::string_view("2026-03-01").size());
}

Reason read_from(SpaceFilter& filter, std::string_view value) {
    if (value.empty()) return std::nullopt;
    const auto day = day_of(value);
    filter.from_ms = day ? day : parse_time(value);
    return filter.from_ms ? std::nullopt : Reason(kBad);
}

std::string write_from(const SpaceFilter& filter) {
    if (!filter.from_ms) return {};
    return begins_a_day(*filter.from_ms) ? write_day(*filter.from_ms)
                                         : format_time(*filter.from_ms);
}

Reason read_to(SpaceFilter& filter, std::string_view value) {
    if (value.empty()) return std::nullopt;
    const auto day = day_of(value);
    filter.before_ms = day ? std::optional(*day + kDayMs) : parse_time(value);
    return filter.before_ms ? std::nullopt : Reason(kBad);
}

std::string write_to(const SpaceFilter& filter) {
    if (!filter.before_ms) return {};
    return begins_a_day(*filter.before_ms) ? write_day(*filter.before_ms - kDayMs)
                                           : format_time(*filter.before_ms);
}

Reason read_text(SpaceFilter& filter, std::string_view value) {
    if (!is_utf8(value) || code_point_count(value) > kMaxText) return kBad;
    filter.text = value;
    return std::nullopt;
}

std::string write_text(const SpaceFilter& filter) { return filter.text; }

/// "-120.123456789" → -120.123457; digits, at most one sign and one point.
std::optional<double> coordinate_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view rest = text.substr(std::min(point + 1, text.size()));
    const auto digits = [](std::string_view part) {
        return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (whole.empty() || whole.size() > 3 || rest.size() > 17 || !digits(whole) || !digits(rest) ||
        (point < text.size() && rest.empty()))
        return std::nullopt;
    std::int64_t millionths = 0;
    for (const char c : whole) millionths = millionths * 10 + (c - '0');
    for (std::size_t i = 0; i < 6; ++i)
        millionths = millionths * 10 + (i < rest.size() ? rest[i] - '0' : 0);
    if (rest.size() > 6 && rest[6] >= '5') ++millionths;
    const double out = static_cast<double>(millionths) / kMillionth;
    return negative && millionths != 0 ? -out : out;
}

void append_coordinate(std::string& out, double degrees) {
    const std::int64_t millionths = std::llround(degrees * kMillionth);
    const std::int64_t size = std::abs(millionths);
    if (!out.empty()) out += ',';
    if (millionths < 0) out += '-';
    out += std::to_string(size / 1'000'000);
    std::string rest = std::to_string(size % 1'000'000 + 1'000'000).substr(1);
    while (!rest.empty() && rest.back() == '0') rest.pop_back();
    if (!rest.empty()) out.append(".").append(rest);
}

Reason read_area(SpaceFilter& filter, std::string_view value) {
    if (value.empty()) return std::nullopt;
    std::vector<double> numbers;
    for (const std::string_view part : parts_of(value)) {
        const auto number = coordinate_of(part);
        if (!number || numbers.size() == 2 * kMostAreaPoints) return kBad;
        numbers.push_back(*number);
    }
    if (numbers.size() < 4 || numbers.size() % 2 != 0) return kBad;
    for (std::size_t i = 0; i < numbers.size(); i += 2)
        if (!is_on_earth(numbers[i], numbers[i + 1])) return ErrorCode::CoordinatesRange;
    if (numbers.size() == 4) {
        const Box box{numbers[0], numbers[1], numbers[2], numbers[3]};
        if (box.empty()) return ErrorCode::CoordinatesRange;
        filter.area = box;
        return std::nullopt;
    }
    Ring ring;
    for (std::size_t i = 0; i < numbers.size(); i += 2)
        ring.push_back({numbers[i], numbers[i + 1]});
    while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    if (ring.size() < 3) return kBad;
    filter.area = std::move(ring);
    return std::nullopt;
}

std::string write_area(const SpaceFilter& filter) {
    std::string out;
    if (const Box* box = std::get_if<Box>(&filter.area)) {
        for (const double side : {box->west, box->south, box->east, box->north})
            append_coordinate(out, side);
    } else if (const Ring* ring = std::get_if<Ring>(&filter.area)) {
        for (const Wgs84Point point : *ring) {
            append_coordinate(out, point.lon);
            append_coordinate(out, point.lat);
        }
    }
    return out;
}

struct ParameterRow {
    std::string_view name;
    bool is_list;  // given again, it adds
    Reason (*read)(SpaceFilter&, std::string_view);
    std::string (*write)(const SpaceFilter&);
};

constexpr std::array<ParameterRow, 8> kParameters{{
    {"state", true, read_states, write_states},
    {"stage", true, read_stages, write_stages},
    {"type", true, read_types, write_types},
    {"community", false, read_community, write_community},
    {"from", false, read_from, write_from},
    {"to", false, read_to, write_to},
    {"text", false, read_text, write_text},
    {"area", false, read_area, write_area},
}};

/// The commas of lists stay as they are, so that a person can read the address.
std::string encoded(std::string_view value) {
    std::string out;
    for (const std::string_view part : parts_of(value)) {
        if (!out.empty()) out += ',';
        out += percent_encoded(part);
    }
    return out;
}

void add(std::string& query, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    if (!query.empty()) query += '&';
    query.append(name).append("=").append(value);
}

std::optional<std::int64_t> whole_number(const std::string& text) {
    if (text.empty() || text.size() > 9 ||
        text.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::strtoll(text.c_str(), nullptr, 10);
}

Error bad_parameter(std::string_view name, ErrorCode code = kBad) {
    return {code, "/" + std::string(name)};
}

}  // namespace

QueryPairs query_pairs_of(std::string_view query) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                      : -1;
    };
    const auto decoded = [digit](std::string_view text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const bool coded = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
                               digit(text[i + 2]) >= 0;
            if (!coded) {
                out += text[i] == '+' ? ' ' : text[i];
                continue;
            }
            out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        }
        return out;
    };
    QueryPairs out;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (equals == 0) continue;
        out.emplace_back(decoded(pair.substr(0, equals)),
                         decoded(pair.substr(std::min(equals + 1, pair.size()))));
    }
    return out;
}

bool begins_a_day(std::int64_t at_ms) { return (at_ms + kChinaMs) % kDayMs == 0; }

std::string query_string(const SpaceFilter& filter) {
    std::string out;
    for (const ParameterRow& row : kParameters) {
        const std::string value = row.write(filter);
        add(out, row.name, row.name == "text" ? percent_encoded(value) : encoded(value));
    }
    return out;
}

Result<SpaceFilter> space_filter_of(const QueryPairs& pairs) {
    SpaceFilter filter;
    for (const ParameterRow& row : kParameters) {
        bool seen = false;
        for (const auto& pair : pairs) {
            if (pair.first != row.name) continue;
            if (seen && !row.is_list) return bad_parameter(row.name);
            if (const Reason reason = row.read(filter, pair.second))
                return bad_parameter(row.name, *reason);
            seen = true;
        }
    }
    if (filter.from_ms && filter.before_ms && *filter.from_ms >= *filter.before_ms)
        return bad_parameter("to");
    return filter;
}

bool is_space_sort(std::string_view column) {
    return std::find(kSorts.begin(), kSorts.end(), column) != kSorts.end();
}

std::string query_string(const SpaceQuery& query) {
    std::string out = query_string(query.filter);
    add(out, "sort", (query.descending ? "-" : "") + query.sort);
    if (query.near) {
        std::string near;
        append_coordinate(near, query.near->lon);
        append_coordinate(near, query.near->lat);
        add(out, "near", near);
    }
    add(out, "offset", query.offset > 0 ? std::to_string(query.offset) : "");
    add(out, "limit", std::to_string(query.limit));
    return out;
}

Result<SpaceQuery> space_query_of(const QueryPairs& pairs) {
    SpaceQuery query{.filter = KONGDI_TRY(space_filter_of(pairs))};
    for (const auto& pair : pairs) {
        const std::string& name = pair.first;
        const std::string& value = pair.second;
        if (name == "sort") {
            query.descending = value.starts_with('-');
            query.sort = value.substr(query.descending ? 1 : 0);
            if (!is_space_sort(query.sort)) return bad_parameter(name);
        } else if (name == "near") {
            const auto parts = parts_of(value);
            if (parts.size() != 2) return bad_parameter(name);
            const auto lon = coordinate_of(parts[0]);
            const auto lat = coordinate_of(parts[1]);
            if (!lon || !lat) return bad_parameter(name);
            if (!is_on_earth(*lon, *lat)) return bad_parameter(name, ErrorCode::CoordinatesRange);
            query.near = Wgs84Point{*lon, *lat};
        } else if (name == "offset" || name == "limit") {
            const auto number = whole_number(value);
            if (!number) return bad_parameter(name);
            (name == "offset" ? query.offset : query.limit) = *number;
        }
    }
    if ((query.sort == kNearest) != query.near.has_value()) return bad_parameter("near");
    if (query.limit < 1 || query.limit > kMaxLimit) return bad_parameter("limit");
    return query;
}

}  // namespace kongdi::api
