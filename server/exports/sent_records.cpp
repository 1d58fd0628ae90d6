// SPDX-License-Identifier: Apache-2.0
#include "server/exports/sent_records.hpp"

#include "core/base/time.hpp"

namespace kongdi::server {

Result<SentRecords> SentRecords::open(Storage& storage, const RecordQuery& query,
                                      std::optional<std::int64_t> version) {
    SentRecords out(storage, KONGDI_TRY(storage.open_records(query)), version);
    if (query.kind == RecordKind::ServiceCheckup)
        for (const Wave& wave : KONGDI_TRY(storage.waves()))
            out.m_waves.emplace(wave.number, WaveName{wave.id, wave.plan.title});
    return out;
}

Result<bool> SentRecords::is_wanted(SentRecord& record) const {
    KONGDI_CHECK(record.items.read(record.row.bytes));
    record.version = record.tree()["questionnaire_version"].int_or(0);
    return !m_version || record.version == *m_version;
}

Result<bool> SentRecords::next(SentRecord& record) {
    while (KONGDI_TRY(m_cursor->next(record.row))) {
        if (!KONGDI_TRY(is_wanted(record))) continue;
        KONGDI_CHECK(look_up(record));
        return true;
    }
    return false;
}

Result<std::int64_t> SentRecords::count() {
    std::int64_t out = 0;
    SentRecord record;
    while (KONGDI_TRY(m_cursor->next(record.row))) out += KONGDI_TRY(is_wanted(record)) ? 1 : 0;
    return out;
}

Result<void> SentRecords::look_up(SentRecord& record) {
    record.created_at_ms = parse_time(record.tree()["created_at"].string_or("")).value_or(0);
    record.point = record.row.point;
    if (!record.point) record.point = KONGDI_TRY(m_middles.of(record.community()));
    record.wave = nullptr;
    record.has_code = false;
    if (m_waves.empty()) return {};
    KONGDI_CHECK(m_facts.read(record.row.facts));
    const JsonItem& facts = m_facts.root();
    if (const auto wave = m_waves.find(facts["wave"].int_or(0)); wave != m_waves.end())
        record.wave = &wave->second;
    record.has_code = facts["seated"].bool_or(false);
    return {};
}

}  // namespace kongdi::server
