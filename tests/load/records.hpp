// SPDX-License-Identifier: Apache-2.0
// Records, each with an id of its own, made cheaply; reports of about a kilobyte in Chinese unless
// another one is given.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <utility>

#include "tests/support/record_builder.hpp"

namespace kongdi::load {

class Records {
public:
    Records() : Records(with_words(), 0) {}
    /// Ids are told from those of others by `first`, in steps of kApart.
    Records(kongdi::tests::RecordBuilder builder, std::uint64_t first)
        : m_builder(std::move(builder)), m_count(first) {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        m_now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
        m_builder.with("/created_at", format_time(m_now_ms - 1000));
        const std::string bytes = m_builder.bytes();
        const std::string id = m_builder.build().text("id");
        const auto at = bytes.find(id);
        m_before = bytes.substr(0, at);
        m_after = bytes.substr(at + id.size());
    }

    static constexpr std::uint64_t kApart = 1ULL << 40U;

    /// To make one that differs in more than its id.
    kongdi::tests::RecordBuilder builder() const { return m_builder; }

    struct One {
        std::string id;
        std::string bytes;
    };
    One next() {
        const std::uint64_t number = ++m_count;
        std::array<std::uint8_t, 10> random{};
        for (std::size_t i = 0; i < 6; ++i)  // the first bytes lose bits to the id's version
            random[9 - i] = static_cast<std::uint8_t>(number >> (8 * i));
        One one;
        one.id = make_uuid_v7(m_now_ms, random);
        one.bytes = m_before + one.id + m_after;
        return one;
    }

private:
    static kongdi::tests::RecordBuilder with_words() {
        std::string words;
        while (words.size() < 560)
            words += "楼下的自行车棚空了两年，一半堆着杂物，想改成老年食堂。";
        kongdi::tests::RecordBuilder builder;
        builder.with("/body/description", words);
        return builder;
    }

    kongdi::tests::RecordBuilder m_builder;
    std::int64_t m_now_ms = 0;
    std::string m_before;
    std::string m_after;
    std::atomic<std::uint64_t> m_count = 0;
};

}  // namespace kongdi::load
