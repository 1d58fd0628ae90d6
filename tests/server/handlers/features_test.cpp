// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/features.hpp"

#include <set>

#include "core/codec/facility_codec.hpp"
#include "server/features/items_query.hpp"
#include "server/index/reckon.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const std::string kOgc = "/ogc";
const std::string kSpaces = "/ogc/collections/spaces/items";
const std::string kReports = "/ogc/collections/reports/items";
const Actor kStaff{Role::Planner, "somebody"};

class FeaturesTest : public ServerFixture {
protected:
    Response ask(std::string path, std::vector<Pair> query = {}, std::vector<Pair> headers = {}) {
        headers.emplace_back("Host", "city.example");
        return get(std::move(path), std::move(headers), std::move(query));
    }
    Value tree(std::string path, std::vector<Pair> query = {}, std::vector<Pair> headers = {}) {
        const Response response = ask(path, std::move(query), std::move(headers));
        EXPECT_EQ(response.status, 200) << path << response.body;
        return tree_of(response);
    }
    static std::vector<std::string> ids(const Value& page) {
        std::vector<std::string> out;
        for (const Value& one : page.items("features")) out.push_back(one.text("id"));
        return out;
    }
    static std::string link(const Value& document, std::string_view rel) {
        for (const Value& one : document.items("links"))
            if (one.text("rel") == rel) return one.text("href");
        return {};
    }
    std::string post(RecordBuilder builder) {
        EXPECT_EQ(post_record(builder.bytes()).status, 201);
        return builder.build().text("id");
    }
    void post_many(int count) {
        for (int i = 1; i <= count; ++i)
            post(RecordBuilder()
                     .number(static_cast<std::uint32_t>(i))
                     .with("/body/place/point/lon", 120.15 + i * 1e-4)
                     .with("/body/space_type", i % 2 == 0 ? "I05" : "I09"));
    }
    std::string file_facility(std::uint32_t number) {
        const CheckedFacility facts = facility_facts_of(
            Value::map({{"kind", "ELD02"},
                        {"name", "翠苑<老年>食堂"},
                        {"community", kCommunityCode},
                        {"point", Value::map({{"lon", 120.1551}, {"lat", 30.2741}})}}),
            catalogue());
        EXPECT_TRUE(facts.ok());
        const std::string id = RecordBuilder().number(number).build().text("id");
        EXPECT_TRUE(storage().file_facility(id, facts.facts, kStaff, kNowMs));
        return id;
    }
    void expect_refused(const std::string& path, std::vector<Pair> query, int status,
                        const std::string& field) {
        const Response response = ask(path, std::move(query));
        EXPECT_EQ(response.status, status) << path << response.body;
        EXPECT_EQ(tree_of(response).text("path"), field) << response.body;
    }
};

}  // namespace

TEST_F(FeaturesTest, links_are_whole_addresses_also_behind_a_front_that_ends_tls) {
    EXPECT_EQ(link(tree(kOgc), "conformance"), "http://city.example/ogc/conformance");
    const Value behind = tree(kOgc, {}, {{"X-Forwarded-Proto", "https"}});
    std::set<std::string> rels;
    for (const Value& one : behind.items("links")) {
        EXPECT_TRUE(one.text("href").starts_with("https://city.example/ogc")) << one.text("href");
        rels.insert(one.text("rel"));
    }
    EXPECT_EQ(rels, (std::set<std::string>{"self", "alternate", "service-desc", "service-doc",
                                           "conformance", "data"}));
    EXPECT_EQ(tree(kOgc + "/api")["servers"].if_list()->front().text("url"),
              "http://city.example/ogc");
}

