// SPDX-License-Identifier: Apache-2.0
#include "server/exports/corroboration_columns.hpp"

#include <array>

#include "core/codec/json.hpp"

namespace kongdi::server {

namespace {

using R = CorroborationRow;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

template <double Wgs84Point::*Member>
void put_degrees(const R& row, const L&, S& out) {
    row.point ? out.degrees((*row.point).*Member) : out.none();
}

constexpr std::array<Column<R>, 10> kColumns{{
    {{"report_id", T::Code, "", C::None, "export.space.id"},
     [](const R& r, const L&, S& out) { out.plain(r.report); }},
    {{"receipt", T::Text, "", C::None, "export.space.receipt"},
     [](const R& r, const L&, S& out) { out.text(r.receipt); }},
    {{"state", T::Code, "", C::ReportState, "export.space.state"},
     [](const R& r, const L&, S& out) { out.plain(report_state_name(r.state)); }},
    {{"state_label", T::Text, "", C::None, "export.any.state_label"},
     [](const R& r, const L& l, S& out) { out.plain(l.state(r.state)); }},
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     [](const R& r, const L&, S& out) { put_code(out, r.community); }},
    {{"community_name", T::Text, "", C::None, "export.any.community_name"},
     [](const R& r, const L&, S& out) { out.text(r.community_name); }},
    {{"lon", T::Degrees, "degree", C::None, "export.any.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.any.lat"}, put_degrees<&Wgs84Point::lat>},
    {{"corroborated_at", T::Time, "", C::None, "export.corroboration.at"},
     [](const R& r, const L&, S& out) { out.time(r.at_ms); }},
    {{"device_number", T::Whole, "", C::None, "export.corroboration.device_number"},
     [](const R& r, const L&, S& out) { out.whole(r.device); }},
}};

class Corroborations {
public:
    explicit Corroborations(std::unique_ptr<RecordCursor> reports)
        : m_reports(std::move(reports)) {}

    std::int64_t total() const { return m_total; }
    Result<void> count() {
        CorroborationRow row;
        std::int64_t n = 0;
        while (KONGDI_TRY(next(row))) ++n;
        m_total = n;
        m_report = {};
        m_next = 0;
        return m_reports->rewind();
    }
    Result<bool> next(CorroborationRow& row) {
        while (true) {
            while (m_next < m_report.moves.size()) {
                const std::size_t at = m_next++;
                if (read(m_report.moves[at], at, row)) return true;
            }
            if (!KONGDI_TRY(m_reports->next(m_report))) return false;
            m_next = 0;
        }
    }

private:
    bool read(const RecordMove& move, std::size_t at, CorroborationRow& row) {
        const auto facts = parse_own_json(move.facts);
        if (!facts || facts->text("move") != report_move_name(ReportMove::Corroborate))
            return false;
        row.id = m_report.id + "/" + std::to_string(at + 1);
        row.report = m_report.id;
        row.receipt = m_report.receipt;
        row.state = m_report.state;
        row.community = m_report.community.value_or("");
        row.community_name = m_report.community_name;
        row.point = m_report.point;
        row.at_ms = move.at_ms;
        const auto next_number = static_cast<std::int64_t>(m_devices.size()) + 1;
        row.device = m_devices.emplace(facts->text("by"), next_number).first->second;
        return true;
    }

    std::unique_ptr<RecordCursor> m_reports;
    std::int64_t m_total = 0;
    RecordRow m_report = {};
    std::size_t m_next = 0;  // of its moves
    std::unordered_map<std::string, std::int64_t> m_devices = {};
};

}  // namespace

Table<CorroborationRow> corroboration_table() {
    return {"corroborations", kColumns, [](const R& r) {
                return RowPlace{r.id, r.receipt, r.point};
            }};
}

Result<std::unique_ptr<RowSource>> corroboration_rows(std::unique_ptr<RecordCursor> reports,
                                                      const Labels& labels) {
    Corroborations rows(std::move(reports));
    KONGDI_CHECK(rows.count());
    return std::unique_ptr<RowSource>(std::make_unique<TypedRows<R, Corroborations>>(
        corroboration_table(), labels, std::move(rows)));
}

}  // namespace kongdi::server
