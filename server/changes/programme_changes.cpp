// SPDX-License-Identifier: Apache-2.0
#include "server/changes/programme_changes.hpp"

#include "core/codec/json.hpp"
#include "core/lifecycle/programme_lifecycle.hpp"
#include "core/model/programme_fields.hpp"
#include "core/rules/programme_check.hpp"
#include "server/changes/community_names.hpp"
#include "server/changes/given_place.hpp"
#include "server/changes/given_walk.hpp"
#include "server/changes/ignored_columns.hpp"
#include "server/changes/programme_edit.hpp"
#include "server/exports/programme_columns.hpp"
#include "server/exports/programme_points.hpp"
#include "server/storage/filing_keys.hpp"
#include "server/storage/programme_references.hpp"

namespace kongdi::server {

namespace {

/// An entry as the walk looks at it.
struct GivenEntry {
    std::string id = {};
    std::int64_t version = 1;
    ProgrammeSaid facts = {};
    ProgrammeEntry entry = {};
};

class ProgrammeSet {
public:
    using Item = GivenEntry;
    using Edit = ProgrammeEdit;
    using Step = ProgrammeChange;
    static constexpr std::string_view kName = "programme";
    static constexpr auto kTitle = static_cast<std::size_t>(ProgrammeColumn::FirstField);

    ProgrammeSet(Storage& storage, const Catalogue& catalogue, const Editor& editor)
        : m_storage(storage),
          m_catalogue(catalogue),
          m_editor(editor),
          m_ignored(catalogue, programme_table(), m_columns),
          m_names(storage),
          m_points(storage) {}

    std::vector<std::string_view> names() const {
        std::vector<std::string_view> out = m_columns;
        out.insert(out.end(), kPlaceColumns.begin(), kPlaceColumns.end());
        for (const std::string_view one : m_ignored.names()) out.push_back(one);
        return out;
    }
    Result<std::vector<GivenEntry>> items() {
        std::vector<GivenEntry> out;
        for (ProgrammeEntry& one : KONGDI_TRY(m_storage.programme({}))) {
            ProgrammeSaid said = said_of(one);
            if (!may_be_filed_anew(one.state)) m_there.insert(filing_key(said.kind, said.facts));
            std::string id = one.id;
            out.push_back({std::move(id), one.version, std::move(said), std::move(one)});
        }
        return out;
    }
    void begin(const GivenBack& file) { m_places.emplace(file, m_columns.size()); }
    Result<std::optional<GivenEntry>> item_at(const GivenEntry& now, std::int64_t version) {
        for (ProgrammeVersion& one : KONGDI_TRY(m_storage.programme_versions(now.id))) {
            if (one.version != version) continue;
            ProgrammeEntry out = std::move(one.entry);
            out.version = version;
            const std::string community = programme_text(out, "community");
            out.community_name = community == programme_text(now.entry, "community")
                                     ? now.entry.community_name
                                     : KONGDI_TRY(m_names.of(community));
            out.filed_by = now.entry.filed_by;
            out.filed_at_ms = now.entry.filed_at_ms;
            out.changed_at_ms = one.at_ms;
            ProgrammeSaid said = said_of(out);
            return std::optional(GivenEntry{now.id, version, std::move(said), std::move(out)});
        }
        return std::optional<GivenEntry>();
    }

    static Edit edit(const ProgrammeSaid& before, const GivenRow& row) {
        return edit_of(before, row);
    }
    static Edit edit_new(const GivenRow& row) { return new_edit_of(row); }
    Result<void> complete(Edit& edit, const ProgrammeSaid* before) {
        ProgrammeSaid& said = edit.facts;
        if (before == nullptr || said.facts != before->facts) KONGDI_CHECK(check_facts(edit));
        if (before == nullptr || !edit.errors.empty() || said.state != ProgrammeState::Issued ||
            before->state == ProgrammeState::Issued)
            return {};
        said.facilities = KONGDI_TRY(land_terms_in_force(m_storage, m_catalogue,
                                                         said.facts["households"].int_or(0),
                                                         said.facts["people"].int_or(0)));
        return {};
    }
    void may_change(const GivenEntry& now, Edit& edit) const {
        ProgrammeEntry entry = now.entry;
        for (const ProgrammeStep& step : changed(now, edit.facts).steps) {
            auto after = after_step(entry, step, m_editor.role);
            if (!after) {
                const Error& why = after.error();
                edit.errors.push_back({why.code, why.path.empty() ? "/state" : why.path});
                return;
            }
            entry = *std::move(after);
        }
    }
    void take_new(Edit& edit) {
        if (!m_there.insert(filing_key(edit.facts.kind, edit.facts.facts)).second)
            edit.errors.push_back({ErrorCode::FieldRepeated, "/title"});
    }
    bool is_outside(const GivenEntry& now) const {
        return !covers(m_editor.scope, programme_text(now.entry, "community"));
    }
    bool is_hidden(const GivenEntry& now) const {
        return is_outside(now) && !programme_text(now.entry, "community").empty();
    }

