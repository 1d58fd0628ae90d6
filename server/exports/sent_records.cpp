// SPDX-License-Identifier: Apache-2.0
#include "server/exports/sent_records.hpp"

#include <charconv>

#include "core/base/time.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kVersion = "questionnaire_version";

/// Before anything that a record holds has members of its own, the name is the record's: a text
/// cannot hold it with its quotes. Records that are written in another order are read.
std::int64_t version_of(std::string_view bytes, JsonItems& scratch) {
    constexpr std::string_view kMember = "\"questionnaire_version\":";
    const std::string_view own = bytes.substr(0, bytes.find('{', 1));
    if (const auto at = own.find(kMember); at != std::string_view::npos) {
        std::int64_t version = 0;
        const char* const end = own.data() + own.size();
        const auto read = std::from_chars(own.data() + at + kMember.size(), end, version);
        if (read.ec == std::errc() && read.ptr != end && *read.ptr == ',') return version;
    }
    return scratch.read(bytes) ? scratch.root()[kVersion].int_or(0) : 0;
}

}  // namespace

Result<SentRecords> SentRecords::open(Storage& storage, const RecordQuery& query,
                                      std::optional<std::int64_t> version,
                                      std::optional<std::string> wave) {
    SentRecords out(storage, KONGDI_TRY(storage.open_records(query)), version);
    out.m_wave = std::move(wave);
    if (query.kind == RecordKind::ServiceCheckup)
        for (const Wave& one : KONGDI_TRY(storage.waves()))
            out.m_waves.emplace(one.number, WaveName{one.id, one.plan.title});
    return out;
}

Result<bool> SentRecords::is_wanted(SentRecord& record) const {
    KONGDI_CHECK(record.items.read(record.row.bytes));
    record.version = record.tree()[kVersion].int_or(0);
    return !m_version || record.version == *m_version;
}

Result<bool> SentRecords::next(SentRecord& record) {
    while (KONGDI_TRY(m_cursor->next(record.row))) {
        if (!KONGDI_TRY(is_wanted(record))) continue;
        KONGDI_CHECK(look_up(record));
        if (m_wave && (record.wave == nullptr || record.wave->id != *m_wave)) continue;
        return true;
    }
    return false;
}

Result<std::int64_t> SentRecords::count() {
    if (m_wave) {
        SentRecord record;
        std::int64_t out = 0;
        KONGDI_CHECK(rewind());
        while (KONGDI_TRY(next(record))) ++out;
        KONGDI_CHECK(rewind());
        return out;
    }
    return m_cursor->count([this](std::string_view bytes) {
        return !m_version || version_of(bytes, m_scratch) == *m_version;
    });
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
