// SPDX-License-Identifier: Apache-2.0
// The forms of the desk: what is wrong stands at its field, what is typed outlives a lost network
// and a closed page, and the same is sent once.
#include "shell/desk/forms.hpp"

#include <gtest/gtest.h>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/facility_codec.hpp"
#include "core/codec/facility_kind_codec.hpp"
#include "core/codec/json.hpp"
#include "core/codec/wave_codec.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kId = "01a20c90-b5a0-7000-8000-000000000101";
const std::string kPhoto(64, 'b');

Facility canteen() {
    Facility out;
    out.id = kId;
    out.version = 3;
    out.state = FacilityState::Verified;
    out.facts.kind = "ELD02";
    out.facts.name = "翠苑食堂";
    out.facts.community = "330106001051";
    out.facts.point = {120.16, 30.28};
    out.facts.seats = 48;
    out.facts.photos = {std::string(64, 'c')};
    return out;
}

Value card_of(const Facility& facility) {
    Value out = facility_tree(facility);
    out.set("versions", Value::list());
    return out;
}

}  // namespace

class FormsTest : public ::testing::Test {
protected:
    void SetUp() override { begin(); }
    /// The page is opened anew; the device keeps what it was given.
    void begin() {
        Result<Catalogue> catalogue = load_catalogue();
        ASSERT_TRUE(catalogue);
        m_state = AppState();
        m_state.catalogue = *std::move(catalogue);
        m_effects.clear();
    }
    void act(const Action& action) { reduce(m_state, action, chance(), m_effects); }
    void stop(Wait wait) { reduce(m_state, StopWaiting{wait}, chance(), m_effects); }
    void event(Value tree) { reduce(m_state, PlatformEvent{std::move(tree)}, chance(), m_effects); }
    void set(std::string_view name, Value value) {
        act(SetFormField{std::string(name), std::move(value)});
    }
    void open(std::string_view path, std::string_view role = "planner") {
        event(Value::map({{"event", "start"}, {"lang", "en"}, {"path", path}, {"online", true}}));
        Value drafts = Value::map();
        if (const Value::Map* kept = m_kept.if_map())
            for (const Value::Member& one : *kept) drafts.set(one.first, one.second);
        event(
            Value::map({{"event", "store.loaded"}, {"tables", Value::map({{"drafts", drafts}})}}));
        answer("me", 200, Value::map({{"name", "wang"}, {"role", role}, {"device", ""}}));
        api::City city;
        city.now_ms = 1'795'507'200'000;
        city.box = {120.10, 30.20, 120.20, 30.30};
        city.communities = {{"330106001051", "翠苑一区", "翠苑街道"},
                            {"330106001052", "翠苑二区", "翠苑街道"}};
        answer("city", 200, api::to_value(city));
        last("");
    }
    void answer(std::string_view tag, int status, const Value& body) {
        event(Value::map({{"event", "http.done"},
                          {"tag", tag},
                          {"status", status},
                          {"body", write_json(body)}}));
    }
    void no_answer(std::string_view tag) {
        event(Value::map({{"event", "http.failed"}, {"tag", tag}, {"reason", "offline"}}));
    }
    /// The last effect of an op; what the device keeps is kept here, too.
    Value last(std::string_view op) {
        Value found;
        for (const Value& one : m_effects) {
            const bool draft = one["table"].string_or("") == "drafts";
            if (draft && one["op"].string_or("") == "store.put")
                m_kept.set(one.text("key"), one["value"]);
            if (draft && one["op"].string_or("") == "store.delete") m_kept.erase(one.text("key"));
            if (one["op"].string_or("") == op) found = one;
        }
        m_effects.clear();
        return found;
    }
    /// The body of the request that was sent.
    Value sent(std::string_view op = "http") {
        const Value request = last(op);
        m_path = request.text("path");
        return parse_own_json(request.text("body")).value_or(Value());
    }
    std::string error_at(std::string_view path) const {
        return std::string(desk::FormErrors(m_state, text::text_of(text::Language::En))(path));
    }
    void fill_facility() {
        set("name", " 翠苑食堂 ");
        set("kind", "ELD02");
        set("lon", 120.16);
        set("lat", 30.28);
        set("placed", true);
    }

    AppState m_state;
    Effects m_effects;
    Value m_kept = Value::map();
    std::string m_path;

private:
    Chance chance() { return {++m_now_ms, {1, 2, 3}}; }
    std::int64_t m_now_ms = 1'795'507'200'000;
};

