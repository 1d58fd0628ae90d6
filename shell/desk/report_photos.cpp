// SPDX-License-Identifier: Apache-2.0
// The photos of a report and of its checks, and covering parts of them after they have come.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "shell/desk/report_parts.hpp"
#include "shell/screens/cover_dialog.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

const CoveredPhoto* cover_of(const api::SpaceCard& card, const std::string& sha256) {
    const auto at = std::find_if(card.covered.begin(), card.covered.end(),
                                 [&](const CoveredPhoto& one) { return one.sha256 == sha256; });
    return at == card.covered.end() ? nullptr : &*at;
}

/// The moment of the covering is part of it: another covering is another picture.
std::string address_of(const api::SpaceCard& card, const std::string& sha256,
                       std::string_view size) {
    std::string out(api::kPhotos);
    out.append("/").append(sha256).append("?size=").append(size);
    if (const CoveredPhoto* cover = cover_of(card, sha256))
        out.append("&cover=").append(std::to_string(cover->at_ms));
    return out;
}

std::string covered_text(const AppState& state, const text::Text& text, const CoveredPhoto& cover) {
    return std::string(text("cover.by", {{"by", cover.by}})) + " · " +
           text.moment(cover.at_ms, state.now_ms);
}

void draw_photo(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                const std::string& sha256, std::int64_t number, PhotoSize size, Actions& out) {
    const widgets::Scope scope(sha256);
    widgets::picture("picture", address_of(card, sha256, size.pixels),
                     text("photo.alt", {{"number", number}}), size.height);
    if (const CoveredPhoto* cover = cover_of(card, sha256))
        widgets::second(covered_text(state, text, *cover));
    if (widgets::text_button("cover", text("photo.cover"), widgets::Icon::User))
        out.push_back(OpenCover{{}, sha256});
}

}  // namespace

void draw_photos(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                 const std::vector<std::string>& photos, PhotoSize size, Actions& out) {
    std::int64_t number = 0;
    for (const std::string& sha256 : photos)
        draw_photo(state, text, card, sha256, ++number, size, out);
}

void draw_cover_dialog(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                       Actions& out) {
    const PhotoCover& cover = state.cover;
    // Came back to by an older entry of the history: nothing is open.
    if (state.route.dialog != "cover" || cover.sha256.empty()) return;
    const Desk& desk = state.desk;
    const bool busy = desk.covering == Loading::Busy;
    const widgets::Dialog dialog("cover", text("cover.title"), text("action.close"));
    screen::draw_cover_grid(state, text, address_of(card, cover.sha256, "1280"), 0, 0, out);
    widgets::second(text("cover.for_all"));
    if (desk.covering == Loading::Failed)
        widgets::note(
            "not_covered", widgets::Tone::Error,
            desk.error ? text(error_row(desk.error->code).key) : text("error.no_network"));
    if (busy && widgets::progress("covering", text("cover.sending"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Request, std::string(kCoverTag)});
    if (widgets::primary_button("done", text("cover.done"), cover.cells != 0 && !busy))
        out.push_back(SendCover{});
    if (cover_of(card, cover.sha256) != nullptr &&
        widgets::secondary_button("whole", text("cover.whole")) && !busy)
        out.push_back(SendCover{.whole = true});
    if (dialog.closed()) out.push_back(CloseDialog{});
}

}  // namespace kongdi::shell::desk
