// SPDX-License-Identifier: Apache-2.0
#include "shell/app/app.hpp"

#include "core/codec/json.hpp"
#include "shell/screens/screens.hpp"
#include "shell/widgets/fields.hpp"
#include "shell/widgets/theme.hpp"

namespace kongdi::shell {

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
    widgets::Theme theme = widgets::theme();
    theme.elder = m_state.elder;
    theme.calm = m_state.calm;
    if (!(theme == widgets::theme())) widgets::set_theme(theme);
    platform::wake("event");
}

void App::draw() {
    m_state.now_ms = platform::now_ms();
    Actions actions;
    draw_screen(m_state, m_text, actions);
    for (const Action& action : actions) apply(action);
}

}  // namespace kongdi::shell
