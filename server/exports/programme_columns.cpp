// SPDX-License-Identifier: Apache-2.0
#include "server/exports/programme_columns.hpp"

#include <array>

#include "core/model/programme_fields.hpp"

namespace kongdi::server {

namespace {

using R = ProgrammeRow;
using L = Labels;
using S = CellSink;
using T = CellType;
using C = CodeList;

// The fields of entries that columns show.
constexpr char kTitle[] = "title";
constexpr char kCommunity[] = "community";
constexpr char kYear[] = "year";
constexpr char kLastYear[] = "last_year";
constexpr char kType[] = "type";
constexpr char kBatch[] = "batch";
constexpr char kAcceptedType[] = "accepted_type";
constexpr char kAcceptedOn[] = "accepted_on";
constexpr char kPart[] = "part";
constexpr char kClass[] = "class";
constexpr char kYuan[] = "yuan";
constexpr char kCandidate[] = "candidate";
constexpr char kPaidOn[] = "paid_on";
constexpr char kLevel[] = "level";
constexpr char kTitleEn[] = "title_en";
constexpr char kSummary[] = "summary";
constexpr char kSummaryEn[] = "summary_en";
constexpr char kOperator[] = "operator";
constexpr char kOpenedOn[] = "opened_on";
constexpr char kContractEndsOn[] = "contract_ends_on";
constexpr char kExchangedM2[] = "exchanged_m2";
constexpr char kServices[] = "services";
constexpr char kIncomeYuan[] = "income_yuan";
constexpr char kCostYuan[] = "cost_yuan";
constexpr char kSubsidyYuan[] = "subsidy_yuan";
constexpr char kRoom[] = "room";
constexpr char kWay[] = "way";
constexpr char kAreaM2[] = "area_m2";
constexpr char kCertificateNo[] = "certificate_no";
constexpr char kPlot[] = "plot";
constexpr char kHouseholds[] = "households";
constexpr char kPeople[] = "people";
constexpr char kContractNo[] = "contract_no";
constexpr char kNote[] = "note";

void put_text(S& out, std::string_view words) {
    if (words.empty())
        out.none();
    else
        out.text(words);
}

template <const char* Field>
void put_words(const R& r, const L&, S& out) {
    put_text(out, r.entry.facts[Field].string_or(""));
}
template <const char* Field>
void put_code_of(const R& r, const L&, S& out) {
    put_code(out, r.entry.facts[Field].string_or(""));
}
template <const char* Field>
void put_date_of(const R& r, const L&, S& out) {
    put_date(out, r.entry.facts[Field].string_or(""));
}
template <const char* Field>
void put_whole_of(const R& r, const L&, S& out) {
    const std::int64_t* value = r.entry.facts[Field].if_int();
    value != nullptr ? out.whole(*value) : out.none();
}
template <const char* Field>
void put_number_of(const R& r, const L&, S& out) {
    const Value& value = r.entry.facts[Field];
    value.is_number() ? out.number(value.number_or(0)) : out.none();
}
/// Of all years that were told of.
template <const char* Member>
void put_income(const R& r, const L&, S& out) {
    const Value::List& years = r.entry.facts.items("incomes");
    if (years.empty()) return out.none();
    std::int64_t sum = 0;
    for (const Value& year : years) sum += year[Member].int_or(0);
    out.whole(sum);
}
void put_papers_there(const R& r, const L&, S& out) {
    const Value::List& papers = r.entry.facts.items("papers");
    if (papers.empty()) return out.none();
    std::int64_t there = 0;
    for (const Value& paper : papers) there += paper["there"].bool_or(false) ? 1 : 0;
    out.whole(there);
}
/// What a planner wrote, and what is usual by its name in the language.
void put_papers_missing(const R& r, const L& labels, S& out) {
    const Value::List& papers = r.entry.facts.items("papers");
    if (papers.empty()) return out.none();
    std::vector<std::string_view> missing;
    for (const Value& paper : papers) {
        if (paper["there"].bool_or(false)) continue;
        const std::string_view name = paper["paper"].string_or("");
        const std::string key = "programme.paper." + std::string(name);
        missing.push_back(labels.words().has(key) ? labels.words()(key) : name);
    }
    out.list(missing);
}

template <double Wgs84Point::*Member>
void put_degrees(const R& row, const L&, S& out) {
    if (row.point)
        out.degrees((*row.point).*Member);
    else
        out.none();
}

constexpr std::array<Column<ProgrammeRow>, 45> kColumns{{
    {{"id", T::Code, "", C::None, "export.programme.id"},
     [](const R& r, const L&, S& out) { out.plain(r.entry.id); }},
    {{"kind", T::Code, "", C::ProgrammeKind, "export.programme.kind"},
     [](const R& r, const L&, S& out) { out.plain(programme_kind_name(r.entry.kind)); }},
    {{"title", T::Text, "", C::None, "export.programme.title"}, put_words<kTitle>},
    {{"state", T::Code, "", C::ProgrammeState, "export.programme.state"},
     [](const R& r, const L&, S& out) { out.plain(programme_state_name(r.entry.state)); }},
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     put_code_of<kCommunity>},
    {{"community_name", T::Text, "", C::None, "export.any.community_name"},
     [](const R& r, const L&, S& out) { put_text(out, r.entry.community_name); }},
    {{"lon", T::Degrees, "degree", C::None, "export.programme.lon"}, put_degrees<&Wgs84Point::lon>},
    {{"lat", T::Degrees, "degree", C::None, "export.programme.lat"}, put_degrees<&Wgs84Point::lat>},
    {{"year", T::Whole, "", C::None, "export.programme.year"}, put_whole_of<kYear>},
    {{"last_year", T::Whole, "", C::None, "export.programme.last_year"}, put_whole_of<kLastYear>},
    {{"type", T::Code, "", C::CommunityType, "export.programme.type"}, put_code_of<kType>},
    {{"batch", T::Text, "", C::None, "export.programme.batch"}, put_words<kBatch>},
    {{"accepted_type", T::Code, "", C::CommunityType, "export.programme.accepted_type"},
     put_code_of<kAcceptedType>},
    {{"accepted_on", T::Date, "", C::None, "export.programme.accepted_on"},
     put_date_of<kAcceptedOn>},
    {{"part", T::Code, "", C::BudgetPart, "export.programme.part"}, put_code_of<kPart>},
    {{"class", T::Code, "", C::AwardClass, "export.programme.class"}, put_code_of<kClass>},
    {{"yuan", T::Whole, "yuan", C::None, "export.programme.yuan"}, put_whole_of<kYuan>},
    {{"candidate", T::Code, "", C::None, "export.programme.candidate"}, put_code_of<kCandidate>},
    {{"paid_on", T::Date, "", C::None, "export.programme.paid_on"}, put_date_of<kPaidOn>},
    {{"level", T::Code, "", C::CaseLevel, "export.programme.level"}, put_code_of<kLevel>},
    {{"title_en", T::Text, "", C::None, "export.programme.title_en"}, put_words<kTitleEn>},
    {{"summary", T::Text, "", C::None, "export.programme.summary"}, put_words<kSummary>},
    {{"summary_en", T::Text, "", C::None, "export.programme.summary_en"}, put_words<kSummaryEn>},
    {{"operator", T::Text, "", C::None, "export.programme.operator"}, put_words<kOperator>},
    {{"opened_on", T::Date, "", C::None, "export.programme.opened_on"}, put_date_of<kOpenedOn>},
    {{"contract_ends_on", T::Date, "", C::None, "export.programme.contract_ends_on"},
     put_date_of<kContractEndsOn>},
    {{"exchanged_m2", T::Number, "m2", C::None, "export.programme.exchanged_m2"},
     put_number_of<kExchangedM2>},
    {{"services", T::Text, "", C::None, "export.programme.services"}, put_words<kServices>},
    {{"income_yuan", T::Whole, "yuan", C::None, "export.programme.income_yuan"},
     put_income<kIncomeYuan>},
    {{"cost_yuan", T::Whole, "yuan", C::None, "export.programme.cost_yuan"}, put_income<kCostYuan>},
    {{"subsidy_yuan", T::Whole, "yuan", C::None, "export.programme.subsidy_yuan"},
     put_income<kSubsidyYuan>},
    {{"room", T::Text, "", C::None, "export.programme.room"}, put_words<kRoom>},
    {{"way", T::Code, "", C::AcquisitionWay, "export.programme.way"}, put_code_of<kWay>},
    {{"area_m2", T::Number, "m2", C::None, "export.programme.area_m2"}, put_number_of<kAreaM2>},
    {{"papers_there", T::Whole, "", C::None, "export.programme.papers_there"}, put_papers_there},
    {{"papers_missing", T::List, "", C::None, "export.programme.papers_missing"},
     put_papers_missing},
    {{"certificate_no", T::Text, "", C::None, "export.programme.certificate_no"},
     put_words<kCertificateNo>},
    {{"plot", T::Text, "", C::None, "export.programme.plot"}, put_words<kPlot>},
    {{"households", T::Whole, "", C::None, "export.programme.households"},
     put_whole_of<kHouseholds>},
    {{"people", T::Whole, "", C::None, "export.programme.people"}, put_whole_of<kPeople>},
    {{"contract_no", T::Text, "", C::None, "export.programme.contract_no"}, put_words<kContractNo>},
    {{"note", T::Text, "", C::None, "export.programme.note"}, put_words<kNote>},
    {{"reason", T::Text, "", C::None, "export.programme.reason"},
     [](const R& r, const L&, S& out) { put_text(out, r.entry.reason); }},
    {{"changed_at", T::Time, "", C::None, "export.programme.changed_at"},
     [](const R& r, const L&, S& out) { out.time(r.entry.changed_at_ms); }},
    {{"version", T::Whole, "", C::None, "export.programme.version"},
     [](const R& r, const L&, S& out) { out.whole(r.entry.version); }},
}};

using Land = LandRow;
constexpr std::array<Column<LandRow>, 14> kLandColumns{{
    {{"entry_id", T::Code, "", C::None, "export.programme.id"},
     [](const Land& r, const L&, S& out) { out.plain(r.entry.id); }},
    {{"plot", T::Text, "", C::None, "export.programme.plot"},
     [](const Land& r, const L&, S& out) { put_text(out, r.entry.facts[kPlot].string_or("")); }},
    {{"state", T::Code, "", C::ProgrammeState, "export.programme.state"},
     [](const Land& r, const L&, S& out) { out.plain(programme_state_name(r.entry.state)); }},
    {{"community_code", T::Code, "", C::None, "export.any.community_code"},
     [](const Land& r, const L&, S& out) {
         put_code(out, r.entry.facts[kCommunity].string_or(""));
     }},
    {{"lon", T::Degrees, "degree", C::None, "export.programme.lon"},
     [](const Land& r, const L&, S& out) { r.point ? out.degrees(r.point->lon) : out.none(); }},
    {{"lat", T::Degrees, "degree", C::None, "export.programme.lat"},
     [](const Land& r, const L&, S& out) { r.point ? out.degrees(r.point->lat) : out.none(); }},
    {{"households", T::Whole, "", C::None, "export.programme.households"},
     [](const Land& r, const L&, S& out) { out.whole(r.entry.facts[kHouseholds].int_or(0)); }},
    {{"people", T::Whole, "", C::None, "export.programme.people"},
     [](const Land& r, const L&, S& out) { out.whole(r.entry.facts[kPeople].int_or(0)); }},
    {{"tier", T::Code, "", C::Tier, "export.land.tier"},
     [](const Land& r, const L&, S& out) { out.plain(tier_name(r.facility.tier)); }},
    {{"facility", T::Code, "", C::FacilityKind, "export.land.facility"},
     [](const Land& r, const L&, S& out) { out.plain(r.facility.kind); }},
    {{"basis", T::Code, "", C::LandBasis, "export.land.basis"},
     [](const Land& r, const L&, S& out) { out.plain(land_basis_name(r.facility.basis)); }},
    {{"count", T::Whole, "", C::None, "export.land.count"},
     [](const Land& r, const L&, S& out) { out.whole(r.facility.count); }},
    {{"floor_m2", T::Number, "m2", C::None, "export.land.floor_m2"},
     [](const Land& r, const L&, S& out) { put_number(out, r.facility.floor_m2); }},
    {{"site_m2", T::Number, "m2", C::None, "export.land.site_m2"},
     [](const Land& r, const L&, S& out) { put_number(out, r.facility.site_m2); }},
}};

}  // namespace

Table<ProgrammeRow> programme_table() {
    return {"programme", kColumns, [](const R& r) {
                return RowPlace{r.entry.id, r.entry.facts[kTitle].string_or(""), r.point};
            }};
}

Table<LandRow> land_table() {
    return {"land_terms", kLandColumns, [](const LandRow& r) {
                return RowPlace{r.entry.id, r.facility.kind, r.point};
            }};
}

}  // namespace kongdi::server
