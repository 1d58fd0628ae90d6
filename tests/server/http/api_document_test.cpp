// SPDX-License-Identifier: Apache-2.0
// The document for programs says of each route what the table does, and of nothing else.
#include "server/http/api_document.hpp"

#include <algorithm>
#include <set>

#include "server/features/items_query.hpp"
#include "server/http/route_parameters.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class ApiDocumentTest : public ServerFixture {};

std::string word_of(Method method) {
    switch (method) {
        case Method::Get: return "get";
        case Method::Head: return "head";
        case Method::Post: return "post";
        case Method::Put: return "put";
        case Method::Other: break;
    }
    return "none";
}

std::set<std::string> path_parameters(const Value& operation) {
    std::set<std::string> out;
    for (const Value& one : operation.items("parameters"))
        if (one.text("in") == "path") {
            EXPECT_TRUE(one["required"].bool_or(false));
            out.insert("{" + one.text("name") + "}");
        }
    return out;
}

/// The {…} of a pattern.
std::set<std::string> captures(std::string_view pattern) {
    std::set<std::string> out;
    while (!pattern.empty()) {
        const auto end = pattern.find('/', 1);
        if (const auto part = pattern.substr(1, end - 1); part.starts_with('{')) out.emplace(part);
        pattern = end == std::string_view::npos ? std::string_view() : pattern.substr(end);
    }
    return out;
}

/// Each "$ref" in the tree leads somewhere.
void expect_references(const Value& tree, const Value& whole) {
    if (const auto* list = tree.if_list())
        for (const Value& one : *list) expect_references(one, whole);
    if (tree.if_map() == nullptr) return;
    for (const auto& [name, value] : *tree.if_map()) {
        if (name != "$ref") {
            expect_references(value, whole);
            continue;
        }
        std::string_view path = value.string_or("");
        ASSERT_TRUE(path.starts_with("#/")) << path;
        path.remove_prefix(2);
        const Value* at = &whole;
        while (at != nullptr && !path.empty()) {
            const auto end = path.find('/');
            at = at->find(path.substr(0, end));
            path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
        }
        EXPECT_NE(at, nullptr) << value.string_or("");
    }
}

TEST_F(ApiDocumentTest, each_route_stands_in_it_with_its_access_its_body_and_its_refusals) {
    const Value document = api_document("https://city.example");
    std::set<std::string> ids;
    for (const Route& route : routes()) {
        const std::string what = word_of(route.method) + " " + std::string(route.pattern);
        const Value& operation = document["paths"][route.pattern][word_of(route.method)];
        ASSERT_NE(operation.if_map(), nullptr) << what;
        EXPECT_TRUE(ids.insert(operation.text("operationId")).second) << what;
        EXPECT_EQ(path_parameters(operation), captures(route.pattern)) << what;

        const bool for_all = route.access == Access::Public || route.access == Access::Form;
        EXPECT_EQ(operation.items("security").empty(), for_all) << what;
        EXPECT_FALSE(operation.text("x-access").empty()) << what;
        EXPECT_FALSE(operation.text("x-rate-class").empty()) << what;
        EXPECT_EQ(operation["responses"].find("401") == nullptr, for_all) << what;

        std::set<std::string> types;
        if (const Value* body = operation.find("requestBody"))
            for (const auto& one : *(*body)["content"].if_map()) types.insert(one.first);
        EXPECT_EQ(types, std::set<std::string>(route.body.media_types.begin(),
                                               route.body.media_types.end()))
            << what;
        EXPECT_EQ(operation["requestBody"]["x-most-bytes"].int_or(0),
                  static_cast<std::int64_t>(route.body.limit))
            << what;
        for (const char* status : {"413", "415"})
            EXPECT_EQ(operation["responses"].find(status) != nullptr, route.body.limit > 0) << what;
    }
    std::size_t count = 0;
    for (const auto& path : *document["paths"].if_map()) count += path.second.if_map()->size();
    EXPECT_EQ(count, routes().size());
    expect_references(document, document);
}

TEST_F(ApiDocumentTest, what_a_route_reads_of_its_address_is_told_with_type_and_meaning) {
    const Value document = api_document("https://city.example");
    const auto told = [&](const char* path) {
        std::string out;
        for (const Value& one : document["paths"][path]["get"].items("parameters")) {
            if (one.text("in") != "query") continue;
            EXPECT_FALSE(one.text("description").empty()) << path << one.text("name");
            EXPECT_FALSE(one["required"].bool_or(true));
            out += one.text("name") + ":" + one["schema"].text("type") + " ";
        }
        return out;
    };
    EXPECT_EQ(told("/api/v1/programme"),
              "kind:string state:string year:integer district:string community:string ");
    EXPECT_EQ(told("/api/v1/facilities/near"), "lon:number lat:number kind:string bbox:string ");
    EXPECT_EQ(told("/api/v1/city"), "");
    const std::string of_features = told("/ogc/collections/{id}/items");
    for (const features::Parameter& one : features::parameters())
        EXPECT_NE(of_features.find(std::string(one.name) + ":"), std::string::npos) << one.name;
    for (const Route& route : routes()) {
        std::size_t names = 0;
        std::string_view left = parameters_read_by(route);
        if (!left.empty())
            names = 1 + static_cast<std::size_t>(std::count(left.begin(), left.end(), ' '));
        std::size_t shown = 0;
        for (const Value& one :
             document["paths"][route.pattern][word_of(route.method)].items("parameters"))
            shown += one.text("in") == "query" ? 1 : 0;
        EXPECT_EQ(shown, names) << route.pattern << ": each name has its facts";
    }
}

TEST_F(ApiDocumentTest, what_a_stranger_gets_from_a_closed_route_is_among_its_refusals) {
    const Value document = api_document("https://city.example");
    for (const Route& route : routes()) {
        if (route.access == Access::Public || route.access == Access::Form) continue;
        Request asked = request(route.method, std::string(route.pattern));
        asked.headers.emplace_back(api::kPageHeader, "1");
        const std::string status = std::to_string(send(asked).status);
        EXPECT_NE(document["paths"][route.pattern][word_of(route.method)]["responses"].find(status),
                  nullptr)
            << route.pattern << " " << status;
    }
}

TEST_F(ApiDocumentTest, anybody_may_read_it_under_the_address_they_came_by) {
    const Response response =
        get("/api/openapi.json", {{"Host", "city.example"}, {"X-Forwarded-Proto", "https"}});
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("Content-Type"), "application/json");
    EXPECT_EQ(tree_of(response), api_document("https://city.example"));
}

}  // namespace

}  // namespace kongdi::server::tests
