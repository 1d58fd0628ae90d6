// SPDX-License-Identifier: Apache-2.0
#include "server/webhooks/post.hpp"

#include <curl/curl.h>

#include <memory>
#include <mutex>

namespace kongdi::server::webhooks {

namespace {

/// An answer that goes on beyond this ends the transfer; its status is known by then.
constexpr std::size_t kMostAnswer = 64u << 10;

std::size_t drop_bytes(char*, std::size_t, std::size_t size, void* into) {
    std::size_t& dropped = *static_cast<std::size_t*>(into);
    dropped += size;
    return dropped > kMostAnswer ? 0 : size;
}

int stop_if_asked(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

struct EndCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

Result<int> post_json(const std::string& url, const std::vector<std::string>& headers,
                      const std::string& body, const PostRules& rules,
                      const std::atomic<bool>& stop) {
    static std::once_flag s_once;
    std::call_once(s_once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const std::unique_ptr<CURL, EndCurl> curl(curl_easy_init());
    if (!curl) return Error{ErrorCode::StorageBusy, {}, "no memory for a request"};
    std::unique_ptr<curl_slist, EndCurl> lines(
        curl_slist_append(nullptr, "Content-Type: application/json"));
    // No waiting for "100 Continue".
    lines.reset(curl_slist_append(lines.release(), "Expect:"));
    for (const std::string& line : headers)
        lines.reset(curl_slist_append(lines.release(), line.c_str()));
    std::size_t dropped = 0;
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR,
                     url.starts_with("http://") ? "http" : "https");
    curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYHOST, 2L);
    if (!rules.ca_file.empty()) {
        curl_easy_setopt(curl.get(), CURLOPT_CAINFO, rules.ca_file.c_str());
        // In its place, not beside it: the library looks into the system's folder, too.
        curl_easy_setopt(curl.get(), CURLOPT_CAPATH, nullptr);
    }
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(rules.longest.count()));
    curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "kongdi");
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, lines.get());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, drop_bytes);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &dropped);
    curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, stop_if_asked);
    curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &stop);
    const CURLcode done = curl_easy_perform(curl.get());
    if (done != CURLE_OK && dropped <= kMostAnswer)
        return Error{ErrorCode::StorageBusy, {}, curl_easy_strerror(done)};
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    return static_cast<int>(status);
}

}  // namespace kongdi::server::webhooks
