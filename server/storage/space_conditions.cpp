// SPDX-License-Identifier: Apache-2.0
#include "server/storage/space_conditions.hpp"

#include <utility>

#include "server/storage/scope_condition.hpp"
#include "server/storage/space_query.hpp"

namespace kongdi::server {

namespace {

class Builder {
public:
    void condition(std::string_view text) { m_out.text.append(" AND ").append(text); }
    template <class T>
    void value(const T& value) {
        m_out.values.emplace_back(std::in_place_type<T>, value);
    }
    SqlConditions take() { return std::move(m_out); }

    void one_of(std::string_view column, const std::vector<std::string>& values) {
        if (values.empty()) return;
        std::string marks;
        for (const std::string& each : values) {
            marks += marks.empty() ? "?" : ",?";
            value(each);
        }
        condition(std::string(column) + " IN (" + marks + ")");
    }

    /// `none` is how the table says that there is no community. A prefix is a stretch of an index;
    /// ':' comes after '9'.
    void community(std::string_view column, std::string_view none, const std::string& wanted) {
        if (wanted.empty()) return;
        const std::string name(column);
        if (wanted == kNoCommunity) return condition(name + std::string(none));
        if (wanted.size() == kCodeDigits) {
            condition(name + " = ?");
            return value(wanted);
        }
        condition(name + " >= ?");
        value(wanted);
        condition(name + " < ?");
        value(wanted + ":");
    }

    void within(std::string_view column, const std::optional<Scope>& scope) {
        const std::string text =
            scope_condition(column, scope, [this](const std::string& one) { value(one); });
        if (!text.empty()) condition(text);
    }

    /// Each band is a stretch of the index. A rectangle of half a country is not worth one.
    void box(const Box& box, std::string_view band) {
        const std::int64_t first = band_of(box.south);
        const std::int64_t last = band_of(box.north);
        if (last - first < kMostBands) {
            std::string marks;
            for (std::int64_t each = first; each <= last; ++each) {
                marks += marks.empty() ? "?" : ",?";
                value(each);
            }
            condition(std::string(band) + " IN (" + marks + ")");
        }
        condition("s.lon >= ? AND s.lon <= ? AND s.lat >= ? AND s.lat <= ?");
        for (const double side : {box.west, box.east, box.south, box.north}) value(side);
    }

    void ring(const Ring& ring) {
        std::string sides = "(0";
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            Wgs84Point a = ring[j];
            Wgs84Point b = ring[i];
            if (a.lat == b.lat) continue;
            if (a.lat > b.lat) std::swap(a, b);
            sides +=
                " + CASE WHEN s.lat >= ? AND s.lat < ? AND s.lon < ? + (s.lat - ?) / ? * ? "
                "THEN 1 ELSE 0 END";
            for (const double number : {a.lat, b.lat, a.lon, a.lat, b.lat - a.lat, b.lon - a.lon})
                value(number);
        }
        condition(sides + ") % 2 = 1");
    }

private:
    static constexpr std::size_t kCodeDigits = 12;
    static constexpr std::int64_t kMostBands = 300;
    static std::int64_t band_of(double lat) { return static_cast<std::int64_t>(lat * 100); }
    SqlConditions m_out;
};

template <class Enum>
std::vector<std::string> names_of(const std::vector<Enum>& values,
                                  std::string_view (*name)(Enum value)) {
    std::vector<std::string> out;
    for (const Enum value : values) out.emplace_back(name(value));
    return out;
}

}  // namespace

SqlConditions space_conditions(const api::SpaceQuery& query, const SqlWords& words) {
    const SpaceFilter& filter = query.filter;
    Builder out;
    out.one_of("s.state", names_of(filter.states, report_state_name));
    out.one_of("s.stage", names_of(filter.stages, space_stage_name));
    out.one_of("s.type", filter.types);
    out.community("s.community", " IS NULL", filter.community);
    out.within("s.community", query.within);
    if (filter.from_ms) {
        out.condition("s.received_at_ms >= ?");
        out.value(*filter.from_ms);
    }
    if (filter.before_ms) {
        out.condition("s.received_at_ms < ?");
        out.value(*filter.before_ms);
    }
    if (!filter.text.empty()) {
        const std::string like = " " + std::string(words.like) + " ? ESCAPE '\\'";
        out.condition("(s.description" + like + " OR c.name" + like + " OR s.receipt" + like + ")");
        for (int i = 0; i < 3; ++i) out.value(like_pattern(filter.text));
    }
    const Box around = box_of(filter.area);
    if (!around.empty()) out.box(around, words.band);
    if (const Ring* ring = std::get_if<Ring>(&filter.area)) out.ring(*ring);
    if (query.view) out.box(*query.view, words.band);
    return out.take();
}

SqlConditions count_conditions(const api::SpaceQuery& query) {
    const SpaceFilter& filter = query.filter;
    Builder out;
    out.one_of("state", names_of(filter.states, report_state_name));
    out.one_of("type", filter.types);
    out.community("community", " = ''", filter.community);
    out.within("community", query.within);
    return out.take();
}

bool is_counted(const api::SpaceQuery& query) {
    const SpaceFilter& filter = query.filter;
    return filter.text.empty() && filter.stages.empty() && !filter.from_ms && !filter.before_ms &&
           std::holds_alternative<std::monostate>(filter.area) && !query.view;
}

}  // namespace kongdi::server
