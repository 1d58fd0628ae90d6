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
    edit(field_id(), {"a\x01\tb\n\xC2\x85\xE4\xB8", false, false}, 1);
    stage.again();
    EXPECT_EQ(form.value, "a b\xEF\xBF\xBD");
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

TEST(TextField, shows_what_was_typed_until_left_though_the_program_reads_it_shorter) {
    std::string number = "6";
    Stage stage([&] {
        const Page page({.id = "p", .title = "页"});
        if (const auto change = text_field("note", number, {.label = "面积"}))
            number = change->value == "60." ? "60" : change->value;
    });
    set_editing(field_id());
    edit(field_id(), {"60.", false, false}, 1);
    stage.again();
    stage.again();
    EXPECT_EQ(number, "60");
    EXPECT_EQ(stage.node("p/note").value, "60.");
    number = "150";  // a preset was pressed
    stage.again();
    EXPECT_EQ(stage.node("p/note").value, "150");
    edit(field_id(), {"60.", false, false}, 2);
    stage.again();
    stage.again();
    set_editing(0);
    stage.again();
    EXPECT_EQ(stage.node("p/note").value, "60");
}

TEST(TextField, says_in_words_that_it_is_full) {
    Form form;
    Stage stage([&] { form(); });
    set_full_words("最多 {count} 个字");
    stage.again();
    EXPECT_EQ(find_node(stage.nodes(), Role::Status, "最多 10 个字"), nullptr);
    edit(field_id(), {"一二三四五六七八九十", false, false}, 1);
    stage.again();
    EXPECT_NE(find_node(stage.nodes(), Role::Status, "最多 10 个字"), nullptr);
}

}  // namespace
}  // namespace kongdi::widgets
