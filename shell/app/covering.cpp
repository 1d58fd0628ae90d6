// SPDX-License-Identifier: Apache-2.0
// Covering parts of a photo on the device, before it is sent: the covered picture takes the place
// of the one before, which is dropped.
#include <algorithm>

#include "shell/app/reducers.hpp"

namespace kongdi::shell {

Value boxes_of(const PhotoCover& cover) {
    Value boxes = Value::list();
    const auto part = [](int at, int of) { return static_cast<double>(at) / of; };
    for (int row = 0; row < cover.rows; ++row) {
        for (int column = 0; column < cover.columns;) {
            int end = column;
            while (end < cover.columns && (cover.cells >> (row * cover.columns + end) & 1U) != 0)
                ++end;
            if (end > column)
                boxes.push(Value::list({part(column, cover.columns), part(row, cover.rows),
                                        part(end, cover.columns), part(row + 1, cover.rows)}));
            column = std::max(end, column + 1);
        }
    }
    return boxes;
}

void open_cover(AppState& state, const OpenCover& action, Effects& effects) {
    state.cover = {.question = action.question, .sha256 = action.sha256};
    if (state.desk.covering == Loading::Failed) state.desk.covering = Loading::Idle;
    open_dialog(state, std::string(kCoverDialog), effects);
}

void tap_cover(AppState& state, const TapCover& action) {
    PhotoCover& cover = state.cover;
    if (cover.columns != action.columns || cover.rows != action.rows) cover.cells = 0;
    cover.columns = action.columns;
    cover.rows = action.rows;
    cover.cells ^= std::uint64_t{1} << action.cell;
}

void apply_cover(AppState& state, Effects& effects) {
    close_dialog(state, effects);
    if (state.cover.cells == 0) return;
    state.photo_status = PhotoStatus::Busy;
    effects.push_back(effect("photo.cover", {{"field", state.cover.question},
                                             {"sha256", state.cover.sha256},
                                             {"boxes", boxes_of(state.cover)}}));
}

bool photo_covered(AppState& state, const Value& event, Effects& effects) {
    const std::string before = event.text("instead_of");
    if (before.empty() || !state.draft) return false;
    state.photo_status = PhotoStatus::Idle;
    state.cover = {};
    Draft& draft = *state.draft;
    const auto photo = std::find_if(draft.photos.begin(), draft.photos.end(),
                                    [&](const PhotoEntry& one) { return one.sha256 == before; });
    // Removed meanwhile: what was made of it goes, too.
    if (photo == draft.photos.end()) {
        effects.push_back(effect("photo.drop", {{"sha256", event.text("sha256")}}));
        return true;
    }
    *photo = {event.text("sha256"), event["bytes"].int_or(0), event["width"].int_or(0),
              event["height"].int_or(0)};
    const std::string question = event.text("field");
    Value hashes = Value::list();
    for (const Value& hash : draft.body.items(question))
        hashes.push(hash.string_or("") == before ? Value(photo->sha256) : hash);
    draft.body.set(question, std::move(hashes));
    save_draft(state, effects);
    effects.push_back(effect("photo.drop", {{"sha256", before}}));
    return true;
}

}  // namespace kongdi::shell
