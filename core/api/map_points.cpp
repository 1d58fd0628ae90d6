// SPDX-License-Identifier: Apache-2.0
#include "core/api/map_points.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/id.hpp"

namespace kongdi::api {

namespace {

constexpr std::array<std::string_view, 9> kColumns{"",    "types", "states", "ids", "lon",
                                                   "lat", "type",  "state",  "age"};
constexpr std::size_t kMostNames = 1000;

std::uint16_t index_of(std::vector<std::string>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::uint16_t>(found - names.begin());
    names.emplace_back(name);
    return static_cast<std::uint16_t>(names.size() - 1);
}

/// Without the zeros at its end.
void append_decimals(std::string& out, double number, int decimals) {
    std::int64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    std::int64_t rest = std::llround(number * static_cast<double>(scale));
    if (rest < 0) out += '-';
    rest = std::abs(rest);
    out += std::to_string(rest / scale);
    rest %= scale;
    if (rest == 0) return;
    out += '.';
    for (; rest != 0; rest = rest * 10 % scale) out += static_cast<char>('0' + rest * 10 / scale);
}

template <class Items, class Write>
void append_column(std::string& out, std::string_view name, const Items& items, Write write) {
    out += out.size() == 1 ? "\"" : ",\"";
    out.append(name).append("\":[");
    bool first = true;
    for (const auto& item : items) {
        if (!first) out += ',';
        first = false;
        write(item);
    }
    out += ']';
}

}  // namespace

void MapPoints::add(std::string_view id, Wgs84Point point, std::string_view type_name,
                    std::string_view state_name, std::int64_t age) {
    ids += id;
    points.push_back(point);
    type.push_back(index_of(types, type_name));
    state.push_back(index_of(states, state_name));
    age_days.push_back(static_cast<std::uint32_t>(std::clamp<std::int64_t>(age, 0, 1'000'000)));
}

std::string map_points_body(const MapPoints& points, int decimals) {
    std::string out = "{";
    const auto text = [&out](std::string_view word) { out.append("\"").append(word).append("\""); };
    const auto whole = [&out](auto number) { out += std::to_string(number); };
    append_column(out, "types", points.types, text);
    append_column(out, "states", points.states, text);
    std::vector<std::string_view> ids;
    for (std::size_t i = 0; i < points.size(); ++i) ids.push_back(points.id(i));
    append_column(out, "ids", ids, text);
    append_column(out, "lon", points.points,
                  [&](Wgs84Point point) { append_decimals(out, point.lon, decimals); });
    append_column(out, "lat", points.points,
                  [&](Wgs84Point point) { append_decimals(out, point.lat, decimals); });
    append_column(out, "type", points.type, whole);
    append_column(out, "state", points.state, whole);
    append_column(out, "age", points.age_days, whole);
    return out += '}';
}

MapPointsReader::MapPointsReader(std::string body, std::size_t most)
    : m_body(std::move(body)), m_most(most) {}

bool MapPointsReader::fail(ErrorCode code, std::string path) {
    m_error = Error{code, std::move(path)};
    m_done = true;
    m_points = {};
    return false;
}

void MapPointsReader::skip_space() {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (m_at < m_body.size() && space(m_body[m_at])) ++m_at;
}

bool MapPointsReader::take_sign(char sign) {
    skip_space();
    if (m_at >= m_body.size() || m_body[m_at] != sign) return false;
    ++m_at;
    return true;
}

/// Plain words only: nothing that is sent here needs an escape.
bool MapPointsReader::take_text(std::string_view& text) {
    if (!take_sign('"')) return false;
    const std::size_t end = m_body.find('"', m_at);
    if (end == std::string::npos) return false;
    text = std::string_view(m_body).substr(m_at, end - m_at);
    m_at = end + 1;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c >= ' ' && c <= '~' && c != '\\'; });
}

bool MapPointsReader::take_number(double& number) {
    const bool negative = take_sign('-');
    double whole = 0;
    double scale = 1;
    int digits = 0;
    bool point = false;
    for (; m_at < m_body.size(); ++m_at) {
        const char c = m_body[m_at];
        if (c == '.' && !point && digits > 0) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9') break;
        whole = whole * 10 + (c - '0');
        if (point) scale *= 10;
        if (++digits > 15) return false;
    }
    number = negative ? -whole / scale : whole / scale;
    return digits > 0;
}

