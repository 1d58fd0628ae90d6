// SPDX-License-Identifier: Apache-2.0
// What a provider of log-ins, or somebody in its place, and a browser say: the first line names the
// kind, the rest is it. Nothing is let in that is not signed, of another issuer, or leads
// elsewhere.
#include "server/oidc/attempt.hpp"
#include "server/oidc/base64url.hpp"
#include "server/oidc/discovery.hpp"
#include "server/oidc/id_token.hpp"
#include "server/oidc/key_set.hpp"
#include "tests/fuzz/scratch_store.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server;
using namespace kongdi::server::oidc;

const Settings& settings() {
    static const Settings kSettings = [] {
        Settings out;
        out.issuer = "https://id.example";
        out.client_id = "kongdi";
        out.address = "https://city.example";
        return out;
    }();
    return kSettings;
}

/// A key that nobody has the other half of.
const KeySet& keys() {
    static const auto kKeys =
        KeySet::of_json(R"({"keys":[{"kty":"EC","crv":"P-256","kid":"a","use":"sig",)"
                        R"("x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                        R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})");
    return **kKeys;
}

/// RFC 7515, A.3: signed by that key, whatever it says.
constexpr std::string_view kSigned =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
    "bS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxf"
    "KTUJqPP3-Kg6NU1Q";

void token(std::string_view text) {
    const auto head = head_of(text);
    if (!head) {
        fuzz::check(head.error().code == ErrorCode::AccessDenied);
        return;
    }
    fuzz::check(head->algorithm == "RS256" || head->algorithm == "PS256" ||
                head->algorithm == "ES256");
    if (keys().has_key_for(*head) && keys().payload_of(text, *head))
        fuzz::check(text.substr(0, text.rfind('.')) == kSigned.substr(0, kSigned.rfind('.')));
}

void payload(std::string_view text) {
    const Expected expected{settings().issuer, settings().client_id, "nonce", fuzz::kNowMs};
    const auto who = identity_of(text, expected);
    if (!who) {
        fuzz::check(who.error().path.starts_with("/id_token"));
        return;
    }
    fuzz::check(!who->subject.empty() && who->subject.size() <= 255);
    fuzz::check(who->claims.text("iss") == settings().issuer &&
                who->claims.text("nonce") == "nonce");
}

void key_set(std::string_view text) {
    const auto read = KeySet::of_json(text);
    if (!read) return;
    fuzz::check((*read)->size() > 0 && (*read)->size() <= KeySet::kMostKeys);
    for (const char* name : {"RS256", "PS256", "ES256"}) {
        const TokenHead head{name, {}};
        if ((*read)->has_key_for(head)) fuzz::tried((*read)->payload_of(kSigned, head));
    }
}

void discovery(std::string_view text) {
    const auto read = discovery_of(text, settings());
    if (!read) {
        fuzz::check(read.error().code == ErrorCode::StorageBusy);
        return;
    }
    for (const std::string* one :
         {&read->authorization_endpoint, &read->token_endpoint, &read->jwks_uri})
        fuzz::check(one->starts_with("https://"));
}

void cookie(std::string_view text) {
    static const fuzz::ScratchFolder kFolder;
    static const ServerKey kKey = ServerKey::of_folder(kFolder.path()).value();
    fuzz::check(!opened(text, kKey, fuzz::kNowMs));
    const Attempt attempt = new_attempt(text, fuzz::kNowMs);
    const auto again = opened(sealed(attempt, kKey), kKey, fuzz::kNowMs + 1);
    fuzz::check(again && again->state == attempt.state && again->back == attempt.back);
}

void path(std::string_view text) {
    const std::string own = own_path(text);
    fuzz::check(own.empty() || (own.front() == '/' && !own.starts_with("//") &&
                                own.find('\\') == std::string::npos));
    fuzz::check(own_path(own) == own);
    if (const auto bytes = bytes_of_base64url(text)) fuzz::check(base64url(*bytes) == text);
    if (is_web_address(text))
        fuzz::check(text.starts_with("https://") || text.starts_with("http://"));
}

struct Kind {
    std::string_view name;
    void (*read)(std::string_view);
};
constexpr Kind kKinds[] = {{"token", token},         {"payload", payload}, {"keys", key_set},
                           {"discovery", discovery}, {"cookie", cookie},   {"path", path}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto [name, rest] = fuzz::first_line(fuzz::text_of(bytes, size));
    for (const Kind& kind : kKinds)
        if (kind.name == name) kind.read(rest);
    return 0;
}
