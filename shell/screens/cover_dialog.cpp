// SPDX-License-Identifier: Apache-2.0
#include "shell/screens/cover_dialog.hpp"

#include <algorithm>

#include "shell/widgets/covering.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

void draw_cover(const AppState& state, const text::Text& text, Actions& out) {
    if (state.route.dialog != "cover" || !state.draft) return;
    const PhotoCover& cover = state.cover;
    const std::vector<PhotoEntry>& photos = state.draft->photos;
    const auto photo = std::find_if(photos.begin(), photos.end(), [&](const PhotoEntry& one) {
        return one.sha256 == cover.sha256;
    });
    // Came back to by an older entry of the history.
    if (photo == photos.end()) return;
    const widgets::Dialog dialog("cover", text("cover.title"), text("action.close"));
    widgets::second(text("cover.hint"));
    {
        widgets::CoverGrid grid("grid", text("cover.title"), cover.sha256,
                                static_cast<int>(photo->width), static_cast<int>(photo->height),
                                cover.columns, cover.rows, cover.cells);
        while (grid.next())
            grid.field(text("cover.field", {{"row", grid.row()}, {"column", grid.column()}}));
        if (const auto tapped = grid.pressed())
            out.push_back(TapCover{tapped->columns, tapped->rows, tapped->cell});
    }
    if (widgets::primary_button("done", text("cover.done"), cover.cells != 0))
        out.push_back(ApplyCover{});
    if (dialog.closed()) out.push_back(CloseDialog{});
}

}  // namespace kongdi::shell::screen
