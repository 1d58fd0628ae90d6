// SPDX-License-Identifier: Apache-2.0
#include "server/changes/plan_changes.hpp"

#include "core/codec/plan_codec.hpp"
#include "core/lifecycle/plan_steps.hpp"
#include "core/rules/plan_check.hpp"
#include "server/changes/community_names.hpp"
#include "server/changes/given_place.hpp"
#include "server/changes/given_walk.hpp"
#include "server/changes/ignored_columns.hpp"
#include "server/changes/plan_edit.hpp"
#include "server/exports/plan_columns.hpp"
#include "server/exports/plan_points.hpp"
#include "server/storage/filing_keys.hpp"
#include "server/storage/plan_references.hpp"

namespace kongdi::server {

namespace {

class PlanSet {
public:
    using Item = PlanItem;
    using Edit = PlanEdit;
    using Step = PlanChange;
    static constexpr std::string_view kName = "plan";
    static constexpr auto kTitle = static_cast<std::size_t>(PlanColumn::Title);

    PlanSet(Storage& storage, const Catalogue& catalogue, const Editor& editor)
        : m_storage(storage),
          m_catalogue(catalogue),
          m_editor(editor),
          m_edits(catalogue),
          m_ignored(catalogue, plan_table(), kPlanColumns),
          m_names(storage),
          m_middles(storage) {}

    std::vector<std::string_view> names() const {
        std::vector<std::string_view> out(kPlanColumns.begin(), kPlanColumns.end());
        out.insert(out.end(), kPlaceColumns.begin(), kPlaceColumns.end());
        for (const std::string_view one : m_ignored.names()) out.push_back(one);
        return out;
    }
    Result<std::vector<PlanItem>> items() {
        auto out = KONGDI_TRY(m_storage.plan_items({}));
        for (const PlanItem& one : out)
            if (!may_be_filed_anew(one.standing.state)) m_there.insert(filing_key(one.facts));
        return out;
    }
    void begin(const GivenBack& file) { m_places.emplace(file, kFirstPlace); }
    Result<std::optional<PlanItem>> item_at(const PlanItem& now, std::int64_t version) {
        for (PlanVersion& one : KONGDI_TRY(m_storage.plan_versions(now.id))) {
            if (one.version != version) continue;
            PlanItem out = std::move(one.item);
            out.version = version;
            out.community_name = out.facts.community == now.facts.community
                                     ? now.community_name
                                     : KONGDI_TRY(m_names.of(out.facts.community));
            out.filed_by = now.filed_by;
            out.filed_at_ms = now.filed_at_ms;
            out.changed_at_ms = one.at_ms;
            return std::optional(std::move(out));
        }
        return std::optional<PlanItem>();
    }

    Edit edit(const PlanFacts& before, const GivenRow& row) const {
        return m_edits.of(before, row);
    }
    Edit edit_new(const GivenRow& row) const { return m_edits.of_new(row); }
    Result<void> complete(Edit& edit, const PlanFacts* before) {
        edit.errors = check_plan_facts(edit.facts, m_catalogue);
        if (edit.errors.empty() && !covers(m_editor.scope, edit.facts.community))
            edit.errors.push_back({ErrorCode::AccessDenied, "/community"});
        if (!edit.errors.empty()) return {};
        edit.errors = KONGDI_TRY(missing_references(m_storage, m_editor.scope, edit.facts, before));
        return {};
    }
    void may_change(const PlanItem& now, Edit& edit) const {
        const PlanStep step{.doing = PlanDoing::Change, .facts = edit.facts};
        if (const auto after = after_new_step(now, step, m_editor.role); !after)
            edit.errors.push_back({after.error().code, after.error().path.empty()
                                                           ? std::string("/state")
                                                           : after.error().path});
    }
    void take_new(Edit& edit) {
        if (!m_there.insert(filing_key(edit.facts)).second)
            edit.errors.push_back({ErrorCode::FieldRepeated, "/title"});
    }
    bool is_outside(const PlanItem& now) const {
        return !covers(m_editor.scope, now.facts.community);
    }
    bool is_hidden(const PlanItem& now) const { return is_outside(now); }

    Result<void> note(const GivenRow& row, const PlanItem& now, const PlanFacts& facts) {
        PlanRow after{now, {}};
        after.item.facts = facts;
        after.item.community_name = KONGDI_TRY(m_names.of(facts.community));
        m_ignored.note(row, kFirstIgnored, {now, {}}, &after);
        // Where it lies follows from its space or its community.
        const auto stands = KONGDI_TRY(plan_point(m_storage, now.facts, m_middles));
        note_place(m_moved, *m_places, row, stands);
        return {};
    }
    Result<void> note_new(const GivenRow& row, const PlanFacts& facts) {
        const std::string name = KONGDI_TRY(m_names.of(facts.community));
        m_ignored.note_new(row, kFirstIgnored,
                           {PlanItem{.facts = facts, .community_name = name}, {}});
        return {};
    }
    std::vector<api::ChangeIgnored> noted() const {
        auto out = m_ignored.noted();
        if (m_moved.count > 0) out.push_back(m_moved);
        return out;
    }

    static const std::string& title(const PlanFacts& facts) { return facts.title; }
    static Value tree(const PlanFacts& facts) { return plan_facts_tree(facts); }
    static Step changed(const PlanItem& now, PlanFacts facts) {
        return {now.id, now.version, {.doing = PlanDoing::Change, .facts = std::move(facts)}};
    }
    static Step filed(PlanFacts facts) {
        return {{}, 0, {.doing = PlanDoing::File, .facts = std::move(facts)}};
    }

private:
    static constexpr std::size_t kFirstPlace = kPlanColumns.size();
    static constexpr std::size_t kFirstIgnored = kFirstPlace + kPlaceColumns.size();

    Storage& m_storage;
    const Catalogue& m_catalogue;
    const Editor& m_editor;
    PlanEdits m_edits;
    IgnoredColumns<PlanRow> m_ignored;
    CommunityNames m_names;
    CommunityMiddles m_middles;
    std::optional<GivenPlaces> m_places = {};
    api::ChangeIgnored m_moved = {};
    FilingKeys m_there = {};
};

}  // namespace

Result<PlanChanges> plan_changes(Storage& storage, const Catalogue& catalogue,
                                 const GivenFile& file, const Editor& editor) {
    return GivenWalk(PlanSet(storage, catalogue, editor)).run(file);
}

}  // namespace kongdi::server
