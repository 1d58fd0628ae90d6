// SPDX-License-Identifier: Apache-2.0
#include "shell/app/app.hpp"

#include <algorithm>

#include "core/codec/json.hpp"
#include "shell/screens/screens.hpp"
#include "shell/widgets/fields.hpp"
#include "shell/widgets/reading.hpp"
#include "shell/widgets/stage.hpp"
#include "shell/widgets/theme.hpp"

namespace kongdi::shell {

namespace {

/// Letters of the elder view are half as large again already: at twice that a word fills a line.
constexpr float kMostElderScale = 1.5f;

widgets::Theme theme_of(const AppState& state) {
    using enum widgets::ThemeName;
    widgets::Theme theme;
    switch (state.display.appearance) {
        case Appearance::Device:
            theme.name = state.prefers.contrast ? Contrast : state.prefers.dark ? Dark : Light;
            break;
        case Appearance::Light: theme.name = Light; break;
        case Appearance::Dark: theme.name = Dark; break;
        case Appearance::Contrast: theme.name = Contrast; break;
    }
    theme.elder = state.display.elder;
    theme.scale = static_cast<float>(state.display.scale_percent) / 100;
    if (theme.elder) theme.scale = std::min(theme.scale, kMostElderScale);
    theme.calm = state.display.calm || state.prefers.calm;
    return theme;
}

}  // namespace

App::App(Catalogue catalogue) : m_text(text::Language::Zh) {
    m_state.catalogue = std::move(catalogue);
}

void App::event(std::string_view json) {
    if (Result<Value> tree = parse_own_json(json)) apply(PlatformEvent{*std::move(tree)});
}

void App::apply(const Action& action) {
    Chance chance;
    chance.now_ms = platform::now_ms();
    platform::random_bytes(chance.random);
    Effects effects;
    reduce(m_state, action, chance, effects);
    for (const Value& effect : effects) platform::send(write_json(effect));
    if (m_text.language() != m_state.language) m_text = text::Text(m_state.language);
    widgets::set_full_words(m_text("field.full"));
    m_text.set_utc_offset_min(m_state.utc_offset_min);
    widgets::set_theme(theme_of(m_state));
    platform::wake("event");
}

void App::draw() {
    m_state.now_ms = platform::now_ms();
    Actions actions;
    widgets::Reader reader;
    if (m_state.can_speak && m_state.display.elder) {
        reader.label = m_text("reading.start");
        reader.stop_label = m_text("reading.stop");
        reader.speaking = m_state.speaking;
    }
    widgets::set_reader(reader);
    draw_screen(m_state, m_text, actions);
    if (widgets::take_reader_press()) {
        const std::string words = widgets::readable_text(widgets::last_tree());
        actions.push_back(ReadAloud{m_state.speaking ? std::string() : words});
    }
    for (const Action& action : actions) apply(action);
}

}  // namespace kongdi::shell
