// SPDX-License-Identifier: Apache-2.0
// Best cases of the programme, for everybody: those that were selected, until they are withdrawn.
#include <algorithm>
#include <charconv>

#include "core/base/id.hpp"
#include "core/model/programme_fields.hpp"
#include "server/handlers/plain.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/handlers/seen_photo.hpp"

namespace kongdi::server {

namespace {

/// So that a page of them stays small.
constexpr std::size_t kShown = 8;

/// Of a field that may be said in English, too.
std::string words_in(const PlainPage& page, const ProgrammeEntry& entry, const std::string& field) {
    const std::string other = programme_text(entry, field + "_en");
    return page.language == Language::En && !other.empty() ? other : programme_text(entry, field);
}

/// "City · 2023 · 翠苑一区社区"
std::string about(const PlainPage& page, const ProgrammeEntry& entry) {
    return page.text("cases.about",
                     {{"level", page.text("programme.level." + programme_text(entry, "level"))},
                      {"year", programme_whole(entry, "year")},
                      {"community", entry.community_name}});
}

/// not_found for what is not, or no longer, selected.
Result<ProgrammeEntry> selected(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return Error{ErrorCode::NotFound};
    auto found = KONGDI_TRY(services.storage.programme_entry(id));
    if (!found || found->kind != ProgrammeKind::Case || found->state != ProgrammeState::Selected)
        return Error{ErrorCode::NotFound};
    return *std::move(found);
}

/// Where a page begins; the first for what is no number.
std::size_t first_of(const Request& request, std::size_t count) {
    const std::string_view text = request.parameter("from");
    std::size_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    return read.ec == std::errc() && out < count ? out : 0;
}

}  // namespace

Response show_plain_cases(const Services& services, const Request& request) {
    const auto cases = services.storage.programme(
        {.kind = ProgrammeKind::Case, .state = ProgrammeState::Selected});
    if (!cases) return refused(cases.error());
    PlainPage page(request);
    if (cases->empty()) page.html.element("p", {}, page.text("cases.none"));
    const std::size_t first = first_of(request, cases->size());
    const std::size_t end = std::min(first + kShown, cases->size());
    for (std::size_t i = first; i < end; ++i) {
        const ProgrammeEntry& one = (*cases)[i];
        page.html.open("section", {{"class", "card"}}).open("h2");
        page.anchor("", page.link("/plain/cases/" + one.id), words_in(page, one, "title"));
        page.html.close("h2").element("p", {{"class", "hint"}}, about(page, one));
        page.html.close("section");
    }
    if (end < cases->size()) {
        page.html.open("p");
        page.anchor("", page.link("/plain/cases", {{"from", std::to_string(end)}}),
                    page.text("cases.next"));
        page.html.close("p");
    }
    return page.answer(page.text("cases.title"));
}

Response show_plain_case(const Services& services, const Request& request) {
    const auto entry = selected(services, request);
    if (!entry) return refused(entry.error());
    PlainPage page(request);
    const std::string title = words_in(page, *entry, "title");
    page.html.element("p", {{"class", "hint"}}, about(page, *entry))
        .element("p", {}, words_in(page, *entry, "summary"));
    for (const Value& photo : entry->facts.items("photos")) {
        const std::string at =
            "/plain/cases/" + entry->id + "/photos/" + std::string(photo.string_or(""));
        page.html.open("p").open("a", {{"href", at}});
        page.html.open("img", {{"src", at + "?size=320"},
                               {"alt", page.text("cases.photo", {{"title", title}})}});
        page.html.close("a").close("p");
    }
    page.html.open("p");
    page.anchor("", page.link("/plain/cases"), page.text("cases.title"));
    page.html.close("p");
    return page.answer(title);
}

Response show_plain_case_photo(const Services& services, const Request& request) {
    const auto entry = selected(services, request);
    if (!entry) return refused(entry.error());
    for (const Value& photo : entry->facts.items("photos"))
        if (photo.string_or("") == request.captured[1])
            return give_photo(services, request, request.captured[1]);
    return refused(Error{ErrorCode::NotFound});
}

}  // namespace kongdi::server
