// SPDX-License-Identifier: Apache-2.0
// How the page looks: size of the letters, colours, the elder view, language. It changes at once,
// so the page is its own sample.
#include <array>

#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

struct ScaleRow {
    int percent;
    std::string_view key;
};
constexpr std::array<ScaleRow, 4> kScales{{{100, "display.scale_normal"},
                                           {125, "display.scale_large"},
                                           {150, "display.scale_larger"},
                                           {200, "display.scale_largest"}}};

struct AppearanceRow {
    Appearance appearance;
    std::string_view id;
    std::string_view key;
};
constexpr std::array<AppearanceRow, 4> kAppearances{
    {{Appearance::Device, "device", "display.device"},
     {Appearance::Light, "light", "display.light"},
     {Appearance::Dark, "dark", "display.dark"},
     {Appearance::Contrast, "contrast", "display.contrast"}}};

void draw_scale(const AppState& state, const text::Text& text, Actions& out) {
    widgets::heading(text("display.scale"));
    std::array<std::string, kScales.size()> ids;
    std::array<widgets::Choice, kScales.size()> choices;
    for (std::size_t i = 0; i < kScales.size(); ++i) {
        ids[i] = std::to_string(kScales[i].percent);
        choices[i] = {ids[i], text(kScales[i].key), widgets::Icon::None,
                      state.display.scale_percent == kScales[i].percent};
    }
    const auto pressed = widgets::segmented("scale", text("display.scale"), choices);
    if (!pressed) return;
    Display display = state.display;
    display.scale_percent = kScales[*pressed].percent;
    out.push_back(SetDisplay{display});
}

void draw_appearance(const AppState& state, const text::Text& text, Actions& out) {
    widgets::heading(text("display.appearance"));
    std::array<widgets::Choice, kAppearances.size()> choices;
    for (std::size_t i = 0; i < kAppearances.size(); ++i)
        choices[i] = {kAppearances[i].id, text(kAppearances[i].key), widgets::Icon::None,
                      state.display.appearance == kAppearances[i].appearance};
    const auto pressed = widgets::choice_list("appearance", text("display.appearance"), choices);
    if (!pressed) return;
    Display display = state.display;
    display.appearance = kAppearances[*pressed].appearance;
    out.push_back(SetDisplay{display});
}

void draw_language(const AppState& state, const text::Text& text, Actions& out) {
    widgets::heading(text("display.language"));
    const std::array<widgets::Choice, 2> choices{
        {{"zh", "中文", widgets::Icon::None, state.language == text::Language::Zh},
         {"en", "English", widgets::Icon::None, state.language == text::Language::En}}};
    if (const auto pressed = widgets::segmented("language", text("display.language"), choices))
        out.push_back(SetLanguage{*pressed == 0 ? text::Language::Zh : text::Language::En});
}

}  // namespace

void draw_display(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page(
        {.id = "display", .title = text("display.page"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    Display display = state.display;
    if (widgets::checkbox("elder", text("display.elder"), display.elder,
                          text(state.can_speak ? "display.elder_hint" : "display.elder_quiet"))) {
        display.elder = !display.elder;
        out.push_back(SetDisplay{display});
    }
    widgets::space(8);
    draw_scale(state, text, out);
    draw_appearance(state, text, out);
    draw_language(state, text, out);
    const bool calm = display.calm || state.prefers.calm;
    widgets::space(4);
    if (widgets::checkbox("calm", text("display.calm"), calm,
                          state.prefers.calm ? text("display.calm_device") : "") &&
        !state.prefers.calm) {
        display.calm = !display.calm;
        out.push_back(SetDisplay{display});
    }
}

}  // namespace kongdi::shell::screen
