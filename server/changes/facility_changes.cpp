// SPDX-License-Identifier: Apache-2.0
#include "server/changes/facility_changes.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/facility_codec.hpp"
#include "core/codec/json.hpp"
#include "core/lifecycle/facility_lifecycle.hpp"
#include "server/changes/cell_texts.hpp"
#include "server/changes/facility_edit.hpp"
#include "server/changes/facility_ignored.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kAll = 1'000'000;
constexpr std::size_t kMostToldBytes = 12u << 20;  // pages read answers of up to 16 MB
constexpr std::array<std::string_view, 2> kNeeded{"id", "version"};

/// A column by which a download of what residents sent is known.
struct ResidentsSet {
    std::string_view name;
    std::string_view column;
};
constexpr std::array<ResidentsSet, 6> kResidents{{{"reports", "corroborations"},
                                                  {"spaces", "point_datum_sent"},
                                                  {"corroborations", "device_number"},
                                                  {"ratings", "satisfaction_mean"},
                                                  {"answers_long", "question_label"},
                                                  {"answers", "has_code"}}};

/// What two rows of one place have in common.
std::string place_key(const FacilityFacts& facts) {
    std::string out = facts.kind + "\n" + facts.name + "\n";
    append_coordinate(out, facts.point.lon);
    out += ' ';
    append_coordinate(out, facts.point.lat);
    return out;
}

std::vector<api::ChangeField> fields_of(const FacilityFacts& before, const FacilityFacts& after) {
    std::vector<api::ChangeField> out;
    for (FieldChange& one : facility_diff(before, after))
        out.push_back({std::move(one.field), std::move(one.before), std::move(one.after), {}});
    return out;
}

bool is_empty(const Value& value) {
    return value.is_null() || value.string_or("x").empty() ||
           (value.if_list() != nullptr && value.if_list()->empty());
}

/// All that a new row says.
std::vector<api::ChangeField> fields_of(const FacilityFacts& facts) {
    std::vector<api::ChangeField> out;
    const Value tree = facility_facts_tree(facts);
    for (const Value::Member& member : *tree.if_map())
        if (!is_empty(member.second)) out.push_back({member.first, {}, member.second, {}});
    return out;
}

class Work {
public:
    Work(Storage& storage, const Catalogue& catalogue, const Editor& editor)
        : m_storage(storage), m_catalogue(catalogue), m_editor(editor), m_ignored(catalogue) {}

