// SPDX-License-Identifier: Apache-2.0
// A small city with rows in every data set that can be downloaded, and the programs of planners.
#pragma once

#include <array>
#include <cstdio>
#include <fstream>

#include "core/codec/questionnaire_codec.hpp"
#include "server/handlers/data_sets.hpp"
#include "server/handlers/download.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/csv_reader.hpp"
#include "tests/support/meeting_plans.hpp"
#include "tests/support/programme_entries.hpp"
#include "tests/support/shared_data.hpp"

namespace kongdi::server::tests {

/// Runs a program; what it prints. Its success is checked.
inline std::string output_of(const std::string& command) {
    std::string out;
    std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return out;
    std::array<char, 4096> piece{};
    while (const std::size_t n = std::fread(piece.data(), 1, piece.size(), pipe))
        out.append(piece.data(), n);
    EXPECT_EQ(pclose(pipe), 0) << command << "\n" << out;
    return out;
}

/// Rows that stand in no store.
template <class Row>
struct SomeRows {
    std::vector<Row> rows = {};
    std::size_t at = 0;
    std::int64_t total() const { return std::ssize(rows); }
    Result<bool> next(Row& row) {
        if (at == rows.size()) return false;
        row = rows[at++];
        return true;
    }
};

class ExportFixture : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        m_planner = as(Role::Planner);
        add(RecordBuilder()
                .number(1)
                .with("/body/description", "空了三年，\"老车棚\"\n漏雨")
                .with("/body/floor_area", Value::map({{"value", 60}, {"source", "paced"}}))
                .with("/body/facts", Value::list({"step_free", "water"})));
        add(RecordBuilder()
                .number(2)
                .with("community", nullptr)
                .with("/body/space_type", "I01")
                .with("/body/place/point", Value::map({{"lon", 121.5},
                                                       {"lat", 30.25},
                                                       {"datum", "WGS-84"},
                                                       {"source", "fix"},
                                                       {"accuracy_m", 12.5}}))
                .with("/body/description", "=HYPERLINK(\"http://x\")"));
        add(RecordBuilder()
                .number(3)
                .photo(std::string(64, 'a'))
                .fix(120.155, 30.274)
                .with("/body/place/fix/at", "2026-11-24T07:58:00.000Z")
                .with("/body/place/community_source", "boundary")
                .with("/body/colour", "red"));
        m_now_ms += 1000;
        const std::string third = RecordBuilder().number(3).build().text("id");
        const std::string neighbour(kOtherDevice);
        ASSERT_TRUE(storage().move(third, ReportMove::Corroborate, {Role::Resident, neighbour},
                                   m_now_ms - 500));
        ReportStep check{.move = ReportMove::Verify};
        check.check = SiteCheck{.finding = SiteFinding::Usable, .area_m2 = 84.5};
        ASSERT_TRUE(storage().step_report(third, check, {Role::Worker, "w"}, m_now_ms));
    }
    /// What a set would have for columns now.
    TableFacts facts_of(const DataSet& set, const std::string& language = "zh") {
        const Labels labels(catalogue(), language);
        auto facts = set.facts(storage(), {}, labels);
        EXPECT_TRUE(facts) << set.name;
        return facts ? *std::move(facts) : TableFacts();
    }
    /// An open wave, and in it the answers of a household that says something everywhere.
    void answer_one() {
        const Actor planner{Role::Planner, "planner"};
        const std::string wave = RecordBuilder().number(70).build().text("id");
        const WavePlan plan{"下半年体检",
                            "service_checkup",
                            2,
                            m_now_ms - 86'400'000,
                            m_now_ms + 86'400'000,
                            catalogue().wave_rules.goals,
                            {{std::string(kCommunityCode), 200, EstateKind::General}}};
        ASSERT_TRUE(storage().plan_wave(wave, plan, planner, m_now_ms));
        ASSERT_TRUE(storage().move_wave(wave, WaveMove::Open, planner, m_now_ms));
        const std::string seat(64, 'b');
        ASSERT_TRUE(storage().add_seats(wave, {std::string(kCommunityCode), "1 幢", {seat}},
                                        planner, m_now_ms));
        RecordBuilder whole = RecordBuilder::service_checkup();
        Value services = Value::map();
        for (const FacilityKind& kind : catalogue().facilities)
            services.set(kind.code, Value::list({"yes", "6_10", 4, "dont_know"}));
        add(whole.number(71)
                .with("/seat", seat)
                .with("/body", Value::map({{"services", services},
                                           {"age_band", "60_74"},
                                           {"household", Value::list({"age_0_3", "age_60_up"})},
                                           {"remark", "=1+1 谢谢"}})));
    }
    /// An item of the plan that was carried over, built and measured.
    void plan_one() {
        const Actor planner{Role::Planner, "planner"};
        const auto id_of = [](std::uint32_t number) {
            return RecordBuilder().number(number).build().text("id");
        };
        PlanFacts facts;
        facts.year = 2026;
        facts.title = "=1+1,老锅炉房改食堂";
        facts.community = kCommunityCode;
        facts.kinds = {"ELD01", "ELD02"};
        facts.space = id_of(1);
        facts.way = AcquisitionWay::Vacate;
        facts.source_index_run = id_of(50);
        facts.owner = "翠苑街道";
        facts.budget_yuan = 500'000;
        facts.funds = {{FundSource::City, 300'000}, {FundSource::Owners, 200'000}};
        facts.starts_on = "2026-03-01";
        facts.ends_on = "2027-10-31";
        auto item = storage().file_plan_item(id_of(60), facts, planner, m_now_ms);
        ASSERT_TRUE(item);
        const auto step = [&](const PlanStep& one) {
            item = storage().step_plan_item(id_of(60), item->version, one, planner, m_now_ms);
            ASSERT_TRUE(item) << error_row(item.error().code).name;
        };
        const auto move = [&](PlanMove one, std::optional<double> index = {}) {
            step({.doing = PlanDoing::Move,
                  .move = one,
                  .reason = one == PlanMove::ListByReason ? "居民要求" : "",
                  .index_run = id_of(50),
                  .index = index});
        };
        move(PlanMove::ListByReason, 20.25);
        for (const PlanMove one : {PlanMove::CarryOver, PlanMove::Resume, PlanMove::Design,
                                   PlanMove::Fund, PlanMove::Build})
            move(one);
        step({.doing = PlanDoing::Progress, .progress = YearProgress{2027, 40, 120'000, "墙"}});
        move(PlanMove::Finish);
        move(PlanMove::Accept);
        move(PlanMove::MeasureEffect, 33.5);
    }
    /// Five more households, so that there is something to show, and the wave is over.
    void close_the_wave() {
        Value services = Value::map();
        for (const FacilityKind& kind : catalogue().facilities)
            services.set(kind.code, kind.code == "EDU01"
                                        ? Value::list({"none_here", Value(), Value(), 5})
                                        : Value::list({"yes", "6_10", 3, 5}));
        for (std::uint32_t i = 0; i < 5; ++i)
            add(RecordBuilder::service_checkup()
                    .number(72 + i)
                    .with("/device", std::string(31, 'c') + std::to_string(i))
                    .with("/body", Value::map({{"services", services}, {"age_band", "60_74"}})));
        ASSERT_TRUE(storage().move_wave(RecordBuilder().number(70).build().text("id"),
                                        WaveMove::Close, {Role::Planner, "planner"}, m_now_ms));
    }
    /// A meeting that is over: six phones, a question of each kind, one small number.
    void hold_a_meeting() {
        const Actor host{Role::Worker, "host"};
        const std::string id = RecordBuilder().number(90).build().text("id");
        MeetingPlan plan = kongdi::tests::meeting_plan(std::string(kCommunityCode));
        ASSERT_TRUE(storage().plan_meeting(id, plan, host, m_now_ms));
        const std::string code = "ABCDEF";
        const auto step = [&](const MeetingStep& one) {
            ASSERT_TRUE(storage().step_meeting(id, one, code, host, m_now_ms));
        };
        step(MoveMeeting{MeetingMove::Open});
        for (const Question& question : plan.questions)
            step(SetQuestion{question.name, AskMove::Open});
        std::uint32_t sent = 91;
        for (int i = 0; i < 6; ++i) {
            const std::string hash = sha256("seat " + std::to_string(i));
            ASSERT_TRUE(storage().take_seat(code, {hash, "d" + std::to_string(i)}, {}, m_now_ms));
            const auto say = [&](std::string_view question, Value answer) {
                add(RecordBuilder::meeting(1)
                        .number(sent++)
                        .with("/seat", hash)
                        .with("/body", Value::map({{std::string(question), std::move(answer)}})));
            };
            say("room", i < 5 ? "yes" : "no");
            say("content", 4);
            say("services", Value::list({"a"}));
            say("order", Value::list({"z", "x", "y"}));
            say("wish", "=1+1 电梯");
        }
        step(ShowWords{RecordBuilder().number(sent - 1).build().text("id"), true});
        step(MoveMeeting{MeetingMove::Close});
        step(SumUp{{{"三楼做食堂", "2027-03-01"}}});
    }
    /// With every field that a kind may say.
    static Value all_programme_facts(ProgrammeKind kind) {
        Value out = kongdi::tests::whole_programme_facts(kind);
        out.set("note", "已核对");
        switch (kind) {
            case ProgrammeKind::Budget: out.set("last_year", 2025); break;
            case ProgrammeKind::Case:
                out.set("title_en", "Cuiyuan").set("summary_en", "A canteen in a boiler house");
                break;
            case ProgrammeKind::Operation:
                out.set("contract_ends_on", "2029-02-28").set("exchanged_m2", 240.5);
                out.set("services", "助餐")
                    .set("incomes", Value::list({Value::map({{"year", 2024},
                                                             {"income_yuan", 860'000},
                                                             {"cost_yuan", 910'000},
                                                             {"subsidy_yuan", 80'000}})}));
                break;
            case ProgrammeKind::Certificate:
                out.set("way", "integrate");
                out.find("papers")->push(
                    Value::map({{"paper", "fire_acceptance"}, {"there", false}}));
                break;
            default: break;
        }
        return out;
    }
    /// An entry of each kind of the programme; an award that was withdrawn, the plot with what it
    /// must carry.
    void enter_the_programme() {
        const Actor planner{Role::Planner, "planner"};
        const auto id_of = [](std::size_t number) {
            return RecordBuilder().number(static_cast<std::uint32_t>(number)).build().text("id");
        };
        for (std::size_t i = 0; i < static_cast<std::size_t>(ProgrammeKind::Count_); ++i) {
            const auto kind = static_cast<ProgrammeKind>(i);
            ASSERT_TRUE(storage().file_programme(id_of(70 + i), kind, all_programme_facts(kind),
                                                 planner, m_now_ms));
        }
        const ProgrammeStep withdraw{
            .doing = ProgrammeDoing::Move, .move = ProgrammeMove::Withdraw, .reason = "重复"};
        ASSERT_TRUE(storage().step_programme(id_of(72), 1, withdraw, planner, m_now_ms));
        const ProgrammeStep issue{
            .doing = ProgrammeDoing::Move,
            .move = ProgrammeMove::Issue,
            .facilities = {{"ELD01", Tier::T5, LandBasis::People, 2, 700.5, 900.0},
                           {"EDU02", Tier::T15, LandBasis::Shared, 0, {}, {}}}};
        ASSERT_TRUE(storage().step_programme(id_of(76), 1, issue, planner, m_now_ms));
    }
    /// A verified facility, a frozen run of the index, an item of the plan, a check-up.
    void fill_the_rest() {
        const double half = 1e-4;
        const Polygon house{{{{120.152 - half, 30.2739},
                              {120.152 + half, 30.2739},
                              {120.152 + half, 30.2741},
                              {120.152 - half, 30.2741}}}};
        const Feature building{MultiPolygon{house}, Value::map({{"community", kCommunityCode},
                                                                {"households", 100},
                                                                {"people", 300},
                                                                {"people_60_up", 100},
                                                                {"people_12_60", 150},
                                                                {"people_0_3", 50}})};
        ASSERT_TRUE(storage().import_features("building", "test", {&building, 1}, kNowMs));
        FacilityFacts facts;
        facts.kind = "ELD01";
        facts.name = "=1+1,翠苑";
        facts.community = kCommunityCode;
        facts.point = {120.1535, 30.274};
        facts.floor_area_m2 = 400.5;
        facts.site_area_m2 = 600;
        facts.seats = 28;
        facts.opening_hours = "07:30-18:00";
        facts.accessibility = {Accessibility::StepFree, Accessibility::Lift};
        const std::string id = RecordBuilder().number(40).build().text("id");
        ASSERT_TRUE(storage().file_facility(id, facts, {Role::Worker, "filer"}, m_now_ms));
        facts.seats = 30;
        ASSERT_TRUE(storage().move_facility({id, FacilityMove::Change, 1, facts, "=1+1 两张床"},
                                            {Role::Worker, "filer"}, m_now_ms));
        ASSERT_TRUE(storage().move_facility({id, FacilityMove::Verify, 2, {}, {}},
                                            {Role::Worker, "worker"}, m_now_ms));
        Request freeze = json_request(
            "/api/v1/index/runs",
            write_json(Value::map({{"id", RecordBuilder().number(50).build().text("id")},
                                   {"title", "上半年"},
                                   {"settings", Value::map()}})));
        freeze.headers.push_back(m_planner);
        freeze.headers.emplace_back(api::kPageHeader, "1");
        freeze.headers.emplace_back("Host", "city.example");
        const Response made = send(std::move(freeze));
        ASSERT_EQ(made.status, 201) << made.body;
        plan_one();
        enter_the_programme();
        answer_one();
        close_the_wave();
        hold_a_meeting();
        publish_one();
        NewLayer codes{.role = std::string(kCodeListRole), .source = "codes"};
        codes.codes.push_back({std::string(kCommunityCode), "翠苑一区社区", "翠苑街道", "西湖区"});
        ASSERT_TRUE(storage().import_layers({&codes, 1}, m_now_ms));
    }
    /// A version of the remarks on facilities, which no program carries inside.
    void publish_one() {
        Questionnaire next = *catalogue().questionnaire("facility_remark");
        next.version = 40;
        ASSERT_TRUE(storage().publish(
            {next.id, next.version, write_json(questionnaire_tree(next)), "publisher", m_now_ms}));
    }
    void add(const RecordBuilder& builder) {
        m_now_ms += 1000;
        const Response response = post_record(builder.bytes());
        ASSERT_EQ(response.status, 201) << response.body;
    }
    Response download(const std::string& file, std::vector<Pair> query = {}) {
        return get("/export/" + file, {m_planner}, std::move(query));
    }
    std::string bytes_of(const std::string& file, std::vector<Pair> query = {}) {
        Response response = download(file, std::move(query));
        EXPECT_EQ(response.status, 200) << file << response.body;
        return whole_body(response);
    }
    std::filesystem::path save(const std::string& name, std::string_view bytes) {
        m_folder.write(name, bytes);
        return m_folder.path() / name;
    }
    /// "request_format /crs"
    std::string refused_at(const std::string& file, std::vector<Pair> query) {
        const Value tree = tree_of(download(file, std::move(query)));
        return tree.text("code") + " " + tree.text("path");
    }
    /// LibreOffice without a face and with settings of its own.
    std::string soffice() const {
        const std::string folder = m_folder.path().string();
        return "HOME=" + folder + " soffice --headless --norestore -env:UserInstallation=file://" +
               folder + "/profile ";
    }

    Pair m_planner;
};

}  // namespace kongdi::server::tests