TEST_F(FormsTest, what_is_missing_or_wrong_is_said_at_its_field_and_nothing_is_sent) {
    open("/facilities/new");
    set("floor_area_m2", "about 60");
    set("seats", "-3");
    EXPECT_EQ(error_at("/name"), "") << "not before the person is done";
    act(SubmitForm{});
    EXPECT_EQ(last("http"), Value());
    EXPECT_EQ(error_at("/floor_area_m2"), "This is not of the right kind; please look again");
    set("floor_area_m2", "60");
    set("lon", 120.16);
    set("lat", 30.28);
    set("placed", true);
    EXPECT_EQ(error_at("/name"), "This has not been answered yet");
    EXPECT_EQ(error_at("/kind"), "This has not been answered yet");
    EXPECT_EQ(error_at("/seats"), "This is too large or too small");
    EXPECT_EQ(error_at("/floor_area_m2"), "");
}

TEST_F(FormsTest, a_facility_that_is_filed_without_a_network_is_there_again_and_filed_once) {
    open("/facilities/new");
    fill_facility();
    act(SubmitForm{});
    const Value first = sent();
    EXPECT_EQ(m_path, "/api/v1/facilities");
    EXPECT_EQ(first.text("name"), "翠苑食堂");
    EXPECT_EQ(first.text("community"), "") << "the server finds out";
    no_answer("form");
    EXPECT_TRUE(m_state.form.offline);
    EXPECT_EQ(m_state.form.text("kind"), "ELD02");
    last("http");

    begin();  // the page was closed
    open("/facilities/new");
    EXPECT_EQ(m_state.form.text("name"), " 翠苑食堂 ");
    act(SubmitForm{});
    EXPECT_EQ(sent(), first) << "the same under the same id";
    answer("form", 201, facility_tree(canteen()));
    EXPECT_EQ(path_of(m_state.route), "/facilities/" + std::string(kId));
    last("http");
    EXPECT_EQ(m_kept, Value::map()) << "it is done with";
}

TEST_F(FormsTest, what_somebody_else_writes_on_the_device_is_not_shown) {
    open("/facilities/new");
    fill_facility();
    last("http");
    begin();
    open("/facilities/new");
    EXPECT_TRUE(m_state.form.touched);
    m_state.login->name = "li";
    act(OpenFacility{std::string(kId)});
    reduce(m_state, Go{{ScreenId::Facilities}}, {}, m_effects);
    reduce(m_state, Go{{ScreenId::FacilityForm}}, {}, m_effects);
    EXPECT_FALSE(m_state.form.touched);
    EXPECT_EQ(m_state.form.text("name"), "");
}

TEST_F(FormsTest, photos_are_there_before_what_names_them_is_sent) {
    open("/facilities/new");
    fill_facility();
    event(Value::map({{"event", "photo.ready"}, {"sha256", kPhoto}, {"bytes", 9}}));
    EXPECT_FALSE(m_state.draft) << "it is no photo of a report";
    act(SubmitForm{});
    EXPECT_EQ(last("photo.upload").text("sha256"), kPhoto);
    event(
        Value::map({{"event", "photo.upload_failed"}, {"tag", "form.photo"}, {"sha256", kPhoto}}));
    EXPECT_TRUE(m_state.form.offline);
    act(SubmitForm{});
    last("photo.upload");
    event(Value::map({{"event", "photo.uploaded"}, {"tag", "form.photo"}, {"sha256", kPhoto}}));
    EXPECT_EQ(sent()["photos"], Value::list({kPhoto}));
}

TEST_F(FormsTest, a_photo_of_a_form_is_covered_before_it_is_sent_and_the_one_before_is_dropped) {
    const std::string covered(64, 'd');
    open("/facilities/new");
    fill_facility();
    event(Value::map({{"event", "photo.ready"}, {"sha256", kPhoto}, {"bytes", 9}}));
    act(OpenCover{"photos", kPhoto});
    act(TapCover{4, 3, 0});
    act(ApplyCover{});
    EXPECT_EQ(last("photo.cover").text("sha256"), kPhoto);
    const Value ready = Value::map({{"event", "photo.ready"},
                                    {"sha256", covered},
                                    {"instead_of", kPhoto},
                                    {"field", "photos"},
                                    {"bytes", 9}});
    event(ready);
    EXPECT_EQ(m_state.form.fields["photos"], Value::list({covered}));
    EXPECT_EQ(last("photo.drop").text("sha256"), kPhoto);
    act(SubmitForm{});
    EXPECT_EQ(last("photo.upload").text("sha256"), covered);
}

