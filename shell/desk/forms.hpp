// SPDX-License-Identifier: Apache-2.0
// The forms of the desk: what is typed is kept on the device, checked as the server will, and sent.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/value.hpp"
#include "shell/app/effects.hpp"
#include "shell/app/reduce.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"
#include "shell/widgets/fields.hpp"

namespace kongdi::shell::desk {

/// What a form comes to: a request, or what is wrong with its fields. Paths name the fields as the
/// form has them.
struct CheckedForm {
    std::string path = {};
    Value body = {};
    Errors errors = {};
};

// What a form begins with; null while what it begins with is not here yet. One file each.
Value begin_facility_form(const AppState& state);
CheckedForm check_facility_form(const AppState& state);
Value begin_threshold_form(const AppState& state);
CheckedForm check_threshold_form(const AppState& state);
Value begin_wave_form(const AppState& state);
CheckedForm check_wave_form(const AppState& state);
Value begin_sheet_form(const AppState& state);
CheckedForm check_sheet_form(const AppState& state);

Value begin_meeting_form(const AppState& state);
CheckedForm check_meeting_form(const AppState& state);
Value begin_index_form(const AppState& state);
CheckedForm check_index_form(const AppState& state);
Value begin_plan_form(const AppState& state);
CheckedForm check_plan_form(const AppState& state);
bool is_new_plan_item(const Route& route);
Value begin_site_check(const AppState& state);
CheckedForm check_site_check(const AppState& state);
Value begin_account_form(const AppState& state);
CheckedForm check_account_form(const AppState& state);

/// Of the screen that is shown.
CheckedForm check_form(const AppState& state);
bool is_form_screen(ScreenId screen);

/// The screen of a form was come to: what was written before is there again.
void enter_form(AppState& state, Effects& effects);
/// Something it waits for came.
void fill_form(AppState& state);
void set_form_field(AppState& state, const SetFormField& action, Effects& effects);
void submit_form(AppState& state, const Chance& chance, Effects& effects);
void discard_form(AppState& state, const Chance& chance, Effects& effects);

// form_photo_events.cpp
/// A photo was taken, or one of the form's covered: `instead_of` names that one.
void form_photo_ready(AppState& state, const Value& event, Effects& effects);
void drop_form_photo(AppState& state, const std::string& sha256, Effects& effects);

// forms.cpp
/// True when the answer was that of the form. Status 0 stands for no answer at all.
bool form_answered(AppState& state, std::string_view tag, int status, const Value& body,
                   const Chance& chance, Effects& effects);
/// Photos, and files that were asked for. True when it was theirs.
bool form_event(AppState& state, std::string_view name, const Value& event, const Chance& chance,
                Effects& effects);

/// Helps a form's screen to draw: what is wrong with a field, in words.
class FormErrors {
public:
    FormErrors(const AppState& state, const text::Text& text);
    /// Empty while the person has not tried to send it.
    std::string_view operator()(std::string_view path) const;
    bool has(std::string_view path, ErrorCode code) const;
    /// The same of anything at or below it.
    std::string_view below(std::string_view path) const;
    bool any() const { return !m_errors.empty(); }

private:
    const text::Text& m_text;
    Errors m_errors;
};

/// A field of the form under its name, with what is wrong with it unless that is given; what is
/// typed goes into `out`.
void draw_form_field(const AppState& state, const FormErrors& errors, std::string_view name,
                     widgets::FieldOptions options, Actions& out);
/// What stands above the button that sends: that it failed and why, that fields are wrong, that
/// what is written is kept.
void draw_form_state(const AppState& state, const text::Text& text, const FormErrors& errors,
                     Actions& out);
/// What is written is kept on this device; the way to drop it.
void draw_draft_line(const text::Text& text, Actions& out);

}  // namespace kongdi::shell::desk
