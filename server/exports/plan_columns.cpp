// SPDX-License-Identifier: Apache-2.0
#include "server/exports/plan_columns.hpp"

#include <array>

namespace kongdi::server {

namespace {

using R = PlanRow;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

void put_text(S& out, std::string_view words) {
    if (words.empty())
        out.none();
    else
        out.text(words);
}

void put_time(S& out, std::int64_t at_ms) {
    if (at_ms == 0)
        out.none();
    else
        out.time(at_ms);
}

template <FundSource Source>
void put_fund(const R& row, const L&, S& out) {
    std::int64_t yuan = 0;
    for (const FundShare& share : row.item.facts.funds)
        if (share.source == Source) yuan += share.yuan;
    out.whole(yuan);
}

template <double Wgs84Point::*Member>
void put_degrees(const R& row, const L&, S& out) {
    if (row.point)
        out.degrees((*row.point).*Member);
    else
        out.none();
}

std::vector<std::string_view> kinds_of(const R& row, const Labels* labels) {
    std::vector<std::string_view> out;
    for (const std::string& kind : row.item.facts.kinds)
        out.push_back(labels != nullptr ? labels->facility_kind(kind) : std::string_view(kind));
    return out;
}

constexpr std::array<Column<PlanRow>, 36> kColumns{{
    {{"id", T::Code, "", C::None, "export.plan.id"},
     [](const R& r, const L&, S& out) { out.plain(r.item.id); }},
    {{"year", T::Whole, "", C::None, "export.plan.year"},
     [](const R& r, const L&, S& out) { out.whole(r.item.facts.year); }},
    {{"title", T::Text, "", C::None, "export.plan.title"},
     [](const R& r, const L&, S& out) { out.text(r.item.facts.title); }},
    {{"state", T::Code, "", C::PlanState, "export.plan.state"},
     [](const R& r, const L&, S& out) { out.plain(plan_state_name(r.item.standing.state)); }},
    {{"state_label", T::Text, "", C::None, "export.any.state_label"},
     [](const R& r, const L& l, S& out) {
         out.plain(l.words()("plan.state." + std::string(plan_state_name(r.item.standing.state))));
     }},
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     [](const R& r, const L&, S& out) { put_code(out, r.item.facts.community); }},
    {{"community_name", T::Text, "", C::None, "export.any.community_name"},
     [](const R& r, const L&, S& out) { put_text(out, r.item.community_name); }},
    {{"lon", T::Degrees, "degree", C::None, "export.plan.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.plan.lat"}, put_degrees<&Wgs84Point::lat>},
    {{"kinds", T::List, "", C::FacilityKind, "export.plan.kinds"},
     [](const R& r, const L&, S& out) { out.list(kinds_of(r, nullptr)); }},
    {{"kinds_label", T::List, "", C::None, "export.plan.kinds_label"},
     [](const R& r, const L& l, S& out) { out.list(kinds_of(r, &l)); }},
    {{"space_id", T::Code, "", C::None, "export.plan.space_id"},
     [](const R& r, const L&, S& out) { put_code(out, r.item.facts.space); }},
    {{"way", T::Code, "", C::AcquisitionWay, "export.plan.way"},
     [](const R& r, const L&, S& out) {
         put_code(out,
                  r.item.facts.way ? acquisition_way_name(*r.item.facts.way) : std::string_view());
     }},
    {{"owner", T::Text, "", C::None, "export.plan.owner"},
     [](const R& r, const L&, S& out) { put_text(out, r.item.facts.owner); }},
    {{"budget_yuan", T::Whole, "yuan", C::None, "export.plan.budget_yuan"},
     [](const R& r, const L&, S& out) { out.whole(r.item.facts.budget_yuan); }},
    {{"funded_yuan", T::Whole, "yuan", C::None, "export.plan.funded_yuan"},
     [](const R& r, const L&, S& out) { out.whole(funded_yuan(r.item.facts)); }},
    {{"fund_state_yuan", T::Whole, "yuan", C::None, "export.plan.fund_state_yuan"},
     put_fund<FundSource::State>},
    {{"fund_city_yuan", T::Whole, "yuan", C::None, "export.plan.fund_city_yuan"},
     put_fund<FundSource::City>},
    {{"fund_district_yuan", T::Whole, "yuan", C::None, "export.plan.fund_district_yuan"},
     put_fund<FundSource::District>},
    {{"fund_owners_yuan", T::Whole, "yuan", C::None, "export.plan.fund_owners_yuan"},
     put_fund<FundSource::Owners>},
    {{"fund_company_yuan", T::Whole, "yuan", C::None, "export.plan.fund_company_yuan"},
     put_fund<FundSource::Company>},
    {{"fund_other_yuan", T::Whole, "yuan", C::None, "export.plan.fund_other_yuan"},
     put_fund<FundSource::Other>},
    {{"spent_yuan", T::Whole, "yuan", C::None, "export.plan.spent_yuan"},
     [](const R& r, const L&, S& out) { out.whole(spent_yuan(r.item)); }},
    {{"percent_done", T::Whole, "percent", C::None, "export.plan.percent_done"},
     [](const R& r, const L&, S& out) { out.whole(percent_done(r.item)); }},
    {{"starts_on", T::Date, "", C::None, "export.plan.starts_on"},
     [](const R& r, const L&, S& out) { put_date(out, r.item.facts.starts_on); }},
    {{"ends_on", T::Date, "", C::None, "export.plan.ends_on"},
     [](const R& r, const L&, S& out) { put_date(out, r.item.facts.ends_on); }},
    {{"carried_from_year", T::Whole, "", C::None, "export.plan.carried_from_year"},
     [](const R& r, const L&, S& out) { put_whole(out, r.item.carried_from_year); }},
    {{"index_run_id", T::Code, "", C::None, "export.plan.index_run_id"},
     [](const R& r, const L&, S& out) { put_code(out, r.item.facts.source_index_run); }},
    {{"index_before", T::Number, "", C::None, "export.plan.index_before"},
     [](const R& r, const L&, S& out) { put_number(out, r.item.index_before); }},
    {{"index_after", T::Number, "", C::None, "export.plan.index_after"},
     [](const R& r, const L&, S& out) { put_number(out, r.item.index_after); }},
    {{"reason", T::Text, "", C::None, "export.plan.reason"},
     [](const R& r, const L&, S& out) { put_text(out, r.item.reason); }},
    {{"listed_at", T::Time, "", C::None, "export.plan.listed_at"},
     [](const R& r, const L&, S& out) { put_time(out, r.item.listed_at_ms); }},
    {{"building_at", T::Time, "", C::None, "export.plan.building_at"},
     [](const R& r, const L&, S& out) { put_time(out, r.item.building_at_ms); }},
    {{"done_at", T::Time, "", C::None, "export.plan.done_at"},
     [](const R& r, const L&, S& out) { put_time(out, r.item.done_at_ms); }},
    {{"changed_at", T::Time, "", C::None, "export.plan.changed_at"},
     [](const R& r, const L&, S& out) { put_time(out, r.item.changed_at_ms); }},
    {{"version", T::Whole, "", C::None, "export.plan.version"},
     [](const R& r, const L&, S& out) { out.whole(r.item.version); }},
}};

}  // namespace

Table<PlanRow> plan_table() {
    return {"plan", kColumns, [](const R& r) {
                return RowPlace{r.item.id, r.item.facts.title, r.point};
            }};
}

}  // namespace kongdi::server
