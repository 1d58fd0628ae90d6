// SPDX-License-Identifier: Apache-2.0
#include "server/exports/record_columns.hpp"

#include <array>

#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "core/codec/report_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"

namespace kongdi::server {

namespace {

using R = SentRecord;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

template <double Wgs84Point::*Member>
void put_degrees(const R& record, const L&, S& out) {
    if (record.point)
        out.degrees((*record.point).*Member);
    else
        out.none();
}

void put_texts(S& out, const std::vector<std::string>& texts) {
    if (texts.empty()) return out.none();
    out.list({texts.begin(), texts.end()});
}

// The same in both tables.

constexpr Column<R> kId{{"id", T::Code, "", C::None, "export.record.id"},
                        [](const R& r, const L&, S& out) { out.plain(r.row.id); }};
constexpr Column<R> kReceipt{{"receipt", T::Text, "", C::None, "export.space.receipt"},
                             [](const R& r, const L&, S& out) { out.text(r.row.receipt); }};
constexpr Column<R> kState{
    {"state", T::Code, "", C::ReportState, "export.record.state"},
    [](const R& r, const L&, S& out) { out.plain(report_state_name(r.row.state)); }};
constexpr Column<R> kStateLabel{
    {"state_label", T::Text, "", C::None, "export.any.state_label"},
    [](const R& r, const L& l, S& out) { out.plain(l.state(r.row.state)); }};
constexpr Column<R> kVersion{{"version", T::Whole, "", C::None, "export.record.version"},
                             [](const R& r, const L&, S& out) { out.whole(r.version); }};
constexpr Column<R> kCommunityCode{
    {"community_code", T::Code, "", C::None, "export.any.community_code"},
    [](const R& r, const L&, S& out) { put_code(out, r.community()); }};
constexpr Column<R> kCommunityName{
    {"community_name", T::Text, "", C::None, "export.any.community_name"},
    [](const R& r, const L&, S& out) { out.text(r.row.community_name); }};
constexpr Column<R> kMode{
    {"mode", T::Code, "", C::Mode, "export.space.mode"},
    [](const R& r, const L&, S& out) { put_code(out, r.tree()["mode"].string_or("")); }};
constexpr Column<R> kCreatedAt{{"created_at", T::Time, "", C::None, "export.space.created_at"},
                               [](const R& r, const L&, S& out) { out.time(r.created_at_ms); }};
constexpr Column<R> kReceivedAt{
    {"received_at", T::Time, "", C::None, "export.space.received_at"},
    [](const R& r, const L&, S& out) { out.time(r.row.received_at_ms); }};
constexpr Column<R> kOtherAnswers{
    {"other_answers", T::Text, "", C::None, "export.record.other_answers"},
    [](const R& r, const L&, S& out) {
        if (r.other_answers.empty()) return out.none();
        out.text(write_json(Value(r.other_answers)));
    }};
/// "survey 2": purpose and version of the wording.
constexpr Column<R> kConsents{
    {"consents", T::List, "", C::None, "export.record.consents"}, [](const R& r, const L&, S& out) {
        std::vector<std::string> texts;
        if (const JsonItem& consents = r.tree()["consent"]; consents.is_map())
            for (const JsonItem& one : consents.children())
                texts.push_back(std::string(one.name()) + " " +
                                std::to_string(one["version"].int_or(0)));
        put_texts(out, texts);
    }};

// Answers of any questionnaire.

constexpr std::array<Column<R>, 16> kAnswerBefore{{
    kId,
    kReceipt,
    {{"questionnaire", T::Code, "", C::None, "export.record.questionnaire"},
     [](const R& r, const L&, S& out) { put_code(out, r.tree()["questionnaire"].string_or("")); }},
    kVersion,
    kState,
    kStateLabel,
    kCommunityCode,
    kCommunityName,
    {{"lon", T::Degrees, "degree", C::None, "export.record.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.record.lat"}, put_degrees<&Wgs84Point::lat>},
    {{"wave_id", T::Code, "", C::None, "export.record.wave_id"},
     [](const R& r, const L&, S& out) {
         put_code(out, r.wave != nullptr ? std::string_view(r.wave->id) : std::string_view());
     }},
    {{"wave_title", T::Text, "", C::None, "export.record.wave_title"},
     [](const R& r, const L&, S& out) {
         if (r.wave == nullptr) return out.none();
         out.text(r.wave->title);
     }},
    {{"has_code", T::Whole, "", C::YesNo, "export.record.has_code"},
     [](const R& r, const L&, S& out) { out.whole(r.has_code ? 1 : 0); }},
    kMode,
    kCreatedAt,
    kReceivedAt,
}};
constexpr std::array<Column<R>, 2> kAnswerBehind{{kConsents, kOtherAnswers}};

// Reports, with what became of them.

constexpr std::array<Column<R>, 12> kReportBefore{{
    kId,
    kReceipt,
    kState,
    kStateLabel,
    kVersion,
    kCommunityCode,
    kCommunityName,
    {{"lon", T::Degrees, "degree", C::None, "export.any.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.any.lat"}, put_degrees<&Wgs84Point::lat>},
    kMode,
    kCreatedAt,
    kReceivedAt,
}};

struct Happened {
    std::int64_t at_ms = 0;
    Value facts = {};
    bool adds_weight() const {
        return facts["move"].string_or("") == report_move_name(ReportMove::Corroborate);
    }
};

/// Of events that we wrote ourselves: one that is no JSON says nothing.
std::vector<Happened> history_of(const R& record) {
    std::vector<Happened> out;
    for (const RecordMove& move : record.row.moves)
        if (auto facts = parse_own_json(move.facts)) out.push_back({move.at_ms, *std::move(facts)});
    return out;
}

/// Where the report stands after it; what is not legal changes nothing.
void take(const Happened& one, ReportStanding& standing) {
    const auto step = stored_report_step(one.facts);
    const auto role = role_from_name(one.facts["role"].string_or(""));
    if (!step || !role) return;
    if (auto next = after_step(standing, *step, *role, one.facts.text("by"), one.at_ms))
        standing = *std::move(next);
}

/// The last one on site that counts.
std::optional<SiteCheck> last_check(const R& record) {
    ReportStanding standing;
    for (const Happened& one : history_of(record)) take(one, standing);
    if (standing.checks.empty()) return std::nullopt;
    return standing.checks.back().check;
}

constexpr std::array<Column<R>, 8> kReportBehind{{
    kConsents,
    kOtherAnswers,
    {{"corroborations", T::Whole, "", C::None, "export.report.corroborations"},
     [](const R& r, const L&, S& out) {
         std::int64_t n = 0;
         for (const Happened& one : history_of(r)) n += one.adds_weight() ? 1 : 0;
         out.whole(n);
     }},
    {{"corroborated_at", T::Time, "", C::None, "export.report.corroborated_at"},
     [](const R& r, const L&, S& out) {
         std::int64_t at_ms = 0;
         for (const Happened& one : history_of(r))
             if (one.adds_weight()) at_ms = one.at_ms;
         if (at_ms == 0) return out.none();
         out.time(at_ms);
     }},
    {{"state_changed_at", T::Time, "", C::None, "export.report.state_changed_at"},
     [](const R& r, const L&, S& out) {
         std::int64_t at_ms = 0;
         ReportStanding standing;
         for (const Happened& one : history_of(r)) {
             const ReportState before = standing.state;
             take(one, standing);
             if (standing.state != before) at_ms = one.at_ms;
         }
         if (at_ms == 0) return out.none();
         out.time(at_ms);
     }},
    {{"finding", T::Text, "", C::None, "export.report.finding"},
     [](const R& r, const L&, S& out) {
         const auto check = last_check(r);
         if (!check) return out.none();
         out.text(site_finding_name(check->finding));
     }},
    {{"measured_m2", T::Number, "m2", C::None, "export.report.measured_m2"},
     [](const R& r, const L&, S& out) {
         const auto check = last_check(r);
         if (!check || !check->area_m2) return out.none();
         out.number(*check->area_m2);
     }},
    // Staff by their account; who of the residents it was is nobody's business here.
    {{"history", T::List, "", C::None, "export.report.history"},
     [](const R& r, const L&, S& out) {
         std::vector<std::string> texts;
         for (const Happened& one : history_of(r)) {
             texts.push_back(format_time(one.at_ms) + " " + one.facts.text("move") + " " +
                             one.facts.text("role"));
             if (one.facts.text("role") != role_name(Role::Resident))
                 texts.back() += " " + one.facts.text("by");
         }
         put_texts(out, texts);
     }},
}};

}  // namespace

RecordTable answer_table() { return {"answers", kAnswerBefore, kAnswerBehind}; }
RecordTable report_table() { return {"reports", kReportBefore, kReportBehind}; }

}  // namespace kongdi::server
