// SPDX-License-Identifier: Apache-2.0
// How storage code says that something went wrong inside: thrown, and a Result at its border.
#pragma once

#include <exception>
#include <string>
#include <type_traits>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/result.hpp"

namespace kongdi::server {

/// What storage code throws inside; guarded() turns it into a Result at the border.
struct StorageFailure : std::exception {
    explicit StorageFailure(Error e) : error(std::move(e)) {}
    StorageFailure(ErrorCode code, std::string detail) : error{code, {}, std::move(detail)} {}
    const char* what() const noexcept override { return error.detail.c_str(); }
    Error error;
};

/// The value of a result inside storage code.
template <class T>
T or_throw(Result<T> result) {
    if (!result) throw StorageFailure(result.error());
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// Runs storage code and turns what it throws into an error.
template <class Work>
auto guarded(Work&& work) -> Result<std::decay_t<decltype(work())>> {
    try {
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const StorageFailure& failure) {
        return failure.error;
    } catch (const std::exception& other) {
        return Error{ErrorCode::Internal, {}, other.what()};
    }
}

}  // namespace kongdi::server
