// SPDX-License-Identifier: Apache-2.0
// A window of a given size on which a test draws what it likes, natively and without pixels.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string_view>

#include "shell/platform/native.hpp"
#include "shell/widgets/stage.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::widgets {

class Stage : public platform::Client {
public:
    explicit Stage(std::function<void()> content, float width = 390, float height = 844,
                   Theme theme = {})
        : m_content(std::move(content)) {
        platform::native::reset();
        set_viewport({width, height, 2, {}});
        set_theme(theme);
        platform::run(*this);
        frames = platform::native::draw();
    }

    void event(std::string_view) override {}
    void draw() override { m_content(); }

    void again() { frames = platform::native::draw(); }
    const Nodes& nodes() const { return last_tree(); }
    const Node& node(std::string_view path) const {
        const Node* found = find_node(last_tree(), path);
        EXPECT_NE(found, nullptr) << path;
        static const Node none;
        return found == nullptr ? none : *found;
    }
    /// As a person does it: by its name.
    void press(Role role, std::string_view name) {
        const Node* found = find_node(last_tree(), role, name);
        ASSERT_NE(found, nullptr) << name;
        activate(found->id);
        again();
    }

    int frames = 0;

private:
    std::function<void()> m_content;
};

}  // namespace kongdi::widgets
