// SPDX-License-Identifier: Apache-2.0
#include "server/changes/plan_edit.hpp"

#include <algorithm>

#include "server/changes/cell_texts.hpp"

namespace kongdi::server {

namespace {

using C = PlanColumn;

constexpr auto kFirstFund = static_cast<std::size_t>(C::FirstFund);
constexpr auto kSources = static_cast<std::size_t>(FundSource::Count_);
static_assert(kFirstFund + kSources == kPlanColumns.size());

/// One row while it is read.
struct Reading {
    const GivenRow& row;
    const Catalogue& catalogue;
    PlanEdit out = {};

    const std::optional<std::string>& cell(C column) const {
        return row.cells[static_cast<std::size_t>(column)];
    }
    void wrong(ErrorCode code, std::string path) { out.errors.push_back({code, std::move(path)}); }

    /// None when the cell says what stands already, or cannot be read: that is told.
    std::optional<std::int64_t> whole(const std::optional<std::string>& cell, std::int64_t before,
                                      const std::string& path) {
        if (!cell) return std::nullopt;
        const auto said = whole_of_cell(*cell);
        if (!said) {
            wrong(cell->empty() ? ErrorCode::FieldMissing : ErrorCode::FieldType, path);
            return std::nullopt;
        }
        if (*said == before || is_shortened_code(*cell, std::to_string(before)))
            return std::nullopt;
        return said;
    }
    /// An empty cell is no money.
    std::optional<std::int64_t> yuan(const std::optional<std::string>& cell, std::int64_t before,
                                     const std::string& path) {
        if (!cell || !cell->empty()) return whole(cell, before, path);
        return before == 0 ? std::nullopt : std::optional<std::int64_t>(0);
    }
    void text(C column, std::string& field, const char* path) {
        if (!take_text(cell(column), field)) wrong(ErrorCode::FieldFormat, path);
    }
    void code(C column, std::string& field) {
        if (cell(column) && !is_same_code(*cell(column), field)) field = trimmed(*cell(column));
    }

    void year() {
        if (const auto said = whole(cell(C::Year), out.facts.year, "/year")) out.facts.year = *said;
    }
    void kinds() {
        if (!cell(C::Kinds)) return;
        std::vector<std::string> said;
        for (const std::string_view word : words_of_cell(*cell(C::Kinds))) {
            const FacilityKind* kind = catalogue.facility_called(word);
            said.push_back(kind != nullptr ? kind->code : std::string(word));
        }
        // The same in another order is the same.
        if (!std::is_permutation(said.begin(), said.end(), out.facts.kinds.begin(),
                                 out.facts.kinds.end()))
            out.facts.kinds = std::move(said);
    }
    void way() {
        if (!cell(C::Way)) return;
        if (cell(C::Way)->empty()) return out.facts.way.reset();
        const auto said = acquisition_way_from_name(*cell(C::Way));
        if (said)
            out.facts.way = said;
        else
            wrong(ErrorCode::FieldChoice, "/way");
    }
    void day(C column, std::string& field, const char* path) {
        if (!cell(column) || *cell(column) == field) return;
        if (cell(column)->empty()) return field.clear();
        if (auto said = day_of_cell(*cell(column)))
            field = *std::move(said);
        else
            wrong(ErrorCode::FieldFormat, path);
    }
    void fund(FundSource source) {
        std::vector<FundShare>& funds = out.facts.funds;
        const auto share = std::find_if(funds.begin(), funds.end(), [source](const FundShare& one) {
            return one.source == source;
        });
        const bool is_there = share != funds.end();
        const auto said =
            yuan(row.cells[kFirstFund + static_cast<std::size_t>(source)],
                 is_there ? share->yuan : 0, "/funds/" + std::string(fund_source_name(source)));
        if (!said) return;
        if (*said == 0)
            funds.erase(share);  // it was more before
        else if (is_there)
            share->yuan = *said;
        else
            funds.push_back({source, *said});
    }
    void cells() {
        text(C::Title, out.facts.title, "/title");
        year();
        code(C::Community, out.facts.community);
        kinds();
        code(C::Space, out.facts.space);
        way();
        code(C::IndexRun, out.facts.source_index_run);
        text(C::Owner, out.facts.owner, "/owner");
        if (const auto said = yuan(cell(C::Budget), out.facts.budget_yuan, "/budget_yuan"))
            out.facts.budget_yuan = *said;
        for (std::size_t i = 0; i < kSources; ++i) fund(static_cast<FundSource>(i));
        day(C::StartsOn, out.facts.starts_on, "/starts_on");
        day(C::EndsOn, out.facts.ends_on, "/ends_on");
    }
};

}  // namespace

PlanEdit PlanEdits::of(const PlanFacts& before, const GivenRow& row) const {
    Reading reading{row, m_catalogue, {before, {}}};
    reading.cells();
    return std::move(reading.out);
}

PlanEdit PlanEdits::of_new(const GivenRow& row) const {
    Reading reading{row, m_catalogue};
    if (!reading.cell(C::Year)) reading.wrong(ErrorCode::FieldMissing, "/year");
    reading.cells();
    return std::move(reading.out);
}

}  // namespace kongdi::server
