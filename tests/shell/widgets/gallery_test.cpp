// SPDX-License-Identifier: Apache-2.0
// The scenes of the gallery in every theme, scale and view: nothing leaves the page, nothing lies
// on another, everything can be pressed.
#include <algorithm>
#include <string>

#include "tests/gallery/scenes.hpp"
#include "tests/shell/widgets/stage_fixture.hpp"

namespace kongdi::widgets {

namespace {

bool within(const Node* node, Role role) {
    for (; node != nullptr; node = find_node(last_tree(), node->parent))
        if (node->role == role) return true;
    return false;
}

void check_nodes(const std::string& where, float width, float least) {
    const Nodes& tree = last_tree();
    for (const Node& node : tree) {
        const bool sideways = within(&node, Role::Scroller) && !within(&node, Role::Dialog);
        if (!sideways) {
            EXPECT_GE(node.rect.x, -0.5f) << where << node.path;
            EXPECT_LE(node.rect.right(), width + 0.5f) << where << node.path;
        }
        if (!is_interactive(node)) continue;
        EXPECT_FALSE(node.name.empty()) << where << node.path;
        EXPECT_GE(node.rect.w, least) << where << node.path;
        EXPECT_GE(node.rect.h, least) << where << node.path;
        for (const Node& other : tree) {
            if (&other == &node || !is_interactive(other) || node.parent != other.parent) continue;
            const float w = std::min(node.rect.right(), other.rect.right()) -
                            std::max(node.rect.x, other.rect.x);
            const float h = std::min(node.rect.bottom(), other.rect.bottom()) -
                            std::max(node.rect.y, other.rect.y);
            EXPECT_FALSE(w > 1 && h > 1) << where << node.path << " and " << other.path;
        }
    }
}

}  // namespace

TEST(Gallery, every_scene_holds_in_every_theme_scale_and_view) {
    for (const gallery::Scene& scene : gallery::scenes())
        for (int name = 0; name < static_cast<int>(ThemeName::Count_); ++name)
            for (const float scale : {1.0f, 1.5f, 2.0f})
                for (const bool elder : {false, true})
                    for (const float width : {320.0f, 390.0f, 1280.0f}) {
                        if (elder && scale > 1.5f) continue;  // the app stops there, too
                        const Theme theme{static_cast<ThemeName>(name), scale, elder, true};
                        const Stage stage(
                            [&scene] {
                                set_reader({"念给我听", "别念了", false});
                                Page page(
                                    {.id = "gallery", .title = scene.title, .reader_below = true});
                                scene.draw();
                            },
                            width, 844, theme);
                        const std::string where = std::string(scene.name) + " " +
                                                  std::to_string(static_cast<int>(width)) + " " +
                                                  std::to_string(static_cast<int>(scale * 100)) +
                                                  (elder ? " % elder: " : " %: ");
                        check_nodes(where, width, elder ? 60 : 48);
                    }
}

}  // namespace kongdi::widgets
