// SPDX-License-Identifier: Apache-2.0
// A server whose staff log in by a provider of the test's own, and a browser between the two.
#pragma once

#include "server/handlers/oidc.hpp"
#include "server/oidc/provider.hpp"
#include "tests/server/oidc/lying_provider.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

class OidcFixture : public ServerFixture {
protected:
    OidcFixture() { use(settings()); }

    void SetUp() override {
        ServerFixture::SetUp();
        std::ignore = as("ling", Role::Worker, {{std::string(kCommunityCode)}});
        link("ling", "u-1");
    }

    oidc::Settings settings() const {
        oidc::Settings out;
        out.issuer = m_provider.issuer();
        out.loopback = true;
        out.client_id = "kongdi";
        out.client_secret = "very secret";
        out.name.by_language = {{"zh", "市统一身份"}, {"en", "the city's log-in"}};
        out.address = "http://127.0.0.1:1";
        out.scope = "openid profile";
        return out;
    }
    void use(oidc::Settings settings) {
        m_oidc = std::make_unique<oidc::Provider>(std::move(settings), m_patience);
        m_services.oidc = m_oidc.get();
    }
    void link(const std::string& name, const std::string& subject) {
        ASSERT_TRUE(storage().link_account(name, {m_provider.issuer(), subject},
                                           {Role::Administrator, "ada"}, m_now_ms));
    }

    /// The value of a cookie that an answer sets; empty when it sets none of that name.
    static std::string cookie_of(const Response& response, std::string_view name) {
        for (const Pair& header : response.headers) {
            if (header.first != "Set-Cookie" || !header.second.starts_with(name)) continue;
            const auto from = name.size() + 1;
            return header.second.substr(from, header.second.find(';') - from);
        }
        return {};
    }

    struct Begun {
        std::string address = {};  // at the provider
        std::string cookie = {};
        Response response = {};
    };
    Begun begin(const std::string& to = "") {
        Response response = get("/oidc/start", {}, {{"to", to}, {"lang", "en"}});
        return {std::string(response.header("Location")), cookie_of(response, kOidcCookie),
                std::move(response)};
    }
    Response come_back(const Begun& begun, std::vector<Pair> query) {
        return get(
            "/oidc/callback",
            {{"Cookie", std::string(kOidcCookie) + "=" + begun.cookie}, {"Accept-Language", "en"}},
            std::move(query));
    }
    /// The answer at the end, or the one that there is no way on from.
    Response log_in(const std::string& person = "u-1", const std::string& to = "") {
        const Begun begun = begin(to);
        if (begun.response.status != 303) return begun.response;
        return come_back(begun, m_provider.agree(begun.address, person));
    }
    /// What was at fault; empty of a log-in that came about.
    static std::string fault_of(const Response& response) {
        return response.errors.empty() ? std::string() : response.errors.front().path;
    }
    static Pair session_of(const Response& response) {
        return {"Cookie", std::string(kSessionCookie) + "=" + cookie_of(response, kSessionCookie)};
    }
    static bool says(const Response& response, std::string_view words) {
        return response.body.find(words) != std::string::npos;
    }

    oidc::Patience m_patience{.longest_fetch = std::chrono::milliseconds(1500),
                              .rest = std::chrono::milliseconds(0),
                              .between_keys = std::chrono::milliseconds(0)};
    LyingProvider m_provider{kNowMs};
    std::unique_ptr<oidc::Provider> m_oidc;
};

}  // namespace kongdi::server::tests
