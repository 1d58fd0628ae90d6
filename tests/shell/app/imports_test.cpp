// SPDX-License-Identifier: Apache-2.0
#include "core/api/import_messages.hpp"
#include "core/model/map_role.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class Imports : public testing::AppTest {
protected:
    void open_as_planner() {
        open("/import");
        answer("me", 200, Value::map({{"name", "planner"}, {"role", "planner"}, {"device", ""}}));
        answer("import.list", 200, api::import_list_tree({}));
        draw();
    }
    static api::ImportLayer layer() {
        api::ImportLayer out;
        out.file = "设施.csv";
        out.layer = "设施";
        out.role = "facility";
        out.encoding = "GB18030";
        out.crs = out.crs_name = "WGS-84";
        out.box = {120.1, 30.2, 120.2, 30.3};
        out.rows = 3;
        out.features = 2;
        out.refused = 1;
        out.columns = {{"名称", "name"}, {"备注", ""}};
        out.first_rows = {{"甲", "一"}, {"乙", "二"}};
        out.refusals = {{"no_coordinates", 1, {3}}};
        return out;
    }
    static api::ImportEntry entry() {
        return {7, 1795507200000, "facility", "设施.csv", "planner", 2, 1, "live"};
    }
    /// The last form sent with this tag.
    Value sent(std::string_view tag) {
        Value last;
        for (Value& effect : take("layer.send"))
            if (effect["tag"].string_or("") == tag) last = std::move(effect);
        return last;
    }
    /// What the last look was told of layers.
    std::string layers_sent() { return sent("import.look")["fields"].text("layers"); }
    void choose_ending(std::string_view name, int option) {
        draw();
        const widgets::Node* found = ending(name);
        ASSERT_NE(found, nullptr) << name;
        widgets::choose(found->id, option);
        draw();
    }
    void pick() {
        send(Value::map({{"event", "layer.picked"}, {"name", "设施.csv"}, {"bytes", 99}}));
    }
};

TEST_F(Imports, a_file_is_looked_at_imported_and_taken_back) {
    open_as_planner();
    ASSERT_NE(node("import/layer_file"), nullptr);
    pick();
    const Value look = sent("import.look");
    EXPECT_EQ(look["op"].string_or(""), "layer.send");
    EXPECT_EQ(look["path"].string_or(""), "/api/v1/imports/preview");
    EXPECT_EQ(look["headers"]["X-Kongdi-Page"].string_or(""), "1");
    EXPECT_EQ(state().import.stage, ImportStage::Looking);
    answer("import.look", 200, api::to_value(api::ImportReport{{layer()}, {}}));
    draw();
    EXPECT_EQ(state().import.stage, ImportStage::Looked);
    press("import/run");
    EXPECT_EQ(sent("import.run")["path"].string_or(""), "/api/v1/imports");
    answer("import.run", 201, api::to_value(api::ImportReport{{layer()}, {entry()}}));
    answer("import.list", 200, api::import_list_tree({entry()}));
    draw();
    EXPECT_EQ(state().import.stage, ImportStage::Done);
    EXPECT_EQ(node("import/run"), nullptr) << "not twice";
    press_ending("/undo");
    EXPECT_EQ(state().route.dialog, "undo");
    draw();
    press_ending("/yes");
    EXPECT_EQ(request("import.undo")["path"].string_or(""), "/api/v1/imports/7/undo");
    answer("import.undo", 200, api::to_value(entry()));
    EXPECT_EQ(state().toast, "import.undone");
}

TEST_F(Imports, a_shifted_layer_is_read_anew_as_it_was_suggested) {
    open_as_planner();
    pick();
    api::ImportLayer shifted = layer();
    shifted.crs_suggested = "GCJ-02";
    shifted.crs_off_m = 520;
    answer("import.look", 200, api::to_value(api::ImportReport{{shifted}, {}}));
    draw();
    press_ending("/take_crs");
    EXPECT_EQ(layers_sent(), R"([{"layer":"设施.csv/设施","role":"","crs":"GCJ-02"}])");
}

TEST_F(Imports, each_layer_of_a_file_is_chosen_for_itself) {
    open_as_planner();
    pick();
    api::ImportLayer roads = layer();
    roads.layer = "道路";
    roads.role = "road";
    const Value both = api::to_value(api::ImportReport{{layer(), roads}, {}});
    answer("import.look", 200, both);
    sent("import.look");
    choose_ending("1/crs", 2);  // GCJ-02
    EXPECT_EQ(layers_sent(), R"([{"layer":"设施.csv/道路","role":"","crs":"GCJ-02"}])");
    answer("import.look", 200, both);
    choose_ending("1/role", 1);  // the first of the table
    const std::string first(kMapRoles.front().name);
    EXPECT_EQ(layers_sent(),
              R"([{"layer":"设施.csv/道路","role":")" + first + R"(","crs":"GCJ-02"}])");
    answer("import.look", 200, both);
    choose_ending("0/crs", 3);
    EXPECT_EQ(layers_sent(), R"([{"layer":"设施.csv/道路","role":")" + first +
                                 R"(","crs":"GCJ-02"},)"
                                 R"({"layer":"设施.csv/设施","role":"","crs":"BD-09"}])");
    answer("import.look", 200, both);
    press("import/run");
    const Value run = sent("import.run");
    EXPECT_NE(run["fields"].text("layers").find("BD-09"), std::string::npos) << "as looked at";
}

