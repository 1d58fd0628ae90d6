// SPDX-License-Identifier: Apache-2.0
// Pictures that somebody else's server has, fetched by ours: a phone talks to us alone, so nobody
// else learns where its owner looks, and the key in the template stays here. The only user of
// libcurl.
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "server/base_map/tile_images.hpp"

namespace kongdi::server {

class XyzImages : public TileImages {
public:
    /// "https://…/{z}/{x}/{y}.png"
    explicit XyzImages(std::string pattern);
    ~XyzImages() override;

    /// From memory, or fetched. Few are fetched at once, and none for a while after a failure, so
    /// that a slow or dead server of others takes no more than a few of our threads.
    Result<std::string> image(const tile::TileId& id) override;

    static constexpr std::size_t kMostKeptBytes = 64u << 20;
    static constexpr std::size_t kMostAtOnce = 4;
    static constexpr std::chrono::milliseconds kLongestFetch{6000};
    static constexpr std::chrono::milliseconds kLongestWait{1000};  // for one's turn
    static constexpr std::chrono::milliseconds kRest{5000};         // after a failure
    static constexpr std::chrono::hours kFresh{24};

private:
    using Clock = std::chrono::steady_clock;
    struct Kept {
        std::uint64_t key = 0;
        std::string bytes = {};
        Clock::time_point at = {};
    };
    class Line;  // a connection that is kept for the next picture

    std::optional<std::string> kept(std::uint64_t key);
    void keep(std::uint64_t key, const std::string& bytes);
    std::unique_ptr<Line> wait_for_line();
    void give_back(std::unique_ptr<Line> line, bool failed);

    std::string m_pattern;
    std::mutex m_mutex;
    std::condition_variable m_freed;
    std::array<std::unique_ptr<Line>, kMostAtOnce> m_lines;
    Clock::time_point m_rests_until = {};
    std::list<Kept> m_kept;  // what was used last comes first
    std::unordered_map<std::uint64_t, std::list<Kept>::iterator> m_places;
    std::size_t m_kept_bytes = 0;
};

}  // namespace kongdi::server