TEST_F(FormsTest, a_covered_photo_whose_form_lost_it_meanwhile_is_dropped) {
    const std::string covered(64, 'd');
    open("/facilities/new");
    fill_facility();
    event(Value::map({{"event", "photo.ready"}, {"sha256", kPhoto}, {"bytes", 9}}));
    act(DropFormPhoto{kPhoto});
    m_effects.clear();
    event(Value::map({{"event", "photo.ready"},
                      {"sha256", covered},
                      {"instead_of", kPhoto},
                      {"field", "photos"},
                      {"bytes", 9}}));
    EXPECT_TRUE(m_state.form.fields.items("photos").empty());
    EXPECT_EQ(last("photo.drop").text("sha256"), covered);
}

TEST_F(FormsTest, a_change_keeps_what_was_not_changed_and_names_the_version_it_was_made_of) {
    open("/facilities/edit/" + std::string(kId));
    answer("facility", 200, card_of(canteen()));
    EXPECT_EQ(m_state.form.text("seats"), "48");
    EXPECT_FALSE(m_state.form.touched) << "nothing to save yet";
    set("seats", "52");
    set("reason", "新桌子");
    act(SubmitForm{});
    const Value body = sent();
    EXPECT_EQ(m_path, "/api/v1/facilities/" + std::string(kId) + "/events");
    EXPECT_EQ(body["version"].int_or(0), 3);
    EXPECT_EQ(body.text("reason"), "新桌子");
    FacilityFacts wanted = canteen().facts;
    wanted.seats = 52;
    wanted.tier = Tier::T5;
    EXPECT_EQ(facility_facts_of(body["facts"], m_state.catalogue).facts, wanted);
    // Somebody was quicker: what they wrote is fetched, what is written here stays.
    answer("form", 409, Value::map({{"code", "stale_version"}, {"path", "/version"}}));
    EXPECT_EQ(last("http").text("path"), "/api/v1/facilities/" + std::string(kId));
    Facility newer = canteen();
    newer.version = 4;
    answer("facility", 200, card_of(newer));
    EXPECT_EQ(m_state.form.text("seats"), "52");
    act(SubmitForm{});
    EXPECT_EQ(sent()["version"].int_or(0), 4);
}

TEST_F(FormsTest, sending_can_be_stopped_and_sent_again_as_the_same) {
    open("/facilities/new");
    fill_facility();
    act(SubmitForm{});
    const Value first = sent();
    stop(Wait::Form);
    EXPECT_EQ(last("http.cancel").text("tag"), "form");
    EXPECT_FALSE(m_state.form.busy);
    EXPECT_FALSE(m_state.form.offline) << "it was the person, not the network";
    act(SubmitForm{});
    EXPECT_EQ(sent(), first);
}

TEST_F(FormsTest, a_session_that_ended_brings_the_log_in_and_keeps_the_form) {
    open("/facilities/new");
    fill_facility();
    act(SubmitForm{});
    last("http");
    answer("form", 401, Value::map({{"code", "login_needed"}, {"path", ""}}));
    EXPECT_FALSE(m_state.login);
    EXPECT_NE(write_json(m_kept).find("ELD02"), std::string::npos);
}

TEST_F(FormsTest, another_threshold_needs_a_reason_and_names_the_one_it_replaces) {
    const Value catalogue = facility_kinds_tree(m_state.catalogue, {});
    open("/thresholds/CON02.radius_m");
    answer("thresholds", 200, catalogue);
    const std::string before = m_state.form.text("low");
    ASSERT_NE(before, "");
    set("low", "90");
    set("high", "80");
    act(SubmitForm{});
    EXPECT_EQ(error_at("/high"), "This is too large or too small");
    EXPECT_EQ(error_at("/reason"), "This has not been answered yet");
    set("high", "");
    set("reason", "新小区");
    act(SubmitForm{});
    const Value body = sent();
    EXPECT_EQ(m_path, "/api/v1/catalogue/CON02/radius_m");
    EXPECT_EQ(body["before"]["low"].number_or(0), std::stod(before));
    EXPECT_EQ(body["after"]["low"].number_or(0), 90);
    const ThresholdChange change{"CON02",  Measure::RadiusM, {std::stod(before)}, {90},
                                 "新小区", "wang",           1'795'507'200'000};
    answer("form", 200, facility_kinds_tree(m_state.catalogue, {&change, 1}));
    EXPECT_EQ(m_state.form.text("low"), "90");
    EXPECT_EQ(m_state.form.text("reason"), "");
    EXPECT_EQ(m_state.thresholds.now.history.size(), 1u);
}