TEST_F(FeaturesTest, strangers_see_of_spaces_what_the_map_shows_and_no_more) {
    const std::string id = post(RecordBuilder()
                                    .number(1)
                                    .with("/body/description", "门口有一把锁")
                                    .with("/body/place/point/lon", 120.155123456));
    const Response response = ask(kSpaces);
    EXPECT_EQ(response.header("Content-Type"), "application/geo+json");
    const Value page = tree_of(response);
    ASSERT_EQ(ids(page), std::vector<std::string>{id});
    const Value& feature = page.items("features")[0];
    EXPECT_EQ(write_json(feature["geometry"]),
              R"({"type":"Point","coordinates":[120.1551,30.2741]})");
    EXPECT_EQ(write_json(feature["properties"]),
              R"({"type":"I05","type_label":")" + feature["properties"].text("type_label") +
                  R"(","state":"submitted","state_label":")" +
                  feature["properties"].text("state_label") + R"(","received_on":"2026-11-24"})");
    EXPECT_EQ(response.body.find("锁"), std::string::npos);
    EXPECT_EQ(page["numberMatched"].int_or(-1), 1);
    EXPECT_EQ(page["numberReturned"].int_or(-1), 1);
    EXPECT_EQ(page.text("timeStamp"), "2026-11-24T08:00:00.000Z");
    // The same to staff: what is public is one thing.
    EXPECT_EQ(tree(kSpaces, {}, {as(Role::Planner)}), page);
}

TEST_F(FeaturesTest, questions_of_strangers_are_no_finer_than_the_answers) {
    // It lies at 120.155149, is shown at 120.1551, and is found only there.
    post(RecordBuilder().number(1).with("/body/place/point/lon", 120.155149));
    EXPECT_EQ(ids(tree(kSpaces, {{"bbox", "120.15505,30,120.15515,31"}})).size(), 1u);
    EXPECT_EQ(ids(tree(kSpaces, {{"bbox", "120.15514,30,120.15515,31"}})).size(), 0u);
    EXPECT_EQ(
        ids(tree(kSpaces, {{"filter", "S_INTERSECTS(geometry,POINT(120.1551 30.2741))"}})).size(),
        1u);
    // Any time of its day is as good as another.
    for (const std::string time : {"2026-11-24T00:00:00+08:00", "2026-11-24T23:59:59+08:00"})
        EXPECT_EQ(ids(tree(kSpaces, {{"datetime", time}})).size(), 1u) << time;
    EXPECT_EQ(ids(tree(kSpaces, {{"datetime", "2026-11-25/.."}})).size(), 0u);
    EXPECT_EQ(ids(tree(kSpaces, {{"datetime", "../2026-11-24"}})).size(), 1u);
}

TEST_F(FeaturesTest, what_is_not_for_all_is_in_no_public_collection) {
    const ConsentText& first = catalogue().consents.front();
    const std::string totals_only = post(RecordBuilder().number(1).with(
        "/consent/survey", Value::map({{"version", 1}, {"sha256", first.hashes[0]}})));
    const std::string withdrawn = post(RecordBuilder().number(2));
    ASSERT_TRUE(storage().move(withdrawn, ReportMove::Withdraw,
                               {Role::Resident, std::string(kDevice)}, kNowMs));
    EXPECT_EQ(tree(kSpaces)["numberMatched"].int_or(-1), 0);
    for (const std::string& id : {totals_only, withdrawn})
        EXPECT_EQ(ask(kSpaces + "/" + id).status, 404);
    EXPECT_EQ(tree(kReports, {}, {as(Role::Worker)})["numberMatched"].int_or(-1), 2);

    const std::string facility = file_facility(3);
    const std::string items = "/ogc/collections/facilities/items";
    EXPECT_EQ(ids(tree(items)), std::vector<std::string>{facility});
    EXPECT_EQ(ask(items + "/" + facility).status, 200);
    ASSERT_TRUE(
        storage().move_facility({facility, FacilityMove::Close, 1, {}, "搬走了"}, kStaff, kNowMs));
    EXPECT_EQ(ids(tree(items)).size(), 0u);
    EXPECT_EQ(ask(items + "/" + facility).status, 404);
}