    Result<void> note(const GivenRow& row, const GivenEntry& now, const ProgrammeSaid& said) {
        ProgrammeRow after{now.entry, {}};
        after.entry.facts = said.facts;
        after.entry.community_name = KONGDI_TRY(m_names.of(said.facts.text("community")));
        m_ignored.note(row, first_ignored(), {now.entry, {}}, &after);
        if (said.state == now.facts.state) note_reason(row, now.facts.reason);
        // Where it lies follows from its community.
        const auto stands = KONGDI_TRY(m_points.of(now.entry.kind, now.entry.facts));
        note_place(m_moved, *m_places, row, stands);
        return {};
    }
    Result<void> note_new(const GivenRow& row, const ProgrammeSaid& said) {
        ProgrammeEntry filed{.kind = said.kind, .facts = said.facts};
        filed.community_name = KONGDI_TRY(m_names.of(said.facts.text("community")));
        m_ignored.note_new(row, first_ignored(), {std::move(filed), {}});
        note_reason(row, {});
        return {};
    }
    std::vector<api::ChangeIgnored> noted() const {
        auto out = m_ignored.noted();
        for (const api::ChangeIgnored* one : {&m_unmoved, &m_moved})
            if (one->count > 0) out.push_back(*one);
        return out;
    }

    static std::string title(const ProgrammeSaid& said) { return said.facts.text("title"); }
    /// All fields of the kind, so that one that is taken out is told of.
    static Value tree(const ProgrammeSaid& said) {
        Value out = Value::map({{"kind", programme_kind_name(said.kind)}});
        for (const ProgrammeField& field : programme_fields())
            if (field.is_of(said.kind)) out.set(field.name, said.facts[field.name]);
        out.set("state", programme_state_name(said.state));
        out.set("reason", said.reason);
        if (!said.move_reason.empty()) out.set("move_reason", said.move_reason);
        return out;
    }
    static Step changed(const GivenEntry& now, const ProgrammeSaid& said) {
        Step out{now.id, now.version, {}};
        if (said.facts != now.facts.facts)
            out.steps.push_back({.doing = ProgrammeDoing::Change, .facts = said.facts});
        if (said.state == now.facts.state) return out;
        const auto* row = programme_move_to(said.kind, now.facts.state, said.state);
        ProgrammeStep move{.doing = ProgrammeDoing::Move,
                           .move = row->move,
                           .reason = row->reason ? said.reason : said.move_reason};
        if (row->move == ProgrammeMove::Issue) move.facilities = said.facilities;
        out.steps.push_back(std::move(move));
        return out;
    }
    static Step filed(ProgrammeSaid said) {
        return {{}, 0, {{.kind = said.kind, .facts = std::move(said.facts)}}};
    }

private:
    std::size_t first_ignored() const { return m_columns.size() + kPlaceColumns.size(); }

    /// As the form's.
    Result<void> check_facts(Edit& edit) {
        ProgrammeSaid& said = edit.facts;
        CheckedProgramme checked = programme_facts_of(said.kind, said.facts);
        edit.errors = std::move(checked.errors);
        if (!edit.errors.empty()) return {};
        said.facts = std::move(checked.facts);
        if (!covers(m_editor.scope, said.facts.text("community")))
            edit.errors.push_back({ErrorCode::AccessDenied, "/community"});
        else
            edit.errors = KONGDI_TRY(missing_references(m_storage, m_editor.scope, said.facts));
        return {};
    }
    /// It is that of a move; without one it says nothing.
    void note_reason(const GivenRow& row, const std::string& stands) {
        const auto& cell = row.cells[static_cast<std::size_t>(ProgrammeColumn::Reason)];
        if (!cell || is_same_text(*cell, stands)) return;
        m_unmoved.column = "reason";
        note_row(m_unmoved, row.number);
    }

    Storage& m_storage;
    const Catalogue& m_catalogue;
    const Editor& m_editor;
    std::vector<std::string_view> m_columns = programme_edit_columns();
    IgnoredColumns<ProgrammeRow> m_ignored;
    CommunityNames m_names;
    ProgrammePoints m_points;
    std::optional<GivenPlaces> m_places = {};
    api::ChangeIgnored m_unmoved = {};
    api::ChangeIgnored m_moved = {};
    FilingKeys m_there = {};
};

}  // namespace

Result<ProgrammeChanges> programme_changes(Storage& storage, const Catalogue& catalogue,
                                           const GivenFile& file, const Editor& editor) {
    return GivenWalk(ProgrammeSet(storage, catalogue, editor)).run(file);
}

}  // namespace kongdi::server
