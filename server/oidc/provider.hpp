// SPDX-License-Identifier: Apache-2.0
// The provider as one asks it: where to send people, and who came back. Its documents are kept for
// a while; its keys are fetched anew, at a limited rate, when a token names one that is not there.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "server/oidc/discovery.hpp"
#include "server/oidc/id_token.hpp"
#include "server/oidc/key_set.hpp"
#include "server/oidc/settings.hpp"

namespace kongdi::server::oidc {

/// How long what was fetched counts, and how often one asks.
struct Patience {
    std::chrono::milliseconds longest_fetch{4000};
    std::chrono::milliseconds fresh{3'600'000};      // the documents
    std::chrono::milliseconds rest{5000};            // after a failure
    std::chrono::milliseconds between_keys{60'000};  // two fetches of the keys for an unknown one
    std::size_t most_at_once = 4;                    // threads that wait for the provider
};

/// What goes along with a person who is sent there.
struct Sending {
    std::string_view state;
    std::string_view nonce;
    std::string_view challenge;  // of PKCE, S256
    std::string_view language;   // "zh-CN", "en"
};

/// From several threads at once.
class Provider {
public:
    explicit Provider(Settings settings, const Patience& patience = {});

    const Settings& settings() const { return m_settings; }

    /// Errors: storage_busy.
    Result<std::string> address_for(const Sending& sending);
    /// Is the answer's `iss` right (RFC 9207)? Empty when it has none.
    Result<void> check_answer_issuer(std::string_view issuer);
    /// Trades the code for the token and believes it or not. Errors: storage_busy, access_denied
    /// (/code: the provider takes it for none; /id_token/…, /userinfo/sub).
    Result<Identity> identity_of(std::string_view code, std::string_view verifier,
                                 std::string_view nonce, std::int64_t now_ms);

private:
    using Clock = std::chrono::steady_clock;
    using Documents = Discovery;
    using DocumentsOf = std::shared_ptr<const Documents>;
    using KeysOf = std::shared_ptr<const KeySet>;

    /// A place among the threads that wait for the provider.
    class Turn {
    public:
        explicit Turn(Provider& provider);
        ~Turn();
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        bool is_ours() const { return m_is_ours; }

    private:
        std::atomic<std::size_t>& m_waiting;
        const bool m_is_ours;
    };

    Result<DocumentsOf> documents();
    Result<DocumentsOf> fetched_documents() const;
    Result<KeysOf> keys(const Documents& documents, const TokenHead& head);
    struct Tokens {
        std::string identity = {};
        std::string access = {};  // empty when it is none that can go into a header
    };
    Result<Tokens> tokens_for(const Documents& documents, std::string_view code,
                              std::string_view verifier) const;
    /// Asks for the claim that names an account, where the ID token does not hold it.
    Result<void> add_account_claim(const Documents& documents, const std::string& access,
                                   Identity& identity) const;
    FetchRules rules() const;

    const Settings m_settings;
    const Patience m_patience;
    std::atomic<std::size_t> m_waiting = 0;
    std::mutex m_mutex;  // held while the documents or the keys are fetched: once for all who wait
    DocumentsOf m_documents = {};
    KeysOf m_keys = {};
    Clock::time_point m_documents_until = {};
    Clock::time_point m_documents_again = {};
    Clock::time_point m_keys_until = {};
    Clock::time_point m_keys_again = {};
};

}  // namespace kongdi::server::oidc
