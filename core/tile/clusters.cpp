// SPDX-License-Identifier: Apache-2.0
#include "core/tile/clusters.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace kongdi::tile {

namespace {

constexpr int kDigitBits = 14;  // 4 rounds for 2 * kMostLevel bits
constexpr int kDigits = 4;
static_assert(kDigitBits * kDigits >= 2 * ClusterIndex::kMostLevel);
/// Squares around the view that are looked at, too: what lies in view must not change by panning.
constexpr double kMarginSquares = 6;

/// The 32 bits of a number on every second place.
std::uint64_t spread(std::uint64_t x) {
    x = (x | (x << 16)) & 0x0000FFFF0000FFFFu;
    x = (x | (x << 8)) & 0x00FF00FF00FF00FFu;
    x = (x | (x << 4)) & 0x0F0F0F0F0F0F0F0Fu;
    x = (x | (x << 2)) & 0x3333333333333333u;
    return (x | (x << 1)) & 0x5555555555555555u;
}

std::uint64_t gathered(std::uint64_t x) {
    x &= 0x5555555555555555u;
    x = (x | (x >> 1)) & 0x3333333333333333u;
    x = (x | (x >> 2)) & 0x0F0F0F0F0F0F0F0Fu;
    x = (x | (x >> 4)) & 0x00FF00FF00FF00FFu;
    x = (x | (x >> 8)) & 0x0000FFFF0000FFFFu;
    return (x | (x >> 16)) & 0x00000000FFFFFFFFu;
}

std::uint64_t morton(std::uint64_t x, std::uint64_t y) { return spread(x) | (spread(y) << 1); }

std::uint64_t square_of(double world) {
    constexpr double kAcross = double{1u << ClusterIndex::kMostLevel};
    return static_cast<std::uint64_t>(std::clamp(std::floor(world * kAcross), 0.0, kAcross - 1));
}

std::uint64_t code_of(World at) { return morton(square_of(at.x), square_of(at.y)); }

}  // namespace

ClusterIndex::ClusterIndex(std::vector<World> points)
    : m_points(std::move(points)), m_stage(Stage::Keys) {
    m_codes.resize(m_points.size());
    m_order.resize(m_points.size());
}

bool ClusterIndex::step(std::size_t points) {
    const std::size_t count = m_points.size();
    const std::size_t until = std::min(count, m_done + points);
    switch (m_stage) {
        case Stage::Keys:
            for (; m_done < until; ++m_done) {
                m_codes[m_done] = code_of(m_points[m_done]);
                m_order[m_done] = static_cast<std::uint32_t>(m_done);
            }
            if (m_done < count) return false;
            m_codes_to.resize(count);
            m_order_to.resize(count);
            m_stage = Stage::Sort;
            return false;
        case Stage::Sort:
            sort_digit();
            if (++m_digit < kDigits) return false;
            m_codes_to = {};
            m_order_to = {};
            m_sums.assign(1, World{});
            m_sums.reserve(count + 1);
            m_done = 0;
            m_stage = Stage::Sums;
            return false;
        case Stage::Sums:
            for (; m_done < until; ++m_done) {
                const World at = m_points[m_order[m_done]];
                m_sums.push_back({m_sums.back().x + at.x, m_sums.back().y + at.y});
            }
            if (m_done == count) m_stage = Stage::Ready;
            return ready();
        case Stage::Ready: break;
    }
    return true;
}

/// One round of a radix sort; points with the same code keep the order they were given in.
void ClusterIndex::sort_digit() {
    const int shift = m_digit * kDigitBits;
    constexpr std::uint64_t kMask = (1u << kDigitBits) - 1;
    std::vector<std::uint32_t> begins((std::size_t{1} << kDigitBits) + 1, 0);
    for (const std::uint64_t code : m_codes) ++begins[((code >> shift) & kMask) + 1];
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    for (std::size_t i = 0; i < m_codes.size(); ++i) {
        const std::uint32_t to = begins[(m_codes[i] >> shift) & kMask]++;
        m_codes_to[to] = m_codes[i];
        m_order_to[to] = m_order[i];
    }
    m_codes.swap(m_codes_to);
    m_order.swap(m_order_to);
}

