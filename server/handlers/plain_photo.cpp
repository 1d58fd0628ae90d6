// SPDX-License-Identifier: Apache-2.0
// Files chosen on the phone. They are kept when they arrive, so that a mistake elsewhere in the
// form does not cost a second upload; without consent they are not.
#include <algorithm>

#include "core/base/id.hpp"
#include "core/rules/record_check.hpp"
#include "server/handlers/photo_reencode.hpp"
#include "server/handlers/plain_views.hpp"

namespace kongdi::server::plain {

namespace {

std::string kept_name(const Question& question) { return question.name + std::string(kKeptPhoto); }

std::size_t most_of(const Question& question) {
    return static_cast<std::size_t>(question.max.value_or(static_cast<double>(kMaxPhotos)));
}

void list_photo(const StoredPhoto& photo, PlainReading& reading) {
    std::vector<PhotoEntry>& photos = reading.photos;
    if (std::none_of(photos.begin(), photos.end(),
                     [&photo](const PhotoEntry& listed) { return listed.sha256 == photo.sha256; }))
        photos.push_back({photo.sha256, photo.bytes, photo.width, photo.height});
}

Result<void> keep_file(std::string_view bytes, PlainReading& reading) {
    const CleanPhoto photo = KONGDI_TRY(reencode_photo(bytes));
    KONGDI_CHECK(reading.services.storage.keep_photo(photo.facts, photo.bytes, reading.now_ms));
    list_photo(photo.facts, reading);
    return {};
}

void list_kept(std::string_view hash, PlainReading& reading) {
    if (!is_sha256_text(hash)) return;
    const auto photo = reading.services.storage.photo(hash);
    if (photo && *photo) list_photo(**photo, reading);
}

}  // namespace

void draw_photo(const Question& question, const PlainShown& shown) {
    PlainPage& page = shown.page;
    const std::size_t most = most_of(question);
    const std::string error = error_id(question, shown);
    open_field(question, shown);
    for (const PhotoEntry& photo : shown.photos) page.hidden(kept_name(question), photo.sha256);
    if (!shown.photos.empty())
        page.html.element("p", {{"class", "note"}},
                          page.text("photo.count", {{"count", shown.photos.size()}}));
    if (shown.photo_dropped)
        page.html.element("p", {{"class", "error"}}, page.text("plain.photo_again"));
    const std::string limit = "u-" + question.name;
    page.html.open("input", {{"type", "file"},
                             {"id", question.name},
                             {"name", question.name},
                             {"accept", "image/*"},
                             {"multiple", most > 1},
                             {"aria-describedby", error.empty() ? limit : error}});
    page.html.element("p", {{"class", "hint"}, {"id", limit}},
                      page.text("plain.photo_limit", {{"count", most}}));
    draw_hint(page.text("photo.add_hint"), shown);
    close_field(shown);
}

Value read_photo(const Question& question, PlainReading& reading) {
    for (const FormPart& part : reading.fields)
        if (part.name == kept_name(question) && reading.photos.size() < most_of(question))
            list_kept(part.content, reading);
    const std::string path = "/body/" + question.name;
    for (const FormPart& part : reading.fields) {
        if (part.name != question.name || !part.file_name || part.content.empty()) continue;
        if (!reading.may_keep_photos) {
            reading.photo_dropped = true;
            continue;
        }
        if (reading.photos.size() >= most_of(question)) {
            reading.errors.push_back({ErrorCode::FieldRange, path});
            break;
        }
        if (const auto kept = keep_file(part.content, reading); !kept) {
            reading.errors.push_back({kept.error().code, path, kept.error().detail});
            break;
        }
    }
    Value list;
    for (const PhotoEntry& photo : reading.photos) {
        list.push(photo.sha256);
        reading.kept.push_back({kept_name(question), std::nullopt, photo.sha256});
    }
    return list;
}

}  // namespace kongdi::server::plain