bool MapPointsReader::next_column() {
    if (!m_begun) {
        if (!take_sign('{')) return fail(ErrorCode::BodyNotObject, "");
        m_begun = true;
        if (take_sign('}')) return finish();
    } else if (take_sign('}')) {
        return finish();
    } else if (!take_sign(',')) {
        return fail(ErrorCode::BodyNotJson, "");
    }
    std::string_view name;
    if (!take_text(name) || !take_sign(':')) return fail(ErrorCode::BodyNotJson, "");
    const auto found = std::find(kColumns.begin() + 1, kColumns.end(), name);
    if (found == kColumns.end()) return fail(ErrorCode::FieldChoice, path_step(name));
    if (!take_sign('[')) return fail(ErrorCode::FieldType, path_step(name));
    m_column = static_cast<Column>(found - kColumns.begin());
    m_count = 0;
    if (take_sign(']')) m_column = Column::None;
    return true;
}

bool MapPointsReader::take_value() {
    const Column column = m_column;
    // Only for a mistake: there are hundreds of thousands of values.
    const auto wrong = [this, column](ErrorCode code) {
        return fail(code, path_step(kColumns[static_cast<std::size_t>(column)]));
    };
    const bool names = m_column == Column::Types || m_column == Column::States;
    if (m_count++ >= (names ? kMostNames : m_most)) return wrong(ErrorCode::FieldRange);
    if (names || m_column == Column::Ids) {
        std::string_view text;
        if (!take_text(text)) return wrong(ErrorCode::FieldType);
        if (m_column == Column::Ids && !is_uuid_v7(text)) return wrong(ErrorCode::FieldFormat);
        if (m_column == Column::Types) m_points.types.emplace_back(text);
        if (m_column == Column::States) m_points.states.emplace_back(text);
        if (m_column == Column::Ids) m_points.ids += text;
    } else {
        double number = 0;
        if (!take_number(number)) return wrong(ErrorCode::FieldType);
        const bool place = m_column == Column::Lon || m_column == Column::Lat;
        const std::size_t at = m_count - 1;
        if (place && m_points.points.size() <= at) m_points.points.resize(at + 1);
        if (!place && number < 0) return wrong(ErrorCode::FieldRange);
        switch (m_column) {
            case Column::Lon: m_points.points[at].lon = number; break;
            case Column::Lat: m_points.points[at].lat = number; break;
            case Column::Type:
            case Column::State: {
                const auto index = static_cast<std::uint16_t>(std::min(number, 65535.0));
                (m_column == Column::Type ? m_points.type : m_points.state).push_back(index);
                break;
            }
            default: m_points.age_days.push_back(static_cast<std::uint32_t>(std::min(number, 1e6)));
        }
        if (m_column == Column::Lon) m_lons = m_count;
        if (m_column == Column::Lat) m_lats = m_count;
    }
    if (take_sign(']'))
        m_column = Column::None;
    else if (!take_sign(','))
        return wrong(ErrorCode::BodyNotJson);
    return true;
}

/// All columns have the same length, and name what exists.
bool MapPointsReader::finish() {
    m_done = true;
    m_body = {};
    const std::size_t count = m_points.ids.size() / MapPoints::kIdLength;
    if (m_lons != count) return fail(ErrorCode::FieldMissing, "/lon");
    if (m_lats != count) return fail(ErrorCode::FieldMissing, "/lat");
    // A column that came twice, the longer one first.
    if (m_points.points.size() != count) return fail(ErrorCode::FieldMissing, "/ids");
    if (m_points.type.size() != count) return fail(ErrorCode::FieldMissing, "/type");
    if (m_points.state.size() != count) return fail(ErrorCode::FieldMissing, "/state");
    if (m_points.age_days.size() != count) return fail(ErrorCode::FieldMissing, "/age");
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_on_earth(m_points.points[i].lon, m_points.points[i].lat))
            return fail(ErrorCode::CoordinatesRange, "/lon");
        if (m_points.type[i] >= m_points.types.size()) return fail(ErrorCode::FieldRange, "/type");
        if (m_points.state[i] >= m_points.states.size())
            return fail(ErrorCode::FieldRange, "/state");
    }
    return true;
}

bool MapPointsReader::step(std::size_t values) {
    while (!m_done && values-- > 0) {
        if (m_column == Column::None)
            next_column();
        else
            take_value();
    }
    return m_done;
}

}  // namespace kongdi::api
