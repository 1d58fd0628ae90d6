// SPDX-License-Identifier: Apache-2.0
// The whole city on a few pages: how its communities stand, which are the lowest tenth, what is
// planned and how far it is.
#include <array>
#include <cmath>

#include "core/api/plan_messages.hpp"
#include "core/codec/plan_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/handlers/index_reading.hpp"
#include "server/handlers/scope.hpp"
#include "server/handlers/sheets.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kPlanStates = static_cast<std::size_t>(PlanState::Count_);
constexpr std::size_t kTimeRows = 14;  // of the line of time: what a page holds

struct CityPaper {
    std::optional<IndexRun> run = {};
    CityIndex index = {};
    std::vector<PlanItem> plan = {};
    std::int64_t facilities = 0;
    std::int64_t spaces = 0;
    bool whole_city = true;
};

class CityWriter {
public:
    CityWriter(const PaperFor& paper, const CityPaper& city)
        : m_paper(paper), m_text(paper.text), m_city(city) {}

    Sheet write() {
        m_out = sheet_of(m_paper, m_city.run);
        m_out.title = m_text("sheet.city_title", {{"city", m_paper.city}});
        m_out.subtitle = m_city.run ? m_city.run->title : std::string(m_text("index.none"));
        facts();
        ranking();
        plan();
        return std::move(m_out);
    }

private:
    void heading(std::string words) { m_out.blocks.emplace_back(HeadingBlock{std::move(words)}); }
    void note(std::string words) { m_out.blocks.emplace_back(WordsBlock{std::move(words), true}); }

    void facts() {
        FactsBlock block;
        const auto add = [&](std::string_view key, std::string value, std::string beside = {}) {
            block.facts.push_back({std::string(m_text(key)), std::move(value), std::move(beside)});
        };
        if (m_city.run) {
            add("index.ranked", std::to_string(m_city.run->ranked));
            add("index.mean", hundredths(m_city.run->mean));
            add("index.on_plan", std::to_string(m_city.run->bottom));
            add("index.unsure", std::to_string(m_city.run->survey_first));
        }
        add("sheet.facilities", std::to_string(m_city.facilities));
        add("sheet.spaces", std::to_string(m_city.spaces));
        std::int64_t budget = 0;
        for (const PlanItem& item : m_city.plan) budget += item.facts.budget_yuan;
        add("plan.items", std::to_string(m_city.plan.size()));
        add("plan.field.budget_yuan", money_text(m_text, budget));
        m_out.blocks.emplace_back(std::move(block));
        if (!m_city.whole_city) note(std::string(m_text("sheet.own_part")));
    }

    void ranking() {
        heading(std::string(m_text("index.distribution")));
        const std::string run = m_city.run ? m_city.run->id : std::string();
        ChartBlock block;
        block.body = distribution_chart(m_paper, m_city.index);
        block.address = chart_address(m_paper, "distribution", {{"run", run}});
        block.description = m_text("index.distribution_says",
                                   {{"count", std::ssize(lowest_first(m_city.index, false))},
                                    {"bottom", m_city.index.bottom},
                                    {"cut", hundredths(m_city.index.cut)}});
        m_out.blocks.emplace_back(std::move(block));
        const std::vector<const CommunityIndex*> low = lowest_first(m_city.index, true);
        heading(m_text("sheet.lowest", {{"count", std::ssize(low)}}));
        TableBlock table;
        table.axis = axis_of(low, m_city.index);
        table.columns = {{std::string(m_text("index.rank")), 0.5, Align::Right},
                         {std::string(m_text("sheet.community")), 2},
                         {std::string(m_text("index.index")), 0.7, Align::Right},
                         {m_text("sheet.interval_from", {{"from", std::lround(table.axis.from)},
                                                         {"to", std::lround(table.axis.to)}}),
                          2.4},
                         {std::string(m_text("chart.probability")), 1, Align::Right},
                         {std::string(m_text("index.place")), 1.2}};
        for (const CommunityIndex* one : low)
            table.rows.push_back(
                {{std::to_string(one->rank)},
                 {one->name},
                 {hundredths(one->index)},
                 {m_text("index.interval",
                         {{"low", hundredths(one->low)}, {"high", hundredths(one->high)}}),
                  interval_of(*one)},
                 {share_text(one->probability)},
                 {mark_words(m_paper, *one), std::nullopt, interval_of(*one).mark}});
        table.none = m_text("chart.no_communities");
        m_out.blocks.emplace_back(std::move(table));
        if (!low.empty()) note(std::string(m_text("chart.ranking_note")));
    }

