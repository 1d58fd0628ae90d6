// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/version_sets.hpp"

#include <algorithm>

#include "core/codec/json.hpp"
#include "core/codec/questionnaire_codec.hpp"
#include "server/exports/facility_version_columns.hpp"
#include "server/exports/listed_rows.hpp"
#include "server/exports/questionnaire_columns.hpp"
#include "server/exports/sent_records.hpp"
#include "server/handlers/facility_query.hpp"

namespace kongdi::server {

namespace {

/// Versions of the facilities of the filter as it was opened: what is done to one meanwhile stands
/// in none of them.
class VersionRows {
public:
    VersionRows(Storage& storage, std::vector<Facility> facilities)
        : m_storage(&storage), m_facilities(std::move(facilities)) {
        for (const Facility& one : m_facilities) m_total += one.version;
    }

    std::int64_t total() const { return m_total; }
    Result<bool> next(FacilityVersionRow& row) {
        while (m_next == m_versions.size()) {
            if (m_facility == m_facilities.size()) return false;
            const Facility& facility = m_facilities[m_facility++];
            m_versions = KONGDI_TRY(m_storage->facility_versions(facility.id));
            const auto known = static_cast<std::size_t>(facility.version);
            if (m_versions.size() < known)
                return Error{ErrorCode::Internal, {}, "versions of a facility are missing"};
            m_versions.resize(known);
            m_next = 0;
        }
        row.facility = m_facilities[m_facility - 1].id;
        row.version = m_versions[m_next];
        row.id = row.facility + "/" + std::to_string(row.version.version);
        row.changes =
            m_next == 0 ? "" : changes_text(m_versions[m_next - 1].facts, row.version.facts);
        ++m_next;
        return true;
    }

private:
    Storage* m_storage;
    std::vector<Facility> m_facilities;
    std::int64_t m_total = 0;
    std::size_t m_facility = 0;
    std::vector<FacilityVersion> m_versions = {};
    std::size_t m_next = 0;
};

QuestionnaireRow row_of(const Questionnaire& one, const Labels& labels) {
    QuestionnaireRow out;
    out.id = one.id + "/" + std::to_string(one.version);
    out.questionnaire = one.id;
    out.version = one.version;
    out.title = one.title.in(labels.language());
    out.pages = std::ssize(one.pages);
    for (const QuestionPage& page : one.pages) out.questions += std::ssize(page.questions);
    return out;
}

/// Of the versions of one questionnaire, in one pass over what was sent.
Result<void> count_answers(Storage& storage, RecordKind kind, const RowsAsked& asked,
                           std::vector<QuestionnaireRow>& rows) {
    RecordQuery query;
    query.kind = kind;
    query.rows.within = asked.within;
    auto records = KONGDI_TRY(SentRecords::open(storage, query, std::nullopt));
    SentRecord record;
    while (KONGDI_TRY(records.next(record))) {
        for (QuestionnaireRow& row : rows) {
            if (row.version != record.version || row.questionnaire != record_kind_name(kind))
                continue;
            const std::int64_t at_ms = record.row.received_at_ms;
            ++row.answers;
            row.first_answer_ms = std::min(row.first_answer_ms.value_or(at_ms), at_ms);
            row.last_answer_ms = std::max(row.last_answer_ms.value_or(at_ms), at_ms);
        }
    }
    return {};
}

}  // namespace

/// Agendas of meetings are no questionnaires that somebody looks for.
Result<std::unique_ptr<RowSource>> open_questionnaires(Storage& storage, const RowsAsked& asked,
                                                       const Labels& labels) {
    std::vector<QuestionnaireRow> rows;
    const std::string_view agenda = record_kind_name(RecordKind::Meeting);
    for (const Questionnaire& one : labels.catalogue().questionnaires)
        if (one.id != agenda) rows.push_back(row_of(one, labels));
    for (const StoredQuestionnaire& one : KONGDI_TRY(storage.questionnaires())) {
        if (one.id == agenda) continue;
        const auto document = KONGDI_TRY(storage.find_questionnaire(one.id, one.version));
        if (document == nullptr) continue;
        QuestionnaireRow row = row_of(*document, labels);
        row.published_by = one.by;
        row.published_at_ms = one.at_ms;
        rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(RecordKind::Count_); ++i) {
        const auto kind = static_cast<RecordKind>(i);
        if (kind != RecordKind::Meeting) KONGDI_CHECK(count_answers(storage, kind, asked, rows));
    }
    // As totals of the whole city do: some formats hold nothing without a place.
    if (const Box city = KONGDI_TRY(storage.map_box()); !city.empty())
        for (QuestionnaireRow& row : rows)
            row.point = Wgs84Point{(city.west + city.east) / 2, (city.south + city.north) / 2};
    std::sort(rows.begin(), rows.end(), [](const QuestionnaireRow& a, const QuestionnaireRow& b) {
        return std::tie(a.questionnaire, a.version) < std::tie(b.questionnaire, b.version);
    });
    return listed_rows(questionnaire_table(), labels, std::move(rows));
}

Result<std::unique_ptr<RowSource>> open_facility_versions(Storage& storage, const RowsAsked& asked,
                                                          const Labels& labels) {
    auto query = KONGDI_TRY(facility_query_of(asked.query));
    query.within = asked.within;
    query.offset = 0;
    query.limit = 1'000'000;
    auto page = KONGDI_TRY(storage.facilities(query));
    return typed_rows(facility_version_table(), labels, VersionRows(storage, std::move(page.rows)));
}

}  // namespace kongdi::server
