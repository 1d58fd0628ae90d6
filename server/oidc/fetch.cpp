// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/fetch.hpp"

#include <curl/curl.h>

#include <memory>
#include <mutex>

namespace kongdi::server::oidc {

namespace {

struct Taken {
    std::string bytes = {};
    bool too_long = false;
};

std::size_t take_bytes(char* data, std::size_t, std::size_t size, void* into) {
    Taken& taken = *static_cast<Taken*>(into);
    taken.too_long = taken.bytes.size() + size > kMostFetchedBytes;
    if (taken.too_long) return 0;  // ends the transfer
    taken.bytes.append(data, size);
    return size;
}

struct EndCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Curl = std::unique_ptr<CURL, EndCurl>;
using Headers = std::unique_ptr<curl_slist, EndCurl>;

Error busy(std::string_view why) {
    return {ErrorCode::StorageBusy, {}, "the identity provider " + std::string(why)};
}

Curl new_curl(const std::string& address, const FetchRules& rules, Taken& taken) {
    static std::once_flag s_once;
    std::call_once(s_once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    Curl curl(curl_easy_init());
    if (!curl) return curl;
    curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, rules.plain_http ? "http,https" : "https");
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
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &taken);
    return curl;
}

Result<Fetched> performed(const Curl& curl, Taken& taken) {
    const CURLcode done = curl_easy_perform(curl.get());
    if (taken.too_long) return busy("sent more than 256 KB");
    if (done == CURLE_PEER_FAILED_VERIFICATION)
        return busy(
            "is out of reach: its certificate is of an authority that is not trusted here (see "
            "ca_file), for another host, or over");
    if (done != CURLE_OK) return busy(std::string("is out of reach: ") + curl_easy_strerror(done));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    return Fetched{static_cast<int>(status), std::move(taken.bytes)};
}

}  // namespace

Result<Fetched> fetch(const std::string& address, const FetchRules& rules,
                      const std::string& bearer) {
    Taken taken;
    const Curl curl = new_curl(address, rules, taken);
    if (!curl) return busy("cannot be asked: no memory");
    Headers headers(curl_slist_append(nullptr, "Accept: application/json"));
    if (const std::string line = "Authorization: Bearer " + bearer; !bearer.empty())
        headers.reset(curl_slist_append(headers.release(), line.c_str()));
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    return performed(curl, taken);
}

Result<Fetched> post_form(const std::string& address, const std::string& form,
                          const std::string& user, const std::string& password,
                          const FetchRules& rules) {
    Taken taken;
    const Curl curl = new_curl(address, rules, taken);
    if (!curl) return busy("cannot be asked: no memory");
    const Headers headers(curl_slist_append(nullptr, "Accept: application/json"));
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(form.size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, form.c_str());
    if (!user.empty()) {
        curl_easy_setopt(curl.get(), CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        curl_easy_setopt(curl.get(), CURLOPT_USERNAME, user.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, password.c_str());
    }
    return performed(curl, taken);
}

}  // namespace kongdi::server::oidc
