// SPDX-License-Identifier: Apache-2.0
#include "tests/shell/widgets/stage_fixture.hpp"

namespace kongdi::widgets {
namespace {

struct Form {
    std::string value = "旧";
    FieldOptions options{.label = "看到了什么?", .max_code_points = 10};
    int changes = 0;
    bool committed = false;

    void operator()() {
        Page page({.id = "p", .title = "p"});
        if (const auto change = text_field("note", value, options)) {
            value = change->value;
            committed = change->committed;
            ++changes;
        }
    }
};

NodeId field_id() { return hash_path("p/note"); }

TEST(TextField, says_its_label_value_and_limit) {
    Form form;
    Stage stage([&] { form(); });
    const Node& node = stage.node("p/note");
    EXPECT_EQ(node.role, Role::TextField);
    EXPECT_EQ(node.name, "看到了什么?");
    EXPECT_EQ(node.value, "旧");
    EXPECT_EQ(node.level, 10);
}

TEST(TextField, takes_over_the_whole_text) {
    Form form;
    Stage stage([&] { form(); });
    edit(field_id(), {"车棚空着", false, false}, 1);
    stage.again();
    EXPECT_EQ(form.value, "车棚空着");
    EXPECT_EQ(stage.node("p/note").edit, 1u);
    EXPECT_EQ(stage.node("p/note").value, "车棚空着");
}

TEST(TextField, counts_code_points_and_only_when_composed) {
    Form form;
    Stage stage([&] { form(); });
    edit(field_id(), {"zhe li you yi ge che peng", true, false}, 1);
    stage.again();
    EXPECT_EQ(form.value, "zhe li you yi ge che peng");
    edit(field_id(), {"一二三四五六七八九十十一", false, false}, 2);
    stage.again();
    EXPECT_EQ(form.value, "一二三四五六七八九十");
}

TEST(TextField, of_several_edits_in_one_frame_the_last_counts_and_a_commit_is_kept) {
    Form form;
    Stage stage([&] { form(); });
    edit(field_id(), {"一", false, true}, 1);
    edit(field_id(), {"一二", false, false}, 2);
    stage.again();
    EXPECT_EQ(form.value, "一二");
    EXPECT_TRUE(form.committed);
    EXPECT_EQ(form.changes, 1);
}

TEST(TextField, leaves_out_control_letters_and_mends_broken_utf8) {
    Form form;
    Stage stage([&] { form(); });
    edit(field_id(), {"a\x01\tb\n\xE4\xB8", false, false}, 1);
    stage.again();
    EXPECT_EQ(form.value, "ab\xEF\xBF\xBD");
}

TEST(TextField, keeps_line_ends_where_there_are_lines) {
    Form form;
    form.options.kind = FieldKind::Multiline;
    Stage stage([&] { form(); });
    edit(field_id(), {"一\n二", false, false}, 1);
    stage.again();
    EXPECT_EQ(form.value, "一\n二");
}

TEST(TextField, a_text_of_a_megabyte_is_cut_at_the_limit) {
    Form form;
    Stage stage([&] { form(); });
    edit(field_id(), {std::string(1 << 20, 'x'), false, false}, 1);
    stage.again();
    EXPECT_EQ(form.value, "xxxxxxxxxx");
}

TEST(TextField, says_what_is_wrong_at_the_field_and_aloud) {
    Form form;
    form.options.error = "请写一点";
    Stage stage([&] { form(); });
    EXPECT_EQ(stage.node("p/note").state & kStateInvalid, kStateInvalid);
    EXPECT_EQ(stage.node("p/note").hint, "请写一点");
    EXPECT_NE(find_node(stage.nodes(), Role::Alert, "请写一点"), nullptr);
}

TEST(TextField, an_edit_of_the_same_text_changes_nothing) {
    Form form;
    Stage stage([&] { form(); });
    edit(field_id(), {"旧", false, false}, 1);
    stage.again();
    EXPECT_EQ(form.changes, 0);
}

}  // namespace
}  // namespace kongdi::widgets
