// SPDX-License-Identifier: Apache-2.0
// Photos of a form as they come, are covered in part, and go.
#include <algorithm>

#include "shell/desk/forms.hpp"

namespace kongdi::shell::desk {

namespace {

void photo_taken(AppState& state, const Value& event, Effects& effects) {
    state.photo_status = PhotoStatus::Idle;
    Value photos = state.form.fields["photos"].if_list() != nullptr ? state.form.fields["photos"]
                                                                    : Value::list();
    const Value hash(event.text("sha256"));
    const Value::List& list = *photos.if_list();
    if (std::find(list.begin(), list.end(), hash) != list.end()) return;
    photos.push(hash);
    set_form_field(state, {"photos", std::move(photos)}, effects);
}

/// The covered photo takes the place of the one before, which is dropped; once that was removed
/// meanwhile, what was made of it goes, too.
void photo_covered(AppState& state, const Value& event, Effects& effects) {
    state.photo_status = PhotoStatus::Idle;
    state.cover = {};
    const Value before(event.text("instead_of"));
    const Value covered(event.text("sha256"));
    Value photos = Value::list();
    bool found = false;
    for (const Value& photo : state.form.fields.items("photos")) {
        found = found || photo == before;
        photos.push(photo == before ? covered : photo);
    }
    if (found) set_form_field(state, {"photos", std::move(photos)}, effects);
    effects.push_back(effect("photo.drop", {{"sha256", found ? before : covered}}));
}

}  // namespace

void form_photo_ready(AppState& state, const Value& event, Effects& effects) {
    if (event.text("instead_of").empty())
        photo_taken(state, event, effects);
    else
        photo_covered(state, event, effects);
}

void drop_form_photo(AppState& state, const std::string& sha256, Effects& effects) {
    for (const std::string_view name : {"photos", "kept_photos", "kept_before", "kept_after"}) {
        Value left = Value::list();
        for (const Value& photo : state.form.fields.items(name))
            if (photo.string_or("") != sha256) left.push(photo);
        if (left.if_list()->size() != state.form.fields.items(name).size())
            set_form_field(state, {std::string(name), std::move(left)}, effects);
    }
    effects.push_back(effect("photo.drop", {{"sha256", sha256}}));
}

}  // namespace kongdi::shell::desk