TEST_F(FeaturesTest, staff_get_collections_of_their_scope_and_others_do_not_know_of_them) {
    const std::string id = post(RecordBuilder().number(1).with("/body/description", "空了三年"));
    const auto names = [this](std::vector<Pair> headers) {
        std::set<std::string> out;
        const Value all = tree("/ogc/collections", {}, std::move(headers));
        for (const Value& one : all.items("collections")) out.insert(one.text("id"));
        return out;
    };
    const std::set<std::string> shown{"spaces", "facilities", "communities"};
    const Pair inside = as("in", Role::Worker, {{std::string(kCommunityCode)}});
    const Pair outside = as("out", Role::Worker, {{"330106001052"}});
    for (const auto& headers :
         {std::vector<Pair>{}, {as_device()}, {as(Role::Resident)}, {as(Role::Administrator)}}) {
        EXPECT_EQ(names(headers), shown);
        for (const std::string path : {"reports", "reports/items", "index", "index/items",
                                       "reports/queryables", "reports/items/x"})
            EXPECT_EQ(ask("/ogc/collections/" + path, {}, headers).status, 404) << path;
        EXPECT_EQ(ask("/ogc/api", {}, headers).body.find("reports"), std::string::npos);
    }
    EXPECT_EQ(names({inside}).size(), 5u);
    const Value page = tree(kReports, {}, {inside});
    ASSERT_EQ(ids(page), std::vector<std::string>{id});
    EXPECT_EQ(page.items("features")[0]["properties"].text("description"), "空了三年");
    EXPECT_EQ(ids(tree(kReports, {}, {outside})).size(), 0u);
    EXPECT_EQ(ask(kReports + "/" + id, {}, {inside}).status, 200);
    EXPECT_EQ(ask(kReports + "/" + id, {}, {outside}).status, 404);
    EXPECT_EQ(tree("/ogc/collections/reports", {}, {outside})["extent"], Value())
        << "where there is nothing nobody learns where something is";
}

TEST_F(FeaturesTest, the_published_run_of_the_index_is_for_staff_in_their_scope) {
    const std::string id = RecordBuilder().number(6).build().text("id");
    const IndexAsked asked{id, "上半年", "", index_defaults()->settings};
    const auto input = index_input(storage(), catalogue(), asked, index_defaults()->reach);
    ASSERT_TRUE(input);
    ASSERT_TRUE(storage().freeze_index(reckoned(asked, *input), kStaff, kNowMs));
    const std::string items = "/ogc/collections/index/items";
    const Pair inside = as("in", Role::Worker, {{std::string(kCommunityCode)}});
    EXPECT_EQ(ids(tree(items, {}, {inside})).size(), 0u) << "not published yet";
    ASSERT_TRUE(storage().publish_index(id, kStaff, kNowMs));
    const Value page = tree(items, {}, {inside});
    ASSERT_EQ(ids(page), std::vector<std::string>{std::string(kCommunityCode)});
    EXPECT_EQ(page.items("features")[0]["geometry"].text("type"), "MultiPolygon");
    EXPECT_EQ(page.items("features")[0]["properties"].text("run_title"), "上半年");
    EXPECT_EQ(ids(tree(items, {}, {as("out", Role::Worker, {{"330106001052"}})})).size(), 0u);
}

TEST_F(FeaturesTest, communities_come_with_their_boundaries_as_they_were_imported) {
    const Value page = tree("/ogc/collections/communities/items");
    ASSERT_EQ(ids(page), std::vector<std::string>{std::string(kCommunityCode)});
    EXPECT_EQ(write_json(page.items("features")[0]["geometry"]),
              R"({"type":"MultiPolygon","coordinates":[[[[120.15,30.27],[120.16,30.27],)"
              R"([120.16,30.28],[120.15,30.28],[120.15,30.27]]]]})");
    const std::string path = "/ogc/collections/communities/items/" + std::string(kCommunityCode);
    const Response turned = ask(path, {{"crs", "http://www.opengis.net/def/crs/EPSG/0/4490"}});
    EXPECT_EQ(turned.header("Content-Crs"), "<http://www.opengis.net/def/crs/EPSG/0/4490>");
    EXPECT_NE(turned.body.find("[[[[30.27,120.15],"), std::string::npos);
    EXPECT_EQ(ask(path).header("Content-Crs"), "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
}

TEST_F(FeaturesTest, pages_follow_each_other_without_gaps_while_rows_come_and_go) {
    post_many(25);
    std::vector<std::string> seen;
    std::vector<Pair> query{{"limit", "10"}};
    int pages = 0;
    for (std::string after = "?"; !after.empty(); ++pages) {
        const Value page = tree(kSpaces, query);
        for (const std::string& id : ids(page)) seen.push_back(id);
        const std::string next = link(page, "next");
        const auto at = next.find("after=");
        after = at == std::string::npos ? std::string() : next.substr(at + 6, 36);
        query = {{"limit", "10"}, {"after", after}};
        if (pages == 0) {
            EXPECT_EQ(page["numberMatched"].int_or(0), 25);
            EXPECT_EQ(page["numberReturned"].int_or(0), 10);
            EXPECT_TRUE(next.starts_with("http://city.example" + kSpaces + "?limit=10&after="));
            // The last one that was seen goes, and a new one comes, whatever its id.
            ASSERT_TRUE(storage().move(seen.back(), ReportMove::Withdraw,
                                       {Role::Resident, std::string(kDevice)}, kNowMs));
            post(RecordBuilder().number(100).with("/id", "01000000-0000-7000-8000-000000000000"));
        }
    }
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(seen.size(), 26u);
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 26u);
    EXPECT_EQ(seen.back(), "01000000-0000-7000-8000-000000000000");
}

