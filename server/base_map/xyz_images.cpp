// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/xyz_images.hpp"

#include <curl/curl.h>

#include <utility>

namespace kongdi::server {

namespace {

struct Answer {
    std::string bytes = {};
    bool too_long = false;
};

std::size_t take_bytes(char* data, std::size_t, std::size_t size, void* into) {
    Answer& answer = *static_cast<Answer*>(into);
    answer.too_long = answer.bytes.size() + size > kMostTileBytes;
    if (answer.too_long) return 0;  // ends the transfer
    answer.bytes.append(data, size);
    return size;
}

Error busy(std::string why) { return {ErrorCode::StorageBusy, {}, std::move(why)}; }

constexpr long kOk = 200;
constexpr long kNoContent = 204;
constexpr long kNotFound = 404;

}  // namespace

class XyzImages::Line {
public:
    Line() : m_curl(curl_easy_init()) {}
    ~Line() { curl_easy_cleanup(m_curl); }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    Result<std::string> fetch(const std::string& address, bool vectors) {
        Answer answer;
        curl_easy_reset(m_curl);  // connections stay
        curl_easy_setopt(m_curl, CURLOPT_URL, address.c_str());
        curl_easy_setopt(m_curl, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(m_curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(m_curl, CURLOPT_CONNECTTIMEOUT_MS, 3000L);
        curl_easy_setopt(m_curl, CURLOPT_TIMEOUT_MS, static_cast<long>(kLongestFetch.count()));
        curl_easy_setopt(m_curl, CURLOPT_USERAGENT, "kongdi");
        curl_easy_setopt(m_curl, CURLOPT_WRITEFUNCTION, take_bytes);
        curl_easy_setopt(m_curl, CURLOPT_WRITEDATA, &answer);
        const CURLcode done = curl_easy_perform(m_curl);
        if (answer.too_long) return busy("the base map's server sent more than a picture");
        if (done != CURLE_OK)
            return busy(std::string("the base map's server: ") + curl_easy_strerror(done));
        long status = 0;
        curl_easy_getinfo(m_curl, CURLINFO_RESPONSE_CODE, &status);
        if (status == kNotFound || status == kNoContent) return std::string();
        if (status != kOk) return busy("the base map's server: " + std::to_string(status));
        // A page that says "no more today" is no picture, whatever its status.
        if (vectors ? !is_vector_tile(answer.bytes) : image_type(answer.bytes).empty())
            return busy("the base map's server sent no picture");
        return std::move(answer.bytes);
    }

private:
    CURL* m_curl;
};

XyzImages::XyzImages(std::string pattern, bool vectors)
    : m_pattern(std::move(pattern)), m_vectors(vectors) {
    static std::once_flag s_once;
    std::call_once(s_once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    for (auto& line : m_lines) line = std::make_unique<Line>();
}

XyzImages::~XyzImages() = default;

Result<std::string> XyzImages::image(const tile::TileId& id) {
    const std::uint64_t key = tile::tile_key(id);
    if (auto bytes = m_kept.find(key)) return *std::move(bytes);
    std::unique_ptr<Line> line = wait_for_line();
    if (line == nullptr) return busy("the base map's server is slow or was out of reach just now");
    // Somebody else may have fetched it meanwhile.
    if (auto bytes = m_kept.find(key)) {
        give_back(std::move(line), false);
        return *std::move(bytes);
    }
    auto fetched = line->fetch(tile::tile_path(m_pattern, id), m_vectors);
    give_back(std::move(line), !fetched);
    if (fetched) m_kept.keep(key, *fetched);
    return fetched;
}

std::unique_ptr<XyzImages::Line> XyzImages::wait_for_line() {
    std::unique_lock lock(m_mutex);
    const auto until = Clock::now() + kLongestWait;
    while (Clock::now() >= m_rests_until) {
        for (auto& line : m_lines)
            if (line != nullptr) return std::move(line);
        if (m_freed.wait_until(lock, until) == std::cv_status::timeout) break;
    }
    return nullptr;
}

void XyzImages::give_back(std::unique_ptr<Line> line, bool failed) {
    {
        const std::lock_guard lock(m_mutex);
        if (failed) m_rests_until = Clock::now() + kRest;
        for (auto& place : m_lines)
            if (place == nullptr) {
                place = std::move(line);
                break;
            }
    }
    m_freed.notify_one();
}

}  // namespace kongdi::server
