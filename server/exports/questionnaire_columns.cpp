// SPDX-License-Identifier: Apache-2.0
#include "server/exports/questionnaire_columns.hpp"

#include <array>

namespace kongdi::server {

namespace {

using R = QuestionnaireRow;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

template <std::optional<std::int64_t> R::*At>
void put_time(const R& row, const L&, S& out) {
    const auto& at = row.*At;
    at ? out.time(*at) : out.none();
}

template <double Wgs84Point::*Member>
void put_degrees(const R& row, const L&, S& out) {
    row.point ? out.degrees((*row.point).*Member) : out.none();
}

constexpr std::array<Column<R>, 13> kColumns{{
    {{"id", T::Code, "", C::None, "export.questionnaire.id"},
     [](const R& r, const L&, S& out) { out.plain(r.id); }},
    {{"questionnaire", T::Code, "", C::None, "export.record.questionnaire"},
     [](const R& r, const L&, S& out) { out.plain(r.questionnaire); }},
    {{"version", T::Whole, "", C::None, "export.questionnaire.version"},
     [](const R& r, const L&, S& out) { out.whole(r.version); }},
    {{"title", T::Text, "", C::None, "export.questionnaire.title"},
     [](const R& r, const L&, S& out) { out.text(r.title); }},
    {{"published_by", T::Text, "", C::None, "export.questionnaire.published_by"},
     [](const R& r, const L&, S& out) {
         r.published_by.empty() ? out.none() : out.text(r.published_by);
     }},
    {{"published_at", T::Time, "", C::None, "export.questionnaire.published_at"},
     put_time<&R::published_at_ms>},
    {{"pages", T::Whole, "", C::None, "export.questionnaire.pages"},
     [](const R& r, const L&, S& out) { out.whole(r.pages); }},
    {{"questions", T::Whole, "", C::None, "export.questionnaire.questions"},
     [](const R& r, const L&, S& out) { out.whole(r.questions); }},
    {{"answers", T::Whole, "", C::None, "export.questionnaire.answers"},
     [](const R& r, const L&, S& out) { out.whole(r.answers); }},
    {{"first_answer_at", T::Time, "", C::None, "export.questionnaire.first_answer_at"},
     put_time<&R::first_answer_ms>},
    {{"last_answer_at", T::Time, "", C::None, "export.questionnaire.last_answer_at"},
     put_time<&R::last_answer_ms>},
    {{"lon", T::Degrees, "degree", C::None, "export.rating.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.rating.lat"}, put_degrees<&Wgs84Point::lat>},
}};

}  // namespace

Table<QuestionnaireRow> questionnaire_table() {
    return {"questionnaires", kColumns, [](const R& r) {
                return RowPlace{r.id, r.title, r.point};
            }};
}

}  // namespace kongdi::server
