// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/imports.hpp"

#include "core/api/import_messages.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/form_body.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::FormBody;

const std::string kTable = "名称,类型,经度,纬度\n甲,食堂,120.15,30.27\n乙,食堂,,\n";

class ImportsTest : public ServerFixture {
protected:
    Response post(const std::string& path, const FormBody& form, Role role = Role::Planner) {
        Request asked = request(Method::Post, path, form.bytes());
        asked.headers.emplace_back("Content-Type", std::string(FormBody::kType));
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.push_back(as(role));
        return send(asked);
    }
    static FormBody table() { return FormBody().file("file", "设施.csv", kTable); }
    Response undo(std::int64_t id) {
        Request asked = json_request("/api/v1/imports/" + std::to_string(id) + "/undo", "{}");
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.push_back(as(Role::Planner));
        return send(asked);
    }
    std::size_t facilities() {
        return storage().map_rows({"facility", {120, 30, 121, 31}, 0, 100})->size();
    }
};

TEST_F(ImportsTest, a_file_is_looked_at_imported_listed_and_taken_back) {
    const Response looked = post("/api/v1/imports/preview", table());
    ASSERT_EQ(looked.status, 200) << looked.body;
    const auto preview = api::import_report_of(tree_of(looked));
    ASSERT_TRUE(preview);
    ASSERT_EQ(preview->layers.size(), 1u);
    EXPECT_EQ(preview->layers[0].role, "facility");
    EXPECT_EQ(preview->layers[0].columns[0].meaning, "name");
    EXPECT_EQ(preview->layers[0].first_rows[0][0], "甲");
    EXPECT_EQ(preview->layers[0].refused, 1);
    EXPECT_NEAR(preview->layers[0].box.west, 120.15, 1e-9);
    EXPECT_EQ(facilities(), 0u);

    const Response done = post("/api/v1/imports", table());
    ASSERT_EQ(done.status, 201) << done.body;
    const auto report = api::import_report_of(tree_of(done));
    ASSERT_TRUE(report);
    ASSERT_EQ(report->imports.size(), 1u);
    EXPECT_EQ(report->imports[0].by, "planner");
    EXPECT_EQ(report->imports[0].source, "设施.csv");
    EXPECT_EQ(facilities(), 1u);

    const Response list = get("/api/v1/imports", {as(Role::Planner)});
    EXPECT_EQ(api::import_list_of(tree_of(list))->front().id, report->imports[0].id);
    EXPECT_EQ(undo(report->imports[0].id).status, 200);
    EXPECT_EQ(facilities(), 0u);
    EXPECT_EQ(undo(report->imports[0].id).status, 409);
    EXPECT_EQ(undo(12345).status, 404);
}

TEST_F(ImportsTest, a_layer_is_taken_as_was_said_of_it) {
    const Response done =
        post("/api/v1/imports", table().with("layers", R"([{"layer":"设施.csv","role":"space",
"crs":"4490","columns":{"name":"类型","kind":""}}])"));
    ASSERT_EQ(done.status, 201) << done.body;
    const auto report = api::import_report_of(tree_of(done));
    ASSERT_TRUE(report);
    EXPECT_EQ(report->layers[0].role, "space");
    EXPECT_EQ(report->layers[0].crs, "4490");
    EXPECT_EQ(storage().map_rows({"space", {120, 30, 121, 31}, 0, 100})->at(0).name, "食堂");
}

TEST_F(ImportsTest, only_planners_may_and_only_from_our_own_page) {
    EXPECT_EQ(post("/api/v1/imports", table(), Role::Worker).status, 403);
    EXPECT_EQ(post("/api/v1/imports/preview", table(), Role::Resident).status, 403);
    Request foreign = request(Method::Post, "/api/v1/imports", table().bytes());
    foreign.headers.emplace_back("Content-Type", std::string(FormBody::kType));
    foreign.headers.push_back(as(Role::Planner));
    EXPECT_EQ(send(foreign).status, 403) << "no page header";
    EXPECT_EQ(facilities(), 0u);
}

TEST_F(ImportsTest, what_cannot_be_done_is_told_by_the_field) {
    const auto path_of = [this](const FormBody& form) {
        const Response response = post("/api/v1/imports", form);
        EXPECT_EQ(response.status / 100, 4) << response.body;
        return tree_of(response).text("path");
    };
    EXPECT_EQ(path_of(FormBody().with("role", "facility")), "/file");
    EXPECT_EQ(path_of(FormBody().with("file", kTable)), "/file") << "a field is no file";
    EXPECT_EQ(path_of(FormBody().file("file", "a.exe", "MZ")), "/file");
    EXPECT_EQ(path_of(FormBody().file("file", "../../etc/passwd", "x")), "/file");
    EXPECT_EQ(path_of(FormBody().file("file", "/vsicurl/http://h/x.csv", "\xFF\xFF")), "/file");
    EXPECT_EQ(path_of(table().with("role", "castle")), "/role");
    EXPECT_EQ(path_of(table().with("crs", "EPSG:0")), "/crs");
    EXPECT_EQ(path_of(table().with("layer", "none")), "/layer");
    EXPECT_EQ(path_of(table().with("columns", "{")), "/columns");
    EXPECT_EQ(path_of(table().with("columns", R"({"name":"no such"})")), "/columns");
    EXPECT_EQ(path_of(table().with("names", "[{}]")), "/names");
    EXPECT_EQ(path_of(table().with("layers", "{}")), "/layers");
    EXPECT_EQ(path_of(table().with("layers", "[{}]")), "/layers");
    EXPECT_EQ(path_of(table().with("layers", R"([{"layer":"none"}])")), "/layers");
    EXPECT_EQ(path_of(table().with("layers", R"([{"layer":"设施","crs":"EPSG:0"}])")), "/crs");
    EXPECT_EQ(path_of(FormBody().file("file", "a.csv", "m,n\n1,2\n")), "/role");
    EXPECT_EQ(path_of(table().with("role", "building")), "/file") << "no row is an area";
    EXPECT_TRUE(storage().imports(10)->size() == 1) << "only the fixture's";
}

}  // namespace

}  // namespace kongdi::server::tests
