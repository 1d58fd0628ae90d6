// SPDX-License-Identifier: Apache-2.0
#include "core/rules/programme_sums.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "core/model/money.hpp"
#include "core/model/programme_fields.hpp"

namespace kongdi {

namespace {

using S = ProgrammeState;

bool was_submitted(const ProgrammeEntry& entry) {
    return entry.kind == ProgrammeKind::Candidate && !programme_text(entry, "batch").empty() &&
           (entry.state == S::Submitted || entry.state == S::Accepted || entry.state == S::Refused);
}

void count(LeadingShare& share, const ProgrammeEntry& entry) {
    ++share.submitted;
    if (entry.state != S::Accepted) return;
    ++share.accepted;
    if (programme_text(entry, "accepted_type") == "leading") ++share.leading;
}

bool counts_as_award(const ProgrammeEntry& entry) {
    return entry.kind == ProgrammeKind::Award &&
           (entry.state == S::Applied || entry.state == S::Approved || entry.state == S::Paid);
}

bool counts_as_budget(const ProgrammeEntry& entry) {
    return entry.kind == ProgrammeKind::Budget && entry.state == S::Approved;
}

std::int64_t last_year_of(const ProgrammeEntry& entry) {
    const std::int64_t last = programme_whole(entry, "last_year");
    return last == 0 ? programme_whole(entry, "year") : last;
}

void add_award(AwardYears& row, const ProgrammeEntry& award) {
    const std::int64_t yuan = programme_whole(award, "yuan");
    (award.state == S::Applied ? row.asked_yuan : row.promised_yuan) += yuan;
    if (award.state == S::Paid) row.paid_yuan += yuan;
    const std::string name = programme_text(award, "class");
    auto at =
        std::lower_bound(row.classes.begin(), row.classes.end(), name,
                         [](const AwardClass& a, const std::string& b) { return a.name < b; });
    if (at == row.classes.end() || at->name != name) at = row.classes.insert(at, {name, 0, 0});
    ++at->count;
    at->yuan += yuan;
}

}  // namespace

std::vector<LeadingShare> leading_shares(std::span<const ProgrammeEntry> entries) {
    std::map<std::pair<std::string, std::string>, LeadingShare> shares;
    for (const ProgrammeEntry& entry : entries) {
        if (!was_submitted(entry)) continue;
        const std::string batch = programme_text(entry, "batch");
        for (const std::string& district :
             {std::string(), programme_text(entry, "community").substr(0, 6)}) {
            LeadingShare& share = shares[{batch, district}];
            share.batch = batch;
            share.district = district;
            count(share, entry);
        }
    }
    std::vector<LeadingShare> out;
    for (auto& [key, share] : shares) {
        share.permille = permille(share.leading, share.accepted);
        out.push_back(share);
    }
    return out;
}

std::vector<AwardYears> award_years(std::span<const ProgrammeEntry> entries) {
    std::map<std::pair<std::int64_t, std::int64_t>, AwardYears> rows;
    for (const ProgrammeEntry& entry : entries) {
        if (!counts_as_budget(entry)) continue;
        AwardYears& row = rows[{programme_whole(entry, "year"), last_year_of(entry)}];
        (programme_text(entry, "part") == "added" ? row.added_yuan : row.planned_yuan) +=
            programme_whole(entry, "yuan");
    }
    const auto budgets = rows;
    for (const ProgrammeEntry& entry : entries) {
        if (!counts_as_award(entry)) continue;
        const std::int64_t year = programme_whole(entry, "year");
        bool has_budget = false;
        for (const auto& budget : budgets) {
            if (year < budget.first.first || year > budget.first.second) continue;
            has_budget = true;
            add_award(rows[budget.first], entry);
        }
        if (!has_budget) add_award(rows[{year, year}], entry);
    }
    std::vector<AwardYears> out;
    for (auto& [years, row] : rows) {
        row.year = years.first;
        row.last_year = years.second;
        out.push_back(row);
    }
    return out;
}

std::vector<OperationYear> operation_years(std::span<const ProgrammeEntry> entries) {
    std::map<std::int64_t, OperationYear, std::greater<>> years;
    for (const ProgrammeEntry& entry : entries) {
        if (entry.kind != ProgrammeKind::Operation || entry.state == S::Withdrawn) continue;
        for (const Value& one : entry.facts.items("incomes")) {
            OperationYear& year = years[one["year"].int_or(0)];
            ++year.count;
            year.income_yuan += one["income_yuan"].int_or(0);
            year.cost_yuan += one["cost_yuan"].int_or(0);
            year.subsidy_yuan += one["subsidy_yuan"].int_or(0);
        }
    }
    std::vector<OperationYear> out;
    for (auto& [number, year] : years) {
        year.year = number;
        out.push_back(year);
    }
    return out;
}

}  // namespace kongdi
