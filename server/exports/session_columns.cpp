// SPDX-License-Identifier: Apache-2.0
#include "server/exports/session_columns.hpp"

#include <array>

#include "core/question/kinds.hpp"

namespace kongdi::server {

namespace {

using R = SessionRow;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

void put_text(S& out, std::string_view words) { words.empty() ? out.none() : out.text(words); }

template <std::optional<std::int64_t> R::*At>
void put_time(const R& row, const L&, S& out) {
    const auto& at = row.*At;
    at ? out.time(*at) : out.none();
}

template <double Wgs84Point::*Member>
void put_degrees(const R& row, const L&, S& out) {
    row.point ? out.degrees((*row.point).*Member) : out.none();
}

constexpr std::array<Column<R>, 22> kColumns{{
    {{"meeting_id", T::Code, "", C::None, "export.session.meeting_id"},
     [](const R& r, const L&, S& out) { out.plain(r.meeting); }},
    {{"meeting_title", T::Text, "", C::None, "export.session.meeting_title"},
     [](const R& r, const L&, S& out) { out.text(r.meeting_title); }},
    {{"state", T::Code, "", C::MeetingState, "export.session.state"},
     [](const R& r, const L&, S& out) { out.plain(meeting_state_name(r.state)); }},
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     [](const R& r, const L&, S& out) { put_code(out, r.community); }},
    {{"community_name", T::Text, "", C::None, "export.any.community_name"},
     [](const R& r, const L&, S& out) { put_text(out, r.community_name); }},
    {{"lon", T::Degrees, "degree", C::None, "export.index.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.index.lat"}, put_degrees<&Wgs84Point::lat>},
    {{"opened_at", T::Time, "", C::None, "export.session.opened_at"}, put_time<&R::opened_at_ms>},
    {{"closed_at", T::Time, "", C::None, "export.session.closed_at"}, put_time<&R::closed_at_ms>},
    {{"joined", T::Whole, "", C::None, "export.session.joined"},
     [](const R& r, const L&, S& out) { out.whole(r.joined); }},
    {{"place", T::Whole, "", C::None, "export.session.place"},
     [](const R& r, const L&, S& out) { out.whole(r.place); }},
    {{"question", T::Code, "", C::None, "export.line.question"},
     [](const R& r, const L&, S& out) { out.plain(r.question); }},
    {{"question_label", T::Text, "", C::None, "export.line.question_label"},
     [](const R& r, const L&, S& out) { put_text(out, r.question_label); }},
    {{"kind", T::Code, "", C::QuestionKind, "export.session.kind"},
     [](const R& r, const L&, S& out) { out.plain(question_kind(r.kind).name); }},
    {{"answered", T::Whole, "", C::None, "export.session.answered"},
     [](const R& r, const L&, S& out) { out.whole(r.answered); }},
    {{"mean", T::Number, "", C::None, "export.session.mean"},
     [](const R& r, const L&, S& out) { put_number(out, r.mean); }},
    {{"option", T::Code, "", C::None, "export.session.option"},
     [](const R& r, const L&, S& out) { put_code(out, r.option); }},
    {{"option_label", T::Text, "", C::None, "export.session.option_label"},
     [](const R& r, const L&, S& out) { put_text(out, r.option_label); }},
    {{"count", T::Whole, "", C::None, "export.session.count"},
     [](const R& r, const L&, S& out) { put_whole(out, r.count); }},
    {{"is_kept_back", T::Whole, "", C::YesNo, "export.session.is_kept_back"},
     [](const R& r, const L&, S& out) { out.whole(!r.option.empty() && !r.count ? 1 : 0); }},
    {{"words", T::Text, "", C::None, "export.session.words"},
     [](const R& r, const L&, S& out) { put_text(out, r.words); }},
    {{"decisions", T::Text, "", C::None, "export.session.decisions"},
     [](const R& r, const L&, S& out) { put_text(out, r.decisions); }},
}};

}  // namespace

Table<SessionRow> session_table() {
    return {"sessions", kColumns, [](const R& r) { return RowPlace{r.id, r.title, r.point}; }};
}

}  // namespace kongdi::server
