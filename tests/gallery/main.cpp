// SPDX-License-Identifier: Apache-2.0
// The gallery's page: one scene by its address, /?scene=choices&theme=dark&scale=150&elder=1.
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/value.hpp"
#include "core/codec/json.hpp"
#include "shell/platform/platform.hpp"
#include "shell/widgets/widgets.hpp"
#include "tests/gallery/scenes.hpp"

namespace kongdi::gallery {

namespace {

std::string parameter(std::string_view path, std::string_view name) {
    std::string wanted(name);
    wanted += '=';
    std::size_t at = path.find('?');
    while (at != std::string_view::npos) {
        const std::string_view part = path.substr(at + 1, path.find('&', at + 1) - at - 1);
        if (part.starts_with(wanted)) return std::string(part.substr(wanted.size()));
        at = path.find('&', at + 1);
    }
    return {};
}

class Gallery : public platform::Client {
public:
    void event(std::string_view json) override {
        const Result<Value> tree = parse_own_json(json);
        if (!tree) return;
        const std::string_view name = (*tree)["event"].string_or("");
        if (name != "start" && name != "nav.changed") return;
        open((*tree)["path"].string_or("/"));
    }

    void draw() override {
        widgets::set_reader({"念给我听", "别念了", false});
        set_still_states();
        widgets::Page page({.id = "gallery", .title = m_scene->title, .reader_below = true});
        m_scene->draw();
    }

private:
    void open(std::string_view path) {
        m_scene = &scenes().front();
        for (const Scene& scene : scenes())
            if (scene.name == parameter(path, "scene")) m_scene = &scene;
        widgets::Theme theme;
        const std::string name = parameter(path, "theme");
        if (name == "dark") theme.name = widgets::ThemeName::Dark;
        if (name == "contrast") theme.name = widgets::ThemeName::Contrast;
        const int percent = std::atoi(parameter(path, "scale").c_str());
        if (percent >= 100 && percent <= 200) theme.scale = static_cast<float>(percent) / 100;
        theme.elder = parameter(path, "elder") == "1";
        theme.calm = true;
        widgets::set_theme(theme);
        // The page's own words for tests: which scene is on it.
        Value page = Value::map({{"op", "page"}, {"lang", "zh-CN"}, {"title", m_scene->title}});
        page.set("screen", std::string("gallery-") + std::string(m_scene->name));
        platform::send(write_json(page));
        platform::wake("event");
    }

    const Scene* m_scene = &scenes().front();
};

}  // namespace

}  // namespace kongdi::gallery

int main() {
    static kongdi::gallery::Gallery gallery;
    kongdi::platform::run(gallery);
    return 0;
}
