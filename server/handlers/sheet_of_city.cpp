// SPDX-License-Identifier: Apache-2.0
// The whole city on a few pages: how its communities stand, on a map and by number, which are the
// lowest tenth, what is lacking most, which spaces lie idle, what is planned and how far it is.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/api/plan_messages.hpp"
#include "core/codec/plan_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/handlers/city_paper.hpp"
#include "server/handlers/sheets.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kPlanStates = static_cast<std::size_t>(PlanState::Count_);
constexpr std::size_t kGapRows = 15;   // the most costly
constexpr std::size_t kTimeRows = 14;  // of the line of time: what a page holds

class CityWriter {
public:
    CityWriter(const Catalogue& catalogue, const PaperFor& paper, const CityPaper& city)
        : m_catalogue(catalogue), m_paper(paper), m_text(paper.text), m_city(city) {}

    Sheet write() {
        m_out = sheet_of(m_paper, m_city.run);
        m_out.title = m_text("sheet.city_title", {{"city", m_paper.city}});
        m_out.subtitle = m_city.run ? m_city.run->title : std::string(m_text("index.none"));
        facts();
        map();
        ranking();
        gaps();
        spaces();
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
        std::int64_t spaces = 0;
        for (const CitySpaces& one : m_city.spaces) spaces += one.all();
        add("sheet.spaces", std::to_string(spaces));
        std::int64_t budget = 0;
        for (const PlanItem& item : m_city.plan) budget += item.facts.budget_yuan;
        add("plan.items", std::to_string(m_city.plan.size()));
        add("plan.field.budget_yuan", money_text(m_text, budget));
        m_out.blocks.emplace_back(std::move(block));
        if (!m_city.whole_city) note(std::string(m_text("sheet.own_part")));
    }

    void map() {
        heading(std::string(m_text("chart.city_map")));
        ChartBlock block;
        block.body = city_map(m_paper, m_city.index, m_city.outlines);
        block.address = chart_address(m_paper, "city_map",
                                      {{"run", m_city.run ? m_city.run->id : std::string()}});
        block.description = city_map_says(m_paper, m_city.index);
        m_out.blocks.emplace_back(std::move(block));
        note(std::string(m_text("chart.map_sketch")));
    }

    void gaps() {
        heading(std::string(m_text("index.gaps")));
        TableBlock table;
        table.columns = {{std::string(m_text("facility.kind")), 2.4},
                         {std::string(m_text("sheet.costs")), 1, Align::Right},
                         {std::string(m_text("sheet.reached")), 1, Align::Right},
                         {std::string(m_text("sheet.unreached")), 1.1, Align::Right},
                         {std::string(m_text("sheet.gain")), 1.1, Align::Right},
                         {std::string(m_text("sheet.worst_in")), 1.5, Align::Right}};
        for (const CityGap& one :
             std::span(m_city.gaps).first(std::min(kGapRows, m_city.gaps.size())))
            table.rows.push_back({{kind_words(m_paper, m_catalogue, one.kind)},
                                  {hundredths(one.costs)},
                                  {share_text(1 - one.unreached / one.need)},
                                  {people_text(m_text, one.unreached)},
                                  {"+" + hundredths(one.by_access)},
                                  {std::to_string(one.worst_in)}});
        table.none = m_text("chart.no_communities");
        const bool any = !table.rows.empty();
        m_out.blocks.emplace_back(std::move(table));
        if (any) note(std::string(m_text("sheet.city_gaps_note")));
    }

    /// A row a type, a column for each state that there is.
    void spaces() {
        heading(std::string(m_text("sheet.spaces")));
        std::vector<std::size_t> states;
        for (const ReportState state : open_states())
            if (std::any_of(m_city.spaces.begin(), m_city.spaces.end(), [&](const auto& one) {
                    return one.counts[static_cast<std::size_t>(state)] > 0;
                }))
                states.push_back(static_cast<std::size_t>(state));
        TableBlock table;
        table.columns = {{std::string(m_text("sheet.type")), 2.4}};
        for (const std::size_t state : states)
            table.columns.push_back(
                {std::string(m_text(
                     "state." + std::string(report_state_name(static_cast<ReportState>(state))))),
                 1, Align::Right});
        table.columns.push_back({std::string(m_text("chart.all")), 0.8, Align::Right});
        for (const CitySpaces& one : m_city.spaces) {
            const SpaceType* type = m_catalogue.space_type(one.type);
            auto& row = table.rows.emplace_back();
            row.push_back(
                {std::string(type != nullptr ? type->label.in(m_paper.language()) : one.type)});
            for (const std::size_t state : states)
                row.push_back({std::to_string(one.counts[state])});
            row.push_back({std::to_string(one.all())});
        }
        table.none = m_text("sheet.no_spaces");
        m_out.blocks.emplace_back(std::move(table));
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

    const Catalogue& m_catalogue;
    const PaperFor& m_paper;
    const Words& m_text;
    const CityPaper& m_city;
    Sheet m_out = {};
};

}  // namespace

Result<Sheet> city_sheet(const Services& services, const Request& request, const PaperFor& paper) {
    const CityPaper city = KONGDI_TRY(city_paper(services, request));
    return CityWriter(services.catalogue, paper, city).write();
}

}  // namespace kongdi::server
