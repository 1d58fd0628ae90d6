// SPDX-License-Identifier: Apache-2.0
// A provider of log-ins at the other end of real connections. It does what the standard says,
// unless a test has it lie.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "server/handlers/exchange.hpp"
#include "server/oidc/base64url.hpp"
#include "tests/server/http/socket.hpp"
#include "tests/server/oidc/signing_key.hpp"

namespace kongdi::server::tests {

/// "a=1&b=%20" → pairs, decoded.
inline std::vector<Pair> pairs_of(std::string_view query) {
    const auto decoded = [](std::string_view text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '%' && i + 2 < text.size()) {
                out += static_cast<char>(
                    std::strtol(std::string(text.substr(i + 1, 2)).c_str(), nullptr, 16));
                i += 2;
            } else {
                out += text[i] == '+' ? ' ' : text[i];
            }
        }
        return out;
    };
    std::vector<Pair> out;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view one = query.substr(0, end);
        const auto equals = std::min(one.find('='), one.size());
        out.emplace_back(decoded(one.substr(0, equals)),
                         decoded(one.substr(std::min(equals + 1, one.size()))));
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return out;
}

inline std::string value_of(const std::vector<Pair>& pairs, std::string_view name) {
    for (const Pair& pair : pairs)
        if (pair.first == name) return pair.second;
    return {};
}

class LyingProvider {
public:
    explicit LyingProvider(std::int64_t now_ms)
        : m_now_ms(now_ms), m_listener(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(m_listener, any, size), 0);
        EXPECT_EQ(::listen(m_listener, 16), 0);
        ::getsockname(m_listener, any, &size);
        m_port = ntohs(address.sin_port);
        keys = {first_key().published()};
        m_thread = std::thread([this] { serve(); });
    }
    ~LyingProvider() {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        for (std::thread& one : m_connections) one.join();
        ::close(m_listener);
    }
    LyingProvider(const LyingProvider&) = delete;
    LyingProvider& operator=(const LyingProvider&) = delete;

    std::string issuer() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    int asked(const std::string& path) {
        const std::lock_guard lock(m_mutex);
        return m_asked[path];
    }
    std::string last_token() {
        const std::lock_guard lock(m_mutex);
        return m_last_token;
    }

    /// The person logs in there and is sent back: what their browser then asks for.
    std::vector<Pair> agree(const std::string& address, const std::string& person = "u-1") {
        const auto query = pairs_of(address.substr(address.find('?') + 1));
        const std::lock_guard lock(m_mutex);
        const std::string code = "code-" + std::to_string(++m_codes);
        m_granted[code] = {person, value_of(query, "nonce"), value_of(query, "code_challenge"),
                           value_of(query, "redirect_uri")};
        return {{"code", code}, {"state", value_of(query, "state")}};
    }

    // How it lies. Set while nobody asks.
    std::vector<Value> keys = {};
    std::function<void(Value&)> change_document = {};
    std::function<void(Value&)> change_claims = {};
    Value userinfo = Value::map();
    std::function<std::string(const Value& claims)> sign = [](const Value& claims) {
        return first_key().sign(head_with("RS256", "first"), claims);
    };
    bool takes_codes_twice = false;
    /// An answer of this path from now on; while a slow one of before is still under way, too.
    struct Lie {
        std::string path = {};
        std::string answer = {};  // all of it; empty: as it would be
        int slow_ms = 0;          // before it is answered
    };
    void lie(Lie one) {
        const std::lock_guard lock(m_mutex);
        m_lie = std::move(one);
    }

