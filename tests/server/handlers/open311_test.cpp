// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/open311.hpp"

#include "core/base/text.hpp"
#include "server/handlers/open311_answer.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const std::string kBase = "/open311/v2";

class Open311Test : public ServerFixture {
protected:
    Value tree(const std::string& path, std::vector<Pair> query = {}) {
        const Response response = get(kBase + path, {{"Host", "city.example"}}, std::move(query));
        EXPECT_EQ(response.status, 200) << path << response.body;
        return tree_of(response);
    }
    std::size_t count(std::vector<Pair> query) {
        const Value all = tree("/requests.json", std::move(query));
        return all.if_list() != nullptr ? all.if_list()->size() : 0;
    }
    /// The key of the consent, as a program finds it in the definition.
    std::string consent_key() {
        const Value definition = tree("/services/I05.json");
        for (const Value& one : definition.items("attributes"))
            if (one.text("code") == "consent.survey") return one.items("values")[0].text("key");
        return {};
    }
    std::vector<Pair> a_report() {
        return {{"service_code", "I05"},
                {"lat", "30.2741"},
                {"long", "120.1551"},
                {"attribute[consent.survey]", consent_key()}};
    }
    Response send_in(const std::vector<Pair>& fields, const std::string& format = "json",
                     std::vector<Pair> headers = {}) {
        std::string body;
        for (const auto& [name, value] : fields)
            body +=
                (body.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
        Request asked = request(Method::Post, kBase + "/requests." + format, body);
        asked.headers = std::move(headers);
        asked.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
        asked.headers.emplace_back("Accept-Language", "en");
        return send(std::move(asked));
    }
    void expect_refused(const std::vector<Pair>& fields, const std::string& field) {
        const Response response = send_in(fields);
        EXPECT_EQ(response.status, 400) << response.body;
        const Value errors = tree_of(response);
        ASSERT_NE(errors.if_list(), nullptr) << response.body;
        EXPECT_TRUE(errors.if_list()->front().text("description").starts_with(field + ": "))
            << response.body;
        EXPECT_EQ(errors.if_list()->front()["code"].int_or(0), 400);
    }
};

}  // namespace

TEST_F(Open311Test, the_types_of_space_are_services_with_the_questions_of_the_phone) {
    EXPECT_EQ(tree("/discovery.json").items("endpoints")[0].text("url"),
              "http://city.example/open311/v2");
    const Value services = tree("/services.json", {{"lang", "en"}});
    ASSERT_EQ(services.if_list()->size(), catalogue().space_types.size());
    for (std::size_t i = 0; i < services.if_list()->size(); ++i) {
        const Value& one = (*services.if_list())[i];
        EXPECT_EQ(one.text("service_code"), catalogue().space_types[i].code);
        EXPECT_EQ(one.text("service_name"), catalogue().space_types[i].label.in("en"));
        EXPECT_TRUE(one["metadata"].bool_or(false));
    }
    const Value definition = tree("/services/I05.json", {{"lang", "en"}});
    std::vector<std::string> codes;
    for (const Value& one : definition.items("attributes")) codes.push_back(one.text("code"));
    EXPECT_EQ(codes, (std::vector<std::string>{"floor_area", "floor_area.source", "facts",
                                               "consent.survey", "photos"}));
    const Value& photos = definition.items("attributes").back();
    EXPECT_FALSE(photos["variable"].bool_or(true)) << "told, not asked";
    EXPECT_NE(photos.text("description").find("media_url"), std::string::npos);
    EXPECT_EQ(get(kBase + "/services/I99.json").status, 404);
    EXPECT_EQ(get(kBase + "/services.yaml").status, 404);
    EXPECT_EQ(get(kBase + "/secrets.json").status, 404);
}

TEST_F(Open311Test, a_report_goes_the_way_of_any_record) {
    std::vector<Pair> fields = a_report();
    fields.insert(fields.end(), {{"description", "门口 <空> & 锁着"},
                                 {"attribute[floor_area]", "60"},
                                 {"attribute[floor_area.source]", "paced"},
                                 {"attribute[facts][]", "lift"},
                                 {"attribute[facts][]", "water"},
                                 {"first_name", "Alice"},
                                 {"email", "alice@example.org"},
                                 {"device_id", "abc"}});
    const Response response = send_in(fields);
    ASSERT_EQ(response.status, 201) << response.body;
    const Value answer = tree_of(response).if_list()->front();
    const std::string id = answer.text("service_request_id");
    const auto card = storage().space_card(id);
    ASSERT_TRUE(card && *card);
    const Space& space = (*card)->space;
    EXPECT_EQ(answer.text("service_notice"), space.receipt);
    EXPECT_EQ(space.type, "I05");
    EXPECT_EQ(space.community, kCommunityCode);
    EXPECT_EQ(space.description, "门口 <空> & 锁着");
    EXPECT_EQ(space.floor_area->value_m2, 60);
    EXPECT_EQ(space.floor_area->source, "paced");
    EXPECT_EQ(space.facts, (std::vector<std::string>{"lift", "water"}));
    EXPECT_TRUE(space.published) << "the wording that was agreed to says so";
    const std::string bytes = storage().record_bytes(id)->front();
    for (const std::string_view left : {"Alice", "alice", "abc\""})
        EXPECT_EQ(bytes.find(left), std::string::npos) << "what is not needed is not kept";
}

