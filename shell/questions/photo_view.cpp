// SPDX-License-Identifier: Apache-2.0
#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::questions {

void draw_photo(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    draw_label(question, shown);
    draw_error(question, shown);
    if (shown.photo_wait == PhotoWait::Failed)
        widgets::note("failed", widgets::Tone::Error, shown.text("photo.failed"));
    const Value::List* hashes = shown.answer != nullptr ? shown.answer->if_list() : nullptr;
    const std::size_t count = hashes != nullptr ? hashes->size() : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string hash((*hashes)[i].string_or(""));
        const widgets::Scope scope(hash);
        widgets::picture("picture", hash,
                         shown.text("photo.alt", {{"number", static_cast<std::int64_t>(i + 1)}}));
        if (widgets::text_button("cover", shown.text("photo.cover"), widgets::Icon::User))
            done.cover_photo = hash;
        if (widgets::text_button("remove", shown.text("photo.remove"), widgets::Icon::Trash))
            done.remove_photo = hash;
    }
    if (shown.photo_wait == PhotoWait::Busy) {
        done.stop_photo = widgets::progress("working", shown.text("photo.working"), -1,
                                            shown.text("action.stop"));
        return;
    }
    if (static_cast<double>(count) >= question.max.value_or(1)) return;
    widgets::photo_button("add", shown.text(count == 0 ? "photo.add" : "photo.add_more"),
                          shown.text("photo.add_hint"));
}

std::string photo_summary(const Question&, const QuestionShown& shown) {
    const Value::List* hashes = shown.answer->if_list();
    if (hashes == nullptr || hashes->empty()) return {};
    return shown.text("photo.count", {{"count", hashes->size()}});
}

}  // namespace kongdi::shell::questions
