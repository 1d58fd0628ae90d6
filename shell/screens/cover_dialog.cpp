// SPDX-License-Identifier: Apache-2.0
#include "shell/screens/cover_dialog.hpp"

#include <algorithm>

#include "shell/widgets/covering.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

void draw_cover_grid(const AppState& state, const text::Text& text, std::string_view picture,
                     int width, int height, Actions& out) {
    const PhotoCover& cover = state.cover;
    widgets::second(text("cover.hint"));
    widgets::CoverGrid grid("grid", text("cover.title"), picture, width, height, cover.columns,
                            cover.rows, cover.cells);
    while (grid.next())
        grid.field(text("cover.field", {{"row", grid.row()}, {"column", grid.column()}}));
    if (const auto tapped = grid.pressed())
        out.push_back(TapCover{tapped->columns, tapped->rows, tapped->cell});
}

void draw_device_cover(const AppState& state, const text::Text& text, int width, int height,
                       Actions& out) {
    const widgets::Dialog dialog("cover", text("cover.title"), text("action.close"));
    draw_cover_grid(state, text, state.cover.sha256, width, height, out);
    if (widgets::primary_button("done", text("cover.done"), state.cover.cells != 0))
        out.push_back(ApplyCover{});
    if (dialog.closed()) out.push_back(CloseDialog{});
}

void draw_cover(const AppState& state, const text::Text& text, Actions& out) {
    if (state.route.dialog != "cover" || !state.draft) return;
    const std::vector<PhotoEntry>& photos = state.draft->photos;
    const auto photo = std::find_if(photos.begin(), photos.end(), [&](const PhotoEntry& one) {
        return one.sha256 == state.cover.sha256;
    });
    // Came back to by an older entry of the history.
    if (photo == photos.end()) return;
    draw_device_cover(state, text, static_cast<int>(photo->width), static_cast<int>(photo->height),
                      out);
}

}  // namespace kongdi::shell::screen