TEST_F(Open311Test, each_report_is_of_a_device_of_its_own) {
    const auto device = [this] {
        const Value answer = tree_of(send_in(a_report())).if_list()->front();
        return (*storage().record(answer.text("service_request_id")))->device;
    };
    const std::string first = device();
    EXPECT_EQ(first.size(), 32u);
    EXPECT_NE(device(), first);
}

TEST_F(Open311Test, what_is_missing_or_wrong_is_told_by_the_name_of_the_standard) {
    const auto changed = [this](std::string_view name, const std::string& value) {
        std::vector<Pair> fields = a_report();
        std::erase_if(fields, [name](const Pair& one) { return one.first == name; });
        if (!value.empty()) fields.emplace_back(name, value);
        return fields;
    };
    expect_refused(changed("service_code", ""), "service_code");
    expect_refused(changed("service_code", "I99"), "service_code");
    expect_refused(changed("lat", "91"), "lat");
    expect_refused(changed("lat", "north"), "lat");
    expect_refused(changed("long", ""), "long");
    expect_refused(changed("attribute[consent.survey]", ""), "attribute[consent.survey]");
    expect_refused(changed("attribute[consent.survey]", "2 abc"), "attribute[consent.survey]");
    expect_refused(changed("description", std::string(501, 'a')), "description");
    expect_refused(changed("attribute[floor_area]", "huge"), "attribute[floor_area]");
    expect_refused(changed("attribute[facts]", "golden"), "attribute[facts]");
    expect_refused(changed("attribute[colour]", "red"), "attribute[colour]");
    expect_refused(changed("media_url", "http://192.0.2.1/a.jpg"), "media_url");
    EXPECT_EQ(send_in(changed("description", "\xFF")).status, 400);
    EXPECT_EQ(send_in({}).status, 400);
    EXPECT_EQ(record_count(), 0u);
}