private:
    struct Grant {
        std::string person, nonce, challenge, redirect_uri;
    };

    std::string token_answer(const std::string& head, const std::string& body) {
        const auto form = pairs_of(body);
        const std::string basic =
            "Authorization: Basic a29uZ2RpOnZlcnkgc2VjcmV0\r\n";  // kongdi:very secret
        const std::string encoded = "Authorization: Basic a29uZ2RpOnZlcnklMjBzZWNyZXQ=\r\n";
        if (head.find(encoded) == std::string::npos && head.find(basic) == std::string::npos)
            return answer("401 Unauthorized", R"({"error":"invalid_client"})");
        const std::lock_guard lock(m_mutex);
        const auto found = m_granted.find(value_of(form, "code"));
        const std::string verifier = value_of(form, "code_verifier");
        if (found == m_granted.end() || value_of(form, "grant_type") != "authorization_code" ||
            found->second.redirect_uri != value_of(form, "redirect_uri") ||
            found->second.challenge != oidc::base64url(oidc::sha256_bytes(verifier)))
            return answer("400 Bad Request", R"({"error":"invalid_grant"})");
        const std::int64_t now_s = m_now_ms / 1000;
        Value claims = Value::map({{"iss", issuer()},
                                   {"sub", found->second.person},
                                   {"aud", "kongdi"},
                                   {"exp", now_s + 300},
                                   {"iat", now_s},
                                   {"nonce", found->second.nonce},
                                   {"preferred_username", "ling"}});
        if (!takes_codes_twice) m_granted.erase(found);
        if (change_claims) change_claims(claims);
        m_last_token = sign(claims);
        return answer("200 OK", write_json(Value::map({{"access_token", "for-userinfo"},
                                                       {"token_type", "Bearer"},
                                                       {"id_token", m_last_token}})));
    }

    std::string userinfo_answer(const std::string& head) const {
        const bool may_ask = head.find("\r\nAuthorization: Bearer for-userinfo\r\n") != head.npos;
        return may_ask ? answer("200 OK", write_json(userinfo)) : answer("401 Unauthorized", "");
    }

    std::string document() {
        Value out = Value::map({{"issuer", issuer()},
                                {"authorization_endpoint", issuer() + "/authorize"},
                                {"token_endpoint", issuer() + "/token"},
                                {"jwks_uri", issuer() + "/keys"},
                                {"userinfo_endpoint", issuer() + "/userinfo"},
                                {"code_challenge_methods_supported", Value::list({"S256"})}});
        if (change_document) change_document(out);
        return answer("200 OK", write_json(out));
    }

    static std::string answer(const std::string& status, const std::string& body) {
        return "HTTP/1.1 " + status +
               "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    std::string answer_to(const std::string& head, const std::string& body) {
        const auto from = head.find(' ') + 1;
        const std::string path = head.substr(from, head.find(' ', from) - from);
        Lie lie;
        {
            const std::lock_guard lock(m_mutex);
            ++m_asked[path];
            if (path == m_lie.path) lie = m_lie;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(lie.slow_ms));
        if (!lie.answer.empty()) return lie.answer;
        if (path == "/.well-known/openid-configuration") return document();
        if (path == "/keys") return answer("200 OK", write_json(Value::map({{"keys", keys}})));
        if (path == "/token") return token_answer(head, body);
        if (path == "/userinfo") return userinfo_answer(head);
        return answer("404 Not Found", "{}");
    }

    void serve() {
        for (;;) {
            const int one = ::accept(m_listener, nullptr, nullptr);
            if (one < 0) return;
            // One that is slow holds up no other.
            m_connections.emplace_back([this, one] { serve(one); });
        }
    }
    void serve(int one) {
        std::string head;
        char byte = 0;
        while (!head.ends_with("\r\n\r\n") && ::recv(one, &byte, 1, 0) == 1) head += byte;
        std::string body;
        const auto at = head.find("Content-Length: ");
        const long size = at == std::string::npos ? 0 : std::atol(head.c_str() + at + 16);
        while (static_cast<long>(body.size()) < size && ::recv(one, &byte, 1, 0) == 1) body += byte;
        const std::string out = answer_to(head, body);
        ::send(one, out.data(), out.size(), MSG_NOSIGNAL);
        ::close(one);
    }

    const std::int64_t m_now_ms;
    std::mutex m_mutex;
    Lie m_lie;
    std::map<std::string, int> m_asked;
    std::map<std::string, Grant> m_granted;
    std::string m_last_token;
    int m_codes = 0;
    int m_listener;
    int m_port = 0;
    std::vector<std::thread> m_connections;
    std::thread m_thread;
};

}  // namespace kongdi::server::tests