TEST_F(FormsTest, a_wave_of_all_communities_but_one_with_numbers_of_its_own) {
    open("/waves/new");
    set("title", "上半年体检");
    set("opens", "2027-03-01");
    set("closes", "2027-02-01");
    act(SubmitForm{});
    EXPECT_EQ(error_at("/closes_at"), "This is too large or too small");
    EXPECT_EQ(error_at("/every"), "This has not been answered yet");
    set("closes", "2027-04-30");
    set("every", "1,5");
    EXPECT_NE(error_at("/every"), "");
    set("every", "400");
    set("goal_renewal", "180");
    EXPECT_EQ(error_at("/goal_renewal"), "This is too large or too small");
    set("goal_renewal", "85");
    Value own =
        Value::map({{"community", "330106001052"}, {"households", "many"}, {"estate", "renewal"}});
    set("own", Value::list({own}));
    EXPECT_NE(error_at("/own/0/households"), "");
    own.set("households", "90");
    set("own", Value::list({own}));
    act(SubmitForm{});
    const Value told = sent();
    const CheckedWave plan = wave_plan_of(told, m_state.catalogue);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(m_path, "/api/v1/waves");
    EXPECT_DOUBLE_EQ(plan.plan.goals[1], 0.85);
    EXPECT_EQ(plan.plan.targets,
              (std::vector<WaveTarget>{{"330106001052", 90, EstateKind::Renewal},
                                       {"330106001051", 400, EstateKind::General}}));
    EXPECT_EQ(plan.plan.closes_at_ms - plan.plan.opens_at_ms, std::int64_t{61} * 86'400'000);
    EXPECT_EQ(told.text("closes_at"), "2027-04-30T16:00:00.000Z") << "the city's midnight";
    no_answer("form");
    set("all", false);
    act(SubmitForm{});
    EXPECT_EQ(sent()["targets"].if_list()->size(), 1u);
}

TEST_F(FormsTest, a_wave_of_a_version_that_this_device_does_not_keep_is_changed_all_the_same) {
    Wave wave{.id = std::string(kId)};
    wave.plan = {"体检",
                 "service_checkup",
                 7,
                 1'795'507'200'000,
                 1'795'507'200'000 + std::int64_t{30} * 86'400'000,
                 m_state.catalogue.wave_rules.goals,
                 {{"330106001051", 400, EstateKind::General}}};
    open("/waves/edit/" + std::string(kId));
    answer("wave.plan", 200, wave_tree(wave));
    set("title", "上半年体检");
    act(SubmitForm{});
    EXPECT_EQ(sent()["questionnaire_version"].int_or(0), 7);
    EXPECT_EQ(m_path, "/api/v1/waves");
}

TEST_F(FormsTest, a_sheet_is_asked_for_building_by_building_and_saved) {
    open("/waves/sheets/" + std::string(kId), "worker");
    act(SubmitForm{});
    EXPECT_EQ(error_at("/community"), "This has not been answered yet");
    EXPECT_EQ(error_at("/buildings/0/name"), "This has not been answered yet");
    set("community", "330106001051");
    const Value row = Value::map({{"name", "3 幢"}, {"households", "24"}});
    set("buildings", Value::list({row, row}));
    EXPECT_EQ(error_at("/buildings/1/name"), "The same thing is there twice");
    set("buildings", Value::list({row}));
    act(SubmitForm{});
    const Value body = sent("file.fetch");
    EXPECT_EQ(m_path, "/api/v1/waves/" + std::string(kId) + "/sheets");
    EXPECT_EQ(body.items("buildings")[0]["households"].int_or(0), 24);
    event(Value::map(
        {{"event", "file.progress"}, {"tag", "form"}, {"received", 50}, {"bytes", 100}}));
    EXPECT_FLOAT_EQ(m_state.form.received, 0.5F);
    event(Value::map({{"event", "file.saved"}, {"tag", "form"}, {"bytes", 100}}));
    EXPECT_FALSE(m_state.form.busy);
    EXPECT_EQ(m_state.toast, "sheets.saved");
}

TEST_F(FormsTest, a_building_without_a_number_of_households_gets_one_code) {
    open("/waves/sheets/" + std::string(kId), "worker");
    set("community", "330106001051");
    set("buildings", Value::list({Value::map({{"name", "3 幢"}, {"households", ""}})}));
    act(SubmitForm{});
    const Value body = sent("file.fetch");
    ASSERT_EQ(body.items("buildings").size(), 1u);
    EXPECT_TRUE(body.items("buildings")[0]["households"].is_null());
}

}  // namespace kongdi::shell
