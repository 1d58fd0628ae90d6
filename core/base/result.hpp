// SPDX-License-Identifier: Apache-2.0
// A value or the reason why there is none; the member names of std::expected.
#pragma once

#include <cstdlib>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/base/error.hpp"

namespace kongdi {

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    /// Asking a failed result for its value is a bug, not an input: it ends the program.
    T& value() & { return *checked(std::get_if<0>(&m_state)); }
    const T& value() const& { return *checked(std::get_if<0>(&m_state)); }
    T&& value() && { return std::move(*checked(std::get_if<0>(&m_state))); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { return *checked(std::get_if<1>(&m_state)); }
    T value_or(T other) const { return has_value() ? value() : std::move(other); }

private:
    template <class P>
    static P* checked(P* pointer) {
        if (pointer == nullptr) std::abort();
        return pointer;
    }

    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_failed(true) {}

    bool has_value() const { return !m_failed; }
    explicit operator bool() const { return has_value(); }
    const Error& error() const { return m_error; }

private:
    Error m_error{};
    bool m_failed = false;
};

}  // namespace kongdi

/// The value of a Result, or leave the function with its error. A statement expression: both of
/// our compilers know it, and it reads as a call.
#define KONGDI_TRY(expression)                                    \
    __extension__({                                               \
        auto kongdi_try_result = (expression);                    \
        if (!kongdi_try_result) return kongdi_try_result.error(); \
        *std::move(kongdi_try_result);                            \
    })

/// As KONGDI_TRY for a Result<void>.
#define KONGDI_CHECK(expression)                                           \
    do {                                                                   \
        if (auto kongdi_check_result = (expression); !kongdi_check_result) \
            return kongdi_check_result.error();                            \
    } while (false)