TEST_F(FeaturesTest, what_is_asked_for_narrows_what_comes) {
    post_many(10);
    const auto count = [this](std::vector<Pair> query) {
        return tree(kSpaces, std::move(query))["numberMatched"].int_or(-1);
    };
    EXPECT_EQ(count({}), 10);
    EXPECT_EQ(count({{"type", "I05"}}), 5);
    EXPECT_EQ(count({{"type", "I05"}, {"state", "verified"}}), 0);
    EXPECT_EQ(count({{"received_on", "2026-11-24"}}), 10);
    EXPECT_EQ(count({{"bbox", "120.15005,30,120.15025,31"}}), 2);
    EXPECT_EQ(count({{"bbox", "30,120.15005,31,120.15025"},
                     {"bbox-crs", "http://www.opengis.net/def/crs/EPSG/0/4490"}}),
              2);
    EXPECT_EQ(count({{"bbox", "3350000,514600,3351000,514700"},
                     {"bbox-crs", "http://www.opengis.net/def/crs/EPSG/0/4549"}}),
              count({{"filter", "S_INTERSECTS(geometry,BBOX(3350000,514600,3351000,514700))"},
                     {"filter-crs", "http://www.opengis.net/def/crs/EPSG/0/4549"}}));
    EXPECT_EQ(count({{"bbox", "170,-90,-170,90"}}), 0);
    EXPECT_EQ(count({{"filter", "type IN ('I05','I09') AND NOT type = 'I09'"}}), 5);
    EXPECT_EQ(count({{"filter", "type LIKE 'I0%'"}, {"filter-lang", "cql2-text"}}), 10);
    EXPECT_EQ(ids(tree(kSpaces, {{"limit", "3"}})).size(), 3u);
}