    Result<FacilityChanges> run(const GivenFile& given) {
        std::vector<std::string_view> names(kFacilityColumns.begin(), kFacilityColumns.end());
        m_first_place = names.size();
        names.insert(names.end(), kPlaceColumns.begin(), kPlaceColumns.end());
        m_first_ignored = names.size();
        for (const std::string_view one : m_ignored.names()) names.push_back(one);
        GivenBack file =
            KONGDI_TRY(GivenBack::open(given.name, given.bytes, std::move(names), kNeeded));
        for (const ResidentsSet& set : kResidents)
            if (file.mentions(set.column))
                return Error{ErrorCode::AccessDenied, "/file/" + std::string(set.name),
                             "what residents sent is not changed by a file"};
        KONGDI_CHECK(file.complete());
        KONGDI_CHECK(read_register());
        GivenPlaces places(file, m_first_place);
        const FacilityEdits edits(m_catalogue, places);
        GivenRow row;
        while (KONGDI_TRY(file.next(row))) KONGDI_CHECK(take(row, edits));
        return finish(file, given);
    }

private:
    Result<void> read_register() {
        FacilityPage page = KONGDI_TRY(m_storage.facilities({.limit = kAll}));
        m_rows = std::move(page.rows);
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            m_by_id.emplace(m_rows[i].id, i);
            if (m_rows[i].state != FacilityState::Closed)
                m_places.insert(place_key(m_rows[i].facts));
        }
        return {};
    }

    Result<void> take(const GivenRow& row, const FacilityEdits& edits) {
        ++m_counts.rows;
        const std::string id(cell_of(row, FacilityColumn::Id));
        if (id.empty()) return take_new(row, edits.of_new(row));
        if (!is_uuid_v7(id)) return refuse(row, id, {{ErrorCode::FieldFormat, "/id"}});
        if (!m_seen.insert(id).second) return refuse(row, id, {{ErrorCode::FieldRepeated, "/id"}});
        const auto known = m_by_id.find(id);
        if (known == m_by_id.end()) return refuse(row, id, {{ErrorCode::NotFound, "/id"}});
        return take_known(row, m_rows[known->second], edits);
    }

    Result<void> take_known(const GivenRow& row, const Facility& now, const FacilityEdits& edits) {
        const std::string_view said = cell_of(row, FacilityColumn::Version);
        if (said.empty()) return refuse(row, now.id, {{ErrorCode::FieldMissing, "/version"}});
        const auto version = whole_of_cell(said);
        if (!version) return refuse(row, now.id, {{ErrorCode::FieldType, "/version"}});
        if (*version < 1 || *version > now.version)
            return refuse(row, now.id, {{ErrorCode::FieldRange, "/version"}});
        if (*version < now.version) return take_old(row, *version, now, edits);
        m_ignored.note(row, m_first_ignored, now);
        FacilityEdit edit = edits.of(now.facts, row);
        if (edit.errors.empty() && edit.facts == now.facts) return unchanged();
        if (!covers(m_editor.scope, now.facts.community))
            return refuse(row, now.id, {{ErrorCode::AccessDenied, "/community"}});
        KONGDI_CHECK(complete(edit));
        if (edit.errors.empty() && !after_move(now.state, FacilityMove::Change, m_editor.role))
            edit.errors.push_back({ErrorCode::MoveIllegal, "/state"});
        if (!edit.errors.empty()) return refuse(row, now.id, edit.errors);
        ++m_counts.changed;
        m_report.push_back({.kind = api::ChangeKind::Changed,
                            .row = row.number,
                            .id = now.id,
                            .name = now.facts.name,
                            .version = now.version,
                            .fields = fields_of(now.facts, edit.facts)});
        m_steps.push_back({now.id, FacilityMove::Change, now.version, std::move(edit.facts), {}});
        return {};
    }

    /// Somebody changed or verified it since the file was exported.
    Result<void> take_old(const GivenRow& row, std::int64_t version, const Facility& now,
                          const FacilityEdits& edits) {
        const auto history = KONGDI_TRY(m_storage.facility_versions(now.id));
        const auto exported =
            std::find_if(history.begin(), history.end(),
                         [version](const FacilityVersion& one) { return one.version == version; });
        if (exported == history.end())
            return refuse(row, now.id, {{ErrorCode::FieldRange, "/version"}});
        const FacilityEdit edit = edits.of(exported->facts, row);
        if (edit.errors.empty() && edit.facts == exported->facts) return unchanged();
        // Given back twice, or two who put the same mistake right.
        const FacilityEdit against_now = edits.of(now.facts, row);
        if (against_now.errors.empty() && against_now.facts == now.facts) return unchanged();
        if (!covers(m_editor.scope, now.facts.community))
            return refuse(row, now.id, {{ErrorCode::AccessDenied, "/community"}});
        if (!edit.errors.empty()) return refuse(row, now.id, edit.errors);
        api::ChangeRow conflict{.kind = api::ChangeKind::Conflict,
                                .row = row.number,
                                .id = now.id,
                                .name = now.facts.name,
                                .version = version,
                                .now_version = now.version,
                                .fields = fields_of(exported->facts, edit.facts)};
        const Value stands = facility_facts_tree(now.facts);
        for (api::ChangeField& field : conflict.fields) field.now = stands[field.field];
        ++m_counts.conflicts;
        m_report.push_back(std::move(conflict));
        return {};
    }

    Result<void> take_new(const GivenRow& row, FacilityEdit edit) {
        KONGDI_CHECK(complete(edit));
        if (edit.errors.empty() && !m_places.insert(place_key(edit.facts)).second)
            edit.errors.push_back({ErrorCode::FieldRepeated, "/name"});
        if (!edit.errors.empty()) {
            ++m_counts.refused;
            m_report.push_back(refused_row(row, {}, edit.facts.name, edit.errors));
            return {};
        }
        ++m_counts.filed;
        m_report.push_back({.kind = api::ChangeKind::Filed,
                            .row = row.number,
                            .name = edit.facts.name,
                            .fields = fields_of(edit.facts)});
        m_steps.push_back({{}, FacilityMove::File, 0, std::move(edit.facts), {}});
        return {};
    }

    /// The community follows from the point when the row does not name another, as when one is
    /// filed or changed by hand; then the checks of these, and the scope of where it would lie.
    Result<void> complete(FacilityEdit& edit) {
        if (!edit.errors.empty()) return {};
        FacilityFacts& facts = edit.facts;
        if (facts.community.empty() || (edit.is_moved && !edit.names_community)) {
            const auto found = KONGDI_TRY(m_storage.community_at(facts.point));
            if (found) facts.community = *found;
        }
        edit.errors = check_facility(facts, m_catalogue);
        if (edit.errors.empty() && !covers(m_editor.scope, facts.community))
            edit.errors.push_back({ErrorCode::AccessDenied, "/community"});
        return {};
    }

    Result<void> unchanged() {
        ++m_counts.unchanged;
        return {};
    }

    static api::ChangeRow refused_row(const GivenRow& row, const std::string& id,
                                      const std::string& name, const Errors& errors) {
        api::ChangeRow out{
            .kind = api::ChangeKind::Refused, .row = row.number, .id = id, .name = name};
        for (const Error& one : errors)
            out.mistakes.push_back({std::string(error_row(one.code).name), one.path});
        return out;
    }
    Result<void> refuse(const GivenRow& row, const std::string& id, const Errors& errors) {
        constexpr std::size_t kLongestShown = 80;
        ++m_counts.refused;
        const auto shown = [](std::string_view text) {
            return std::string(first_code_points(text, kLongestShown));
        };
        m_report.push_back(
            refused_row(row, shown(id), shown(cell_of(row, FacilityColumn::Name)), errors));
        return {};
    }

    Result<FacilityChanges> finish(const GivenBack& file, const GivenFile& given) {
        // Steps are in the order of the rows of their kinds, filings first as in the report.
        std::stable_sort(m_report.begin(), m_report.end(),
                         [](const auto& a, const auto& b) { return a.kind < b.kind; });
        std::stable_partition(m_steps.begin(), m_steps.end(), [](const FacilityStep& step) {
            return step.move == FacilityMove::File;
        });
        FacilityChanges out;
        out.steps = std::move(m_steps);
        out.report = {.file = file.file_name(),
                      .encoding = std::string(text_encoding_name(file.encoding())),
                      .counts = m_counts,
                      .ignored = m_ignored.noted(),
                      .unknown = file.unknown(),
                      .rows = std::move(m_report)};
        Sha256 digest;
        digest.add(sha256(given.bytes));
        std::size_t bytes = 0;
        for (const api::ChangeRow& row : out.report.rows) {
            const std::string told = write_json(to_value(row));
            digest.add(told);
            bytes += told.size();
        }
        if (bytes > kMostToldBytes)
            return Error{ErrorCode::FieldRange, "/file", "more differs than a page can show"};
        out.report.digest = digest.finish();
        return out;
    }

    Storage& m_storage;
    const Catalogue& m_catalogue;
    const Editor& m_editor;
    FacilityIgnored m_ignored;
    std::size_t m_first_place = 0;
    std::size_t m_first_ignored = 0;
    std::vector<Facility> m_rows = {};
    std::unordered_map<std::string, std::size_t> m_by_id = {};
    std::set<std::string, std::less<>> m_places = {};
    std::set<std::string, std::less<>> m_seen = {};
    api::ChangeCounts m_counts = {};
    std::vector<api::ChangeRow> m_report = {};
    std::vector<FacilityStep> m_steps = {};
};

}  // namespace

Result<FacilityChanges> facility_changes(Storage& storage, const Catalogue& catalogue,
                                         const GivenFile& file, const Editor& editor) {
    return Work(storage, catalogue, editor).run(file);
}

void name_filings(FacilityChanges& changes, std::int64_t at_ms) {
    auto row =
        std::find_if(changes.report.rows.begin(), changes.report.rows.end(),
                     [](const api::ChangeRow& one) { return one.kind == api::ChangeKind::Filed; });
    for (FacilityStep& step : changes.steps) {
        if (step.move != FacilityMove::File) break;
        // Nothing but the row of this file at this moment gets this one.
        const std::string hash = sha256(changes.report.digest + std::to_string(row->row));
        std::array<std::uint8_t, 10> bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i)
            std::from_chars(&hash[2 * i], &hash[2 * i] + 2, bytes[i], 16);
        step.id = row->id = make_uuid_v7(at_ms, bytes);
        ++row;
    }
}

}  // namespace kongdi::server
