// SPDX-License-Identifier: Apache-2.0
#include "core/rules/record_check.hpp"
#include "server/handlers/plain_views.hpp"

namespace kongdi::server::plain {

namespace {

/// No record holds more; said of the field before the whole record is refused for its length.
constexpr std::size_t kMaxBytes = kMaxRecordBytes / 2;

/// Forms send line ends as CR LF.
std::string with_line_feeds(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
    return out;
}

}  // namespace

void draw_text(const Question& question, const PlainShown& shown) {
    Html& html = shown.page.html;
    const std::string error = error_id(question, shown);
    const std::string_view given = value_in(shown.fields, question.name);
    const std::string invalid = error.empty() ? "false" : "true";
    const std::string limit = "u-" + question.name;
    open_field(question, shown);
    // No maxlength: it would cut what is pasted without a word.
    if (question.max_length > 0)
        html.element("p", {{"class", "hint"}, {"id", limit}},
                     shown.page.text("plain.characters", {{"count", question.max_length}}));
    const std::string by = error.empty() ? limit : error;
    if (question.multiline)
        // A line feed at the front is dropped by browsers: theirs, not the person's.
        html.open("textarea", {{"id", question.name},
                               {"name", question.name},
                               {"rows", 4},
                               {"aria-invalid", invalid},
                               {"aria-describedby", by}})
            .raw("\n")
            .text(given)
            .close("textarea");
    else
        html.open("input", {{"class", "type"},
                            {"id", question.name},
                            {"name", question.name},
                            {"value", given},
                            {"aria-invalid", invalid},
                            {"aria-describedby", by}});
    close_field(shown);
}

Value read_text(const Question& question, PlainReading& reading) {
    std::string text = with_line_feeds(value_in(reading.fields, question.name));
    if (text.empty()) return {};
    if (text.size() > kMaxBytes) {
        reading.errors.push_back({ErrorCode::FieldTooLong, "/body/" + question.name});
        return {};
    }
    return text;
}

}  // namespace kongdi::server::plain