TEST_F(FeaturesTest, bad_input_is_told_by_the_name_of_the_parameter) {
    expect_refused("/ogc/collections/nothing", {}, 404, "/collection");
    expect_refused("/ogc/collections/nothing/items", {{"limit", "-1"}}, 404, "/collection");
    expect_refused(kSpaces + "/nothing", {}, 404, "/feature");
    expect_refused(kSpaces + "/" + std::string("a\0b", 3), {}, 404, "/feature");
    expect_refused("/ogc/collections/" + std::string("spaces\0", 7), {}, 404, "/collection");
    expect_refused(kSpaces, {{"bbox", "1,2,3"}}, 400, "/bbox");
    expect_refused(kSpaces, {{"limit", "-1"}}, 400, "/limit");
    expect_refused(kSpaces, {{"datetime", std::string(1 << 20, '1')}}, 400, "/datetime");
    expect_refused(kSpaces, {{"type", std::string("I05\0", 4)}}, 400, "/type");
    expect_refused(kSpaces, {{"filter", std::string(10'000, '(')}}, 400, "/filter");
    std::string deep;
    for (int i = 0; i < 10'000; ++i) deep += "NOT(";
    expect_refused(kSpaces, {{"filter", deep}}, 400, "/filter");
    for (const std::string after : {"x", "01000000-0000-7000-8000-000000000000"})
        expect_refused(kSpaces, {{"after", after}}, 400, "/after");
    expect_refused(kSpaces, {{"f", "xml"}}, 400, "/f");
    expect_refused(kSpaces, {{"lang", "fr"}}, 400, "/lang");
    for (const std::string path :
         {"", "/api", "/conformance", "/collections", "/collections/spaces",
          "/collections/spaces/queryables", "/collections/spaces/items"})
        expect_refused(kOgc + path, {{"colour", "red"}}, 400, "/colour");
    expect_refused("/ogc/nothing", {}, 404, "");
    EXPECT_EQ(send(request(Method::Post, kSpaces)).status, 405);
}

TEST_F(FeaturesTest, every_document_is_a_page_too_and_escapes_what_people_wrote) {
    const std::string id = file_facility(3);
    post_many(3);
    for (const std::string& path :
         {std::string(), std::string("/api"), std::string("/conformance"),
          std::string("/collections"), std::string("/collections/spaces"),
          std::string("/collections/spaces/queryables"), std::string("/collections/spaces/items"),
          std::string("/collections/facilities/items"), "/collections/facilities/items/" + id,
          std::string("/collections/communities/items")}) {
        const Response page = ask(kOgc + path, {}, {{"Accept", "text/html,*/*;q=0.8"}});
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8") << path;
        EXPECT_EQ(page.body.find("<script"), std::string::npos);
        EXPECT_EQ(page.body.find("<老年>"), std::string::npos);
        EXPECT_NE(page.body.find("/ogc"), std::string::npos) << "a way on";
        EXPECT_EQ(ask(kOgc + path, {{"f", "html"}}).header("Content-Type"),
                  "text/html; charset=utf-8");
        EXPECT_NE(ask(kOgc + path, {{"f", "json"}}, {{"Accept", "text/html"}})
                      .header("Content-Type")
                      .find("json"),
                  std::string_view::npos);
    }
    const Response facilities = ask("/ogc/collections/facilities/items", {{"f", "html"}});
    EXPECT_NE(facilities.body.find("翠苑&lt;老年&gt;食堂"), std::string::npos);
}

TEST_F(FeaturesTest, a_page_of_many_leads_to_the_next_page) {
    post_many(5);
    const Response first = ask(kSpaces, {{"f", "html"}, {"limit", "2"}, {"lang", "en"}});
    EXPECT_NE(first.body.find("Next page"), std::string::npos);
    EXPECT_NE(first.body.find("5 in all, 2 on this page"), std::string::npos);
    const Response last = ask(kSpaces, {{"f", "html"}, {"lang", "en"}});
    EXPECT_EQ(last.body.find("Next page"), std::string::npos);
}

TEST_F(FeaturesTest, the_description_for_programs_names_all_that_is_answered) {
    const Value api = tree("/ogc/api", {}, {as(Role::Planner)});
    EXPECT_EQ(api.text("openapi"), "3.0.3");
    const std::string text = write_json(api);
    const std::string mark = R"("$ref":"#/components/)";
    int references = 0;
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        const auto begin = at + mark.size();
        const std::string path = text.substr(begin, text.find('"', begin) - begin);
        const auto slash = path.find('/');
        EXPECT_FALSE(api["components"][path.substr(0, slash)][path.substr(slash + 1)].is_null())
            << path;
        ++references;
    }
    EXPECT_GT(references, 50);
    for (const features::Collection& one : features::collections()) {
        const std::string path = "/collections/" + std::string(one.name) + "/items";
        const Value& get = api["paths"][path]["get"];
        std::set<std::string> names;
        for (const Value& parameter : get.items("parameters")) {
            const std::string ref = parameter.text("$ref");
            names.insert(ref.empty() ? parameter.text("name") : ref.substr(ref.rfind('/') + 1));
        }
        for (const features::Parameter& parameter : features::parameters())
            EXPECT_TRUE(names.contains(std::string(parameter.name))) << path << parameter.name;
        for (const features::Field& field : one.fields)
            EXPECT_EQ(names.contains(std::string(field.name)), field.is_queryable())
                << path << field.name;
    }
}

TEST_F(FeaturesTest, every_field_and_collection_has_its_words_in_both_languages) {
    for (const std::string language : {"zh", "en"})
        for (const features::Collection& one : features::collections()) {
            const std::string path = "/ogc/collections/" + std::string(one.name);
            const Value about = tree(path, {{"lang", language}}, {as(Role::Planner)});
            EXPECT_FALSE(about.text("title").starts_with("ogc.")) << path;
            EXPECT_FALSE(about.text("description").starts_with("ogc.")) << path;
            const Value queryables =
                tree(path + "/queryables", {{"lang", language}}, {as(Role::Planner)});
            for (const features::Field& field : one.fields) {
                const Value& shown = queryables["properties"][field.name];
                EXPECT_EQ(!shown.is_null(), field.is_queryable()) << field.name;
                EXPECT_FALSE(shown.text("title").starts_with("ogc.")) << field.name;
            }
        }
}

}  // namespace kongdi::server::tests
