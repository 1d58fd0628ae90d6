// SPDX-License-Identifier: Apache-2.0
// What this browser sent, to read, to keep and to have it gone: without script.
#include "server/handlers/own_data.hpp"
#include "server/handlers/plain_device.hpp"
#include "server/handlers/plain_page.hpp"

namespace kongdi::server {

namespace {

/// More would not fit into a small page; the file has all.
constexpr std::size_t kMaxListed = 25;

std::string title_of(const Services& services, const OwnRecord& record, const PlainPage& page) {
    const Questionnaire* questionnaire = services.catalogue.questionnaire(record.kind);
    return questionnaire != nullptr ? std::string(questionnaire->title.in(page.code()))
                                    : record.kind;
}

void draw_records(const Services& services, PlainPage& page, const OwnData& own) {
    page.html.open("ul", {{"class", "list"}});
    for (std::size_t i = 0; i < std::min(own.records.size(), kMaxListed); ++i) {
        const OwnRecord& record = own.records[own.records.size() - 1 - i];
        page.html.open("li")
            .element("strong", {}, record.receipt)
            .text(" · ")
            .text(title_of(services, record, page))
            .text(" · ")
            .text(plain_time(record.received_at_ms))
            .text(" · ")
            .text(page.text("state." + record.state));
        if (!record.photos.empty())
            page.html.text(" · ").text(
                page.text("own_data.photos", {{"n", std::to_string(record.photos.size())}}));
        page.html.close("li");
    }
    for (std::size_t i = 0; i < std::min(own.said.size(), kMaxListed); ++i) {
        const OwnWord& word = own.said[own.said.size() - 1 - i];
        page.html.open("li")
            .text(page.text("own_data.said", {{"receipt", word.receipt}}))
            .text(" · ")
            .text(plain_time(word.at_ms))
            .close("li");
    }
    page.html.close("ul");
}

void draw_erasure(PlainPage& page) {
    page.html.open("form", {{"class", "card"},
                            {"method", "post"},
                            {"enctype", "multipart/form-data"},
                            {"action", page.link("/plain/erase")}});
    page.html.element("h2", {}, page.text("own_data.erase_title"));
    page.html.element("p", {{"class", "hint"}}, page.text("own_data.erase_hint"));
    page.html.open("p")
        .open("label")
        .open(
            "input",
            {{"type", "checkbox"}, {"name", "confirm"}, {"value", "yes"}, {"required", "required"}})
        .text(page.text("own_data.confirm"))
        .close("label")
        .close("p");
    page.html.element("button", {{"class", "button danger"}}, page.text("own_data.erase"));
    page.html.close("form");
}

Response home(PlainPage& page, std::string_view title) {
    page.html.open("p");
    page.anchor("button quiet", page.link("/plain"), page.text("action.home"));
    page.html.close("p");
    return page.answer(title);
}

}  // namespace

Response show_plain_data(const Services& services, const Request& request) {
    PlainPage page(request);
    const std::string_view device = device_of_cookie(request);
    OwnData own;
    if (!device.empty()) {
        auto found = services.storage.own_data(device);
        if (!found) return refused(found.error());
        own = *std::move(found);
    }
    page.html.element("p", {{"class", "hint"}}, page.text("plain.my_hint"));
    if (own.is_empty()) {
        page.html.element("p", {{"class", "note"}}, page.text("own_data.none"));
        return home(page, page.text("own_data.page"));
    }
    page.html.element("p", {},
                      page.text("own_data.kept", {{"n", std::to_string(own.records.size())},
                                                  {"said", std::to_string(own.said.size())}}));
    draw_records(services, page, own);
    if (own.helped > 0)
        page.html.element("p", {{"class", "hint"}},
                          page.text("own_data.helped", {{"n", std::to_string(own.helped)}}));
    if (!own.pushes.empty())
        page.html.element("p", {{"class", "hint"}},
                          page.text("push.browsers", {{"n", own.pushes.size()}}));
    page.html.open("p");
    page.anchor("button", page.link("/plain/data.json"), page.text("own_data.download"));
    page.html.close("p");
    draw_erasure(page);
    return home(page, page.text("own_data.page"));
}

Response download_plain_data(const Services& services, const Request& request) {
    const std::string_view device = device_of_cookie(request);
    if (device.empty()) return refused(Error{ErrorCode::NotFound});
    const auto own = services.storage.own_data(device);
    if (!own) return refused(own.error());
    return own_data_file(device, *own, request.now_ms);
}

Response take_plain_erasure(const Services& services, const Request& request) {
    const std::string_view device = device_of_cookie(request);
    if (device.empty()) return refused(Error{ErrorCode::NotFound});
    if (request.field("confirm") != "yes")
        return refused(Error{ErrorCode::FieldMissing, "/confirm"});
    const auto erased = erase_all_of(services, device, request.now_ms);
    if (!erased) return refused(erased.error());
    PlainPage page(request);
    page.html.element("p", {{"class", "note"}}, page.text("own_data.erased_hint"));
    Response response = home(page, page.text("own_data.erased"));
    // What is sent from here on is of a name that nobody has seen.
    forget_device(response, request);
    return response;
}

}  // namespace kongdi::server
