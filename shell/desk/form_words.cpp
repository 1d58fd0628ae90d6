// SPDX-License-Identifier: Apache-2.0
// What the screens of forms say of how a form stands.
#include <algorithm>

#include "shell/desk/forms.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

FormErrors::FormErrors(const AppState& state, const text::Text& text) : m_text(text) {
    m_errors = state.form.refused;
    if (!state.form.show_errors) return;
    const Errors found = check_form(state).errors;
    m_errors.insert(m_errors.end(), found.begin(), found.end());
}

std::string_view FormErrors::operator()(std::string_view path) const {
    for (const Error& error : m_errors)
        if (error.path == path) return m_text(error_row(error.code).key);
    return {};
}

bool FormErrors::has(std::string_view path, ErrorCode code) const {
    return std::any_of(m_errors.begin(), m_errors.end(), [&](const Error& error) {
        return error.path == path && error.code == code;
    });
}

std::string_view FormErrors::below(std::string_view path) const {
    for (const Error& error : m_errors)
        if (error.path.starts_with(path)) return m_text(error_row(error.code).key);
    return {};
}

void draw_form_state(const AppState& state, const text::Text& text, const FormErrors& errors,
                     Actions& out) {
    const DeskForm& form = state.form;
    if (form.busy) {
        if (widgets::progress("sending", text("form.sending"), form.received, text("action.stop")))
            out.push_back(StopWaiting{Wait::Form});
    } else if (form.offline) {
        widgets::note("offline", widgets::Tone::Error, text("form.offline"));
    } else if (errors.any()) {
        // One of the whole, not of a field, says more than that something is marked.
        const std::string_view whole = errors("");
        widgets::note("wrong", widgets::Tone::Error, whole.empty() ? text("form.wrong") : whole);
    }
}

void draw_draft_line(const text::Text& text, Actions& out) {
    widgets::second(text("form.kept"));
    if (widgets::text_button("discard", text("form.discard"), widgets::Icon::Trash))
        out.push_back(DiscardForm{});
}

void draw_form_field(const AppState& state, const FormErrors& errors, std::string_view name,
                     widgets::FieldOptions options, Actions& out) {
    const std::string shown = state.form.text(name);
    if (options.error.empty()) options.error = errors("/" + std::string(name));
    if (const auto change = widgets::text_field(name, shown, options);
        change && change->value != shown)
        out.push_back(SetFormField{std::string(name), change->value});
}

}  // namespace kongdi::shell::desk
