// SPDX-License-Identifier: Apache-2.0
// The way through a file that is given back, whichever register it is of. A row is
// - unchanged when it says what was exported, even if somebody changed the subject since, and when
//   it says what stands now;
// - a conflict when it was edited and the subject is no longer at the version of the row;
// - refused when it may not be or cannot be what it says, with each field;
// - else a change, or a filing when it has no id.
// What is not in the file stays as it is.
#pragma once

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/id.hpp"
#include "server/changes/cell_texts.hpp"
#include "server/changes/change_rows.hpp"
#include "server/changes/given_set.hpp"

namespace kongdi::server {

/// Columns by which any row is held to what stands.
inline constexpr std::array<std::string_view, 2> kRowColumns{"id", "version"};

/// A register as the walk asks for it. `Set` has
///   Item (id, version, facts), Edit (facts, errors) and Step;
///   kName of the data set; kTitle, the place of what a row is called by among names();
///   names(): the columns it reads, kRowColumns first;
///   items(): all that are there; begin(file): before the first row;
///   item_at(item, version): what it was then, none when there was no such version;
///   edit(facts, row), edit_new(row): with what the row has instead;
///   complete(edit, facts before or null): the checks of any change and filing;
///   may_change(item, edit), take_new(edit): of this change; of a filing, that it is not there yet;
///   is_outside(item): whether whoever gives the file back may not change it;
///   is_hidden(item): whether they may not even know what it says;
///   note(row, item, facts), note_new(row, facts): what is passed over; noted(): all of it;
///   title(facts), tree(facts); changed(item, facts) and filed(facts): what does it.
template <class Set>
class GivenWalk {
public:
    using Item = typename Set::Item;
    using Edit = typename Set::Edit;
    using Changes = GivenChanges<typename Set::Step>;

    explicit GivenWalk(Set set) : m_set(std::move(set)) {}

    /// Errors are of the whole file: those of GivenBack and is_of_set(); field_range (/file) for
    /// more differences than can be shown.
    Result<Changes> run(const GivenFile& given) {
        GivenBack file =
            KONGDI_TRY(GivenBack::open(given.name, given.bytes, m_set.names(), kRowColumns));
        KONGDI_CHECK(is_of_set(file, Set::kName));
        KONGDI_CHECK(file.complete());
        m_items = KONGDI_TRY(m_set.items());
        for (std::size_t i = 0; i < m_items.size(); ++i) m_by_id.emplace(m_items[i].id, i);
        m_set.begin(file);
        KONGDI_CHECK(find_repeated(file));
        GivenRow row;
        while (KONGDI_TRY(file.next(row))) KONGDI_CHECK(take(row));
        Changes out;
        auto noted = m_set.noted();
        if (const auto had = file.rows_had()) noted.push_back({std::string(kCountMark), *had, {}});
        out.report = KONGDI_TRY(m_rows.finish(file, given.bytes, std::move(noted)));
        out.steps = std::move(m_filings);
        std::move(m_changes.begin(), m_changes.end(), std::back_inserter(out.steps));
        return out;
    }

private:
    static std::string_view cell(const GivenRow& row, std::size_t column) {
        return row.cells[column] ? std::string_view(*row.cells[column]) : std::string_view();
    }

    /// Of two rows with one id nobody knows which is meant.
    Result<void> find_repeated(GivenBack& file) {
        std::set<std::string, std::less<>> seen;
        GivenRow row;
        while (KONGDI_TRY(file.next(row)))
            if (const auto id = cell(row, 0); !id.empty() && !seen.emplace(id).second)
                m_repeated.emplace(id);
        file.rewind();
        return {};
    }

    Result<void> take(const GivenRow& row) {
        m_rows.begin_row();
        if (row.fault) return refuse(row, {*row.fault});
        const std::string id(cell(row, 0));
        if (id.empty()) return take_new(row);
        if (!is_uuid_v7(id)) return refuse(row, {{ErrorCode::FieldFormat, "/id"}});
        if (m_repeated.contains(id)) return refuse(row, {{ErrorCode::FieldRepeated, "/id"}});
        const auto known = m_by_id.find(id);
        if (known == m_by_id.end()) return refuse(row, {{ErrorCode::NotFound, "/id"}});
        return take_known(row, m_items[known->second]);
    }