TEST_F(Open311Test, a_page_of_another_site_cannot_make_a_browser_report) {
    EXPECT_EQ(send_in(a_report(), "json", {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
    EXPECT_EQ(record_count(), 0u);
}

TEST_F(Open311Test, requests_are_what_everybody_may_see_of_reports) {
    const RecordBuilder one = RecordBuilder()
                                  .number(1)
                                  .with("/body/place/point/lon", 120.155149)
                                  .with("/body/description", "空了三年");
    ASSERT_EQ(post_record(RecordBuilder(one).bytes()).status, 201);
    const std::string id = RecordBuilder(one).build().text("id");
    const Value shown = tree("/requests.json").if_list()->front();
    EXPECT_EQ(shown.text("service_request_id"), id);
    EXPECT_EQ(shown.text("status"), "open");
    EXPECT_EQ(shown.text("service_code"), "I05");
    EXPECT_EQ(shown.text("requested_datetime"), "2026-11-24T00:00:00+08:00");
    EXPECT_EQ(shown["long"].number_or(0), 120.1551);
    EXPECT_TRUE(shown["description"].is_null());
    EXPECT_EQ(tree("/requests/" + id + ".json").if_list()->front(), shown);
    const Value extended = tree("/requests.json", {{"extensions", "true"}}).if_list()->front();
    EXPECT_EQ(extended["extended_attributes"].text("state"), "submitted");
    ASSERT_TRUE(
        storage().move(id, ReportMove::Withdraw, {Role::Resident, std::string(kDevice)}, kNowMs));
    EXPECT_EQ(count({}), 0u);
    EXPECT_EQ(get(kBase + "/requests/" + id + ".json").status, 404);
    EXPECT_EQ(get(kBase + "/requests/example.xml").status, 404);
}

TEST_F(Open311Test, what_staff_decided_is_a_closed_request_without_a_place) {
    const auto id_of = [](std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    };
    for (std::uint32_t i = 1; i <= 5; ++i)
        ASSERT_EQ(post_record(RecordBuilder().number(i).bytes()).status, 201);
    const Actor worker{Role::Worker, "ling"};
    ReportStep reject{.move = ReportMove::Reject, .words = "张三说不是"};
    reject.reason = RejectReason::NotThere;
    ASSERT_TRUE(storage().step_report(id_of(1), reject, worker, kNowMs));
    ReportStep merge{.move = ReportMove::Merge};
    merge.into = id_of(3);
    ASSERT_TRUE(storage().step_report(id_of(2), merge, worker, kNowMs));
    ASSERT_TRUE(storage().move(id_of(5), ReportMove::Withdraw,
                               {Role::Resident, std::string(kDevice)}, kNowMs));
    EXPECT_EQ(count({{"status", "open"}}), 2u);
    EXPECT_EQ(count({{"status", "closed"}}), 2u);
    EXPECT_EQ(count({}), 4u) << "of what was withdrawn nothing is told";
    EXPECT_EQ(count({{"page_size", "3"}}), 3u);
    EXPECT_EQ(count({{"page_size", "3"}, {"page", "2"}}), 1u);
    const Value closed =
        tree("/requests/" + id_of(1) + ".json", {{"extensions", "true"}}).if_list()->front();
    EXPECT_EQ(closed.text("status"), "closed");
    EXPECT_FALSE(closed.text("status_notes").empty());
    EXPECT_EQ(closed["extended_attributes"].text("state"), "rejected");
    EXPECT_TRUE(closed["lat"].is_null() && closed["long"].is_null());
    EXPECT_EQ(write_json(closed).find("张三"), std::string::npos);
    EXPECT_EQ(tree("/requests/" + id_of(2) + ".json", {{"extensions", "true"}})
                  .if_list()
                  ->front()["extended_attributes"]
                  .text("state"),
              "merged");
    EXPECT_EQ(get(kBase + "/requests/" + id_of(5) + ".json").status, 404);
}

TEST_F(Open311Test, requests_are_narrowed_by_code_status_day_and_page) {
    for (std::uint32_t i = 1; i <= 5; ++i) {
        m_now_ms = kNowMs + i * 86'400'000LL;
        ASSERT_EQ(
            post_record(
                RecordBuilder().number(i).with("/body/space_type", i == 3 ? "I09" : "I05").bytes())
                .status,
            201);
    }
    EXPECT_EQ(count({}), 5u);
    EXPECT_EQ(count({{"service_code", "I09"}}), 1u);
    EXPECT_EQ(count({{"service_code", "I09,I05"}}), 5u);
    EXPECT_EQ(count({{"status", "open"}}), 5u);
    EXPECT_EQ(count({{"status", "closed"}}), 0u);
    EXPECT_EQ(count({{"start_date", "2026-11-26T00:00:00+08:00"}}), 4u);
    EXPECT_EQ(count({{"start_date", "2026-11-26"}, {"end_date", "2026-11-27T23:00:00+08:00"}}), 2u);
    EXPECT_EQ(count({{"end_date", "2026-11-25"}}), 1u);
    const Value second = tree("/requests.json", {{"page", "2"}, {"page_size", "2"}});
    ASSERT_EQ(second.if_list()->size(), 2u);
    EXPECT_EQ(second.if_list()->front().text("requested_datetime").substr(0, 10), "2026-11-27")
        << "the newest first";
    EXPECT_EQ(count({{"page", "4"}, {"page_size", "2"}}), 0u);
    const std::string id = RecordBuilder().number(3).build().text("id");
    EXPECT_EQ(count({{"service_request_id", id + ",nothing"}}), 1u);
    for (const auto& [name, value] : std::vector<Pair>{{"start_date", "soon"},
                                                       {"start_date", "2020-01-01/2020-01-02"},
                                                       {"status", "lost"},
                                                       {"page", "0"},
                                                       {"page", "1.5"},
                                                       {"page_size", "1001"},
                                                       {"page", "99999"}}) {
        const Response response = get(kBase + "/requests.json", {}, {{name, value}});
        EXPECT_EQ(response.status, 400) << name << value;
        EXPECT_TRUE(tree_of(response).if_list()->front().text("description").starts_with(name));
    }
    EXPECT_EQ(get(kBase + "/requests.json", {},
                  {{"start_date", "2026-01-01"}, {"end_date", "2026-11-25"}})
                  .status,
              400)
        << "more than ninety days";
}

TEST_F(Open311Test, both_formats_say_the_same) {
    const Value tree = Value::map(
        {{"services", Value::list({Value::map({{"name", "a<b> & \"c\""}, {"metadata", true}})})},
         {"none", Value()}});
    EXPECT_EQ(open311::xml_of("root", tree),
              "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
              "<root><services><service><name>a&lt;b&gt; &amp; &quot;c&quot;</name>"
              "<metadata>true</metadata></service></services><none></none></root>\n");
    const Response answer = send_in(a_report(), "xml");
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.header("Content-Type"), "text/xml; charset=utf-8");
    EXPECT_NE(answer.body.find("<service_requests><request><service_request_id>"),
              std::string::npos);
    const Response wrong = send_in({}, "xml");
    EXPECT_NE(wrong.body.find("<errors><error><code>400</code><description>"), std::string::npos);
}

}  // namespace kongdi::server::tests
