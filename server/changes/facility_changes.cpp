// SPDX-License-Identifier: Apache-2.0
#include "server/changes/facility_changes.hpp"

#include "core/codec/facility_codec.hpp"
#include "core/codec/json.hpp"
#include "core/lifecycle/facility_lifecycle.hpp"
#include "server/changes/community_names.hpp"
#include "server/changes/facility_edit.hpp"
#include "server/changes/given_walk.hpp"
#include "server/changes/ignored_columns.hpp"
#include "server/exports/facility_columns.hpp"
#include "server/storage/filing_keys.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kAll = 1'000'000;

class FacilitySet {
public:
    using Item = Facility;
    using Edit = FacilityEdit;
    using Step = FacilityStep;
    static constexpr std::string_view kName = "facilities";
    static constexpr auto kTitle = static_cast<std::size_t>(FacilityColumn::Name);

    FacilitySet(Storage& storage, const Catalogue& catalogue, const Editor& editor)
        : m_storage(storage),
          m_catalogue(catalogue),
          m_editor(editor),
          m_ignored(catalogue, facility_table(), kFacilityColumns),
          m_names(storage) {}

    std::vector<std::string_view> names() const {
        std::vector<std::string_view> out(kFacilityColumns.begin(), kFacilityColumns.end());
        out.insert(out.end(), kPlaceColumns.begin(), kPlaceColumns.end());
        for (const std::string_view one : m_ignored.names()) out.push_back(one);
        return out;
    }
    Result<std::vector<Facility>> items() {
        FacilityPage page = KONGDI_TRY(m_storage.facilities({.limit = kAll}));
        for (const Facility& one : page.rows)
            if (!may_be_filed_anew(one.state)) m_there.insert(filing_key(one.facts));
        return std::move(page.rows);
    }
    void begin(const GivenBack& file) {
        m_places = GivenPlaces(file, kFirstPlace);
        m_edits.emplace(m_catalogue, *m_places);
    }
    Result<std::optional<Facility>> item_at(const Facility& now, std::int64_t version) {
        Facility out = now;
        out.verified_by.clear();
        out.verified_at_ms.reset();
        out.verified_version.reset();
        bool is_there = false;
        for (FacilityVersion& one : KONGDI_TRY(m_storage.facility_versions(now.id))) {
            if (one.version > version) break;
            is_there = one.version == version;
            out.version = one.version;
            out.state = one.state;
            out.facts = std::move(one.facts);
            out.changed_at_ms = one.at_ms;
            if (one.move == FacilityMove::Verify) {
                out.verified_by = one.by;
                out.verified_at_ms = one.at_ms;
                out.verified_version = one.version;
            }
            if (one.state == FacilityState::Closed) out.verified_version.reset();
        }
        if (!is_there) return std::optional<Facility>();
        if (out.facts.community != now.facts.community)
            out.community_name = KONGDI_TRY(m_names.of(out.facts.community));
        return std::optional(std::move(out));
    }

    Edit edit(const FacilityFacts& before, const GivenRow& row) { return m_edits->of(before, row); }
    Edit edit_new(const GivenRow& row) { return m_edits->of_new(row); }
    /// The community follows from the point when the row does not name another, as when one is
    /// filed or changed by hand; then the checks of these, and the scope of where it would lie.
    Result<void> complete(Edit& edit, const FacilityFacts*) {
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
    void may_change(const Facility& now, Edit& edit) const {
        if (!after_move(now.state, FacilityMove::Change, m_editor.role))
            edit.errors.push_back({ErrorCode::MoveIllegal, "/state"});
    }
    void take_new(Edit& edit) {
        if (!m_there.insert(filing_key(edit.facts)).second)
            edit.errors.push_back({ErrorCode::FieldRepeated, "/name"});
    }
    bool is_outside(const Facility& now) const {
        return !covers(m_editor.scope, now.facts.community);
    }
    /// All staff may know the register.
    static bool is_hidden(const Facility&) { return false; }

    Result<void> note(const GivenRow& row, const Facility& now, const FacilityFacts& facts) {
        Facility after = now;
        after.facts = facts;
        after.community_name = KONGDI_TRY(m_names.of(facts.community));
        m_ignored.note(row, kFirstIgnored, now, &after);
        return {};
    }
    Result<void> note_new(const GivenRow& row, const FacilityFacts& facts) {
        const std::string name = KONGDI_TRY(m_names.of(facts.community));
        m_ignored.note_new(row, kFirstIgnored, {.facts = facts, .community_name = name});
        return {};
    }
    std::vector<api::ChangeIgnored> noted() const { return m_ignored.noted(); }

    static const std::string& title(const FacilityFacts& facts) { return facts.name; }
    static Value tree(const FacilityFacts& facts) { return facility_facts_tree(facts); }
    static Step changed(const Facility& now, FacilityFacts facts) {
        return {now.id, FacilityMove::Change, now.version, std::move(facts), {}};
    }
    static Step filed(FacilityFacts facts) {
        return {{}, FacilityMove::File, 0, std::move(facts), {}};
    }

private:
    static constexpr std::size_t kFirstPlace = kFacilityColumns.size();
    static constexpr std::size_t kFirstIgnored = kFirstPlace + kPlaceColumns.size();

    Storage& m_storage;
    const Catalogue& m_catalogue;
    const Editor& m_editor;
    IgnoredColumns<Facility> m_ignored;
    CommunityNames m_names;
    std::optional<GivenPlaces> m_places = {};
    std::optional<FacilityEdits> m_edits = {};
    FilingKeys m_there = {};
};

}  // namespace

Result<FacilityChanges> facility_changes(Storage& storage, const Catalogue& catalogue,
                                         const GivenFile& file, const Editor& editor) {
    return GivenWalk(FacilitySet(storage, catalogue, editor)).run(file);
}

}  // namespace kongdi::server
