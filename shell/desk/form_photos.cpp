// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/form_photos.hpp"

#include "shell/screens/cover_dialog.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr float kPhotoHeight = 160;

bool has_photo(const AppState& state, const std::string& sha256) {
    for (const Value& photo : state.form.fields.items("photos"))
        if (photo.string_or("") == sha256) return true;
    return false;
}

}  // namespace

void draw_form_photos(const AppState& state, const text::Text& text, std::string_view list,
                      std::size_t& count, Actions& out) {
    for (const Value& photo : state.form.fields.items(list)) {
        const std::string hash(photo.string_or(""));
        const widgets::Scope scope(hash);
        const std::string address =
            list == "photos" ? hash : "/api/v1/photos/" + hash + "?size=320";
        widgets::picture("picture", address,
                         text("photo.alt", {{"number", static_cast<std::int64_t>(++count)}}),
                         kPhotoHeight);
        if (list == "photos" &&
            widgets::text_button("cover", text("photo.cover"), widgets::Icon::User))
            out.push_back(OpenCover{std::string(list), hash});
        if (widgets::text_button("remove", text("photo.remove"), widgets::Icon::Trash))
            out.push_back(DropFormPhoto{hash});
    }
}

void draw_photo_taker(const AppState& state, const text::Text& text, std::size_t count,
                      std::size_t most, std::string_view hint, Actions& out) {
    if (state.photo_status == PhotoStatus::Failed)
        widgets::note("photo-failed", widgets::Tone::Error, text("photo.failed"));
    if (state.photo_status == PhotoStatus::Busy) {
        if (widgets::progress("working", text("photo.working"), -1, text("action.stop")))
            out.push_back(StopWaiting{Wait::Photo});
    } else if (count < most) {
        widgets::photo_button("add", text(count == 0 ? "photo.add" : "photo.add_more"), hint);
    }
    if (state.route.dialog == "cover" && has_photo(state, state.cover.sha256))
        screen::draw_device_cover(state, text, 0, 0, out);
}

}  // namespace kongdi::shell::desk
