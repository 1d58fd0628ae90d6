// SPDX-License-Identifier: Apache-2.0
// Faces and number plates are covered before a photo leaves the phone.
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class Covering : public testing::AppTest {
protected:
    void SetUp() override {
        testing::AppTest::SetUp();
        open("/");
        press("home/report");
        photo(testing::kPhotoHash, {});
    }
    void photo(const std::string& hash, const std::string& instead_of) {
        Value event = Value::map({{"event", "photo.ready"},
                                  {"sha256", hash},
                                  {"bytes", 1000},
                                  {"width", 400},
                                  {"height", 300}});
        if (!instead_of.empty()) {
            event.set("instead_of", instead_of);
            event.set("field", "photo");
        }
        send(std::move(event));
        draw();
    }
    std::string path(std::string_view what) {
        return "report/1/photo/" + testing::kPhotoHash + "/" + std::string(what);
    }
    std::vector<std::string> hashes() {
        std::vector<std::string> out;
        for (const Value& hash : state().draft->body.items("photo"))
            out.emplace_back(hash.string_or(""));
        return out;
    }
    static double part(const Value::List& boxes, std::size_t box, std::size_t side) {
        return (*boxes[box].if_list())[side].number_or(-1);
    }
    const std::string m_covered = std::string(64, 'c');
};

TEST_F(Covering, fields_that_are_tapped_are_painted_over_and_the_photo_before_is_dropped) {
    press(path("cover"));
    EXPECT_EQ(state().route.dialog, "cover");
    draw();
    ASSERT_NE(node("report/cover/done"), nullptr);
    EXPECT_NE(node("report/cover/done")->state & widgets::kStateDisabled, 0u)
        << "nothing is covered";
    press("report/cover/field0");
    press("report/cover/field1");
    EXPECT_NE(node("report/cover/field1")->state & widgets::kStateChecked, 0u);
    const int columns = state().cover.columns;
    const int rows = state().cover.rows;
    press("report/cover/field" + std::to_string(columns));
    press("report/cover/done");
    const auto asked = take("photo.cover");
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0].text("sha256"), testing::kPhotoHash);
    const Value::List& boxes = *asked[0]["boxes"].if_list();
    ASSERT_EQ(boxes.size(), 2u) << "fields beside each other are one box";
    EXPECT_DOUBLE_EQ(part(boxes, 0, 0), 0);
    EXPECT_DOUBLE_EQ(part(boxes, 0, 2), 2.0 / columns);
    EXPECT_DOUBLE_EQ(part(boxes, 1, 1), 1.0 / rows);
    EXPECT_DOUBLE_EQ(part(boxes, 1, 2), 1.0 / columns);
    photo(m_covered, testing::kPhotoHash);
    EXPECT_EQ(hashes(), std::vector<std::string>{m_covered});
    ASSERT_EQ(state().draft->photos.size(), 1u);
    EXPECT_EQ(state().draft->photos[0].sha256, m_covered);
    const auto dropped = take("photo.drop");
    ASSERT_EQ(dropped.size(), 1u);
    EXPECT_EQ(dropped[0].text("sha256"), testing::kPhotoHash);
    const Value kept = parse_json(stored("drafts", "idle_space").text("value")).value_or(Value());
    EXPECT_EQ(kept.items("photos").front().text("sha256"), m_covered) << "it is kept at once";
}

TEST_F(Covering, a_field_opens_again_and_a_closed_dialog_changes_nothing) {
    press(path("cover"));
    press("report/cover/field3");
    press("report/cover/field3");
    EXPECT_EQ(state().cover.cells, 0u);
    EXPECT_EQ(node("report/cover/field3")->state & widgets::kStateChecked, 0u);
    press("report/cover/field3");
    send(Value::map({{"event", "nav.changed"}, {"path", "/report/1"}}));
    EXPECT_TRUE(take("photo.cover").empty());
    EXPECT_EQ(hashes(), std::vector<std::string>{testing::kPhotoHash});
}

TEST_F(Covering, a_photo_that_was_removed_meanwhile_does_not_come_back) {
    press(path("cover"));
    press("report/cover/field0");
    press("report/cover/done");
    send(Value::map({{"event", "nav.changed"}, {"path", "/report/1"}}));
    photo(std::string(64, 'b'), {});
    press(path("remove"));
    take("photo.drop");
    photo(m_covered, testing::kPhotoHash);
    EXPECT_EQ(hashes(), std::vector<std::string>{std::string(64, 'b')});
    const auto dropped = take("photo.drop");
    ASSERT_EQ(dropped.size(), 1u);
    EXPECT_EQ(dropped[0].text("sha256"), m_covered);
}

TEST_F(Covering, every_field_has_a_name_and_is_as_large_as_a_finger) {
    for (const float width : {320.f, 360.f, 1280.f}) {
        widgets::set_viewport({width, 640, 1, {}});
        draw();
        press(path("cover"));
        int fields = 0;
        for (const widgets::Node& one : widgets::last_tree()) {
            if (one.role != widgets::Role::Checkbox || !one.path.starts_with("report/cover/field"))
                continue;
            ++fields;
            EXPECT_GE(one.rect.w, 48) << one.name;
            EXPECT_GE(one.rect.h, 48) << one.name;
            EXPECT_FALSE(one.name.empty());
        }
        EXPECT_GE(fields, 12) << width;
        EXPECT_LE(fields, 64);
        send(Value::map({{"event", "nav.changed"}, {"path", "/report/1"}}));
        draw();
    }
}

}  // namespace kongdi::shell