TEST_F(Imports, a_layer_that_takes_the_place_of_another_says_so_before) {
    open_as_planner();
    pick();
    api::ImportLayer again = layer();
    again.replaces = api::ImportReplaced{1795507200000, 12};
    answer("import.look", 200, api::to_value(api::ImportReport{{again}, {}}));
    draw();
    ASSERT_NE(ending("/replaces"), nullptr);
    EXPECT_NE(ending("/replaces")->name.find("12"), std::string::npos);
    press("import/run");
    answer("import.run", 201, api::to_value(api::ImportReport{{again}, {entry()}}));
    answer("import.list", 200, api::import_list_tree({entry()}));
    draw();
    EXPECT_EQ(ending("/replaces"), nullptr) << "it has happened";
}

TEST_F(Imports, a_name_without_a_code_is_decided_by_the_person) {
    open_as_planner();
    pick();
    api::ImportLayer named = layer();
    named.role = "community";
    named.unmatched = {
        {"翠苑二村", "翠苑街道", 1, false, {{"330106001052", "翠苑二区社区", "翠苑街道"}}}};
    answer("import.look", 200, api::to_value(api::ImportReport{{named}, {}}));
    draw();
    ASSERT_NE(ending("name0/code"), nullptr);
    widgets::choose(ending("name0/code")->id, 2);
    draw();
    const Value fields = sent("import.look")["fields"];
    EXPECT_EQ(fields["names"].string_or(""),
              R"([{"name":"翠苑二村","street":"翠苑街道","code":"330106001052"}])");
}

TEST_F(Imports, what_was_decided_of_names_can_be_taken_back) {
    open_as_planner();
    pick();
    api::ImportLayer named = layer();
    named.role = "community";
    named.unmatched = {{"翠苑二村", "翠苑街道", 1, false, {}}};
    answer("import.look", 200, api::to_value(api::ImportReport{{named}, {}}));
    draw();
    EXPECT_EQ(node("import/clear"), nullptr) << "nothing is decided yet";
    widgets::choose(ending("name0/code")->id, 1);  // left out
    draw();
    // All are decided: the server asks about none.
    named.unmatched.clear();
    sent("import.look");
    answer("import.look", 200, api::to_value(api::ImportReport{{named}, {}}));
    press("import/clear");
    EXPECT_TRUE(state().import.names.empty());
    EXPECT_EQ(sent("import.look")["fields"]["names"], Value()) << "it is asked anew";
}

TEST_F(Imports, a_coordinate_system_can_be_typed_by_its_code) {
    open_as_planner();
    pick();
    answer("import.look", 200, api::to_value(api::ImportReport{{layer()}, {}}));
    sent("import.look");
    draw();
    ASSERT_NE(ending("/epsg"), nullptr);
    const std::string field = ending("/epsg")->path;
    type(field, "4549");
    EXPECT_EQ(layers_sent(), R"([{"layer":"设施.csv/设施","role":"","crs":"4549"}])");
    answer("import.look", 200, api::to_value(api::ImportReport{{layer()}, {}}));
    type(field, "4549");
    EXPECT_EQ(sent("import.look"), Value()) << "nothing has changed";
    choose_ending("/crs", 2);  // GCJ-02
    EXPECT_EQ(layers_sent(), R"([{"layer":"设施.csv/设施","role":"","crs":"GCJ-02"}])");
    answer("import.look", 200, api::to_value(api::ImportReport{{layer()}, {}}));
    draw();
    EXPECT_EQ(node(field)->value, "");
}

TEST_F(Imports, what_a_column_means_can_be_corrected) {
    open_as_planner();
    pick();
    answer("import.look", 200, api::to_value(api::ImportReport{{layer()}, {}}));
    draw();
    press_ending("import/columns");
    EXPECT_EQ(state().route.dialog, "columns");
    draw();
    ASSERT_NE(ending("column0/meaning"), nullptr);
    sent("import.look");
    widgets::choose(ending("column0/meaning")->id, 2);  // the code
    draw();
    EXPECT_EQ(layers_sent(), R"([{"layer":"设施.csv/设施","columns":{"name":"","code":"名称"}}])");
}

TEST_F(Imports, what_the_server_refuses_is_said_and_the_file_stays) {
    open_as_planner();
    pick();
    answer("import.look", 422, Value::map({{"code", "layer_unreadable"}, {"path", "/file"}}));
    draw();
    EXPECT_NE(node("import/failed"), nullptr);
    EXPECT_EQ(state().import.stage, ImportStage::Choosing);
    EXPECT_EQ(state().import.file, "设施.csv");
}

TEST_F(Imports, only_planners_see_the_page) {
    open("/import");
    answer("me", 200, Value::map({{"name", "worker"}, {"role", "worker"}, {"device", ""}}));
    draw();
    EXPECT_EQ(node("import/layer_file"), nullptr);
}

}  // namespace kongdi::shell
