// SPDX-License-Identifier: Apache-2.0
#include "server/exports/rating_columns.hpp"

#include <array>

namespace kongdi::server {

namespace {

using R = RatingRow;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

constexpr std::size_t kSatisfaction = 0;
constexpr std::size_t kImportance = 1;
constexpr std::size_t kMinutes = 2;
constexpr std::size_t kUse = 3;
static_assert(kRatingMeasures[kSatisfaction].name == "satisfaction" &&
              kRatingMeasures[kImportance].name == "importance" &&
              kRatingMeasures[kMinutes].name == "minutes" && kRatingMeasures[kUse].name == "use");

template <std::size_t Measure>
void put_n(const R& row, const L&, S& out) {
    const auto& shown = row.rating.measures[Measure];
    shown ? out.whole(shown->n) : out.none();
}
template <std::size_t Measure>
void put_mean(const R& row, const L&, S& out) {
    const auto& shown = row.rating.measures[Measure];
    shown ? out.number(shown->mean) : out.none();
}
template <std::size_t Measure>
void put_variance(const R& row, const L&, S& out) {
    const auto& shown = row.rating.measures[Measure];
    shown ? put_number(out, shown->variance) : out.none();
}

/// Empty for a group of another sort.
void put_group(const R& row, S& out, std::string_view by) {
    put_code(out, row.by == by ? std::string_view(row.rating.group) : std::string_view());
}

template <double Wgs84Point::*Member>
void put_degrees(const R& row, const L&, S& out) {
    row.point ? out.degrees((*row.point).*Member) : out.none();
}

constexpr std::array<Column<R>, 24> kColumns{{
    {{"wave_id", T::Code, "", C::None, "export.rating.wave_id"},
     [](const R& r, const L&, S& out) { out.plain(r.wave.id); }},
    {{"wave_title", T::Text, "", C::None, "export.record.wave_title"},
     [](const R& r, const L&, S& out) { out.text(r.wave.plan.title); }},
    {{"wave_state", T::Code, "", C::WaveState, "export.rating.wave_state"},
     [](const R& r, const L&, S& out) { out.plain(wave_state_name(r.wave.state)); }},
    {{"is_final", T::Whole, "", C::YesNo, "export.rating.is_final"},
     [](const R& r, const L&, S& out) { out.whole(r.is_final ? 1 : 0); }},
    {{"by", T::Code, "", C::RatingGroup, "export.rating.by"},
     [](const R& r, const L&, S& out) { out.plain(r.by); }},
    {{"community_code", T::Code, "", C::None, "export.rating.community_code"},
     [](const R& r, const L&, S& out) { put_group(r, out, "community"); }},
    {{"community_name", T::Text, "", C::None, "export.any.community_name"},
     [](const R& r, const L&, S& out) {
         r.community_name.empty() ? out.none() : out.text(r.community_name);
     }},
    {{"mode", T::Code, "", C::Mode, "export.rating.mode"},
     [](const R& r, const L&, S& out) { put_group(r, out, "mode"); }},
    {{"age_band", T::Code, "", C::AgeBand, "export.rating.age_band"},
     [](const R& r, const L&, S& out) { put_group(r, out, "age_band"); }},
    {{"lon", T::Degrees, "degree", C::None, "export.rating.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.rating.lat"}, put_degrees<&Wgs84Point::lat>},
    {{"kind", T::Code, "", C::FacilityKind, "export.facility.kind"},
     [](const R& r, const L&, S& out) { out.plain(r.kind); }},
    {{"kind_label", T::Text, "", C::None, "export.facility.kind_label"},
     [](const R& r, const L& l, S& out) { out.plain(l.facility_kind(r.kind)); }},
    {{"satisfaction_n", T::Whole, "", C::None, "export.rating.satisfaction_n"},
     put_n<kSatisfaction>},
    {{"satisfaction_mean", T::Number, "", C::None, "export.rating.satisfaction_mean"},
     put_mean<kSatisfaction>},
    {{"satisfaction_variance", T::Number, "", C::None, "export.rating.satisfaction_variance"},
     put_variance<kSatisfaction>},
    {{"importance_n", T::Whole, "", C::None, "export.rating.importance_n"}, put_n<kImportance>},
    {{"importance_mean", T::Number, "", C::None, "export.rating.importance_mean"},
     put_mean<kImportance>},
    {{"importance_variance", T::Number, "", C::None, "export.rating.importance_variance"},
     put_variance<kImportance>},
    {{"minutes_n", T::Whole, "", C::None, "export.rating.minutes_n"}, put_n<kMinutes>},
    {{"minutes_mean", T::Number, "min", C::None, "export.rating.minutes_mean"}, put_mean<kMinutes>},
    {{"use_n", T::Whole, "", C::None, "export.rating.use_n"}, put_n<kUse>},
    {{"use_share", T::Number, "", C::None, "export.rating.use_share"}, put_mean<kUse>},
    {{"none_here_n", T::Whole, "", C::None, "export.rating.none_here_n"},
     [](const R& r, const L&, S& out) { put_whole(out, r.rating.none_here); }},
}};

}  // namespace

Table<RatingRow> rating_table() {
    return {"ratings", kColumns, [](const R& r) { return RowPlace{r.id, r.title, r.point}; }};
}

}  // namespace kongdi::server
