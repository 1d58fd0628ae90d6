// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/answer_sets.hpp"

#include <charconv>

#include "core/base/id.hpp"
#include "server/exports/answer_rows.hpp"
#include "server/exports/corroboration_columns.hpp"

namespace kongdi::server {

namespace {

using Opened = Result<std::unique_ptr<RowSource>>;
using Document = std::shared_ptr<const Questionnaire>;

std::string_view parameter(const RowsAsked& asked, std::string_view name) {
    for (const auto& [key, value] : asked.query)
        if (key == name) return value;
    return {};
}

/// None when it is not named.
Result<std::optional<std::int64_t>> version_asked(const RowsAsked& asked) {
    const std::string_view text = parameter(asked, "version");
    if (text.empty()) return std::optional<std::int64_t>();
    std::int64_t version = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || version < 1)
        return Error{ErrorCode::RequestFormat, "/version"};
    return std::optional(version);
}

/// None when it is not named. Only check-ups are counted in waves.
Result<std::optional<Wave>> wave_asked(Storage& storage, const RowsAsked& asked, RecordKind kind) {
    const std::string id(parameter(asked, "wave"));
    if (id.empty()) return std::optional<Wave>();
    if (kind != RecordKind::ServiceCheckup || !is_uuid_v7(id))
        return Error{ErrorCode::RequestFormat, "/wave"};
    auto wave = KONGDI_TRY(storage.wave(id));
    if (!wave) return Error{ErrorCode::NotFound, "/wave"};
    return wave;
}

std::optional<std::string> id_of(const std::optional<Wave>& wave) {
    return wave ? std::optional(wave->id) : std::nullopt;
}

/// Each kind has the questionnaire of its name. What is said in meetings is no answer for tables:
/// of those there are results.
Result<RecordKind> kind_asked(const RowsAsked& asked) {
    const std::string_view name = parameter(asked, "questionnaire");
    if (name.empty()) return RecordKind::ServiceCheckup;
    const auto kind = record_kind_from_name(name);
    if (!kind || *kind == RecordKind::Meeting) return Error{ErrorCode::NotFound, "/questionnaire"};
    return *kind;
}

/// Null when there is no such version.
Result<Document> document_of(Storage& storage, const Catalogue& catalogue, RecordKind kind,
                             std::int64_t version) {
    const std::string_view id = record_kind_name(kind);
    if (const Questionnaire* inside = catalogue.questionnaire(id, version))
        return Document(std::shared_ptr<void>(), inside);
    return storage.find_questionnaire(id, version);
}

Result<std::int64_t> newest_version(Storage& storage, const Catalogue& catalogue, RecordKind kind) {
    const std::string_view id = record_kind_name(kind);
    const Questionnaire* inside = catalogue.questionnaire(id);
    std::int64_t newest = inside != nullptr ? inside->version : 0;
    for (const StoredQuestionnaire& one : KONGDI_TRY(storage.questionnaires()))
        if (one.id == id) newest = std::max(newest, one.version);
    return newest;
}

/// The version that is asked for, else that of the wave, else the newest.
Result<Document> document_asked(Storage& storage, const RowsAsked& asked, RecordKind kind,
                                const Labels& labels) {
    const auto named = KONGDI_TRY(version_asked(asked));
    const auto wave = KONGDI_TRY(wave_asked(storage, asked, kind));
    const std::int64_t version =
        named  ? *named
        : wave ? wave->plan.questionnaire_version
               : KONGDI_TRY(newest_version(storage, labels.catalogue(), kind));
    auto document = KONGDI_TRY(document_of(storage, labels.catalogue(), kind, version));
    if (document == nullptr) return Error{ErrorCode::NotFound, "/version"};
    return document;
}

Result<RecordQuery> query_of(const RowsAsked& asked, RecordKind kind) {
    RecordQuery out;
    out.kind = kind;
    out.rows = KONGDI_TRY(api::space_query_of(asked.query));
    out.rows.within = asked.within;
    return out;
}

using Answers = std::shared_ptr<const AnswerColumns>;

Answers answers_of(Document document, const RecordTable& table, const Labels& labels) {
    return std::make_shared<const AnswerColumns>(std::move(document), names_beside(table), labels);
}

Result<TableFacts> facts_of(Storage& storage, const RowsAsked& asked, RecordKind kind,
                            const RecordTable& table, const Labels& labels) {
    auto document = KONGDI_TRY(document_asked(storage, asked, kind, labels));
    return wide_facts(table, answers_of(std::move(document), table, labels));
}

/// The columns are those of one version; `versions`: whose records are its rows, all when none is
/// named.
Opened open_wide(Storage& storage, const RowsAsked& asked, RecordQuery query,
                 std::optional<std::int64_t> versions, const RecordTable& table,
                 const Labels& labels) {
    auto document = KONGDI_TRY(document_asked(storage, asked, query.kind, labels));
    const auto wave = KONGDI_TRY(wave_asked(storage, asked, query.kind));
    auto records = KONGDI_TRY(SentRecords::open(storage, query, versions, id_of(wave)));
    return wide_rows(table, answers_of(std::move(document), table, labels), std::move(records),
                     labels);
}

}  // namespace

Result<TableFacts> answers_facts(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    const RecordKind kind = KONGDI_TRY(kind_asked(asked));
    return facts_of(storage, asked, kind, answer_table(), labels);
}

Opened open_answers(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    const RecordKind kind = KONGDI_TRY(kind_asked(asked));
    const RecordQuery query = KONGDI_TRY(query_of(asked, kind));
    const auto document = KONGDI_TRY(document_asked(storage, asked, kind, labels));
    return open_wide(storage, asked, query, document->version, answer_table(), labels);
}

Result<std::string> answers_name(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    const RecordKind kind = KONGDI_TRY(kind_asked(asked));
    const auto document = KONGDI_TRY(document_asked(storage, asked, kind, labels));
    return std::string(record_kind_name(kind)) + "-v" + std::to_string(document->version);
}

Opened open_answers_long(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    const auto kind = KONGDI_TRY(kind_asked(asked));
    const auto version = KONGDI_TRY(version_asked(asked));
    const RecordQuery query = KONGDI_TRY(query_of(asked, kind));
    const auto wave = KONGDI_TRY(wave_asked(storage, asked, kind));
    auto records = KONGDI_TRY(SentRecords::open(storage, query, version, id_of(wave)));
    const Catalogue& catalogue = labels.catalogue();
    return long_rows(
        std::move(records),
        [&storage, &catalogue, kind](std::int64_t one) {
            return document_of(storage, catalogue, kind, one);
        },
        labels);
}

Result<TableFacts> reports_facts(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    return facts_of(storage, asked, RecordKind::IdleSpace, report_table(), labels);
}

Opened open_reports(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    RecordQuery query = KONGDI_TRY(query_of(asked, RecordKind::IdleSpace));
    query.with_moves = true;
    // A report is one, whatever version it was made with: what the columns do not know of it is
    // among its other answers.
    const auto version = KONGDI_TRY(version_asked(asked));
    return open_wide(storage, asked, std::move(query), version, report_table(), labels);
}

Opened open_corroborations(Storage& storage, const RowsAsked& asked, const Labels& labels) {
    RecordQuery query = KONGDI_TRY(query_of(asked, RecordKind::IdleSpace));
    query.with_moves = true;
    return corroboration_rows(KONGDI_TRY(storage.open_records(query)), labels);
}

}  // namespace kongdi::server
