// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/audit_set.hpp"

#include "core/api/space_query.hpp"
#include "server/exports/audit_columns.hpp"
#include "server/exports/listed_rows.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kAtOnce = 2'000;  // events in memory

class AuditRows {
public:
    AuditRows(Storage& storage, EventQuery query, EventSpan span, std::optional<Wgs84Point> point)
        : m_storage(storage), m_query(query), m_span(span), m_point(point) {}

    std::int64_t total() const { return m_span.total; }
    Result<bool> next(AuditRow& row) {
        if (m_next == m_page.size()) {
            m_page =
                KONGDI_TRY(m_storage.events_behind(m_query, m_after, m_span.last_seq, kAtOnce));
            m_next = 0;
            if (m_page.empty()) return false;
            m_after = m_page.back().seq;
        }
        row.event = std::move(m_page[m_next++]);
        row.id = std::to_string(row.event.seq);
        row.point = m_point;
        return true;
    }

private:
    Storage& m_storage;
    EventQuery m_query;
    EventSpan m_span;
    std::optional<Wgs84Point> m_point;
    std::vector<LoggedEvent> m_page = {};
    std::size_t m_next = 0;
    std::int64_t m_after = 0;
};

}  // namespace

Result<std::unique_ptr<RowSource>> open_audit(Storage& storage, const RowsAsked& asked,
                                              const Labels& labels) {
    const auto filter = KONGDI_TRY(api::space_query_of(asked.query)).filter;
    const EventQuery query{filter.from_ms, filter.before_ms};
    const EventSpan span = KONGDI_TRY(storage.event_span(query));
    const Box city = KONGDI_TRY(storage.map_box());
    // Some formats hold nothing without a place.
    std::optional<Wgs84Point> point;
    if (!city.empty()) point = city.centre();
    return typed_rows(audit_table(), labels, AuditRows(storage, query, span, point));
}

}  // namespace kongdi::server
