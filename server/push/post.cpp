// SPDX-License-Identifier: Apache-2.0
#include "server/push/post.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>

namespace kongdi::server::push {

namespace {

/// An answer that goes on beyond this ends the transfer; its status is known by then.
constexpr std::size_t kMostAnswer = 16u << 10;
constexpr long kConnectionsOfHost = 8;
constexpr int kLookMs = 200;  // how soon being stopped is seen

std::size_t drop_bytes(char*, std::size_t, std::size_t size, void* into) {
    std::size_t& dropped = *static_cast<std::size_t*>(into);
    dropped += size;
    return dropped > kMostAnswer ? 0 : size;
}

struct EndCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct EndMulti {  // the library has one type for both
    void operator()(CURLM* curl) const { curl_multi_cleanup(curl); }
};

}  // namespace

struct Poster::Connections {
    std::unique_ptr<CURLM, EndMulti> multi;
};

struct Poster::Transfer {
    std::unique_ptr<CURL, EndCurl> curl = {};
    std::unique_ptr<curl_slist, EndCurl> lines = {};
    std::size_t dropped = 0;
    PushAnswer answer = {};

    void take(CURLcode done) {
        if (done != CURLE_OK && dropped <= kMostAnswer) {
            answer.why = curl_easy_strerror(done);
            return;
        }
        long status = 0;
        curl_off_t after_s = 0;
        curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
        answer.status = static_cast<int>(status);
        if (curl_easy_getinfo(curl.get(), CURLINFO_RETRY_AFTER, &after_s) == CURLE_OK &&
            after_s > 0)
            answer.retry_after_s = after_s;
    }
};

Poster::Poster(std::string ca_file, std::chrono::milliseconds longest,
               const std::atomic<bool>& stop)
    : m_ca_file(std::move(ca_file)),
      m_longest(longest),
      m_stop(stop),
      m_connections(std::make_unique<Connections>()) {
    static std::once_flag s_once;
    std::call_once(s_once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    m_connections->multi.reset(curl_multi_init());
    CURLM* multi = m_connections->multi.get();
    if (multi == nullptr) return;
    curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, kConnectionsOfHost);
}

Poster::~Poster() = default;

std::vector<PushAnswer> Poster::post(std::span<const PushRequest> requests) {
    CURLM* multi = m_connections->multi.get();
    std::vector<Transfer> transfers(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const PushRequest& request = requests[i];
        Transfer& one = transfers[i];
        one.answer.why = "no memory for a request";
        one.curl.reset(multi != nullptr ? curl_easy_init() : nullptr);
        if (!one.curl) continue;
        one.answer.why = "stopped";
        // No waiting for "100 Continue".
        one.lines.reset(curl_slist_append(nullptr, "Expect:"));
        for (const std::string& line : request.headers)
            one.lines.reset(curl_slist_append(one.lines.release(), line.c_str()));
        CURL* curl = one.curl.get();
        curl_easy_setopt(curl, CURLOPT_URL, request.endpoint.c_str());
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
        curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
        if (!m_ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, m_ca_file.c_str());
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(m_longest.count()));
        curl_easy_setopt(curl, CURLOPT_USERAGENT, "kongdi");
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, one.lines.get());
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop_bytes);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &one.dropped);
        curl_easy_setopt(curl, CURLOPT_PRIVATE, &one);
        curl_multi_add_handle(multi, curl);
    }
    int running = 1;
    while (multi != nullptr && running > 0 && !m_stop) {
        if (curl_multi_perform(multi, &running) != CURLM_OK) break;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            Transfer* one = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &one);
            one->answer.why.clear();
            one->take(message->data.result);
        }
        if (running > 0) curl_multi_poll(multi, nullptr, 0, kLookMs, nullptr);
    }
    std::vector<PushAnswer> out;
    for (Transfer& one : transfers) {
        if (one.curl) curl_multi_remove_handle(multi, one.curl.get());
        out.push_back(std::move(one.answer));
    }
    return out;
}

}  // namespace kongdi::server::push