    void plan() {
        heading(std::string(m_text("sheet.plan_by_state")));
        struct Sum {
            std::int64_t items = 0, budget = 0, funded = 0, spent = 0;
        };
        std::array<Sum, kPlanStates> sums{};
        for (const PlanItem& item : m_city.plan) {
            Sum& sum = sums[static_cast<std::size_t>(item.standing.state)];
            ++sum.items;
            sum.budget += item.facts.budget_yuan;
            sum.funded += funded_yuan(item.facts);
            sum.spent += spent_yuan(item);
        }
        TableBlock table;
        table.columns = money_columns("sheet.state");
        for (std::size_t i = 0; i < kPlanStates; ++i)
            if (sums[i].items > 0)
                table.rows.push_back(
                    {{std::string(m_text("plan.state." +
                                         std::string(plan_state_name(static_cast<PlanState>(i)))))},
                     {std::to_string(sums[i].items)},
                     {money_text(m_text, sums[i].budget)},
                     {money_text(m_text, sums[i].funded)},
                     {money_text(m_text, sums[i].spent)}});
        table.none = m_text("sheet.no_items");
        m_out.blocks.emplace_back(std::move(table));
        if (m_city.plan.empty()) return;
        TableBlock years;
        years.columns = money_columns("plan.field.year");
        for (const api::PlanYear& year : api::plan_years(m_city.plan))
            years.rows.push_back({{std::to_string(year.year)},
                                  {std::to_string(year.items)},
                                  {money_text(m_text, year.budget_yuan)},
                                  {money_text(m_text, year.funded_yuan)},
                                  {money_text(m_text, year.spent_yuan)}});
        m_out.blocks.emplace_back(std::move(years));
        heading(std::string(m_text("plan.time_line")));
        const std::size_t shown = std::min(kTimeRows, m_city.plan.size());
        ChartBlock block;
        block.body = time_line_chart(m_paper, std::span(m_city.plan).first(shown));
        block.address = chart_address(m_paper, "plan", {{"rows", std::to_string(shown)}});
        block.description = m_text("chart.items_of", {{"count", static_cast<std::int64_t>(shown)},
                                                      {"all", std::ssize(m_city.plan)}});
        const std::string said = block.description;
        m_out.blocks.emplace_back(std::move(block));
        note(said);
    }

    std::vector<TableColumn> money_columns(std::string_view first) const {
        return {{std::string(m_text(first)), 1.4},
                {std::string(m_text("plan.items")), 0.8, Align::Right},
                {std::string(m_text("plan.field.budget_yuan")), 1.2, Align::Right},
                {std::string(m_text("plan.funded")), 1.2, Align::Right},
                {std::string(m_text("plan.spent")), 1.2, Align::Right}};
    }

    const PaperFor& m_paper;
    const Words& m_text;
    const CityPaper& m_city;
    Sheet m_out = {};
};

}  // namespace

Result<Sheet> city_sheet(const Services& services, const Request& request, const PaperFor& paper) {
    CityPaper city;
    const auto within = within_scope(request);
    city.whole_city = sees_whole_city(request);
    city.run = KONGDI_TRY(index_run_asked(services, std::string(request.parameter("run"))));
    if (city.run) city.index = KONGDI_TRY(index_result_of(services, city.run->id, within));
    city.plan = KONGDI_TRY(services.storage.plan_items({.within = within}));
    std::erase_if(city.plan,
                  [](const PlanItem& item) { return item.standing.state == PlanState::Removed; });
    FacilityQuery facilities{.within = within};
    facilities.limit = 1;
    city.facilities = KONGDI_TRY(services.storage.facilities(facilities)).total;
    api::SpaceQuery spaces;
    spaces.filter.states = open_states();
    spaces.within = within;
    spaces.limit = 1;
    city.spaces = KONGDI_TRY(services.storage.spaces(spaces)).total;
    return CityWriter(paper, city).write();
}

}  // namespace kongdi::server