    Result<void> take_known(const GivenRow& row, const Item& now) {
        if (m_set.is_hidden(now)) return refuse(row, {kOutside});
        const std::string_view said = cell(row, 1);
        if (said.empty()) return refuse(row, {{ErrorCode::FieldMissing, "/version"}});
        const auto version = whole_of_cell(said);
        if (!version) return refuse(row, {{ErrorCode::FieldType, "/version"}});
        if (*version < 1 || *version > now.version)
            return refuse(row, {{ErrorCode::FieldRange, "/version"}});
        if (*version < now.version) return take_old(row, *version, now);
        Edit edit = m_set.edit(now.facts, row);
        KONGDI_CHECK(m_set.note(row, now, edit.facts));
        if (edit.errors.empty() && edit.facts == now.facts) return unchanged();
        if (m_set.is_outside(now)) return refuse(row, {kOutside});
        if (edit.errors.empty()) KONGDI_CHECK(m_set.complete(edit, &now.facts));
        if (edit.errors.empty()) m_set.may_change(now, edit);
        if (!edit.errors.empty()) return refuse(row, edit.errors);
        m_rows.add({.kind = api::ChangeKind::Changed,
                    .row = row.number,
                    .id = now.id,
                    .name = Set::title(now.facts),
                    .version = now.version,
                    .fields = changed_fields(Set::tree(now.facts), Set::tree(edit.facts))});
        m_changes.push_back(Set::changed(now, std::move(edit.facts)));
        return {};
    }

    /// Something was done to it since the file was exported.
    Result<void> take_old(const GivenRow& row, std::int64_t version, const Item& now) {
        const auto then = KONGDI_TRY(m_set.item_at(now, version));
        if (!then) return refuse(row, {{ErrorCode::FieldRange, "/version"}});
        const Edit edit = m_set.edit(then->facts, row);
        KONGDI_CHECK(m_set.note(row, *then, edit.facts));
        if (edit.errors.empty() && edit.facts == then->facts) return unchanged();
        // Given back twice, or two who put the same mistake right.
        const Edit against_now = m_set.edit(now.facts, row);
        if (against_now.errors.empty() && against_now.facts == now.facts) return unchanged();
        if (m_set.is_outside(now)) return refuse(row, {kOutside});
        if (!edit.errors.empty()) return refuse(row, edit.errors);
        api::ChangeRow conflict{
            .kind = api::ChangeKind::Conflict,
            .row = row.number,
            .id = now.id,
            .name = Set::title(now.facts),
            .version = version,
            .now_version = now.version,
            .fields = changed_fields(Set::tree(then->facts), Set::tree(edit.facts))};
        const Value stands = Set::tree(now.facts);
        for (api::ChangeField& field : conflict.fields) field.now = stands[field.field];
        m_rows.add(std::move(conflict));
        return {};
    }

    Result<void> take_new(const GivenRow& row) {
        Edit edit = m_set.edit_new(row);
        if (edit.errors.empty()) KONGDI_CHECK(m_set.complete(edit, nullptr));
        if (edit.errors.empty()) m_set.take_new(edit);
        if (!edit.errors.empty()) {
            m_rows.refuse(row, {}, Set::title(edit.facts), edit.errors);
            return {};
        }
        KONGDI_CHECK(m_set.note_new(row, edit.facts));
        m_rows.add({.kind = api::ChangeKind::Filed,
                    .row = row.number,
                    .name = Set::title(edit.facts),
                    .fields = filed_fields(Set::tree(edit.facts))});
        m_filings.push_back(Set::filed(std::move(edit.facts)));
        return {};
    }

    Result<void> unchanged() {
        m_rows.unchanged();
        return {};
    }
    Result<void> refuse(const GivenRow& row, const Errors& errors) {
        m_rows.refuse(row, cell(row, 0), cell(row, Set::kTitle), errors);
        return {};
    }

    inline static const Error kOutside{ErrorCode::AccessDenied, "/community", {}};

    Set m_set;
    std::vector<Item> m_items = {};
    std::unordered_map<std::string, std::size_t> m_by_id = {};
    std::set<std::string, std::less<>> m_repeated = {};
    ChangeRows m_rows = {};
    std::vector<typename Set::Step> m_filings = {};
    std::vector<typename Set::Step> m_changes = {};
};

}  // namespace kongdi::server
