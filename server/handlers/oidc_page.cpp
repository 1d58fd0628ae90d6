// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/oidc_page.hpp"

#include <array>

#include "server/handlers/plain_page.hpp"

namespace kongdi::server {

namespace {

struct Words {
    OidcFailure failure;
    std::string_view title;
    std::string_view hint;
    bool again = true;  // is it worth another try?
};

constexpr std::array<Words, static_cast<std::size_t>(OidcFailure::Count_)> kWords{{
    {OidcFailure::Off, "oidc.off", "oidc.off_hint", false},
    {OidcFailure::Unreachable, "oidc.unreachable", "oidc.unreachable_hint"},
    {OidcFailure::Stale, "oidc.stale", "oidc.stale_hint"},
    {OidcFailure::Cancelled, "oidc.cancelled", "oidc.cancelled_hint"},
    {OidcFailure::Refused, "oidc.refused", "oidc.refused_hint"},
    {OidcFailure::Unlinked, "oidc.unlinked", "oidc.unlinked_hint", false},
    {OidcFailure::Locked, "oidc.locked", "oidc.locked_hint", false},
    {OidcFailure::Spent, "oidc.spent", "oidc.stale_hint"},
    {OidcFailure::Wait, "oidc.wait", "oidc.wait_hint"},
    {OidcFailure::Internal, "plain.busy", "oidc.stale_hint"},
}};

constexpr bool rows_are_in_order() {
    for (std::size_t i = 0; i < kWords.size(); ++i)
        if (kWords[i].failure != static_cast<OidcFailure>(i)) return false;
    return true;
}
static_assert(rows_are_in_order());

/// The code and the state of the answer stay out of every link: in the other language, the log-in
/// begins anew.
Request as_begun_anew(const Request& request) {
    Request out;
    out.path = "/oidc/start";
    out.headers = request.headers;
    out.query = {{"lang", std::string(language_code(language_asked(request)))}};
    return out;
}

}  // namespace

Response oidc_failure_page(const Request& request, OidcFailure failure, Error error,
                           std::string_view detail) {
    const Words& words = kWords[static_cast<std::size_t>(failure)];
    const Request shown = as_begun_anew(request);
    PlainPage page(shown);
    page.html.element("p", {}, page.text(words.hint));
    if (!detail.empty()) page.html.element("p", {{"class", "receipt"}}, detail);
    page.html.open("p");
    if (words.again) page.anchor("button", page.link("/oidc/start"), page.text("oidc.again"));
    page.html.close("p").open("p");
    page.anchor("", "/login", page.text("oidc.password"));
    page.html.close("p");
    page.html.element("p", {{"class", "hint"}}, page.text("oidc.number", {{"id", request.id}}));
    const int status = error_row(error.code).http_status;
    Response response = page.answer(page.text(words.title), status);
    response.errors.push_back(std::move(error));
    return response;
}

Response oidc_done_page(const Request& request, const std::string& path) {
    const Request shown = as_begun_anew(request);
    PlainPage page(shown);
    page.html.open("p");
    page.anchor("button", path, page.text("action.next"));
    page.html.close("p");
    Response response = page.answer(page.text("oidc.done"));
    response.with("Refresh", "0; url=" + path);
    return response;
}

}  // namespace kongdi::server