/// The occupied squares of a level that a rectangle touches, by going down from the whole world.
void ClusterIndex::squares(const WorldBox& box, int level, std::vector<Square>& out) const {
    struct Open {
        std::uint32_t first, last;
        std::uint64_t code;
        int level;
    };
    std::vector<Open> open{{0, static_cast<std::uint32_t>(m_codes.size()), 0, 0}};
    while (!open.empty()) {
        const Open at = open.back();
        open.pop_back();
        if (at.first == at.last) continue;
        const double width = std::exp2(-at.level);
        const double x = static_cast<double>(gathered(at.code)) * width;
        const double y = static_cast<double>(gathered(at.code >> 1)) * width;
        if (x > box.high.x || y > box.high.y || x + width < box.low.x || y + width < box.low.y)
            continue;
        if (at.level == level) {
            out.push_back({at.first, at.last, at.code});
            continue;
        }
        const int shift = 2 * (kMostLevel - at.level - 1);
        std::uint32_t last = at.last;
        for (std::uint64_t quarter = 4; quarter-- > 0;) {
            const std::uint64_t code = at.code << 2 | quarter;
            const auto begin = m_codes.begin() + at.first;
            const auto first = static_cast<std::uint32_t>(
                std::lower_bound(begin, m_codes.begin() + last, code << shift) - m_codes.begin());
            open.push_back({first, last, code, at.level + 1});
            last = first;
        }
    }
}

std::vector<Cluster> ClusterIndex::clusters(const WorldBox& box, int level, double reach) const {
    std::vector<Cluster> out;
    if (!ready() || m_points.empty()) return out;
    level = std::clamp(level, 0, kMostLevel);
    const double width = std::exp2(-level);
    const double margin = width * kMarginSquares;
    std::vector<Square> all;
    squares({{box.low.x - margin, box.low.y - margin}, {box.high.x + margin, box.high.y + margin}},
            level, all);
    std::vector<World> middles;
    middles.reserve(all.size());
    std::unordered_map<std::uint64_t, std::size_t> by_code;
    for (const Square& square : all) {
        const double count = square.last - square.first;
        const World low = m_sums[square.first];
        const World high = m_sums[square.last];
        by_code[square.code] = middles.size();
        middles.push_back({(high.x - low.x) / count, (high.y - low.y) / count});
    }
    // The fullest square takes in its neighbours first; among equals the one of the lower code.
    std::vector<std::size_t> turn(all.size());
    for (std::size_t i = 0; i < turn.size(); ++i) turn[i] = i;
    const auto size_of = [&all](std::size_t i) { return all[i].last - all[i].first; };
    std::sort(turn.begin(), turn.end(), [&](std::size_t a, std::size_t b) {
        return size_of(a) != size_of(b) ? size_of(a) > size_of(b) : all[a].code < all[b].code;
    });
    std::vector<bool> taken(all.size(), false);
    for (const std::size_t i : turn) {
        if (taken[i]) continue;
        Cluster cluster;
        World sum{};
        const auto take = [&](std::size_t k) {
            taken[k] = true;
            const std::uint32_t count = size_of(k);
            sum.x += middles[k].x * count;
            sum.y += middles[k].y * count;
            cluster.count += count;
            cluster.ranges.emplace_back(all[k].first, all[k].last);
        };
        take(i);
        const auto x = static_cast<std::int64_t>(gathered(all[i].code));
        const auto y = static_cast<std::int64_t>(gathered(all[i].code >> 1));
        for (std::int64_t dy = -1; dy <= 1; ++dy)
            for (std::int64_t dx = -1; dx <= 1; ++dx) {
                if (x + dx < 0 || y + dy < 0) continue;
                const auto found = by_code.find(
                    morton(static_cast<std::uint64_t>(x + dx), static_cast<std::uint64_t>(y + dy)));
                if (found == by_code.end() || taken[found->second]) continue;
                const World other = middles[found->second];
                if (std::hypot(other.x - middles[i].x, other.y - middles[i].y) < reach * width)
                    take(found->second);
            }
        cluster.at = {sum.x / cluster.count, sum.y / cluster.count};
        if (cluster.at.x < box.low.x || cluster.at.x > box.high.x || cluster.at.y < box.low.y ||
            cluster.at.y > box.high.y)
            continue;
        out.push_back(std::move(cluster));
    }
    return out;
}

std::vector<std::uint32_t> ClusterIndex::members_of(const Cluster& cluster,
                                                    std::size_t most) const {
    std::vector<std::uint32_t> members;
    for (const auto& [first, last] : cluster.ranges)
        for (std::uint32_t place = first; place < last && members.size() < most; ++place)
            members.push_back(m_order[place]);
    return members;
}

}  // namespace kongdi::tile
