// SPDX-License-Identifier: Apache-2.0
// Work that is dear to do and cheap to check, asked of whoever sends records while many are sent:
// a number n such that the SHA-256 of "challenge:SHA-256 of the body:n" begins with so many zero
// bits. It is for that body alone, so that the same work given twice brings the same record twice,
// which is one. A captcha would shut out those who do not see or read it, and its maker would see
// all who report.
#pragma once

#include <cstdint>
#include <string>

namespace kongdi {

/// What may be asked: at least a moment of a phone, at most some minutes of a fast machine.
inline constexpr int kLeastWorkBits = 8;
inline constexpr int kMostWorkBits = 32;

struct Work {
    std::string challenge = {};  // as the server gave it
    int bits = 0;                // kLeastWorkBits to kMostWorkBits; on the average 2^bits tries
    std::string body_sha256 = {};
    std::uint64_t n = 0;  // the next to try; once found, the one
};

/// Tries as many numbers from `n` on; true when `n` is one. Else the next call goes on from there.
bool search(Work& work, std::uint32_t tries);

bool is_done(const Work& work);

}  // namespace kongdi
