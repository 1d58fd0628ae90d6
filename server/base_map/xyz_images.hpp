// SPDX-License-Identifier: Apache-2.0
// Pictures that somebody else's server has, fetched by ours: a phone talks to us alone, so nobody
// else learns where its owner looks, and the key in the template stays here. The only user of
// libcurl.
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "server/base_map/kept_images.hpp"
#include "server/base_map/tile_images.hpp"

namespace kongdi::server {

class XyzImages : public TileImages {
public:
    /// "https://…/{z}/{x}/{y}.png"; with `vectors` what comes is no picture, but a vector tile.
    explicit XyzImages(std::string pattern, bool vectors = false);
    ~XyzImages() override;

    /// From memory, or fetched. Few are fetched at once, and none for a while after a failure, so
    /// that a slow or dead server of others takes no more than a few of our threads.
    Result<std::string> image(const tile::TileId& id) override;

    static constexpr std::size_t kMostAtOnce = 4;
    static constexpr std::chrono::milliseconds kLongestFetch{6000};
    static constexpr std::chrono::milliseconds kLongestWait{1000};  // for one's turn
    static constexpr std::chrono::milliseconds kRest{5000};         // after a failure
    static constexpr std::chrono::hours kFresh{24};

private:
    using Clock = std::chrono::steady_clock;
    class Line;  // a connection that is kept for the next picture

    std::unique_ptr<Line> wait_for_line();
    void give_back(std::unique_ptr<Line> line, bool failed);

    std::string m_pattern;
    bool m_vectors;
    KeptImages m_kept{kFresh};
    std::mutex m_mutex;
    std::condition_variable m_freed;
    std::array<std::unique_ptr<Line>, kMostAtOnce> m_lines;
    Clock::time_point m_rests_until = {};
};

}  // namespace kongdi::server
