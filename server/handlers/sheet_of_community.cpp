// SPDX-License-Identifier: Apache-2.0
// One community on a few pages: how it stands, its map, what it lacks, what is there and planned.
#include <cmath>

#include "core/codec/plan_codec.hpp"
#include "server/handlers/scope.hpp"
#include "server/handlers/sheets.hpp"

namespace kongdi::server {

namespace {

std::string area_text(const PaperFor& paper, double square_metres) {
    return std::to_string(std::llround(square_metres)) + " " + std::string(paper.text("unit.m2"));
}

class CommunityWriter {
public:
    CommunityWriter(const Catalogue& catalogue, const PaperFor& paper, const CommunityPaper& one)
        : m_catalogue(catalogue), m_paper(paper), m_text(paper.text), m_one(one) {}

    Sheet write(const std::vector<PlanItem>& plan) {
        m_out = sheet_of(m_paper, m_one.run);
        m_out.title = m_one.name;
        m_out.subtitle =
            m_text("sheet.community_of",
                   {{"street", m_one.street.empty() ? "" : m_one.street + " · "},
                    {"code", m_one.code},
                    {"run", m_one.run ? m_one.run->title : std::string(m_text("index.none"))}});
        if (m_one.card) {
            m_out.chip = mark_words(m_paper, m_one.card->index);
            m_out.chip_mark = interval_of(m_one.card->index).mark;
        }
        facts();
        map();
        gaps();
        facilities();
        spaces();
        plan_of(plan);
        quadrants();
        return std::move(m_out);
    }

private:
    void heading(std::string_view key) {
        m_out.blocks.emplace_back(HeadingBlock{std::string(m_text(key))});
    }
    void note(std::string words) { m_out.blocks.emplace_back(WordsBlock{std::move(words), true}); }

    void facts() {
        FactsBlock block;
        const auto add = [&](std::string_view key, std::string value, std::string beside = {}) {
            block.facts.push_back({std::string(m_text(key)), std::move(value), std::move(beside)});
        };
        if (m_one.card && m_one.card->index.has_index) {
            const CommunityIndex& index = m_one.card->index;
            add("index.index", hundredths(index.index),
                m_text("sheet.interval",
                       {{"low", hundredths(index.low)}, {"high", hundredths(index.high)}}));
            add("index.rank",
                m_text("sheet.rank", {{"rank", index.rank}, {"all", m_one.run->ranked}}),
                m_text("sheet.rank_between",
                       {{"best", index.best_rank}, {"worst", index.worst_rank}}));
            add("chart.probability", share_text(index.probability), mark_words(m_paper, index));
            add("index.standard", hundredths(index.standard),
                std::string(m_text("sheet.standard_hint")));
        }
        if (m_one.card) {
            add("index.people", people_text(m_text, m_one.card->people));
            add("index.households", people_text(m_text, m_one.card->households));
        }
        add("sheet.facilities",
            std::to_string(std::ssize(m_one.places.facilities) + m_one.more_facilities));
        add("sheet.spaces", std::to_string(std::ssize(m_one.places.spaces) + m_one.more_spaces));
        m_out.blocks.emplace_back(std::move(block));
        if (m_one.card && !m_one.card->index.has_index) note(std::string(m_text("index.nobody")));
        if (m_one.card && !m_one.card->by_network) note(std::string(m_text("index.no_roads")));
        if (m_one.run && !m_one.card) note(std::string(m_text("sheet.not_in_run")));
    }

    void map() {
        heading("sheet.map");
        ChartBlock block;
        block.body = community_map(m_paper, m_one.code, m_one.box, m_one.map, m_one.places);
        block.address = chart_address(m_paper, "map", {{"community", m_one.code}});
        block.description =
            m_text("chart.map_says", {{"facilities", std::ssize(m_one.places.facilities)},
                                      {"spaces", std::ssize(m_one.places.spaces)}});
        m_out.blocks.emplace_back(std::move(block));
        note(std::string(m_text("chart.map_sketch")) + std::string(m_text("sheet.map_numbers")));
    }

    void gaps() {
        if (!m_one.card) return;
        heading("index.gaps");
        TableBlock table;
        table.columns = {{std::string(m_text("facility.kind")), 2.6},
                         {std::string(m_text("sheet.costs")), 1, Align::Right},
                         {std::string(m_text("sheet.reached")), 1, Align::Right},
                         {std::string(m_text("sheet.unreached")), 1.1, Align::Right},
                         {std::string(m_text("sheet.room")), 1, Align::Right},
                         {std::string(m_text("sheet.gain")), 1.1, Align::Right},
                         {std::string(m_text("sheet.said")), 1.3, Align::Right}};
        for (const api::GapRow& row : m_one.card->services)
            table.rows.push_back({{kind_words(m_paper, m_catalogue, row.kind)},
                                  {hundredths(row.costs)},
                                  {share_text(row.coverage)},
                                  {people_text(m_text, row.unreached)},
                                  {row.required > 0 ? share_text(row.room) : "–"},
                                  {"+" + hundredths(row.by_access)},
                                  {row.satisfaction && row.importance
                                       ? tenths(*row.satisfaction) + " / " + tenths(*row.importance)
                                       : std::string(m_text("sheet.kept_back"))}});
        table.none = m_text("index.nobody");
        m_out.blocks.emplace_back(std::move(table));
        note(std::string(m_text("sheet.gaps_note")));
    }

