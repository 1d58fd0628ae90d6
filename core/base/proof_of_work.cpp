// SPDX-License-Identifier: Apache-2.0
#include "core/base/proof_of_work.hpp"

#include <bit>

#include "core/base/sha256.hpp"

namespace kongdi {

bool search(Work& work, std::uint32_t tries) {
    // What stands before the number is hashed once.
    Sha256 before;
    before.add(work.challenge).add(":").add(work.body_sha256).add(":");
    for (; tries > 0; --tries, ++work.n) {
        Sha256 one = before;
        if (std::countl_zero(one.add(std::to_string(work.n)).finish_first()) >= work.bits)
            return true;
    }
    return false;
}

bool is_done(const Work& work) {
    Work once = work;
    return search(once, 1);
}

}  // namespace kongdi
