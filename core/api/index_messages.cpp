// SPDX-License-Identifier: Apache-2.0
#include "core/api/index_messages.hpp"

#include "core/base/time.hpp"

namespace kongdi::api {

namespace {

template <class T>
Value or_null(const std::optional<T>& value) {
    return value ? Value(*value) : Value();
}

std::optional<double> number_of(const Value& value) {
    return value.is_number() ? std::optional(value.number_or(0)) : std::nullopt;
}

GapRow gap_row(const CityInput& city, const CommunityInput& community, const ServiceGap& gap) {
    const Service& service = community.services[gap.kind];
    GapRow out;
    out.kind = city.kinds[gap.kind].code;
    out.weight = gap.score.weight;
    out.points = gap.score.points;
    out.costs = gap.costs;
    out.by_reach = gap.by_reach;
    out.by_room = gap.by_room;
    out.by_access = gap.by_access;
    out.by_content = gap.by_content;
    out.coverage = gap.score.access.coverage;
    out.strict_coverage = service.need > 0 ? service.strictly_reached / service.need : 0;
    if (service.buildings > 0)
        out.building_coverage =
            static_cast<double>(service.buildings_reached) / static_cast<double>(service.buildings);
    out.room = gap.score.access.room;
    out.content = gap.score.satisfaction.value;
    out.need = service.need;
    out.unreached = gap.unreached;
    out.supplied = service.supplied;
    out.required = service.required;
    out.satisfaction = gap.satisfaction;
    out.importance = gap.importance;
    out.quadrant = gap.quadrant;
    return out;
}

Value gap_tree(const GapRow& row) {
    Value out = Value::map({{"kind", row.kind},
                            {"weight", row.weight},
                            {"points", row.points},
                            {"costs", row.costs},
                            {"by_reach", row.by_reach},
                            {"by_room", row.by_room},
                            {"by_access", row.by_access},
                            {"by_content", row.by_content},
                            {"coverage", row.coverage},
                            {"strict_coverage", row.strict_coverage},
                            {"building_coverage", or_null(row.building_coverage)},
                            {"room", row.room},
                            {"content", row.content},
                            {"need", row.need},
                            {"unreached", row.unreached},
                            {"supplied", row.supplied},
                            {"required", row.required},
                            {"satisfaction", or_null(row.satisfaction)},
                            {"importance", or_null(row.importance)}});
    if (row.quadrant) out.set("quadrant", quadrant_name(*row.quadrant));
    return out;
}

GapRow gap_of_tree(const Value& tree) {
    GapRow out;
    out.kind = tree.text("kind");
    out.weight = tree["weight"].number_or(0);
    out.points = tree["points"].number_or(0);
    out.costs = tree["costs"].number_or(0);
    out.by_reach = tree["by_reach"].number_or(0);
    out.by_room = tree["by_room"].number_or(0);
    out.by_access = tree["by_access"].number_or(0);
    out.by_content = tree["by_content"].number_or(0);
    out.coverage = tree["coverage"].number_or(0);
    out.strict_coverage = tree["strict_coverage"].number_or(0);
    out.building_coverage = number_of(tree["building_coverage"]);
    out.room = tree["room"].number_or(0);
    out.content = tree["content"].number_or(0);
    out.need = tree["need"].number_or(0);
    out.unreached = tree["unreached"].number_or(0);
    out.supplied = tree["supplied"].number_or(0);
    out.required = tree["required"].number_or(0);
    out.satisfaction = number_of(tree["satisfaction"]);
    out.importance = number_of(tree["importance"]);
    out.quadrant = quadrant_from_name(tree["quadrant"].string_or(""));
    return out;
}

}  // namespace

Value index_run_tree(const IndexRun& run) {
    Value out = Value::map({{"id", run.id},
                            {"number", run.number},
                            {"state", index_run_state_name(run.state)},
                            {"title", run.title},
                            {"wave", run.wave},
                            {"document_sha256", run.document_sha256},
                            {"result_sha256", run.result_sha256},
                            {"ranked", run.ranked},
                            {"bottom", run.bottom},
                            {"survey_first", run.survey_first},
                            {"mean", run.mean},
                            {"by", run.by},
                            {"made_at", format_time(run.made_at_ms)}});
    if (run.published_at_ms) out.set("published_at", format_time(*run.published_at_ms));
    return out;
}

Result<IndexRun> index_run_of(const Value& tree) {
    IndexRun out;
    out.id = tree.text("id");
    if (out.id.empty()) return Error{ErrorCode::FieldMissing, "/id"};
    const auto state = index_run_state_from_name(tree["state"].string_or(""));
    if (!state) return Error{ErrorCode::FieldChoice, "/state"};
    out.state = *state;
    out.number = tree["number"].int_or(0);
    out.title = tree.text("title");
    out.wave = tree.text("wave");
    out.document_sha256 = tree.text("document_sha256");
    out.result_sha256 = tree.text("result_sha256");
    out.ranked = tree["ranked"].int_or(0);
    out.bottom = tree["bottom"].int_or(0);
    out.survey_first = tree["survey_first"].int_or(0);
    out.mean = tree["mean"].number_or(0);
    out.by = tree.text("by");
    out.made_at_ms = parse_time(tree["made_at"].string_or("")).value_or(0);
    if (const auto at = parse_time(tree["published_at"].string_or(""))) out.published_at_ms = *at;
    return out;
}

Result<std::vector<IndexRun>> index_run_list_of(const Value& tree) {
    if (tree["runs"].if_list() == nullptr) return Error{ErrorCode::FieldMissing, "/runs"};
    std::vector<IndexRun> out;
    for (const Value& row : tree.items("runs")) out.push_back(KONGDI_TRY(index_run_of(row)));
    return out;
}

Result<IndexRunCard> index_run_card_of(const Value& tree) {
    IndexRunCard out;
    out.run = KONGDI_TRY(index_run_of(tree["run"]));
    Result<CityIndex> index = city_index_of(tree["index"]);
    if (!index) return index.error();
    out.index = *std::move(index);
    for (const Value& code : tree.items("straight")) out.straight.emplace_back(code.string_or(""));
    return out;
}

CommunityCard community_card(const IndexRun& run, const FrozenRun& frozen, std::size_t community,
                             const CommunityIndex& index) {
    const CommunityInput& input = frozen.city.communities[community];
    const CommunityGaps gaps = gaps_of(frozen.city, community, frozen.settings);
    CommunityCard out;
    out.run = run;
    out.index = index;
    out.people = input.people;
    out.households = input.households;
    out.by_network = input.by_network;
    for (const ServiceGap& gap : gaps.services)
        out.services.push_back(gap_row(frozen.city, input, gap));
    out.axes = gaps.axes;
    return out;
}

Value community_card_tree(const CommunityCard& card) {
    CityIndex one;
    one.communities.push_back(card.index);
    Value services = Value::list();
    for (const GapRow& row : card.services) services.push(gap_tree(row));
    Value out = Value::map({{"run", index_run_tree(card.run)},
                            {"index", city_index_tree(one)},
                            {"people", card.people},
                            {"households", card.households},
                            {"by_network", card.by_network},
                            {"services", std::move(services)}});
    if (card.axes)
        out.set("axes", Value::map({{"satisfaction", card.axes->satisfaction},
                                    {"importance", card.axes->importance}}));
    return out;
}

Result<CommunityCard> community_card_of(const Value& tree) {
    CommunityCard out;
    out.run = KONGDI_TRY(index_run_of(tree["run"]));
    Result<CityIndex> index = city_index_of(tree["index"]);
    if (!index) return index.error();
    if (index->communities.size() != 1) return Error{ErrorCode::FieldFormat, "/index"};
    out.index = index->communities.front();
    out.people = tree["people"].number_or(0);
    out.households = tree["households"].number_or(0);
    out.by_network = tree["by_network"].bool_or(true);
    for (const Value& row : tree.items("services")) out.services.push_back(gap_of_tree(row));
    if (const Value& axes = tree["axes"]; !axes.is_null())
        out.axes = QuadrantAxes{axes["satisfaction"].number_or(0), axes["importance"].number_or(0)};
    return out;
}

Value changes_card_tree(const ChangesCard& card) {
    Value rows = Value::list();
    for (const IndexChange& one : card.changes)
        rows.push(Value::map({{"code", one.code},
                              {"name", one.name},
                              {"has_both", one.has_both},
                              {"before", one.before},
                              {"after", one.after},
                              {"by_access", one.by_access},
                              {"by_content", one.by_content},
                              {"by_settings", one.by_settings},
                              {"moved_most", one.moved_most}}));
    return Value::map({{"before", index_run_tree(card.before)},
                       {"after", index_run_tree(card.after)},
                       {"communities", std::move(rows)}});
}

Result<ChangesCard> changes_card_of(const Value& tree) {
    ChangesCard out;
    out.before = KONGDI_TRY(index_run_of(tree["before"]));
    out.after = KONGDI_TRY(index_run_of(tree["after"]));
    for (const Value& row : tree.items("communities"))
        out.changes.push_back({row.text("code"), row.text("name"), row["has_both"].bool_or(false),
                               row["before"].number_or(0), row["after"].number_or(0),
                               row["by_access"].number_or(0), row["by_content"].number_or(0),
                               row["by_settings"].number_or(0), row.text("moved_most")});
    return out;
}

}  // namespace kongdi::api