    void quadrants() {
        if (!m_one.card) return;
        heading("index.quadrants");
        ChartBlock block;
        block.body = quadrant_chart(m_paper, *m_one.card, m_catalogue);
        block.address = chart_address(m_paper, "quadrants",
                                      {{"community", m_one.code}, {"run", m_one.run->id}});
        block.description = m_text("chart.quadrants_hint");
        m_out.blocks.emplace_back(std::move(block));
    }

    void facilities() {
        heading("sheet.facilities");
        TableBlock table;
        table.columns = {{std::string(m_text("sheet.number")), 0.4, Align::Right},
                         {std::string(m_text("facility.name")), 2.4},
                         {std::string(m_text("facility.kind")), 2},
                         {std::string(m_text("sheet.state")), 1.4},
                         {std::string(m_text("sheet.floor_area")), 1, Align::Right}};
        for (std::size_t i = 0; i < m_one.places.facilities.size(); ++i) {
            const Facility& one = m_one.places.facilities[i];
            table.rows.push_back(
                {{std::to_string(i + 1)},
                 {one.facts.name},
                 {kind_words(m_paper, m_catalogue, one.facts.kind)},
                 {std::string(
                     m_text("facility.state." + std::string(facility_state_name(one.state))))},
                 {one.facts.floor_area_m2 ? area_text(m_paper, *one.facts.floor_area_m2) : "–"}});
        }
        table.none = m_text("sheet.no_facilities");
        m_out.blocks.emplace_back(std::move(table));
        if (m_one.more_facilities > 0)
            note(m_text("sheet.more", {{"count", m_one.more_facilities}}));
    }

    void spaces() {
        heading("sheet.spaces");
        TableBlock table;
        table.columns = {{std::string(m_text("sheet.number")), 0.4},
                         {std::string(m_text("sheet.receipt")), 1.3},
                         {std::string(m_text("sheet.type")), 2},
                         {std::string(m_text("sheet.floor_area")), 1.7, Align::Right},
                         {std::string(m_text("sheet.state")), 1}};
        for (std::size_t i = 0; i < m_one.places.spaces.size(); ++i) {
            const Space& one = m_one.places.spaces[i];
            const SpaceType* type = m_catalogue.space_type(one.type);
            std::string area = "–";
            if (one.floor_area)
                area = std::to_string(std::llround(one.floor_area->low_m2)) + "–" +
                       area_text(m_paper, one.floor_area->high_m2);
            table.rows.push_back(
                {{letter_number(i)},
                 {one.receipt},
                 {std::string(type != nullptr ? type->label.in(m_paper.language()) : one.type)},
                 {area},
                 {std::string(m_text("state." + std::string(report_state_name(one.state))))}});
        }
        table.none = m_text("sheet.no_spaces");
        m_out.blocks.emplace_back(std::move(table));
        if (m_one.more_spaces > 0) note(m_text("sheet.more", {{"count", m_one.more_spaces}}));
    }

    void plan_of(const std::vector<PlanItem>& items) {
        heading("plan.page");
        TableBlock table;
        table.columns = {{std::string(m_text("plan.field.title")), 2.4},
                         {std::string(m_text("plan.field.year")), 0.7},
                         {std::string(m_text("sheet.state")), 1.2},
                         {std::string(m_text("plan.field.budget_yuan")), 1.1, Align::Right},
                         {std::string(m_text("plan.field.ends_on")), 1.1, Align::Right},
                         {std::string(m_text("plan.percent")), 0.8, Align::Right}};
        for (const PlanItem& item : items)
            table.rows.push_back(
                {{item.facts.title},
                 {std::to_string(item.facts.year)},
                 {std::string(
                     m_text("plan.state." + std::string(plan_state_name(item.standing.state))))},
                 {item.facts.budget_yuan > 0 ? money_text(m_text, item.facts.budget_yuan) : "–"},
                 {item.facts.ends_on.empty() ? "–" : item.facts.ends_on},
                 {std::to_string(percent_done(item)) + " %"}});
        table.none = m_text("sheet.no_items");
        m_out.blocks.emplace_back(std::move(table));
    }

    const Catalogue& m_catalogue;
    const PaperFor& m_paper;
    const Words& m_text;
    const CommunityPaper& m_one;
    Sheet m_out = {};
};

}  // namespace

Result<Sheet> community_sheet(const Services& services, const Request& request,
                              const PaperFor& paper) {
    const CommunityPaper one = KONGDI_TRY(community_paper(services, request, true));
    std::vector<PlanItem> plan = KONGDI_TRY(
        services.storage.plan_items({.community = one.code, .within = within_scope(request)}));
    std::erase_if(plan,
                  [](const PlanItem& item) { return item.standing.state == PlanState::Removed; });
    return CommunityWriter(services.catalogue, paper, one).write(plan);
}

}  // namespace kongdi::server
