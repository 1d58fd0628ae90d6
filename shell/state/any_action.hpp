// SPDX-License-Identifier: Apache-2.0
// One value of a list of types. What makes one compiles nothing of the others; with a std::variant
// of all actions each screen did, which was two thirds of its compile time.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace kongdi::shell {

/// Types of actions.
template <class... Types>
struct ActionList {
    template <class T>
    static constexpr bool has = (std::is_same_v<T, Types> || ...);
};

class AnyAction {
public:
    template <class T>
    const T* get_if() const {
        return m_kind == &kKind<T> ? static_cast<const T*>(m_held.get()) : nullptr;
    }

    /// Calls `visitor` with the action if it is one of the list, and says so. The visitor takes
    /// each of the list: one that it does not take does not compile.
    template <class Visitor, class... Types>
    bool visit(ActionList<Types...>, Visitor visitor) const {
        return ((m_kind == &kKind<Types> &&
                 (visitor(*static_cast<const Types*>(m_held.get())), true)) ||
                ...);
    }

protected:
    template <class T>
    AnyAction(std::in_place_t, T action)
        : m_kind(&kKind<T>),
          m_held(new T(std::move(action)), [](void* held) { delete static_cast<T*>(held); }) {}

private:
    /// Its address stands for the type.
    template <class T>
    static inline char kKind = 0;

    const char* m_kind;
    std::unique_ptr<void, void (*)(void*)> m_held;
};

}  // namespace kongdi::shell
