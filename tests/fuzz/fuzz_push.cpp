// SPDX-License-Identifier: Apache-2.0
// What a browser says of where and how it is told, and the operator's file: the first line names
// the kind, the rest is it. No address of another host than the file's is ever asked, as the
// library that asks reads it, and nothing is sealed for what is no point of the curve.
#include <curl/curl.h>

#include "server/oidc/base64url.hpp"
#include "server/push/encryption.hpp"
#include "server/push/settings.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server;
using namespace kongdi::server::push;

const Settings& settings() {
    static const Settings kSettings =
        settings_of(R"({"contact":"mailto:a@city.example","services":["push.example",)"
                    R"("*.push.example.org","localhost:8443"]})")
            .value();
    return kSettings;
}

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
    std::string out(text);
    curl_free(text);
    return out;
}

void endpoint(std::string_view text) {
    const auto origin = origin_of(settings(), text);
    if (!origin) {
        fuzz::check(origin.error().path.empty());
        return;
    }
    fuzz::check(text.starts_with(*origin + "/") && text.size() <= kMostEndpointBytes);
    CURLU* url = curl_url();
    fuzz::check(curl_url_set(url, CURLUPART_URL, std::string(text).c_str(), 0) == CURLUE_OK);
    const std::string host = part_of(url, CURLUPART_HOST);
    const std::string port = part_of(url, CURLUPART_PORT);
    fuzz::check(part_of(url, CURLUPART_SCHEME) == "https");
    fuzz::check(part_of(url, CURLUPART_USER).empty());
    fuzz::check((host == "localhost" && port == "8443") ||
                ((host == "push.example" || host.ends_with(".push.example.org")) && port == "443"));
    curl_url_cleanup(url);
}

void file(std::string_view text) {
    const auto read = settings_of(text);
    if (!read) return;
    fuzz::check(!read->contact.empty() && !read->services.empty());
    for (const Service& one : read->services) {
        const std::string host =
            (one.is_below ? "a." : "") + one.host + (one.port.empty() ? "" : ":" + one.port);
        const auto origin = origin_of(*read, "https://" + host + "/");
        fuzz::check(origin && *origin == "https://" + host);
    }
}

void point(std::string_view text) {
    const auto bytes = oidc::bytes_of_base64url(text);
    const std::string given = bytes ? *bytes : std::string(text);
    static const OneTime kOnce = OneTime::make().value();
    const auto sent = sealed("text", {given, std::string(kAuthBytes, 'a')}, kOnce, 16);
    fuzz::check(is_point(given) == static_cast<bool>(sent));
    if (sent) fuzz::check(sent->size() == kHeaderBytes + 16 + 1 + 16);
    if (const auto key = PrivateKey::of_bytes(given)) fuzz::check(is_point(key->point()));
}

struct Kind {
    std::string_view name;
    void (*read)(std::string_view);
};
constexpr Kind kKinds[] = {{"endpoint", endpoint}, {"file", file}, {"point", point}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto [name, rest] = fuzz::first_line(fuzz::text_of(bytes, size));
    for (const Kind& kind : kKinds)
        if (kind.name == name) kind.read(rest);
    return 0;
}
